//! Turns moments into instants on a person's clock, and tells what other clocks show then.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::{Day, Moment, Time, When, Zone};
use crate::guidelines::Clock;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Returns the last instant that still keeps the moment; `None` where it is past, or where it rests on hours that are
/// not known.
pub(in crate::judge) fn deadline(moment: &Moment, sent: Timestamp, clock: &Clock) -> Option<Timestamp> {
    let at = match moment.when {
        When::Within(minutes) => sent.checked_add(SignedDuration::from_mins(minutes)).ok()?,
        When::On { day, time } => on(day, time, moment.zone, sent, clock)?,
    };
    (at > sent).then_some(at)
}

fn on(day: Option<Day>, time: Option<Time>, zone: Zone, sent: Timestamp, clock: &Clock) -> Option<Timestamp> {
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
        Zone::Offset(minutes) => {
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

/// Returns what a clock shows: `17:30 in Lisbon`, or `02:30 (Sat) in Tokyo` where the day is another than `date`.
fn reading(clock: &Clock, at: Timestamp, date: Date) -> String {
    let local = clock.local(at);
    let name = clock.zone.iana_name().unwrap_or("UTC");
    let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    let day = if local.date() == date { String::new() } else { format!(" ({})", local.strftime("%a")) };
    format!("{}{day} in {city}", local.strftime("%H:%M"))
}

/// Returns what several clocks show, each zone once, the first clock's first.
pub(in crate::judge) fn readings(clocks: &[&Clock], at: Timestamp) -> String {
    let Some(first) = clocks.first() else { return String::new() };
    let date = first.local(at).date();
    let mut seen: Vec<String> = Vec::new();
    for clock in clocks {
        let shown = reading(clock, at, date);
        if !seen.contains(&shown) {
            seen.push(shown);
        }
    }
    seen.truncate(6);
    seen.join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::*;
    use crate::guidelines::Hours;
    use crate::judge::datetime::datetime;

    fn clock(zone: &str) -> Clock {
        let days = [true, true, true, true, true, false, false];
        let hours = Hours { from: 540, to: 1050, days, holidays: Vec::new() };
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
            let found = datetime(text).first().and_then(|moment| deadline(moment, sent, &lisbon));
            assert_eq!(found.map(|at| at.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn each_clock_shows_its_own_time() {
        let clocks = [clock("Europe/Lisbon"), clock("Asia/Kolkata"), clock("America/New_York")];
        let all: Vec<&Clock> = clocks.iter().collect();
        assert_eq!(
            readings(&all, at("2026-03-10T17:30:00Z")),
            "17:30 in Lisbon, 23:00 in Kolkata, 13:30 in New York"
        );
        assert_eq!(
            readings(&all, at("2026-03-10T20:00:00Z")),
            "20:00 in Lisbon, 01:30 (Wed) in Kolkata, 16:00 in New York"
        );
    }

    proptest! {
        #[test]
        fn a_deadline_lies_ahead_or_is_none(text in "(by|in|at) [0-9]{1,3} ?(am|pm|minutes|June|Friday|weeks)? ?(tomorrow|next friday|eow)?", seconds in any::<i32>()) {
            let sent = Timestamp::from_second(i64::from(seconds)).unwrap();
            for moment in datetime(&text) {
                if let Some(found) = deadline(&moment, sent, &clock("America/St_Johns")) {
                    prop_assert!(found > sent);
                }
            }
        }
    }
}
