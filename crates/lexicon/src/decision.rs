//! Describes the judge's numbers and the decision table.

use std::borrow::Cow;

use serde::Deserialize;

use super::rule::{List, Text};

/// One row of the decision table. A row matches when all it asks for is there.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number in the table; alternatives share one.
    pub row: u32,
    /// A few words for it.
    pub name: Text,
    /// When it matches, in words.
    pub when: Text,
    /// One of these codes must have spoken; `S005+me` asks for the first person near the hit.
    pub codes: List,
    /// Level that each axis must reach, 0..=3, in the order of `Axis::ALL`.
    pub levels: [u8; 7],
    /// All codes on the sensitive axis must be among these.
    pub only: List,
    /// Whether something is asked: 0 no, 1 yes, 2 either.
    pub ask: u8,
    /// The cues must say that the wording is likely to be found too sharp.
    pub by_cues: bool,
    /// It must go one of these ways: down, up, out, peer; any if empty.
    pub direction: List,
    /// `write`, `reword`, `hold` or `talk`.
    pub action: Text,
    /// Channel by name.
    pub channel: Text,
    /// Write it down after talking.
    pub follow_up: bool,
    /// Cool off first.
    pub wait: bool,
    /// The advice, as half a sentence.
    pub say: Text,
}

/// What changes the outcome of some rows afterwards; the judge knows by its name when.
#[derive(Debug, Clone)]
pub struct Modifier {
    /// Its number, 1..=7.
    pub number: u32,
    /// A few words for it.
    pub name: Text,
    /// When it holds, in words.
    pub when: Text,
    /// The rows it changes.
    pub rows: Cow<'static, [u32]>,
    /// One of these codes must have spoken; any if empty.
    pub codes: List,
    /// The action then; empty leaves the row's.
    pub action: Text,
    /// The channel then; empty leaves the row's.
    pub channel: Text,
    /// The advice then; it is added to the row's where the action stays.
    pub say: Text,
}

/// What to say live and what to write afterwards.
#[derive(Debug, Clone)]
pub struct PlanEntry {
    /// Channel by name.
    pub channel: Text,
    /// Rows it is for; all if empty.
    pub rows: Cow<'static, [u32]>,
    /// What to say live; `{questions}` stands for the questions of the draft.
    pub live: List,
    /// What to write.
    pub write: List,
}

/// What a rule says instead of its own message, note and help in a case that its check tells apart.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Code of the rule.
    pub code: Text,
    /// Name of the case.
    pub name: Text,
    /// What the text does.
    pub message: Text,
    /// Why it matters.
    pub note: Text,
    /// What to do.
    pub help: Text,
}

/// Limits and counts of the judge; `lexicons/verdict.toml` says what each is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Thresholds {
    /// Own words from which the language gate looks.
    pub gate_words: u32,
    /// Share of common English words that the gate asks for, 0..=1.
    pub gate_share: f32,
    /// Questions before K001.
    pub questions: u32,
    /// Questions before K001 in chat.
    pub questions_chat: u32,
    /// Words before K004 in mail.
    pub long_email: u32,
    /// Words before K004 in chat.
    pub long_chat: u32,
    /// Words in a run of capitals.
    pub caps_words: u32,
    /// Function words in a run of capitals.
    pub caps_function: u32,
    /// Words in a run of capitals that is a whole sentence.
    pub caps_short: u32,
    /// Different codes that make a draft heated.
    pub heated_codes: u32,
    /// Weight that one of them must have, 0..=1.
    pub heated_weight: f32,
    /// Longest message, in words, in which a summons can lack its topic.
    pub summons_words: u32,
    /// Rows of personal data that make a list of people.
    pub people_rows: u32,
    /// Longest lone greeting, in words.
    pub greeting_words: u32,
    /// Minutes of silence that end a message of several lines in a chat.
    pub burst_minutes: u32,
    /// People invited from which a one-way meeting is one for many.
    pub meeting_people: u32,
    /// Readers from which a message goes to many.
    pub many_readers: u32,
    /// Readers before whom criticism is public.
    pub group_readers: u32,
    /// Messages of a thread, this one among them, that make it a ping-pong.
    pub thread_messages: u32,
    /// `Re:` in a subject that do, beside open questions or words of misunderstanding.
    pub thread_answers: u32,
    /// Hours in which they must have been written, where their dates are known.
    pub thread_hours: u32,
    /// Open questions beside a long thread.
    pub thread_questions: u32,
    /// In a chat, an answer within so many minutes shows that both sides are there.
    pub live_minutes: u32,
    /// Longest bare notice of the first minutes of a crisis, in words.
    pub first_notice_words: u32,
    /// A channel that answers within so many minutes is fast enough for what presses.
    pub fast_channel_minutes: u32,
    /// A time named for the reply presses if it is so many minutes away.
    pub pressing_minutes: u32,
    /// How likely the wording must be found too sharp, before cues alone ask for another, 0..=1.
    pub reword_score: f32,
    /// Score from which an axis speaks through its composite rule, 0..=1.
    pub composite_score: f32,
    /// The same for coordination.
    pub composite_coordination: f32,
    /// Cues that a composite rule points at.
    pub composite_cues: u32,
    /// Days within which a talk must find a shared hour.
    pub shared_days: u32,
    /// Least length of a shared stretch, in minutes.
    pub shared_minutes: u32,
}

/// The judge's numbers and the decision table.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Scores at which an axis reaches level 1, 2, 3.
    pub levels: [f32; 3],
    /// Limits and counts.
    pub thresholds: Thresholds,
    /// The table, in order.
    pub rows: Cow<'static, [Row]>,
    /// Codes that turn `write` into `reword`.
    pub leak_codes: List,
    /// What to say then.
    pub leak_say: Text,
    /// A code that keeps others quiet.
    pub outranks: Cow<'static, [(Text, List)]>,
    /// What changes the outcome of rows, in the order in which it is tried.
    pub modifiers: Cow<'static, [Modifier]>,
    /// Codes whose evidence counts in full towards people who report to the writer.
    pub down_raises: List,
    /// Codes whose evidence counts half towards people who lead the writer.
    pub up_lowers: List,
    /// Names of addresses, before the `@`, that reach everyone.
    pub lists_of_all: List,
    /// Names of addresses, before the `@`, that reach a group.
    pub lists_of_group: List,
    /// Groups whose rules speak under the profile `commit`.
    pub commit_groups: List,
    /// Plans, of which the first that fits counts.
    pub plans: Cow<'static, [PlanEntry]>,
    /// Other wordings of rules.
    pub variants: Cow<'static, [Variant]>,
}

impl Decision {
    /// Returns the wording of a rule for a case.
    #[must_use]
    pub fn variant(&self, code: &str, name: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.code == code && variant.name == name)
    }
}
