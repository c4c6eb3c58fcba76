//! Reads days: by name, by their distance, by date.

use super::expression::Day;
use super::word::{Word, text};
use crate::builtin::TIME;
use crate::text::Ends;

/// What may stand between the day of a month and the month: `12 of June`.
const OF: &str = "of";

/// What names the day of sending with a part of the day behind it: `this morning`.
pub(super) const THIS: &str = "this";

/// Reads a day: `today`, `next Friday`, `12 June`, `June 12th`, `2026-06-12`, `eow`; returns it with the number of words.
pub(super) fn day(words: &[Word]) -> Option<(Day, usize)> {
    let first = text(words, 0);
    if let Some(days) = TIME.days.get(first) {
        return Some((Day::After(days), 1));
    }
    if first == THIS && TIME.parts_of_today.contains(text(words, 1)) {
        return Some((Day::After(0), 1));
    }
    if let Some(weeks) = TIME.which_week.get(first) {
        return weekday(text(words, 1)).map(|day| (Day::Weekday(day, weeks > 0), 2));
    }
    match TIME.ends.phrase(|at| text(words, at)) {
        Some((1, used)) => return Some((Day::EndOfWeek, used)),
        Some((2, used)) => return Some((Day::EndOfMonth, used)),
        _ => {}
    }
    if let Some(day) = weekday(first) {
        return Some((Day::Weekday(day, false), 1));
    }
    if let Ok(date) = first.parse::<jiff::civil::Date>() {
        return Some((Day::Date(Some(date.year()), date.month(), date.day()), 1));
    }
    day_and_month(words)
}

/// Reads `12 June`, `12 of June 2027`, `June 12th`.
fn day_and_month(words: &[Word]) -> Option<(Day, usize)> {
    let month = |at: usize| TIME.months.get(text(words, at)).and_then(|month| i8::try_from(month).ok());
    let day = |at: usize| day_of_month(text(words, at));
    let dated = |month: i8, day: i8, used: usize| {
        let year = text(words, used).parse::<i16>().ok().filter(|year| (1970..2200).contains(year));
        (Day::Date(year, month, day), used + usize::from(year.is_some()))
    };
    if let (Some(month), Some(day)) = (month(0), day(1)) {
        return Some(dated(month, day, 2));
    }
    let skip = usize::from(text(words, 1) == OF);
    Some(dated(month(1 + skip)?, day(0)?, 2 + skip))
}

fn weekday(word: &str) -> Option<i8> {
    TIME.weekdays.get(word).and_then(|day| i8::try_from(day).ok())
}

fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ending = word.tail(digits);
    let is_ordinal = ending.is_empty() || TIME.ordinal_endings.contains(ending);
    word.head(digits).parse().ok().filter(|day| is_ordinal && (1..=31).contains(day))
}
