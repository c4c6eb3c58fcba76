//! Keeps deadlines (U008) that are nearer than the response time that the team agreed on.

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::guidelines::Clock;
use crate::judge::check_context::{CheckContext, Finding};
use crate::judge::datetime::{deadline, moments_near, readings, writers_clock};

/// No agreement is longer than this many days.
const MAX_DAYS: i32 = 60;

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let facts = context.facts;
    let (Some(norm), Some(sent)) = (facts.norm, facts.sent) else { return Vec::new() };
    let clock = writers_clock(facts);
    let reader = facts.readers.addressed().find_map(|reader| reader.person.clock.clone());
    let reader = reader.unwrap_or_else(|| clock.clone());
    let mut kept = Vec::new();
    for mut finding in candidates {
        let near = moments_near(context, &finding);
        let named = near.iter().find(|moment| moment.span.overlaps(finding.hit.span));
        let Some(named) = named else {
            // Words such as `right away` need no date to be too soon.
            kept.push(finding);
            continue;
        };
        let Some(at) = deadline(named, sent, &clock) else { continue };
        if working_time(&reader, sent, at) < norm {
            let shown = readings(&[&clock, &reader], at);
            finding.note = Some(format!("the answer is due {shown}; agreed are {}", in_words(norm)).into());
            kept.push(finding);
        }
    }
    kept
}

/// Returns the time between two instants without the reader's free days.
fn working_time(clock: &Clock, from: Timestamp, to: Timestamp) -> SignedDuration {
    let whole = to.duration_since(from);
    let Some(hours) = &clock.hours else { return whole };
    let (first, last) = (clock.local(from).date(), clock.local(to).date());
    let days =
        (0..MAX_DAYS).map_while(|days| first.checked_add(days.days()).ok()).take_while(|date| *date <= last);
    let free: SignedDuration = days
        .filter(|date| !hours.is_worked(*date))
        .filter_map(|date| {
            let (start, end) = (clock.instant(date, 0)?, clock.instant(date, 24 * 60)?);
            Some(end.min(to).duration_since(start.max(from)))
        })
        .sum();
    whole - free
}

fn in_words(norm: SignedDuration) -> String {
    let minutes = norm.as_mins();
    let counted = |count: i64, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match minutes {
        _ if minutes % 1440 == 0 => counted(minutes / 1440, "working day"),
        _ if minutes % 60 == 0 => counted(minutes / 60, "hour"),
        _ => counted(minutes, "minute"),
    }
}
