//! Tells when a person is at work: a zone, hours of the day, days of the week, holidays.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, ZonedDateTime};

/// Nobody is away for longer than this many days in a row: beyond it no start of work is looked for.
const MAX_DAYS: i32 = 60;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A person's zone and, where they are known, working hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The zone, with its daylight saving.
    pub zone: TimeZone,
    /// `None` where only the zone is known.
    pub hours: Option<Hours>,
}

/// Working hours on the clock of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// First minute of work, 0..1440.
    pub from: u16,
    /// First minute after work, 0..=1440; not after `from` means on the next day.
    pub to: u16,
    /// Whether each day is worked, Monday first.
    pub days: [bool; 7],
    /// Days off.
    pub holidays: Vec<Date>,
    /// Days on which the whole country is off, in order.
    pub public_holidays: Arc<[Date]>,
}

impl Hours {
    /// Returns true if and only if work starts on this day.
    #[must_use]
    pub fn is_worked(&self, date: Date) -> bool {
        let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        let is_off = || self.holidays.contains(&date) || self.public_holidays.binary_search(&date).is_ok();
        self.days.get(day % 7).is_some_and(|works| *works) && !is_off()
    }
}

impl Clock {
    /// Returns what the person's clock shows.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> ZonedDateTime {
        at.to_zoned_datetime(self.zone.clone())
    }

    /// Returns when work that starts on a day begins and ends; `None` where the day is free or the hours are not known.
    #[must_use]
    pub fn shift(&self, date: Date) -> Option<(Timestamp, Timestamp)> {
        let hours = self.hours.as_ref().filter(|hours| hours.is_worked(date))?;
        let last = if hours.to > hours.from { date } else { date.tomorrow().ok()? };
        let (start, end) = (self.instant(date, hours.from)?, self.instant(last, hours.to)?);
        (start < end).then_some((start, end))
    }

    /// Returns whether the person is at work; `None` where the hours are not known.
    #[must_use]
    pub fn is_at_work(&self, at: Timestamp) -> Option<bool> {
        self.hours.as_ref()?;
        let today = self.local(at).date();
        let days = [Some(today), today.yesterday().ok()];
        let holds = |(start, end): (Timestamp, Timestamp)| start <= at && at < end;
        Some(days.into_iter().flatten().filter_map(|date| self.shift(date)).any(holds))
    }

    /// Returns when the person next begins to work: `at` itself while they do.
    #[must_use]
    pub fn next_start(&self, at: Timestamp) -> Option<Timestamp> {
        if self.is_at_work(at)? {
            return Some(at);
        }
        let today = self.local(at).date();
        let dates = (0..MAX_DAYS).map_while(|days| today.checked_add(days.days()).ok());
        dates.filter_map(|date| self.shift(date)).map(|(start, _)| start).find(|start| *start > at)
    }

    /// Returns the instant at which the clock shows a minute of a day, 0..=1440; one that a clock change skips is
    /// moved behind the gap.
    #[must_use]
    pub fn instant(&self, date: Date, minute: u16) -> Option<Timestamp> {
        let (date, minute) =
            if minute >= DAY { (date.tomorrow().ok()?, minute - DAY) } else { (date, minute) };
        let field = |value: u16| i8::try_from(value).ok();
        let time = Time::new(field(minute / 60)?, field(minute % 60)?, 0, 0).ok()?;
        self.zone.to_zoned_datetime(date.to_datetime(time)).ok().map(|zoned| zoned.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(zone: &str, from: u16, to: u16) -> Clock {
        let days = [true, true, true, true, true, false, false];
        let holidays = vec!["2026-12-25".parse().unwrap()];
        let public_holidays = ["2026-04-03", "2026-05-01"].map(|day| day.parse().unwrap()).into();
        let hours = Hours { from, to, days, holidays, public_holidays };
        Clock { zone: TimeZone::get(zone).unwrap(), hours: Some(hours) }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn work_is_on_the_local_clock() {
        let lisbon = clock("Europe/Lisbon", 540, 1050);
        for (time, works) in [
            ("2026-03-27T09:00:00Z", true),
            ("2026-03-27T08:59:00Z", false),
            // Summer time from 29 March on.
            ("2026-03-30T08:00:00Z", true),
            ("2026-03-30T16:30:00Z", false),
            ("2026-03-28T12:00:00Z", false),
            ("2026-12-25T12:00:00Z", false),
            ("2026-05-01T12:00:00Z", false),
            ("2026-04-30T12:00:00Z", true),
        ] {
            assert_eq!(lisbon.is_at_work(at(time)), Some(works), "{time}");
        }
    }

    #[test]
    fn a_night_shift_ends_on_the_next_day() {
        let night = clock("Asia/Kolkata", 22 * 60, 6 * 60);
        // Friday's shift ends on Saturday morning, 00:30 UTC.
        assert_eq!(night.is_at_work(at("2026-03-14T00:29:00Z")), Some(true));
        assert_eq!(night.is_at_work(at("2026-03-14T00:30:00Z")), Some(false));
        assert_eq!(night.next_start(at("2026-03-14T00:30:00Z")), Some(at("2026-03-16T16:30:00Z")));
    }

    #[test]
    fn unknown_hours_are_unknown() {
        let zone = Clock { zone: TimeZone::UTC, hours: None };
        assert_eq!(
            (zone.is_at_work(at("2026-03-14T00:29:00Z")), zone.next_start(Timestamp::MIN)),
            (None, None)
        );
        let never = clock("UTC", 0, 1440);
        let idle = Clock { hours: never.hours.clone().map(|h| Hours { days: [false; 7], ..h }), ..never };
        assert_eq!(idle.next_start(at("2026-03-14T00:29:00Z")), None);
        assert_eq!(idle.next_start(Timestamp::MAX), None);
    }
}
