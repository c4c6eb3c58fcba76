//! Names what presend says: diagnostics with severity, labels and suggestions, and the verdict with its scores.

use std::borrow::Cow;

use presend_lexicon::Code;
use presend_lexicon::names::Channel;
pub(crate) use presend_lexicon::names::{Action, Applicability, Axis, RegionKind, Severity};

use crate::text::Span;

/// A place in a message with what it says there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// Index into the message's parts.
    pub part: usize,
    /// The place in that part's text, in bytes.
    pub span: Span,
    /// The kind of region it stands in.
    pub region: RegionKind,
    /// A few words for the reader; empty for the primary place.
    pub message: Cow<'static, str>,
}

/// One replacement of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// Index into the message's parts.
    pub part: usize,
    /// The bytes of that part's text that go.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// A better wording.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// What the edit does, in a few words.
    pub title: String,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// The replacements, by start; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One thing found in a message.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule's code, such as `S001`.
    pub code: Code,
    /// The rule's name, such as `employment-ending`.
    pub name: Cow<'static, str>,
    /// How serious it is, after settings and context.
    pub severity: Severity,
    /// What the text does, one line without a full stop.
    pub message: Cow<'static, str>,
    /// Why it matters, one line; may be empty.
    pub note: Cow<'static, str>,
    /// What to do, one line; may be empty.
    pub help: Cow<'static, str>,
    /// The place it is about.
    pub label: Label,
    /// Further places of the same rule, at most 8.
    pub related: Vec<Label>,
    /// How many places there are beyond `related`; behind so many that not each was tried, how many there are at most.
    pub more: usize,
    /// Better wordings.
    pub suggestions: Vec<Suggestion>,
    /// Stable name of the diagnostic: hash of code, folded words and ordinal; never of a path or a secret.
    pub fingerprint: String,
    /// False when it must never stop a send (W001, W004).
    pub blocks: bool,
    /// How likely it is right, 0..=1: of how many messages in which the rule speaks this holds, less where context softens it.
    pub confidence: f32,
}

/// The language of the own words, as far as presend can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English, or too little text to doubt it.
    English,
    /// Another one, or none: only English sentences, marks, patterns and secrets say anything about the text.
    Unknown,
}

impl Language {
    /// Returns the name that reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Unknown => "unknown",
        }
    }
}

/// What to do with a message, through which channel, and why.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// What to do.
    pub action: Action,
    /// Through which channel.
    pub channel: Channel,
    /// The row of the decision table that matched, from 1.
    pub row: usize,
    /// How likely it is right, 0..=1, on a mix of which half is ordinary mail and chat and half are drafts on delicate matters.
    pub confidence: f32,
    /// A person's message is never held back under this verdict: it may be how someone gets help, or reports a wrong.
    pub spares: bool,
    /// Write it down after talking.
    pub follow_up: bool,
    /// The language of the own words.
    pub language: Language,
    /// True when somebody has to answer, or may have to: nobody knows what a text in an unknown language asks.
    pub reply_needed: bool,
    /// Cool off first.
    pub wait: bool,
    /// Evidence per axis in 0..=1, in the order of [`Axis::ALL`].
    pub scores: [f32; 7],
    /// Codes of the diagnostics that led here, weightiest first.
    pub reasons: Vec<Code>,
    /// One sentence.
    pub summary: String,
    /// Numbers of the modifiers that changed the row's outcome, 0..=7, in the order in which they did.
    pub modifiers: Vec<u32>,
    /// For a talk: the next stretch in which writer and readers are at work, where their hours are known.
    pub shared_hours: Option<(jiff::Timestamp, jiff::Timestamp)>,
}

/// What to say live and what to write, in a few lines each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// What to say live; empty where nothing is.
    pub live: Vec<Point>,
    /// What to write before or afterwards.
    pub write: Vec<Point>,
}

/// A line of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Point {
    /// Words of presend.
    Text(Cow<'static, str>),
    /// Words of the draft: part and span.
    Draft(usize, Span),
}
