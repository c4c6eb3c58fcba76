//! Holds what the decision table is made of: rows, modifiers, plans, variants.

use crate::names::{Action, Channel, Direction, ModifierName};
use crate::pack::{List, Text};

/// Numbers of one row: row; levels, eight bytes, of which the last is the ask; flags and directions; action and channel; name, when,
/// advice; codes, only.
pub(crate) const ROW_SIZE: usize = 15;
/// Numbers of one modifier: number; rows; name, action and channel; when, say; codes.
pub(crate) const MODIFIER_SIZE: usize = 9;
/// Numbers of one plan: channel; rows; codes, live, write.
pub(crate) const PLAN_SIZE: usize = 8;
/// Numbers of one variant: code, name, message, note, help.
pub(crate) const VARIANT_SIZE: usize = 10;
/// Numbers of one entry of what outranks what: code; over.
pub(crate) const OUTRANKS_SIZE: usize = 4;
/// Numbers of what stands once: levels; groups of commits; groups that chances soften; leak codes; advice on leaks; down; up;
/// lists of all; lists of a group.
pub(crate) const ONCE_SIZE: usize = 18;

/// Flag of a row that does not depend on chances.
pub(crate) const CERTAIN: u32 = 1;
/// Flag of a row whose matter is to be written down after talking.
pub(crate) const FOLLOW_UP: u32 = 1 << 1;
/// Flag of a row that asks to cool off.
pub(crate) const WAIT: u32 = 1 << 2;
/// Flag of a row under which a person's message is never held back.
pub(crate) const SPARES: u32 = 1 << 3;

/// One row of the decision table. A row matches when all it asks for is there.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its number in the table; alternatives share one.
    pub row: u32,
    /// A few words for it.
    pub name: Text<'a>,
    /// When it matches, in words.
    pub when: Text<'a>,
    /// One of these codes must have spoken; `S005+me` asks for the first person near the hit.
    pub codes: List<'a>,
    /// Level that each axis must reach, 0..=3, in the order of `Axis::ALL`.
    pub levels: [u8; 7],
    /// All codes on the sensitive axis must be among these.
    pub only: List<'a>,
    /// Whether something must be asked, or must not; `None` is either.
    pub ask: Option<bool>,
    /// It does not depend on chances: the rules that it names decide.
    pub certain: bool,
    /// A person's message is never held back under it.
    pub spares: bool,
    /// It must go one of these ways, one bit each; any if 0.
    pub(super) directions: u32,
    /// What to do.
    pub action: Action,
    /// Through which channel.
    pub channel: Channel,
    /// Write it down after talking.
    pub follow_up: bool,
    /// Cool off first.
    pub wait: bool,
    /// The advice, as half a sentence.
    pub say: Text<'a>,
}

impl Row<'_> {
    /// Returns true if and only if the row is for messages that go this way.
    #[must_use]
    pub const fn goes(&self, direction: Direction) -> bool {
        self.directions == 0 || self.directions & (1 << direction as u32) != 0
    }
}

/// Some rows of the decision table, by their numbers, 1..=31.
#[derive(Debug, Clone, Copy)]
pub struct RowSet(pub(super) u32);

impl RowSet {
    /// Returns true if and only if the row is among them.
    #[must_use]
    pub const fn contains(self, row: u32) -> bool {
        row < 32 && self.0 & (1 << row) != 0
    }

    /// Returns true if and only if there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the numbers, smallest first.
    pub fn iter(self) -> impl Iterator<Item = u32> {
        (1..32).filter(move |row| self.contains(*row))
    }
}

/// What changes the outcome of some rows afterwards; the judge knows by its name when.
#[derive(Debug, Clone, Copy)]
pub struct Modifier<'a> {
    /// Its number, 1..=7.
    pub number: u32,
    /// What it is.
    pub name: ModifierName,
    /// When it holds, in words.
    pub when: Text<'a>,
    /// The rows it changes.
    pub rows: RowSet,
    /// One of these codes must have spoken; any if empty.
    pub codes: List<'a>,
    /// The action then; `None` leaves the row's.
    pub action: Option<Action>,
    /// The channel then; `None` leaves the row's.
    pub channel: Option<Channel>,
    /// The advice then; it is added to the row's where the action stays.
    pub say: Text<'a>,
}

/// What to say live and what to write afterwards.
#[derive(Debug, Clone, Copy)]
pub struct PlanEntry<'a> {
    /// The channel it is for.
    pub channel: Channel,
    /// Rows it is for; all if empty.
    pub rows: RowSet,
    /// One of these codes must be among the reasons of the verdict, if any are named.
    pub codes: List<'a>,
    /// What to say live; `{questions}` stands for the questions of the draft.
    pub live: List<'a>,
    /// What to write.
    pub write: List<'a>,
}

/// What a rule says instead of its own message, note and help in a case that its check tells apart.
#[derive(Debug, Clone, Copy)]
pub struct Variant<'a> {
    /// Code of the rule.
    pub code: Text<'a>,
    /// Name of the case.
    pub name: Text<'a>,
    /// What the text does.
    pub message: Text<'a>,
    /// Why it matters.
    pub note: Text<'a>,
    /// What to do.
    pub help: Text<'a>,
}
