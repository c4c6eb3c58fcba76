//! Reads rules, wordings, patterns and context frames in place from a packed table.

use super::code::Code;
use super::names::{
    Applicability, Axis, Channel, Check, Effect, FrameName, Group, Profile, Reach, RuleProperty, Severity,
    Validator,
};
use super::pack::{Cell, List, Packed, Pool, Section, Text, number};

/// Numbers of one rule: code; group, severity, channel and check; flags, regions and profiles; name, message, note and help;
/// one weight per axis; wordings, terms, exceptions, `fires`, `quiet` and sources; properties. Texts and lists take two each.
pub(crate) const RULE_SIZE: usize = PROPERTIES + 1;
const TEXTS: usize = 3;
const WEIGHTS: usize = TEXTS + 8;
const LISTS: usize = WEIGHTS + Axis::ALL.len();
const PROPERTIES: usize = LISTS + 12;

/// Numbers of one wording: title, text, applicability.
pub(crate) const WORDING_SIZE: usize = 5;
/// Numbers of one pattern: rule, digits, group, line; test and `mixed`; regex and `with`; gates, groups and `not`.
pub(crate) const PATTERN_SIZE: usize = 15;
/// Numbers of one frame: words, factor, least; reach, effect, and by which name it is asked for; name; rules.
pub(crate) const FRAME_SIZE: usize = 8;
/// Numbers of one mark: text, rule.
pub(crate) const MARK_SIZE: usize = 3;

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
        self.pool.text([self.cells[at], self.cells[at + 1]]).as_str()
    }

    fn list(self, which: usize) -> List<'a> {
        let at = LISTS + which * 2;
        self.pool.list([self.cells[at], self.cells[at + 1]])
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
        let weight = f32::from_bits(number(self.cells[WEIGHTS + axis as usize]));
        (!weight.is_nan()).then_some(weight)
    }

    /// Returns a better wording, by the number that accepts of kind `Suggest` carry.
    #[must_use]
    pub fn wording(self, index: usize) -> Option<Wording<'a>> {
        let [first, count] = [self.cells[LISTS], self.cells[LISTS + 1]].map(|cell| number(cell) as usize);
        let cells = self.wordings.get(first..first + count)?.get(index)?;
        Some(Wording {
            title: self.pool.text([cells[0], cells[1]]),
            text: self.pool.text([cells[2], cells[3]]),
            applicability: Applicability::numbered(number(cells[4])).unwrap_or(Applicability::DisplayOnly),
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
    /// What comes in place of the hit.
    pub text: Text<'a>,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
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
            let text = |at: usize| self.pool.text([cells[at], cells[at + 1]]);
            let list = |at: usize| self.pool.list([cells[at], cells[at + 1]]);
            Pattern {
                rule: number(cells[0]),
                digits: number(cells[1]),
                group: number(cells[2]),
                line: number(cells[3]),
                test: Validator::numbered(cells[4][0].into()),
                mixed: cells[4][1] != 0,
                regex: text(5),
                with: text(7),
                gates: list(9),
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
        self.records.iter().map(move |cells| Frame {
            words: number(cells[0]),
            factor: f32::from_bits(number(cells[1])),
            least: number(cells[2]),
            reach: Reach::numbered(cells[3][0].into()).unwrap_or(Reach::Message),
            effect: Effect::numbered(cells[3][1].into()).unwrap_or(Effect::Silence),
            asked_as: FrameName::numbered(cells[3][2].into()),
            name: self.pool.text([cells[4], cells[5]]),
            rules: self.pool.list([cells[6], cells[7]]),
        })
    }
}

/// The marks of a packed table with the number of their rule.
pub(crate) fn marks<'a>(packed: Packed<'a>) -> impl ExactSizeIterator<Item = (Text<'a>, u32)> + use<'a> {
    let (pool, records) = (packed.pool(), packed.records::<MARK_SIZE>(Section::Marks));
    records.iter().map(move |cells| (pool.text([cells[0], cells[1]]), number(cells[2])))
}
