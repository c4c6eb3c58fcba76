//! Reads context frames in place from a packed table.

use crate::names::{Effect, FrameName, Reach};
use crate::pack::{Cell, List, Packed, Pool, Section, Text, number};

/// Numbers of one frame: words, factor, least; reach, effect, and by which name it is asked for; name; rules.
pub(crate) const FRAME_SIZE: usize = 8;

/// A rule has a bit for each frame that applies to it: there are not more.
pub(crate) const FRAMES: usize = 32;

/// A context frame without its terms: what it does to hits near it.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Name, such as `negation`.
    pub name: Text<'a>,
    /// By which name the program asks for it, if it does.
    pub asked_as: Option<FrameName>,
    /// Codes, groups, or `negatable`.
    pub rules: List<'a>,
    /// Where it must stand.
    pub reach: Reach,
    /// Words between frame and hit at most.
    pub words: u32,
    /// What it does.
    pub effect: Effect,
    /// Factor on the weight.
    pub factor: f32,
    /// How many different hits it takes.
    pub least: u32,
}

/// The context frames of a packed table, by the number that accepts in a walk from `Root::Frames` carry.
#[derive(Debug, Clone, Copy)]
pub struct Frames<'a> {
    records: &'a [[Cell; FRAME_SIZE]],
    pool: Pool<'a>,
}

impl<'a> Frames<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> Frames<'a> {
        Frames { records: packed.records(Section::Frames), pool: packed.pool() }
    }

    /// Returns every frame, by number.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Frame<'a>> + use<'a> {
        self.records.iter().map(move |cells| self.frame(cells))
    }

    /// Returns the frames of a mask, with their numbers.
    pub fn of_mask(self, mask: u32) -> impl Iterator<Item = (usize, Frame<'a>)> + use<'a> {
        let is_in = move |number: &usize| mask >> number & 1 == 1;
        let numbers = (mask.trailing_zeros() as usize..FRAMES).filter(is_in);
        numbers.filter_map(move |number| Some((number, self.frame(self.records.get(number)?))))
    }

    fn frame(self, cells: &'a [Cell; FRAME_SIZE]) -> Frame<'a> {
        Frame {
            words: number(cells[0]),
            factor: f32::from_bits(number(cells[1])),
            least: number(cells[2]),
            reach: Reach::numbered(cells[3][0].into()).unwrap_or(Reach::Message),
            effect: Effect::numbered(cells[3][1].into()).unwrap_or(Effect::Silence),
            asked_as: FrameName::numbered(cells[3][2].into()),
            name: self.pool.text([cells[4], cells[5]]),
            rules: self.pool.list([cells[6], cells[7]]),
        }
    }
}
