//! Reads the judge's numbers and the decision table in place from a packed table.

use serde::Deserialize;

use super::names::{Action, Axis, Channel, Direction, Group, ModifierName};
use super::pack::{Cell, List, Numbers, Packed, Section, Text, number};

/// Numbers of one row: row; levels, eight bytes, of which the last is the ask; flags and directions; action and channel; name, when,
/// advice; codes, only.
pub(crate) const ROW_SIZE: usize = 15;
/// Numbers of one modifier: number; rows; name, action and channel; when, say; codes.
pub(crate) const MODIFIER_SIZE: usize = 9;
/// Numbers of one plan: channel; rows; live, write.
pub(crate) const PLAN_SIZE: usize = 6;
/// Numbers of one variant: code, name, message, note, help.
pub(crate) const VARIANT_SIZE: usize = 10;
/// Numbers of one entry of what outranks what: code; over.
pub(crate) const OUTRANKS_SIZE: usize = 4;
/// Numbers of what stands once: levels; groups of commits; leak codes; advice on leaks; down; up; lists of all; lists of a group.
pub(crate) const ONCE_SIZE: usize = 16;

/// Flag of a row that asks the cues.
pub(crate) const BY_CUES: u32 = 1;
/// Flag of a row whose matter is to be written down after talking.
pub(crate) const FOLLOW_UP: u32 = 1 << 1;
/// Flag of a row that asks to cool off.
pub(crate) const WAIT: u32 = 1 << 2;

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
    /// The cues must say that the wording is likely to be found too sharp.
    pub by_cues: bool,
    /// It must go one of these ways, one bit each; any if 0.
    directions: u32,
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
pub struct RowSet(pub(crate) u32);

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

/// A number that takes one cell of a packed table.
pub(crate) trait OneCell: Sized {
    /// Returns the cell.
    fn to_cell(&self) -> u32;
    /// Reads the cell.
    fn of_cell(cell: u32) -> Self;
}

impl OneCell for u32 {
    fn to_cell(&self) -> u32 {
        *self
    }

    fn of_cell(cell: u32) -> u32 {
        cell
    }
}

impl OneCell for f32 {
    fn to_cell(&self) -> u32 {
        self.to_bits()
    }

    fn of_cell(cell: u32) -> f32 {
        f32::from_bits(cell)
    }
}

/// Defines the thresholds, with the way into a packed table and back.
macro_rules! thresholds {
    ($($(#[$of:meta])* $field:ident: $type:ty,)+) => {
        /// Limits and counts of the judge; `lexicons/verdict.toml` says what each is.
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct Thresholds {
            $($(#[$of])* pub $field: $type,)+
        }

        impl Thresholds {
            /// Returns the cells, in the order of the fields.
            pub(crate) fn cells(&self) -> Vec<u32> {
                vec![$(self.$field.to_cell()),+]
            }

            /// Reads the cells, in the order of the fields.
            fn of(cells: Numbers<'_>) -> Thresholds {
                let mut cells = cells.iter();
                Thresholds { $($field: OneCell::of_cell(cells.next().unwrap_or(0)),)+ }
            }
        }
    };
}

thresholds! {
    /// Own words from which the language gate looks.
    gate_words: u32,
    /// Share of common English words that the gate asks for, 0..=1.
    gate_share: f32,
    /// Questions before K001.
    questions: u32,
    /// Questions before K001 in chat.
    questions_chat: u32,
    /// Words before K004 in mail.
    long_email: u32,
    /// Words before K004 in chat.
    long_chat: u32,
    /// Words in a run of capitals.
    caps_words: u32,
    /// Function words in a run of capitals.
    caps_function: u32,
    /// Words in a run of capitals that is a whole sentence.
    caps_short: u32,
    /// Different codes that make a draft heated.
    heated_codes: u32,
    /// Weight that one of them must have, 0..=1.
    heated_weight: f32,
    /// Longest message, in words, in which a summons can lack its topic.
    summons_words: u32,
    /// Rows of personal data that make a list of people.
    people_rows: u32,
    /// Longest lone greeting, in words.
    greeting_words: u32,
    /// Minutes of silence that end a message of several lines in a chat.
    burst_minutes: u32,
    /// People invited from which a one-way meeting is one for many.
    meeting_people: u32,
    /// Readers from which a message goes to many.
    many_readers: u32,
    /// Readers before whom criticism is public.
    group_readers: u32,
    /// Messages of a thread, this one among them, that make it a ping-pong.
    thread_messages: u32,
    /// `Re:` in a subject that do, beside open questions or words of misunderstanding.
    thread_answers: u32,
    /// Hours in which they must have been written, where their dates are known.
    thread_hours: u32,
    /// Open questions beside a long thread.
    thread_questions: u32,
    /// In a chat, an answer within so many minutes shows that both sides are there.
    live_minutes: u32,
    /// Longest bare notice of the first minutes of a crisis, in words.
    first_notice_words: u32,
    /// A channel that answers within so many minutes is fast enough for what presses.
    fast_channel_minutes: u32,
    /// A time named for the reply presses if it is so many minutes away.
    pressing_minutes: u32,
    /// How likely the wording must be found too sharp, before cues alone ask for another, 0..=1.
    reword_score: f32,
    /// Score from which an axis speaks through its composite rule, 0..=1.
    composite_score: f32,
    /// The same for coordination.
    composite_coordination: f32,
    /// Cues that a composite rule points at.
    composite_cues: u32,
    /// Days within which a talk must find a shared hour.
    shared_days: u32,
    /// Least length of a shared stretch, in minutes.
    shared_minutes: u32,
}

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
    packed: Packed<'a>,
}

impl<'a> Decision<'a> {
    /// Reads what stands once; the tables are read as they are walked.
    pub(crate) fn of(packed: Packed<'a>) -> Decision<'a> {
        let none = [Cell::default(); ONCE_SIZE];
        let once = packed.records::<ONCE_SIZE>(Section::VerdictLists).first().unwrap_or(&none);
        let list = |at: usize| packed.pool().list([once[at], once[at + 1]]);
        Decision {
            levels: [once[0], once[1], once[2]].map(|cell| f32::from_bits(number(cell))),
            thresholds: Thresholds::of(packed.numbers(Section::Thresholds)),
            commit_groups: number(once[3]),
            leak_codes: list(4),
            leak_say: packed.pool().text([once[6], once[7]]),
            down_raises: list(8),
            up_lowers: list(10),
            lists_of_all: list(12),
            lists_of_group: list(14),
            packed,
        }
    }

    /// Returns true if and only if the rules of a group speak in commit messages.
    #[must_use]
    pub const fn speaks_in_commits(&self, group: Group) -> bool {
        self.commit_groups & (1 << group as u32) != 0
    }

    /// Returns the decision table, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'a>> + use<'a> {
        let pool = self.packed.pool();
        self.packed.records::<ROW_SIZE>(Section::Rows).iter().map(move |cells| {
            let text = |at: usize| pool.text([cells[at], cells[at + 1]]);
            let list = |at: usize| pool.list([cells[at], cells[at + 1]]);
            let (flags, level) = (number(cells[3]), |at: usize| cells[1 + at / 4][at % 4]);
            Row {
                row: number(cells[0]),
                levels: std::array::from_fn(level),
                ask: match level(Axis::ALL.len()) {
                    0 => Some(false),
                    1 => Some(true),
                    _ => None,
                },
                by_cues: flags & BY_CUES != 0,
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
                live: pool.list([cells[2], cells[3]]),
                write: pool.list([cells[4], cells[5]]),
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
            let text = |at: usize| pool.text([cells[at], cells[at + 1]]);
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
