//! Finds messages that reach a reader outside working hours (U007).

use jiff::SignedDuration;

use crate::guidelines::Reader;
use crate::judge::check_context::{Finding, finding_at};
use crate::judge::message_context::MessageContext;

/// What may reach people at any hour.
const AT_ANY_HOUR: [&str; 5] = ["U009", "W001", "W002", "W003", "W004"];

/// A message dated so many minutes ahead of the clock was planned for that time.
const PLANNED_MINUTES: i64 = 15;

/// The rule's own terms say that no answer is expected now; they keep it silent.
pub(super) fn check(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let facts = context.facts;
    let Some(sent) = facts.sent.filter(|_| facts.has_guidelines && own.is_empty()) else { return Vec::new() };
    let is_planned =
        facts.now.is_some_and(|now| sent.duration_since(now) > SignedDuration::from_mins(PLANNED_MINUTES));
    if is_planned || AT_ANY_HOUR.iter().any(|code| context.finding(code).is_some()) {
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

fn note(reader: &Reader, count: usize, sent: jiff::Timestamp) -> Option<std::sync::Arc<str>> {
    let local = reader.person.clock.as_ref()?.local(sent);
    let others = match count {
        1 => String::new(),
        2 => ", and it is off hours for one reader more".to_owned(),
        more => format!(", and it is off hours for {} readers more", more - 1),
    };
    Some(
        format!(
            "it is {} for {}{others}; off hours a message feels more urgent than it is meant",
            local.strftime("%A %H:%M"),
            name(reader)
        )
        .into(),
    )
}

fn help(reader: &Reader, sent: jiff::Timestamp) -> Option<std::sync::Arc<str>> {
    let clock = reader.person.clock.as_ref()?;
    let start = clock.local(clock.next_start(sent)?);
    let day = start.strftime("%A %H:%M");
    Some(
        format!(
            "plan the sending for {day} there, or open with: no reply needed before {}",
            start.strftime("%A")
        )
        .into(),
    )
}
