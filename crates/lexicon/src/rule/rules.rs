//! Reads rules and their wordings in place from a packed table.

use crate::code::Code;
use crate::names::{Applicability, Axis, Channel, Check, Group, Profile, RuleProperty, Severity};
use crate::pack::{Cell, List, Packed, Pool, Section, Text, number, pair};

/// Numbers of one rule: code; group, severity, channel and check; flags, regions and profiles; name, message, note and help;
/// one weight per axis; wordings, terms, exceptions, `fires`, `quiet` and sources; properties; frames. Texts and lists take two each.
pub(crate) const RULE_SIZE: usize = PROPERTIES + 2;
const TEXTS: usize = 3;
const WEIGHTS: usize = TEXTS + 8;
const LISTS: usize = WEIGHTS + Axis::ALL.len();
const PROPERTIES: usize = LISTS + 12;

/// Numbers of one wording: title, text, applicability with what it is for.
pub(crate) const WORDING_SIZE: usize = 5;
/// What a wording is for: the words of its own term.
pub(crate) const OF_TERM: u32 = 0;
/// Everything that the rule finds.
pub(crate) const OF_ALL: u32 = 1;
/// What the rule's check has new words for.
pub(crate) const OF_CHECK: u32 = 2;
/// Flag of a rule that wants to be written down after talking.
pub(crate) const FOLLOW_UP: u8 = 1;
/// Flag of a rule that a negation just before a hit silences.
pub(crate) const NEGATABLE: u8 = 1 << 1;
/// Flag of a rule that may stop a send.
pub(crate) const BLOCKS: u8 = 1 << 2;

/// One rule: what it looks for and what it says.
#[derive(Clone, Copy)]
pub struct Rule<'a> {
    cells: &'a [Cell; RULE_SIZE],
    pool: Pool<'a>,
    wordings: &'a [[Cell; WORDING_SIZE]],
}

impl<'a> Rule<'a> {
    fn text(self, which: usize) -> &'a str {
        let at = TEXTS + which * 2;
        self.pool.text(pair(self.cells, at)).as_str()
    }

    fn list(self, which: usize) -> List<'a> {
        let at = LISTS + which * 2;
        self.pool.list(pair(self.cells, at))
    }

    /// Returns the code: a letter and three digits, such as `S001`.
    #[must_use]
    pub const fn code(self) -> Code {
        Code::of_bytes(self.cells[0])
    }

    /// Returns the group.
    #[must_use]
    pub fn group(self) -> Group {
        Group::numbered(self.cells[1][0].into()).unwrap_or(Group::Mechanics)
    }

    /// Returns the severity, before settings and context.
    #[must_use]
    pub fn severity(self) -> Severity {
        Severity::numbered(self.cells[1][1].into()).unwrap_or(Severity::Hint)
    }

    /// Returns the channel that it recommends, if it names one.
    #[must_use]
    pub fn channel(self) -> Option<Channel> {
        Channel::numbered(self.cells[1][2].into())
    }

    /// Returns the check that makes or filters its hits, if it has one.
    #[must_use]
    pub fn check(self) -> Option<Check> {
        Check::numbered(self.cells[1][3].into())
    }

    /// Returns true if and only if the rule has a property.
    #[must_use]
    pub const fn has(self, property: RuleProperty) -> bool {
        number(self.cells[PROPERTIES]) & property.bit() != 0
    }

    /// Returns the numbers of the context frames that apply to it, as a mask.
    #[must_use]
    pub const fn frames(self) -> u32 {
        number(self.cells[PROPERTIES + 1])
    }

    const fn is_set(self, flag: u8) -> bool {
        self.cells[2][0] & flag != 0
    }

    /// Returns true if the matter is to be written down after talking.
    #[must_use]
    pub const fn follow_up(self) -> bool {
        self.is_set(FOLLOW_UP)
    }

    /// Returns true if a negation just before a hit silences it.
    #[must_use]
    pub const fn negatable(self) -> bool {
        self.is_set(NEGATABLE)
    }

    /// Returns false if it never stops a send.
    #[must_use]
    pub const fn blocks(self) -> bool {
        self.is_set(BLOCKS)
    }

    /// Returns the region kinds in which it speaks, as a mask of `RegionKind::bit`.
    #[must_use]
    pub const fn regions(self) -> u8 {
        self.cells[2][1]
    }

    /// Returns true if and only if it speaks in a kind of writing.
    #[must_use]
    pub fn speaks_in(self, profile: Option<Profile>) -> bool {
        let profiles = self.cells[2][2];
        profiles == 0 || profile.is_some_and(|profile| profiles & (1 << profile as u8) != 0)
    }

    /// Returns the kebab-case name of the problem.
    #[must_use]
    pub fn name(self) -> &'a str {
        self.text(0)
    }

    /// Returns what the text does.
    #[must_use]
    pub fn message(self) -> &'a str {
        self.text(1)
    }

    /// Returns why it matters; may be empty.
    #[must_use]
    pub fn note(self) -> &'a str {
        self.text(2)
    }

    /// Returns what to do; may be empty.
    #[must_use]
    pub fn help(self) -> &'a str {
        self.text(3)
    }

    /// Returns its evidence on an axis, 0..=1; `None` on an axis that it says nothing about.
    #[must_use]
    pub fn weight(self, axis: Axis) -> Option<f32> {
        let weight =
            self.cells.get(WEIGHTS + axis as usize).map_or(f32::NAN, |cell| f32::from_bits(number(*cell)));
        (!weight.is_nan()).then_some(weight)
    }

    /// Returns a better wording, by the number that accepts of kind `Suggest` carry.
    #[must_use]
    pub fn wording(self, index: usize) -> Option<Wording<'a>> {
        self.wordings().nth(index)
    }

    /// Returns every better wording, by number.
    pub fn wordings(self) -> impl Iterator<Item = Wording<'a>> {
        let [first, count] = [self.cells[LISTS], self.cells[LISTS + 1]].map(|cell| number(cell) as usize);
        let records = self.wordings.get(first..first + count).unwrap_or_default();
        records.iter().map(move |cells| {
            let kind = number(cells[4]);
            Wording {
                title: self.pool.text([cells[0], cells[1]]),
                text: self.pool.text([cells[2], cells[3]]),
                applicability: Applicability::numbered(kind & 0xFF).unwrap_or(Applicability::DisplayOnly),
                is_for_all: kind >> 8 == OF_ALL,
                is_of_check: kind >> 8 == OF_CHECK,
            }
        })
    }

    /// Returns the terms as written.
    #[must_use]
    pub fn terms(self) -> List<'a> {
        self.list(1)
    }

    /// Returns the exceptions as written.
    #[must_use]
    pub fn unless(self) -> List<'a> {
        self.list(2)
    }

    /// Returns texts on which the rule speaks.
    #[must_use]
    pub fn fires(self) -> List<'a> {
        self.list(3)
    }

    /// Returns texts on which it stays silent.
    #[must_use]
    pub fn quiet(self) -> List<'a> {
        self.list(4)
    }

    /// Returns where its reasons come from.
    #[must_use]
    pub fn sources(self) -> List<'a> {
        self.list(5)
    }
}

impl std::fmt::Debug for Rule<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.code())
    }
}

/// A better wording for a hit.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// What it does.
    pub title: Text<'a>,
    /// What comes in place of the words; nothing takes them out.
    pub text: Text<'a>,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// It is for everything that the rule finds, not for the words of a term.
    pub is_for_all: bool,
    /// The rule's check has the new words.
    pub is_of_check: bool,
}

/// The rules of a packed table, by code.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    records: &'a [[Cell; RULE_SIZE]],
    pool: Pool<'a>,
    wordings: &'a [[Cell; WORDING_SIZE]],
}

impl<'a> Rules<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> Rules<'a> {
        Rules {
            records: packed.records(Section::Rules),
            pool: packed.pool(),
            wordings: packed.records(Section::Wordings),
        }
    }

    fn rule(self, cells: &'a [Cell; RULE_SIZE]) -> Rule<'a> {
        Rule { cells, pool: self.pool, wordings: self.wordings }
    }

    /// Returns a rule by its number in this table.
    #[must_use]
    pub fn get(self, number: usize) -> Option<Rule<'a>> {
        self.records.get(number).map(|cells| self.rule(cells))
    }

    /// Returns every rule, by number.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Rule<'a>> + use<'a> {
        self.records.iter().map(move |cells| self.rule(cells))
    }

    /// Returns how many rules there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.records.len()
    }

    /// Returns true if and only if there is no rule.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.records.is_empty()
    }
}
