//! Holds everything presend has to say about one message.

use jiff::ZonedDateTime;

use crate::diagnostic::{Diagnostic, Plan, Verdict};
use crate::message::Message;
use crate::text::Span;

/// Everything presend has to say about one message.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Report<'a> {
    /// The message it is about.
    pub message: Message<'a>,
    /// What was found, gravest first, then by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What to do.
    pub verdict: Verdict,
    /// How many own words the message has.
    pub words: usize,
    /// When it was sent by its own date, on the writer's clock where that is known; see
    /// [`MessageRecord::date`](crate::MessageRecord::date).
    pub date: Option<ZonedDateTime>,
    /// The names that presend.toml has for the readers.
    pub people: Vec<String>,
    /// Stretches that no output may show: (part, span), sorted; secrets, whether or not their rule is on.
    pub masked: Vec<(usize, Span)>,
    /// What to say live and what to write, where it was asked for and there is something to say.
    pub plan: Option<Plan>,
    /// Remarks about the linting itself, such as "not English, so only English sentences, marks, patterns and secrets were looked at".
    pub remarks: Vec<String>,
}
