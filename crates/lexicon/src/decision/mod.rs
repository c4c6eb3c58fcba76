//! Reads the judge's numbers and the decision table in place from a packed table.

mod records;
mod thresholds;
#[cfg(feature = "built-in")]
mod toml;

pub use records::{Modifier, PlanEntry, Row, RowSet, Variant};
pub use thresholds::Thresholds;
#[cfg(feature = "built-in")]
pub(crate) use toml::pack;

use super::names::{Action, Axis, Channel, Group, ModifierName};
use super::pack::{Cell, List, Packed, Section, Text, number, pair};
use records::{
    CERTAIN, FOLLOW_UP, MODIFIER_SIZE, ONCE_SIZE, OUTRANKS_SIZE, PLAN_SIZE, ROW_SIZE, SPARES, VARIANT_SIZE,
    WAIT,
};

/// The judge's numbers and the decision table.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// Scores at which an axis reaches level 1, 2, 3.
    pub levels: [f32; 3],
    /// Limits and counts.
    pub thresholds: Thresholds,
    /// Codes that turn `write` into `reword`.
    pub leak_codes: List<'a>,
    /// What to say then.
    pub leak_say: Text<'a>,
    /// Codes whose evidence counts in full towards people who report to the writer.
    pub down_raises: List<'a>,
    /// Codes whose evidence counts half towards people who lead the writer.
    pub up_lowers: List<'a>,
    /// Names of addresses, before the `@`, that reach everyone.
    pub lists_of_all: List<'a>,
    /// Names of addresses, before the `@`, that reach a group.
    pub lists_of_group: List<'a>,
    /// Groups whose rules speak in commit messages, one bit each.
    commit_groups: u32,
    /// Groups whose rules are softened where a message is likely to be fine, one bit each.
    softened_groups: u32,
    /// Groups around whose findings passages are looked at, one bit each.
    passage_groups: u32,
    packed: Packed<'a>,
}

impl<'a> Decision<'a> {
    /// Reads what stands once; the tables are read as they are walked.
    pub(crate) fn of(packed: Packed<'a>) -> Decision<'a> {
        let none = [Cell::default(); ONCE_SIZE];
        let once = packed.records::<ONCE_SIZE>(Section::VerdictLists).first().unwrap_or(&none);
        let list = |at: usize| packed.pool().list(pair(once, at));
        Decision {
            levels: [once[0], once[1], once[2]].map(|cell| f32::from_bits(number(cell))),
            thresholds: Thresholds::of(packed.numbers(Section::Thresholds)),
            commit_groups: number(once[3]),
            softened_groups: number(once[4]),
            passage_groups: number(once[5]),
            leak_codes: list(6),
            leak_say: packed.pool().text([once[8], once[9]]),
            down_raises: list(10),
            up_lowers: list(12),
            lists_of_all: list(14),
            lists_of_group: list(16),
            packed,
        }
    }

    /// Returns true if and only if the rules of a group speak in commit messages.
    #[must_use]
    pub const fn speaks_in_commits(&self, group: Group) -> bool {
        self.commit_groups & (1 << group as u32) != 0
    }

    /// Returns true if and only if a rule of the group says an info at most where a message is likely to be fine.
    #[must_use]
    pub const fn softens(&self, group: Group) -> bool {
        self.softened_groups & (1 << group as u32) != 0
    }

    /// Returns true if and only if the sentences around a finding of the group are looked at as a message of their own too.
    #[must_use]
    pub const fn looks_around(&self, group: Group) -> bool {
        self.passage_groups & (1 << group as u32) != 0
    }

    /// Returns the decision table, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'a>> + use<'a> {
        let pool = self.packed.pool();
        self.packed.records::<ROW_SIZE>(Section::Rows).iter().map(move |cells| {
            let text = |at: usize| pool.text(pair(cells, at));
            let list = |at: usize| pool.list(pair(cells, at));
            let (flags, level) =
                (number(cells[3]), |at: usize| cells.as_flattened().get(4 + at).copied().unwrap_or(0));
            Row {
                row: number(cells[0]),
                levels: std::array::from_fn(level),
                ask: match level(Axis::ALL.len()) {
                    0 => Some(false),
                    1 => Some(true),
                    _ => None,
                },
                certain: flags & CERTAIN != 0,
                spares: flags & SPARES != 0,
                follow_up: flags & FOLLOW_UP != 0,
                wait: flags & WAIT != 0,
                directions: flags >> 8,
                action: Action::numbered(cells[4][0].into()).unwrap_or(Action::Write),
                channel: Channel::numbered(cells[4][1].into()).unwrap_or(Channel::Message),
                name: text(5),
                when: text(7),
                say: text(9),
                codes: list(11),
                only: list(13),
            }
        })
    }

    /// Returns what changes the outcome of rows, in the order in which it is tried.
    pub fn modifiers(&self) -> impl Iterator<Item = Modifier<'a>> + use<'a> {
        let pool = self.packed.pool();
        self.packed.records::<MODIFIER_SIZE>(Section::Modifiers).iter().filter_map(move |cells| {
            Some(Modifier {
                number: number(cells[0]),
                rows: RowSet(number(cells[1])),
                name: ModifierName::numbered(cells[2][0].into())?,
                action: Action::numbered(cells[2][1].into()),
                channel: Channel::numbered(cells[2][2].into()),
                when: pool.text([cells[3], cells[4]]),
                say: pool.text([cells[5], cells[6]]),
                codes: pool.list([cells[7], cells[8]]),
            })
        })
    }

    /// Returns the plans, of which the first that fits counts.
    pub fn plans(&self) -> impl Iterator<Item = PlanEntry<'a>> + use<'a> {
        let pool = self.packed.pool();
        self.packed.records::<PLAN_SIZE>(Section::Plans).iter().filter_map(move |cells| {
            Some(PlanEntry {
                channel: Channel::numbered(number(cells[0]))?,
                rows: RowSet(number(cells[1])),
                codes: pool.list([cells[2], cells[3]]),
                live: pool.list([cells[4], cells[5]]),
                write: pool.list([cells[6], cells[7]]),
            })
        })
    }

    /// Returns each code that keeps others quiet, with those.
    pub fn outranks(&self) -> impl Iterator<Item = (Text<'a>, List<'a>)> + use<'a> {
        let pool = self.packed.pool();
        let records = self.packed.records::<OUTRANKS_SIZE>(Section::Outranks).iter();
        records.map(move |cells| (pool.text([cells[0], cells[1]]), pool.list([cells[2], cells[3]])))
    }

    /// Returns the wordings for a case, each of another rule, in the order of the file.
    pub fn variants<'n>(&self, name: &'n str) -> impl Iterator<Item = Variant<'a>> + use<'a, 'n> {
        let pool = self.packed.pool();
        let variant = move |cells: &[Cell; VARIANT_SIZE]| {
            let text = |at: usize| pool.text(pair(cells, at));
            Variant { code: text(0), name: text(2), message: text(4), note: text(6), help: text(8) }
        };
        let all = self.packed.records::<VARIANT_SIZE>(Section::Variants).iter().map(variant);
        all.filter(move |variant| variant.name == *name)
    }

    /// Returns the wording of a rule for a case.
    #[must_use]
    pub fn variant(&self, code: &str, name: &str) -> Option<Variant<'a>> {
        self.variants(name).find(|variant| variant.code == *code)
    }
}
