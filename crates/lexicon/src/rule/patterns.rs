//! Reads regular expressions and marks in place from a packed table.

use crate::names::Validator;
use crate::pack::{Cell, List, Packed, Pool, Section, Text, number, pair};

/// Numbers of one pattern: rule, digits, group, line; test and `mixed`; regex and `with`; gates, groups and `not`.
pub(crate) const PATTERN_SIZE: usize = 15;
/// Where the literals of a pattern stand among its numbers.
const GATES: usize = 9;
/// Numbers of one mark: text, rule.
pub(crate) const MARK_SIZE: usize = 3;

/// Numbers of one gate: pattern, text.
pub(crate) const GATE_SIZE: usize = 3;

/// A regular expression of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Pattern<'a> {
    /// Number of the rule.
    pub rule: u32,
    /// The expression.
    pub regex: Text<'a>,
    /// Literals of which one must stand in the text, case-blind; without any, seven digits close together must.
    pub gates: List<'a>,
    /// How many digits must stand near the gate at least.
    pub digits: u32,
    /// Lengths of groups of digits, as `3-2-4`, one of which must stand in the window; any if empty.
    pub groups: List<'a>,
    /// What the text near the gate must hold, or nothing.
    pub with: Text<'a>,
    /// A word of letters mixed with digits or signs must stand near the gate.
    pub mixed: bool,
    /// The test of the value.
    pub test: Option<Validator>,
    /// The capture group that is the hit.
    pub group: u32,
    /// Expressions that drop an overlapping hit.
    pub not: List<'a>,
    /// Its line in its file, for errors.
    pub line: u32,
}

/// The patterns of a packed table.
#[derive(Debug, Clone, Copy)]
pub struct Patterns<'a> {
    records: &'a [[Cell; PATTERN_SIZE]],
    pool: Pool<'a>,
}

impl<'a> Patterns<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> Patterns<'a> {
        Patterns { records: packed.records(Section::Patterns), pool: packed.pool() }
    }

    /// Returns a pattern by its number in this table.
    #[must_use]
    pub fn get(self, at: usize) -> Option<Pattern<'a>> {
        self.records.get(at).map(|cells| {
            let text = |at: usize| self.pool.text(pair(cells, at));
            let list = |at: usize| self.pool.list(pair(cells, at));
            Pattern {
                rule: number(cells[0]),
                digits: number(cells[1]),
                group: number(cells[2]),
                line: number(cells[3]),
                test: Validator::numbered(cells[4][0].into()),
                mixed: cells[4][1] != 0,
                regex: text(5),
                with: text(7),
                gates: list(GATES),
                groups: list(11),
                not: list(13),
            }
        })
    }

    /// Returns the number of the rule of a pattern, without reading the rest of it.
    #[must_use]
    pub fn rule(self, at: usize) -> Option<u32> {
        self.records.get(at).map(|cells| number(cells[0]))
    }

    /// Returns true if and only if a pattern has literals of which one must stand in the text, without reading the rest of it.
    #[must_use]
    pub fn has_gates(self, at: usize) -> bool {
        self.records.get(at).is_some_and(|cells| number(cells[GATES + 1]) > 0)
    }

    /// Returns every pattern, by number.
    pub fn iter(self) -> impl Iterator<Item = Pattern<'a>> + use<'a> {
        (0..self.len()).filter_map(move |at| self.get(at))
    }

    /// Returns how many patterns there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.records.len()
    }

    /// Returns true if and only if there is no pattern.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.records.is_empty()
    }
}

/// The gates of all patterns of a packed table, in the order of the patterns.
#[derive(Debug, Clone, Copy)]
pub struct Gates<'a> {
    records: &'a [[Cell; GATE_SIZE]],
    pool: Pool<'a>,
}

impl<'a> Gates<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> Gates<'a> {
        Gates { records: packed.records(Section::Gates), pool: packed.pool() }
    }

    /// Returns a gate by its number: the number of its pattern, and its bytes.
    #[must_use]
    #[inline]
    pub fn get(self, at: usize) -> Option<(usize, &'a [u8])> {
        let [pattern, start, length] = *self.records.get(at)?;
        Some((number(pattern) as usize, self.pool.text([start, length]).as_bytes()))
    }

    /// Returns how many gates there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.records.len()
    }

    /// Returns true if and only if there is no gate.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.records.is_empty()
    }
}

/// The marks of a packed table with the number of their rule.
pub(crate) fn marks<'a>(packed: Packed<'a>) -> impl ExactSizeIterator<Item = (Text<'a>, u32)> + use<'a> {
    let (pool, records) = (packed.pool(), packed.records::<MARK_SIZE>(Section::Marks));
    records.iter().map(move |cells| (pool.text([cells[0], cells[1]]), number(cells[2])))
}
