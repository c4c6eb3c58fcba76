//! Reads days off from the text of a calendar file (iCalendar).

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::message::ics::{Property, properties};

/// Years for which yearly events are repeated.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2080;

/// An event of a calendar is not longer than this many days off.
const MOST_DAYS: i32 = 60;

/// What a calendar says of one event.
#[derive(Default)]
struct Event {
    starts: Option<Date>,
    /// The first day after it.
    ends: Option<Date>,
    rule: Option<String>,
}

/// Returns the days of all events that last whole days, those which come back every year among them, in order.
///
/// # Errors
/// Returns why it is not a calendar, or which rule by which an event comes back is not understood.
pub fn days_off(calendar: &[u8]) -> Result<Vec<Date>, String> {
    let mut days = Vec::new();
    let mut open: Option<Event> = None;
    let mut is_calendar = false;
    for Property { name, value, .. } in properties(calendar) {
        let kind = value.trim();
        match (name.as_str(), &mut open) {
            ("BEGIN", _) if kind.eq_ignore_ascii_case("VCALENDAR") => is_calendar = true,
            ("BEGIN", None) if kind.eq_ignore_ascii_case("VEVENT") => open = Some(Event::default()),
            ("END", Some(event)) if kind.eq_ignore_ascii_case("VEVENT") => {
                days.extend(event.days()?);
                open = None;
            }
            ("DTSTART", Some(event)) => event.starts = date(kind),
            ("DTEND", Some(event)) => event.ends = date(kind),
            ("RRULE", Some(event)) => event.rule = Some(kind.to_ascii_uppercase()),
            _ => {}
        }
    }
    if !is_calendar {
        return Err("is not a calendar; an `.ics` file begins with `BEGIN:VCALENDAR`".to_owned());
    }
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

impl Event {
    /// Returns its days; none where it is only a part of a day.
    fn days(&self) -> Result<Vec<Date>, String> {
        let Some(starts) = self.starts else { return Ok(Vec::new()) };
        let last =
            self.ends.and_then(|end| end.yesterday().ok()).filter(|last| *last >= starts).unwrap_or(starts);
        let length = (last - starts).get_days().min(MOST_DAYS);
        let firsts = match &self.rule {
            Some(rule) => yearly(starts, rule).ok_or_else(|| {
                format!("has an event that repeats by `{rule}`; presend understands only yearly ones")
            })?,
            None => vec![starts],
        };
        let all = firsts
            .into_iter()
            .flat_map(|first| (0..=length).filter_map(move |day| first.checked_add(day.days()).ok()));
        Ok(all.collect())
    }
}

/// Reads a day without a time.
fn date(value: &str) -> Option<Date> {
    let is_day = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    is_day.then(|| Date::strptime("%Y%m%d", value).ok()).flatten()
}

/// Returns the days on which an event comes back every year; `None` for any other rule.
fn yearly(starts: Date, rule: &str) -> Option<Vec<Date>> {
    let parts: Vec<(&str, &str)> =
        rule.split(';').map(|part| part.split_once('=').unwrap_or((part, ""))).collect();
    let part = |key: &str| parts.iter().find(|(own, _)| *own == key).map(|(_, value)| *value);
    let known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"];
    if part("FREQ") != Some("YEARLY") || !parts.iter().all(|(key, _)| known.contains(key)) {
        return None;
    }
    let number = |key: &str| part(key).map(str::parse::<i16>).transpose().ok();
    let step = number("INTERVAL")?.unwrap_or(1).max(1);
    let count = number("COUNT")?.map_or(usize::MAX, |count| usize::try_from(count).unwrap_or(0));
    let until = part("UNTIL").map(|day| day.get(..8).and_then(date)).map_or(Some(Date::MAX), |day| day)?;
    let month = number("BYMONTH")?.map_or(Some(starts.month()), |month| i8::try_from(month).ok())?;
    let day = number("BYMONTHDAY")?.map_or(Some(starts.day()), |day| i8::try_from(day).ok())?;
    let weekday = part("BYDAY").map(nth_weekday).map_or(Some(None), |found| found.map(Some))?;
    let on = |year: i16| match weekday {
        Some((nth, weekday)) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok(),
        None => Date::new(year, month, day).ok(),
    };
    let step = usize::try_from(step).unwrap_or(1);
    let years = (starts.year()..=*YEARS.end()).step_by(step).filter_map(on).filter(|day| *day >= starts);
    Some(
        years.take(count).take_while(|day| *day <= until).filter(|day| YEARS.contains(&day.year())).collect(),
    )
}

/// Reads `4TH`, the fourth Thursday, or `-1MO`, the last Monday.
fn nth_weekday(text: &str) -> Option<(i8, Weekday)> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match day {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    Some((nth.parse().ok().filter(|nth| *nth != 0)?, weekday))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(events: &str) -> Result<Vec<String>, String> {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
        days_off(text.as_bytes()).map(|days| days.iter().map(Date::to_string).collect())
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\r\n{lines}\r\nSUMMARY:Closed\r\nEND:VEVENT\r\n")
    }

    #[test]
    fn whole_days_are_days_off_and_meetings_are_not() {
        let events = [
            "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227",
            "DTSTART:20260102",
            "DTSTART:20260105T090000Z\r\nDTEND:20260105T100000Z",
            "DTSTART;VALUE=DATE:20260102\r\nDTEND;VALUE=DATE:20260102",
        ];
        let events: String = events.map(event).concat();
        assert_eq!(of(&events).unwrap(), ["2026-01-02", "2026-12-24", "2026-12-25", "2026-12-26"]);
    }

    #[test]
    fn days_that_come_back_are_repeated() {
        let thanks = event("DTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH");
        let days = of(&thanks).unwrap();
        assert!(days.starts_with(&["2020-11-26".to_owned(), "2021-11-25".to_owned()]), "{days:?}");
        assert_eq!(days.len(), 61);
        let leap = event("DTSTART;VALUE=DATE:20200229\r\nRRULE:FREQ=YEARLY;COUNT=2");
        assert_eq!(of(&leap).unwrap(), ["2020-02-29", "2024-02-29"]);
        let until =
            event("DTSTART;VALUE=DATE:20200601\r\nRRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20240601T000000Z");
        assert_eq!(of(&until).unwrap(), ["2020-06-01", "2022-06-01", "2024-06-01"]);
        let last = event("DTSTART;VALUE=DATE:20250526\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2");
        assert_eq!(of(&last).unwrap(), ["2025-05-26", "2026-05-25"]);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert!(
            of(&event("DTSTART;VALUE=DATE:20260102\r\nRRULE:FREQ=WEEKLY")).unwrap_err().contains("WEEKLY")
        );
        assert!(of(&event("DTSTART;VALUE=DATE:20260102\r\nRRULE:FREQ=YEARLY;BYDAY=XX")).is_err());
        assert!(days_off(b"Christmas").unwrap_err().contains("BEGIN:VCALENDAR"));
        assert_eq!(of(&event("DTSTART;VALUE=DATE:20261399")).unwrap(), [""; 0]);
        assert_eq!(of("").unwrap(), [""; 0]);
    }
}
