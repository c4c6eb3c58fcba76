//! Checks on deadlines: when an answer is due, on whose clock, and whether that is too soon.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::kinds::WordCheck;
use crate::builtin::{DECISION, TIME};
use crate::guidelines::Clock;
use crate::judge::check_context::CheckContext;
use crate::judge::datetime::{
    StatedZone, Time, TimeExpression, When, clocks, deadline, differ, readings, spelled_out, with_zone,
    writers_clock,
};
use crate::judge::finding::Finding;
use crate::judge::new_words::NewWords;
use crate::text::Ends;
use crate::words::NUMBER;
use presend_lexicon::names::Check;

/// The checks of this family that see the words.
pub(super) const WORD_CHECKS: &[(Check, WordCheck)] = &[
    (Check::FastReply, fast_reply),
    (Check::NoDeadline, no_deadline),
    (Check::NoZone, no_zone),
    (Check::TeamNorm, team_norm),
    (Check::VagueDeadline, vague_deadline),
];

/// Drops urgent words (U001) where a clock time stands in the paragraph; dates and weekdays are a context frame.
fn no_deadline(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    // For each block the words that are clock times: most have none, and then no paragraph is looked for.
    let mut times: HashMap<u32, Vec<usize>> = HashMap::new();
    candidates.retain(|finding| {
        let Some(words) = context.words(&finding.hit).filter(|words| !words.list.is_empty()) else {
            return true;
        };
        let of_block = || {
            let text = context.text(words.part);
            let numbers = (0..).zip(&words.list).filter(|(_, word)| word.has(NUMBER)).map(|(at, _)| at);
            numbers.filter(|at| is_clock_time(words.span(*at, *at).of(text))).collect()
        };
        let times = times.entry(finding.hit.block).or_insert_with(of_block);
        if times.is_empty() {
            return true;
        }
        let paragraph = words.paragraph(finding.hit.first as usize);
        let first = times.partition_point(|at| *at < paragraph.start);
        times.get(first).is_none_or(|at| *at >= paragraph.end)
    });
    candidates
}

/// Returns true if and only if a number is a time of day: `10:30`, `5pm`, `17h`.
fn is_clock_time(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 2 && (matches!(word.tail(digits), "am" | "pm" | "h") || word.tail(digits).starts_with(':'))
}

/// Says what a vague deadline (U002) means: as a day of the calendar, and on each reader's clock where these differ.
fn vague_deadline(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    let Some(sent) = context.facts.sent else { return candidates };
    let clocks = clocks(&context.facts.readers);
    let clock = writers_clock(&context.facts.readers);
    for finding in &mut candidates {
        let near = context.times_near(finding);
        let Some(named) = near.iter().find(|named| named.span.overlaps(finding.hit.span)) else {
            continue;
        };
        let Some(at) = deadline(named, sent, &clock) else { continue };
        let text = context.text(finding.hit.part);
        if differ(&clocks, sent) {
            let words: Vec<&str> = named.span.of(text).split_whitespace().collect();
            finding.note = Some(format!("{} is {}", words.join(" "), readings(&clocks, at)).into());
        }
        // A vague word before what is named (`first thing`) would be left over: only a preposition may stand there.
        let opening = text.between(finding.hit.span.start, named.span.start);
        let preposition = opening.split_whitespace().next_back().map(str::to_lowercase);
        let is_bare = preposition.is_none_or(|word| TIME.links.contains(&word));
        if is_bare && named.span.end == finding.hit.span.end {
            finding.new_words = spelled_out(named, at, &clock).map(|new| of_time(named, new));
        }
    }
    candidates
}

/// Puts new words in the place of a time.
fn of_time(named: &TimeExpression, new: String) -> NewWords {
    NewWords { span: named.span, text: new.into(), is_sure: true }
}

/// Keeps times without a zone (U003) where the readers' clocks differ, and says what each of them shows.
fn no_zone(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let Some(sent) = context.facts.sent else { return Vec::new() };
    let clocks = clocks(&context.facts.readers);
    if candidates.is_empty() || !differ(&clocks, sent) {
        return Vec::new();
    }
    let clock = writers_clock(&context.facts.readers);
    let unsaid = |finding: &Finding, named: &TimeExpression| {
        let is_clock =
            matches!(named.when, When::On { time: Some(Time::Clock(_) | Time::Part(_) | Time::End), .. });
        is_clock && named.zone == StatedZone::Unsaid && named.span.overlaps(finding.hit.span)
    };
    let mut kept = Vec::new();
    for mut finding in candidates {
        let near = context.times_near(&finding);
        let Some(named) = near.iter().find(|named| unsaid(&finding, named)) else { continue };
        if let Some(at) = deadline(named, sent, &clock) {
            finding.note = Some(format!("on your clock this is {}", readings(&clocks, at)).into());
            let said = named.span.of(context.text(finding.hit.part));
            finding.new_words = with_zone(said, named, at, &clock).map(|new| of_time(named, new));
        }
        kept.push(finding);
    }
    kept
}

/// Keeps pressing words (U004) where the reply is needed faster than the channel gives it.
fn fast_reply(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    let fast = SignedDuration::from_mins(i64::from(thresholds.fast_channel_minutes));
    let is_fast = match (context.profile, context.facts.norm) {
        (_, Some(norm)) => norm <= fast,
        // Without an agreement a chat may be live; a mail is not.
        (profile, None) => profile == "chat",
    };
    let mut addressed = context.facts.readers.addressed().peekable();
    let on_call = addressed.peek().is_some() && addressed.all(|reader| reader.person.any_time);
    if is_fast || on_call {
        return Vec::new();
    }
    let soon = SignedDuration::from_mins(i64::from(thresholds.pressing_minutes));
    candidates.retain(|finding| {
        let Some(sent) = context.facts.sent else { return true };
        let clock = writers_clock(&context.facts.readers);
        let near = context.times_near(finding);
        let named = near.iter().find(|named| named.span.overlaps(finding.hit.span));
        // A time that is named must be near; words alone ("right now") are.
        named.and_then(|named| deadline(named, sent, &clock)).is_none_or(|at| at.duration_since(sent) <= soon)
    });
    candidates
}

/// No agreement is longer than this many days.
const MAX_DAYS: i32 = 60;

/// Keeps deadlines (U008) that are nearer than the response time that the team agreed on.
fn team_norm(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let facts = context.facts;
    let (Some(norm), Some(sent)) = (facts.norm, facts.sent) else { return Vec::new() };
    let clock = writers_clock(&facts.readers);
    let reader = facts.readers.addressed().find_map(|reader| reader.person.clock.clone());
    let reader = reader.unwrap_or_else(|| clock.clone());
    let mut kept = Vec::new();
    for mut finding in candidates {
        let near = context.times_near(&finding);
        let named = near.iter().find(|named| named.span.overlaps(finding.hit.span));
        let Some(named) = named else {
            // Words such as `right away` need no date to be too soon.
            kept.push(finding);
            continue;
        };
        let Some(at) = deadline(named, sent, &clock) else { continue };
        if working_time(&reader, sent, at) < norm {
            let shown = readings(&[&clock, &reader], at);
            finding.note =
                Some(format!("the answer is due {shown}; the agreed time is {}", in_words(norm)).into());
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
