//! Reads times of the day.

use super::expression::Time;
use super::word::{Word, text};
use crate::builtin::TIME;
use crate::text::Ends;

/// A number without minutes that stands before this mark is an hour: `17 h`.
const HOUR_MARK: &str = "h";

/// Reads a time on the clock: `17:00`, `5pm`, `5 pm`, `17h`, `nine o'clock`, `half past two`, `quarter to nine`.
pub(super) fn clock(words: &[Word]) -> Option<(Time, usize)> {
    if let Some((minutes, used)) = TIME.past.phrase(|at| text(words, at)) {
        return past(minutes, text(words, used)).map(|time| (time, used + 1));
    }
    let (hour, minute, mut is_afternoon) = digits(text(words, 0))
        .or_else(|| number(text(words, 0)).filter(|n| *n <= 12).map(|n| (n, None, None)))?;
    let mut used = 1;
    if is_afternoon.is_none() {
        let next = text(words, 1).replace('.', "");
        is_afternoon = half(&next);
        let is_clock = TIME.clock_marks.contains(&next) || (next == HOUR_MARK && minute.is_none());
        if is_afternoon.is_none() && minute.is_none() && !is_clock {
            return None;
        }
        used += usize::from(is_afternoon.is_some() || is_clock);
    }
    let hour = match is_afternoon {
        Some(is_afternoon) if (1..=12).contains(&hour) => hour % 12 + if is_afternoon { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    let minute = hour * 60 + minute.unwrap_or(0);
    u16::try_from(minute).ok().filter(|minute| *minute <= 1440).map(|minute| (Time::Clock(minute), used))
}

/// Returns the time so many minutes past an hour of the working day.
fn past(minutes: i32, hour: &str) -> Option<Time> {
    let hour = number(hour).filter(|hour| (1..=12).contains(hour))?;
    let hour = if hour < 7 { hour + 12 } else { hour };
    u16::try_from(hour * 60 + minutes).ok().map(Time::Clock)
}

/// Tells whether a word behind an hour puts it in the afternoon.
fn half(word: &str) -> Option<bool> {
    TIME.halves.get(word).map(|half| half > 0)
}

/// Reads hour, minute and whether it is the afternoon, from `17:00`, `5:30pm`, `5pm`, `17h30`.
fn digits(word: &str) -> Option<(i32, Option<i32>, Option<bool>)> {
    let count = word.bytes().take_while(u8::is_ascii_digit).count();
    let hour: i32 = word.head(count).parse().ok().filter(|_| count <= 2)?;
    let half = |rest: &str| if rest.is_empty() { Some(None) } else { half(rest).map(Some) };
    let rest = word.tail(count);
    if let Some(minutes) = rest.strip_prefix([':', 'h']) {
        if minutes.is_empty() {
            return (rest == HOUR_MARK).then_some((hour, Some(0), None));
        }
        let minute: i32 = minutes.get(..2)?.parse().ok().filter(|minute| *minute < 60)?;
        return Some((hour, Some(minute), half(minutes.tail(2))?)).filter(|_| hour <= 24);
    }
    half(rest).map(|is_afternoon| (hour, None, is_afternoon))
}

/// Reads a number of at most four digits, or a number word.
pub(super) fn number(word: &str) -> Option<i32> {
    if word.bytes().all(|byte| byte.is_ascii_digit()) && (1..=4).contains(&word.len()) {
        return word.parse().ok();
    }
    TIME.numbers.get(word)
}

/// Reads a part of the day, `eod`, `close of business`, `end of (the) day`.
pub(super) fn part_of_day(words: &[Word]) -> Option<(Time, usize)> {
    // `at the end of the day` is a figure of speech, and only that without a request; the terms see to it.
    if let Some((0, used)) = TIME.ends.phrase(|at| text(words, at)) {
        return Some((Time::End, used));
    }
    let minute = u16::try_from(TIME.parts.get(text(words, 0))?).ok()?;
    Some((Time::Part(minute), 1))
}
