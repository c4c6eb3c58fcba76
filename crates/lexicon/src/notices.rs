//! Finds the phrases of legal notices, virus notes and list footers by how they begin.

use super::grouped::Grouped;
use super::names::WordList;
use super::pack::{Packed, Section};
#[cfg(feature = "squeezed")]
use super::{
    grouped::lay_out,
    pack::{Packer, small},
    word_lists::WordLists,
};

/// A phrase is looked up by this many bytes at its beginning.
pub const HEAD: usize = 5;
/// Beginnings are told apart by one of so many numbers.
const GROUPS: usize = 1 << 10;

/// A note has the number of a phrase in its list below the kind,
const KIND_BIT: u32 = 12;
/// and above it half of what its beginning was mixed to.
const MIXED_BIT: u32 = 16;

/// What a phrase proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A notice.
    Strong,
    /// A notice, together with another.
    Weak,
    /// The footer of a list.
    Footer,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [NoticeKind; 3] = [NoticeKind::Strong, NoticeKind::Weak, NoticeKind::Footer];

    /// Returns the list of its phrases.
    #[must_use]
    pub const fn list(self) -> WordList {
        match self {
            NoticeKind::Strong => WordList::Disclaimers,
            NoticeKind::Weak => WordList::WeakDisclaimers,
            NoticeKind::Footer => WordList::ListFooters,
        }
    }
}

/// The phrases by how they begin.
#[derive(Debug, Clone, Copy)]
pub struct NoticePhrases<'a>(Grouped<'a>);

impl<'a> NoticePhrases<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> NoticePhrases<'a> {
        NoticePhrases(Grouped::of(packed.cells(Section::NoticePhrases), GROUPS, packed.pool()))
    }

    /// Returns the phrases that a text begins with, in the order of their lists: the kind of each, and its number in the list of that kind.
    #[inline]
    pub fn starting(self, text: &[u8]) -> impl Iterator<Item = (NoticeKind, usize)> {
        let mixed = text.first_chunk().map_or(0, mixed);
        self.0.group(group(mixed)).filter_map(move |phrase| {
            let begins =
                phrase.note >> MIXED_BIT == mixed & 0xFFFF && text.starts_with(phrase.text().as_bytes());
            let kind = begins.then(|| NoticeKind::ALL.get((phrase.note >> KIND_BIT & 0xF) as usize))??;
            Some((*kind, (phrase.note & 0xFFF) as usize))
        })
    }
}

#[inline]
fn mixed(head: &[u8; HEAD]) -> u32 {
    let [first, others @ ..] = head;
    (u32::from_le_bytes(*others) ^ u32::from(*first) << 11).wrapping_mul(0x9E37_79B1)
}

/// The high bits of a product are the well-mixed ones.
#[inline]
fn group(mixed: u32) -> usize {
    (mixed >> (u32::BITS - GROUPS.ilog2())) as usize
}

/// Packs the phrases of the lists.
#[cfg(feature = "squeezed")]
pub(crate) fn pack(packer: &mut Packer) {
    let lists = WordLists::of_packer(packer);
    let phrases = NoticeKind::ALL.into_iter().flat_map(|kind| {
        let list = lists.get(kind.list());
        list.places().zip(list.bytes()).enumerate().filter_map(move |(number, (place, text))| {
            let mixed = text.first_chunk().map(mixed)?;
            let note = (mixed & 0xFFFF) << MIXED_BIT | (kind as u32) << KIND_BIT | small(number);
            Some((group(mixed), place, note))
        })
    });
    let phrases = lay_out(GROUPS, phrases.collect());
    packer.numbers(Section::NoticePhrases, &phrases);
}
