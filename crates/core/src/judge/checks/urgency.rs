//! Checks on urgency of the message as a whole: an urgent subject without need, and the hour at which it reaches its readers.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::kinds::MessageCheck;
use crate::guidelines::Reader;
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::message::RegionKind;
use crate::message::Thread;
use presend_lexicon::names::{Check, FrameName, RuleProperty};

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] =
    &[(Check::OutOfHours, out_of_hours), (Check::UrgentNews, urgent_news)];

/// A message dated so many minutes ahead of the clock was planned for that time.
const PLANNED_MINUTES: i64 = 15;

/// Keeps urgent subjects (U005) where the text asks for nothing and nothing is due.
fn urgent_news(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    if own.is_empty() {
        return Vec::new();
    }
    let has_body = context.message.regions.iter().any(|region| region.kind == RegionKind::Body);
    let is_right =
        context.stats.asks || context.meets(FrameName::Due) || Thread::of(context.message).is_reply();
    if !has_body || is_right || context.has(RuleProperty::Alarm) { Vec::new() } else { own }
}

/// Finds messages that reach a reader outside working hours (U007). The rule's own terms say that no answer is expected now; they keep
/// it silent.
fn out_of_hours(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let facts = context.facts;
    let Some(sent) = facts.sent.filter(|_| facts.has_guidelines && own.is_empty()) else { return Vec::new() };
    let is_planned =
        facts.now.is_some_and(|now| sent.duration_since(now) > SignedDuration::from_mins(PLANNED_MINUTES));
    if is_planned || context.has(RuleProperty::AnyHour) {
        return Vec::new();
    }
    let is_off = |reader: &&Reader| {
        let clock = reader.person.clock.as_ref();
        !reader.person.any_time && clock.and_then(|clock| clock.is_at_work(sent)) == Some(false)
    };
    let off: Vec<&Reader> = facts.readers.addressed().filter(is_off).collect();
    let Some(first) = off.first() else { return Vec::new() };
    let found = finding_at(context.message, rule, context.message.headers.places.date);
    found
        .into_iter()
        .map(|found| Finding { note: note(first, off.len(), sent), help: help(first, sent), ..found })
        .collect()
}

fn name(reader: &Reader) -> &str {
    let local = reader.address.split('@').next().unwrap_or(&reader.address);
    reader
        .person
        .name
        .as_deref()
        .or(Some(reader.name.as_str()).filter(|name| !name.is_empty()))
        .unwrap_or(local)
}

fn note(reader: &Reader, count: usize, sent: Timestamp) -> Option<Arc<str>> {
    let local = reader.person.clock.as_ref()?.local(sent);
    let others = match count {
        1 => String::new(),
        2 => ", and outside working hours for one more reader".to_owned(),
        more => format!(", and outside working hours for {} more readers", more - 1),
    };
    Some(
        format!(
            "it is {} for {}{others}; at such hours a message feels more urgent than it was meant",
            local.strftime("%A %H:%M"),
            name(reader)
        )
        .into(),
    )
}

fn help(reader: &Reader, sent: Timestamp) -> Option<Arc<str>> {
    let clock = reader.person.clock.as_ref()?;
    let start = clock.local(clock.next_start(sent)?);
    let day = start.strftime("%A %H:%M");
    Some(
        format!(
            "schedule it for {day} there, or start with: no reply needed before {}",
            start.strftime("%A")
        )
        .into(),
    )
}
