//! Writes a date or a time so that every reader reads the same: with its zone, and as a day of the calendar.

use jiff::Timestamp;

use super::expression::{StatedZone, Time, TimeExpression, When};
use super::read::read_time_expressions;
use crate::guidelines::Clock;
use crate::text::Ends;

/// Returns an hour with the zone of a clock: `9:30 UTC+1 tomorrow`. `None` where it does not read as the same hour with a zone.
pub(in crate::judge) fn with_zone(
    said: &str,
    named: &TimeExpression,
    at: Timestamp,
    clock: &Clock,
) -> Option<String> {
    if !matches!(named.when, When::On { time: Some(Time::Clock(_)), .. }) {
        return None;
    }
    let zone = zone(at, clock);
    let ends = said.match_indices(char::is_whitespace).map(|(blank, _)| blank);
    let with_zone_at = |end: usize| format!("{} {zone}{}", said.head(end), said.tail(end));
    let reads_so = |written: &String| {
        let read = read_time_expressions(written);
        read.first().is_some_and(|read| read.when == named.when && read.zone != StatedZone::Unsaid)
    };
    std::iter::once(said.len())
        .chain(ends.collect::<Vec<_>>().into_iter().rev())
        .map(with_zone_at)
        .find(reads_so)
}

/// Returns an instant as a day of the calendar, with hour and zone where the clock knows when work ends:
/// `17:30 UTC on Friday 13 March`.
pub(in crate::judge) fn spelled_out(named: &TimeExpression, at: Timestamp, clock: &Clock) -> Option<String> {
    let When::On { time, .. } = named.when else { return None };
    let local = clock.local(at);
    if clock.hours.is_none() && !matches!(time, Some(Time::Clock(_) | Time::Part(_))) {
        // The day lasts until midnight, which is the next day already.
        let day = local.checked_sub(jiff::SignedDuration::from_secs(1)).ok()?;
        return Some(day.strftime("%A %-d %B").to_string());
    }
    Some(format!("{} {} on {}", local.strftime("%-H:%M"), zone(at, clock), local.strftime("%A %-d %B")))
}

/// Names the zone of a clock by its distance from UTC, which nobody has to know: `UTC`, `UTC+1`, `UTC-3:30`.
fn zone(at: Timestamp, clock: &Clock) -> String {
    let minutes = clock.local(at).offset().seconds() / 60;
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    match (minutes, rest) {
        (0, _) => "UTC".to_owned(),
        (_, 0) => format!("UTC{}{hours}", if minutes < 0 { '-' } else { '+' }),
        _ => format!("UTC{}{hours}:{rest:02}", if minutes < 0 { '-' } else { '+' }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::datetime::deadline;
    use crate::judge::datetime::resolve::tests::clock as working_clock;

    fn clock(zone: &str, has_hours: bool) -> Clock {
        let clock = working_clock(zone);
        Clock { hours: clock.hours.filter(|_| has_hours), ..clock }
    }

    /// Returns the expression of a text with what it resolves to on a Tuesday in winter.
    fn read(text: &str, clock: &Clock) -> (TimeExpression, Timestamp) {
        let named = read_time_expressions(text)[0];
        (named, deadline(&named, "2026-03-10T08:00:00Z".parse().unwrap(), clock).unwrap())
    }

    #[test]
    fn an_hour_gets_the_zone_right_behind_it() {
        let lisbon = clock("Europe/Lisbon", true);
        for (zone, text, expected) in [
            ("Europe/Lisbon", "5pm", Some("5pm UTC")),
            ("Europe/Berlin", "10:30 tomorrow", Some("10:30 UTC+1 tomorrow")),
            ("America/St_Johns", "Friday 9:30", Some("Friday 9:30 UTC-2:30")),
            ("Asia/Kolkata", "4 o'clock on Thursday", Some("4 o'clock UTC+5:30 on Thursday")),
            ("Asia/Tokyo", "EOD", None),
        ] {
            let clock = clock(zone, true);
            let (named, at) = read(text, &clock);
            let said = named.span.of(text);
            assert_eq!(with_zone(said, &named, at, &clock).as_deref(), expected, "{text}");
        }
        let (named, at) = read("tomorrow", &lisbon);
        assert_eq!(with_zone("tomorrow", &named, at, &lisbon), None);
    }

    #[test]
    fn a_vague_day_becomes_one_of_the_calendar() {
        for (text, has_hours, expected) in [
            ("next Friday", true, "17:30 UTC+1 on Friday 20 March"),
            ("next Friday", false, "Friday 20 March"),
            ("EOW", true, "17:30 UTC+1 on Friday 13 March"),
            ("tomorrow morning", false, "12:00 UTC+1 on Wednesday 11 March"),
        ] {
            let clock = clock("Europe/Berlin", has_hours);
            let (named, at) = read(text, &clock);
            assert_eq!(spelled_out(&named, at, &clock).as_deref(), Some(expected), "{text}");
        }
    }
}
