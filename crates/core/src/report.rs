//! Holds everything presend has to say about one message.

use std::sync::{Arc, OnceLock};

use jiff::ZonedDateTime;
use presend_lexicon::names::Channel;

use crate::diagnostic::{Action, Diagnostic, Plan, Verdict};
use crate::message::{Message, RegionKind};
use crate::text::digest::Digest;
use crate::text::private_values::{PrivateValues, join};
use crate::text::{Ends, Span};

/// What is said where the date that was given is none; the date itself may be anything, and stays unsaid.
const UNREAD_DATE: &str = "the `date` given for this cannot be read, so nobody knows when it is sent; write one such as \
    2026-03-10T17:30:00+01:00";

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
    /// Private values of other messages, hidden in this one too.
    pub(crate) of_others: Option<Arc<PrivateValues>>,
    /// The names of those who write in the same chat, hidden where people are.
    pub(crate) other_writers: Option<Arc<PrivateValues>>,
    /// Its own private values as they are looked for, and the digest of what they were made of; for the first output alone, since
    /// whoever has a report may change it.
    pub(crate) own_values: OnceLock<(u64, Option<Arc<PrivateValues>>)>,
    /// What to say live and what to write, where it was asked for and there is something to say.
    pub plan: Option<Plan>,
    /// Remarks about the linting itself, such as "not English, so only English sentences, marks, patterns and secrets were checked".
    pub remarks: Vec<String>,
    /// The verdict, and no diagnostic, is why the message is held back; whoever applies a [`StopRule`](crate::StopRule) sets it.
    pub verdict_stops: bool,
}

impl Report<'_> {
    /// Returns true if and only if formats of lines have an entry for the verdict: nothing else would say why the message
    /// should not go as it stands.
    #[must_use]
    pub fn lists_verdict(&self) -> bool {
        self.verdict.action != Action::Write && (self.verdict_stops || self.diagnostics.is_empty())
    }

    /// Returns what tells this verdict on these words from others, for lists of what was accepted; `None` where there is nothing to
    /// accept. Private values are left out, as those of diagnostics are.
    #[must_use]
    pub fn verdict_fingerprint(&self) -> Option<String> {
        if self.verdict.action == Action::Write {
            return None;
        }
        let mut key = Digest::new();
        key.add(b"verdict\0");
        let hidden = self.hidden();
        for region in
            self.message.regions.iter().filter(|region| region.kind.bit() & RegionKind::OWN_WORDS != 0)
        {
            let text = self.message.parts.get(region.part).map_or("", |part| part.text.as_ref());
            let mut at = region.span.start;
            let hidden = hidden.get(region.part).map_or(&[][..], Vec::as_slice);
            let first = hidden.partition_point(|span| span.end <= region.span.start);
            let in_region = hidden.tail(first).iter().take_while(|span| span.start < region.span.end);
            for span in in_region {
                key.add_words(text.between(at, span.start.max(at)));
                at = at.max(span.end);
            }
            key.add_words(text.between(at, region.span.end.max(at)));
        }
        Some(key.text())
    }

    /// Returns what no output may show of each part, sorted and joined.
    fn hidden(&self) -> Vec<Vec<Span>> {
        let mut hidden = vec![Vec::new(); self.message.parts.len()];
        for &(part, span) in &self.masked {
            if let Some(of_part) = hidden.get_mut(part) {
                of_part.push(span);
            }
        }
        hidden.iter_mut().for_each(join);
        hidden
    }

    /// Makes the verdict that of a message of which everything was accepted.
    pub(crate) fn accept_verdict(&mut self) {
        let verdict = &mut self.verdict;
        (verdict.action, verdict.channel) = (Action::Write, Channel::Message);
        (verdict.follow_up, verdict.wait) = (false, false);
        verdict.reasons.clear();
        verdict.modifiers.clear();
        verdict.summary.clear();
        verdict.shared_hours = None;
        self.plan = None;
    }

    /// Says that a date was given beside the draft, in jsonl or by the caller, that names no instant, as
    /// [`is_date`](crate::is_date) tells. It is one of the remarks.
    #[must_use]
    pub fn unread_date(&self) -> Option<&'static str> {
        (self.message.headers.is_date_given && self.date.is_none()).then_some(UNREAD_DATE)
    }
}
