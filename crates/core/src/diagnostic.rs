//! Names what presend says: diagnostics with severity, labels and suggestions, and the verdict with its scores.

use std::borrow::Cow;

use crate::message::RegionKind;
use crate::text::Span;

/// How serious a diagnostic is; ordered from the mildest to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A matter of style.
    Hint,
    /// Worth a look.
    Info,
    /// Likely to hurt, fail or be regretted.
    Warning,
    /// Do not send as it is.
    Error,
}

impl Severity {
    /// Every severity, mildest first.
    pub const ALL: [Severity; 4] = [Severity::Hint, Severity::Info, Severity::Warning, Severity::Error];

    /// Returns the name used in options, lexicons and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// Reads a severity by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

/// A place in a message with what it says there.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// Whether an edit can be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Shown only; the writer must decide.
    DisplayOnly,
    /// Probably right, but it may change the meaning.
    Unsafe,
    /// Keeps the meaning; `--fix` applies it.
    Safe,
}

impl Applicability {
    /// Returns the name used in lexicons and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Applicability::DisplayOnly => "display-only",
            Applicability::Unsafe => "unsafe",
            Applicability::Safe => "safe",
        }
    }
}

/// One replacement of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub struct Suggestion {
    /// What the edit does, in a few words.
    pub title: String,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// The replacements, by start; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One thing found in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code, such as `S001`.
    pub code: Cow<'static, str>,
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
    /// How many places there are beyond `related`.
    pub more: usize,
    /// Better wordings.
    pub suggestions: Vec<Suggestion>,
    /// Stable name of the diagnostic: hash of code, folded words and ordinal; never of a path or a secret.
    pub fingerprint: String,
    /// False when it must never stop a send (W001, W004).
    pub blocks: bool,
}

/// What to do with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Fine in writing.
    Write,
    /// Writing is right, this wording is not.
    Reword,
    /// Do not send now.
    Hold,
    /// Speak first.
    Talk,
}

impl Action {
    /// Returns the name used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Action::Write => "write",
            Action::Reword => "reword",
            Action::Hold => "hold",
            Action::Talk => "talk",
        }
    }
}

/// The axes on which evidence is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// Stakes for a person or the organisation.
    Sensitive,
    /// Time to the needed reply.
    Urgent,
    /// Heat on the page.
    Charged,
    /// Moving parts and people.
    Coordination,
    /// Whether contact itself matters.
    Relationship,
    /// Only information.
    Fyi,
    /// Asks for a meeting.
    Meeting,
}

impl Axis {
    /// Every axis, in the order in which reports list them.
    pub const ALL: [Axis; 7] = [
        Axis::Sensitive,
        Axis::Urgent,
        Axis::Charged,
        Axis::Coordination,
        Axis::Relationship,
        Axis::Fyi,
        Axis::Meeting,
    ];

    /// Returns the name used in lexicons and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Axis::Sensitive => "sensitive",
            Axis::Urgent => "urgent",
            Axis::Charged => "charged",
            Axis::Coordination => "coordination",
            Axis::Relationship => "relationship",
            Axis::Fyi => "fyi",
            Axis::Meeting => "meeting",
        }
    }
}

/// What to do with a message, through which channel, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What to do.
    pub action: Action,
    /// `message`, `document`, `recording`, `call-now`, `in-person-or-video`, `kickoff`, `celebrate-live` or `counsel`.
    pub channel: Cow<'static, str>,
    /// The row of the decision table that matched, from 1.
    pub row: usize,
    /// Write it down after talking.
    pub follow_up: bool,
    /// True when somebody has to answer.
    pub reply_needed: bool,
    /// Cool off first.
    pub wait: bool,
    /// Evidence per axis in 0..=1, in the order of [`Axis::ALL`].
    pub scores: [f32; 7],
    /// Codes of the diagnostics that led here, weightiest first.
    pub reasons: Vec<Cow<'static, str>>,
    /// One sentence.
    pub summary: String,
    /// Numbers of the modifiers that changed the row's outcome, 0..=7, in the order in which they did.
    pub modifiers: Vec<u32>,
    /// For a talk: the next stretch in which writer and readers are at work, where their hours are known.
    pub shared_hours: Option<(jiff::Timestamp, jiff::Timestamp)>,
}

/// What to say live and what to write, in a few lines each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What to say live; empty where nothing is.
    pub live: Vec<Point>,
    /// What to write before or afterwards.
    pub write: Vec<Point>,
}

/// A line of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    /// Words of presend.
    Text(Cow<'static, str>),
    /// Words of the draft: part and span.
    Draft(usize, Span),
}

/// Everything presend has to say about one message.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The message it is about.
    pub message: crate::message::Message<'a>,
    /// What was found, gravest first, then by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What to do.
    pub verdict: Verdict,
    /// Stretches that no output may show: (part, span), sorted; secrets, whether or not their rule is on.
    pub masked: Vec<(usize, Span)>,
    /// What to say live and what to write, where it was asked for and there is something to say.
    pub plan: Option<Plan>,
    /// Remarks about the linting itself, such as "not English: only marks and patterns were checked".
    pub remarks: Vec<String>,
}
