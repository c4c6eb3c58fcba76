//! Reads the small values of a guidelines file: hours of the day, days of the week, lengths of time.

use jiff::SignedDuration;
use presend_lexicon::team::Weekday;

/// Reads `HH:MM-HH:MM` as minutes of the day, 0..=1440; the ends differ. An end before the start lies on the next day.
#[must_use]
pub fn minutes_of_day(text: &str) -> Option<(u16, u16)> {
    let clock = |text: &str| {
        let (hours, minutes) = text.split_once(':')?;
        let number = |digits: &str| digits.parse::<u16>().ok().filter(|_| digits.len() == 2);
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        (hours * 60 + minutes <= 24 * 60 && minutes < 60).then_some(hours * 60 + minutes)
    };
    let (from, to) = text.split_once('-')?;
    let ends = (clock(from)?, clock(to)?);
    (ends.0 != ends.1 && ends.0 < 24 * 60).then_some(ends)
}

/// Marks the days of a list, Monday first.
#[must_use]
pub(super) fn day_mask(days: &[&str]) -> [bool; 7] {
    Weekday::NAMES.map(|day| days.contains(&day))
}

/// Reads `30min`, `4h` or `1d`.
#[must_use]
pub(super) fn duration(text: &str) -> Option<SignedDuration> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    let number: i64 = number.parse().ok().filter(|_| digits <= 4)?;
    match unit {
        "min" | "m" => Some(SignedDuration::from_mins(number)),
        "h" => Some(SignedDuration::from_hours(number)),
        "d" => Some(SignedDuration::from_hours(24 * number)),
        _ => None,
    }
}

/// Returns true if and only if a text has the form of a country's ISO code.
#[must_use]
pub(super) fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Returns true if and only if one of the `holidays` names a calendar file rather than a day.
#[must_use]
pub fn is_calendar_file(text: &str) -> bool {
    text.len() > 4 && text.to_ascii_lowercase().ends_with(".ics") && !text.contains("://")
}
