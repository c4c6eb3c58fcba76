//! Finds the moments around a finding, and the clocks that readers look at.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Moment, datetime};
use crate::guidelines::Clock;
use crate::judge::check_context::{CheckContext, Finding};
use crate::judge::facts::Facts;
use crate::text::Span;

/// Returns the moments of the sentence in which a finding stands, with spans in its part.
pub(in crate::judge) fn moments_near(scene: &CheckContext<'_>, finding: &Finding) -> Vec<Moment> {
    let Some(words) = scene.words(&finding.hit).filter(|words| !words.list.is_empty()) else {
        return Vec::new();
    };
    let sentence = words.sentence(finding.hit.first as usize);
    let span = words.span(sentence.start, sentence.end - 1);
    let text = scene.text(finding.hit.part);
    // The last word's span may lack what follows a number: `5 p.m`, `+02:00`.
    let end = text.len().min(span.end + 8);
    let end = (span.end..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(span.end);
    let line_end = text[span.end..end].find('\n').map_or(end, |newline| span.end + newline);
    let shifted = |moment: Moment| Moment {
        span: Span::new(span.start + moment.span.start, span.start + moment.span.end),
        ..moment
    };
    datetime(&text[span.start..line_end]).into_iter().map(shifted).collect()
}

/// Returns the clocks of writer and addressed readers, the writer's first.
pub(in crate::judge) fn clocks(facts: &Facts) -> Vec<&Clock> {
    let readers = facts.readers.addressed().filter_map(|reader| reader.person.clock.as_deref());
    facts.readers.sender.as_deref().into_iter().chain(readers).collect()
}

/// Returns true if and only if two of the clocks show different times.
pub(in crate::judge) fn differ(clocks: &[&Clock], at: Timestamp) -> bool {
    let offset = |clock: &&Clock| clock.local(at).offset();
    clocks.first().is_some_and(|first| clocks.iter().any(|clock| offset(clock) != offset(first)))
}

/// Returns the writer's clock, else UTC without hours.
pub(in crate::judge) fn writers_clock(facts: &Facts) -> Arc<Clock> {
    let utc = || Arc::new(Clock { zone: jiff::tz::TimeZone::UTC, hours: None });
    facts.readers.sender.clone().unwrap_or_else(utc)
}
