//! Turns dates and times as people name them into instants on a person's clock.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::expression::{Day, StatedZone, Time, TimeExpression, When};
use crate::guidelines::Clock;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Returns the last instant that still keeps what was named; `None` where it is past, or where it rests on hours that are
/// not known.
pub(in crate::judge) fn deadline(
    named: &TimeExpression,
    sent: Timestamp,
    clock: &Clock,
) -> Option<Timestamp> {
    let at = match named.when {
        When::Within(minutes) => sent.checked_add(SignedDuration::from_mins(minutes)).ok()?,
        When::On { day, time } => on(day, time, named.zone, sent, clock)?,
    };
    (at > sent).then_some(at)
}

fn on(
    day: Option<Day>,
    time: Option<Time>,
    zone: StatedZone,
    sent: Timestamp,
    clock: &Clock,
) -> Option<Timestamp> {
    let today = clock.local(sent).date();
    let date = match day {
        None => today,
        Some(Day::After(days)) => today.checked_add(days.days()).ok()?,
        Some(Day::Weekday(day, is_next)) => weekday(today, day, is_next)?,
        Some(Day::Date(year, month, day)) => dated(today, year, month, day)?,
        Some(Day::EndOfWeek) => weekday(today, 4, false)?,
        Some(Day::EndOfMonth) => today.last_of_month(),
    };
    let minute = match time {
        Some(Time::Clock(minute) | Time::Part(minute)) => minute,
        Some(Time::End) => return clock.hours.as_ref().and_then(|hours| clock.instant(date, hours.to)),
        // A day without a time lasts until its end.
        None => clock.hours.as_ref().map_or(DAY, |hours| if hours.to > hours.from { hours.to } else { DAY }),
    };
    let at = match zone {
        StatedZone::Offset(minutes) => {
            let midnight = jiff::tz::TimeZone::UTC
                .to_zoned_datetime(date.to_datetime(jiff::civil::Time::midnight()))
                .ok()?;
            midnight
                .timestamp()
                .checked_add(SignedDuration::from_mins(i64::from(minute) - i64::from(minutes)))
                .ok()?
        }
        _ => clock.instant(date, minute)?,
    };
    // `by 9` in the afternoon is tomorrow's nine.
    if day.is_none() && at <= sent { at.checked_add(SignedDuration::from_hours(24)).ok() } else { Some(at) }
}

/// Returns the coming day of that name; `is_next` names one in the week after this.
fn weekday(today: Date, day: i8, is_next: bool) -> Option<Date> {
    let ahead = (i32::from(day) - i32::from(today.weekday().to_monday_zero_offset())).rem_euclid(7);
    let ahead = match (ahead, is_next) {
        (0, true) => 7,
        (ahead, true) if i32::from(today.weekday().to_monday_zero_offset()) + ahead < 7 => ahead + 7,
        (ahead, _) => ahead,
    };
    today.checked_add(ahead.days()).ok()
}

/// Returns a date; one without a year lies within the next twelve months.
fn dated(today: Date, year: Option<i16>, month: i8, day: i8) -> Option<Date> {
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => {
            let this = Date::new(today.year(), month, day).ok();
            let is_ahead = |date: &Date| *date >= today;
            this.filter(is_ahead).or_else(|| Date::new(today.year().checked_add(1)?, month, day).ok())
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::*;
    use crate::guidelines::Hours;
    use crate::judge::datetime::read::read_time_expressions;

    /// A clock with the hours of an office.
    pub(in crate::judge::datetime) fn clock(zone: &str) -> Clock {
        let days = [true, true, true, true, true, false, false];
        let hours = Hours {
            from: 540,
            to: 1050,
            days,
            holidays: Vec::new(),
            public_holidays: std::sync::Arc::default(),
        };
        Clock { zone: jiff::tz::TimeZone::get(zone).unwrap(), hours: Some(hours) }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn deadlines_are_on_the_writers_clock() {
        // A Friday; in Lisbon summer time begins on the Sunday after.
        let (sent, lisbon) = (at("2026-03-27T10:00:00Z"), clock("Europe/Lisbon"));
        for (text, expected) in [
            ("by EOD", Some("2026-03-27T17:30:00Z")),
            ("by Monday 10:00", Some("2026-03-30T09:00:00Z")),
            ("by next Friday", Some("2026-04-03T16:30:00Z")),
            ("by 9am", Some("2026-03-28T09:00:00Z")),
            ("by 17:00 CET", Some("2026-03-27T16:00:00Z")),
            ("in 10 minutes", Some("2026-03-27T10:10:00Z")),
            ("by end of month", Some("2026-03-31T16:30:00Z")),
            ("by 1 March", Some("2027-03-01T17:30:00Z")),
            ("by 1 March 2026", None),
            ("by 31 June", None),
        ] {
            let found = read_time_expressions(text).first().and_then(|named| deadline(named, sent, &lisbon));
            assert_eq!(found.map(|at| at.to_string()).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_deadline_lies_ahead_or_is_none(text in "(by|in|at) [0-9]{1,3} ?(am|pm|minutes|June|Friday|weeks)? ?(tomorrow|next friday|eow)?", seconds in any::<i32>()) {
            let sent = Timestamp::from_second(i64::from(seconds)).unwrap();
            for named in read_time_expressions(&text) {
                if let Some(found) = deadline(&named, sent, &clock("America/St_Johns")) {
                    prop_assert!(found > sent);
                }
            }
        }
    }
}
