//! Reads dates and times out of the words of a sentence.

use std::sync::LazyLock;

use presend_lexicon::time::Meanings;

use super::day::{THIS, day};
use super::expression::{StatedZone, Time, TimeExpression, When};
use super::time::{clock, number, part_of_day};
use super::word::{Word, text, words};
use super::zone::stated_zone;
use crate::builtin::TIME;
use crate::text::{Ends, Span, has_bit, set_bit};
use crate::words::Words;

/// What stands behind the part of an hour in a span: `half an hour`.
const HOUR: &str = "hour";

/// Bytes behind the last word of a sentence that may belong to a time: `5 p.m`, `+02:00`.
const MAX_TAIL: usize = 8;

/// Finds the dates and times of the sentence around the word `at` of a block; `part` is the text of the block's part, in which the
/// spans are.
pub(in crate::judge) fn in_sentence(part: &str, words: &Words, at: usize) -> Vec<TimeExpression> {
    if words.list.is_empty() {
        return Vec::new();
    }
    let sentence = words.sentence(at);
    let span = words.span(sentence.start, sentence.end - 1);
    let end = part.len().min(span.end + MAX_TAIL);
    let end = (span.end..=end).rev().find(|at| part.is_char_boundary(*at)).unwrap_or(span.end);
    let line_end = part.between(span.end, end).find('\n').map_or(end, |newline| span.end + newline);
    let shifted = |found: TimeExpression| TimeExpression {
        span: Span::new(span.start + found.span.start, span.start + found.span.end),
        ..found
    };
    read_time_expressions(part.between(span.start, line_end)).into_iter().map(shifted).collect()
}

/// Finds the dates and times of a sentence, in their order.
pub(super) fn read_time_expressions(sentence: &str) -> Vec<TimeExpression> {
    let words = words(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let begins = may_begin(text(&words, at));
        match begins.then(|| expression(words.tail(at))).flatten() {
            Some((when, zone, length)) => {
                let read = words.tail(at).head(length);
                let (start, end) =
                    (read.first().map(|word| word.span.start), read.last().map(|word| word.span.end));
                let span = Span::new(start.unwrap_or(0), end.unwrap_or(0));
                found.push(TimeExpression { span, when, zone });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// A bit for the first two bytes of each word and phrase with which a date or time begins, if not with a number.
static OPENINGS: LazyLock<[u64; 16]> = LazyLock::new(|| {
    let lists = [TIME.span_openers, TIME.past, TIME.numbers, TIME.ends, TIME.parts, TIME.days];
    let all = lists.into_iter().chain([TIME.which_week, TIME.weekdays, TIME.months]);
    let mut bits = [0; 16];
    for word in all.flat_map(Meanings::texts).chain([THIS.as_bytes()]) {
        set_bit(&mut bits, opening(word));
    }
    bits
});

fn opening(word: &[u8]) -> usize {
    let [first, second] = [0, 1].map(|at| word.get(at).copied().unwrap_or(0) as usize % 32);
    first * 32 + second
}

/// Returns false if no date or time begins with a word: neither a number nor one of the words for them.
fn may_begin(word: &str) -> bool {
    let word = word.as_bytes();
    word.first().is_some_and(|first| first.is_ascii_digit() || matches!(first, b'+' | b'-'))
        || has_bit(&*OPENINGS, opening(word))
}

/// Reads a date or time at the first word; returns it with the number of words.
fn expression(words: &[Word]) -> Option<(When, StatedZone, usize)> {
    if let Some((minutes, length)) = within(words) {
        return Some((When::Within(minutes), StatedZone::Unsaid, length));
    }
    let (mut date, mut time, mut zone, mut length) = (None, None, StatedZone::Unsaid, 0);
    // A day may stand before or behind its time: `Friday 5pm`, `5pm on Friday`.
    loop {
        let skip = usize::from(length > 0 && TIME.links.contains(text(words, length)));
        let rest = words.tail(length + skip);
        if time.is_none()
            && let Some((found, used)) = clock(rest).or_else(|| part_of_day(rest))
        {
            time = Some(found);
            length += skip + used;
            if let Some((said, used)) = stated_zone(words.tail(length)) {
                zone = said;
                length += used;
            }
        } else if date.is_none()
            && let Some((found, used)) = day(rest)
        {
            date = Some(found);
            length += skip + used;
        } else {
            break;
        }
    }
    // `this afternoon`, `tonight` and `tomorrow morning` name a day by themselves; a bare `morning` does not.
    let is_complete = date.is_some()
        || matches!(time, Some(Time::Clock(_) | Time::End))
        || matches!(time, Some(Time::Part(720 | 1440)));
    (length > 0 && is_complete).then_some((When::On { day: date, time }, zone, length))
}

/// Reads `in 10 minutes`, `within the hour`, `in the next two hours`, `in half an hour`; returns the minutes and the number of words.
fn within(words: &[Word]) -> Option<(i64, usize)> {
    if !TIME.span_openers.contains(text(words, 0)) {
        return None;
    }
    let mut at = 1;
    while TIME.span_fillers.contains(text(words, at)) {
        at += 1;
    }
    if let Some((minutes, used)) = TIME.part_hours.phrase(|word| text(words, at + word))
        && text(words, at + used).starts_with(HOUR)
    {
        return Some((minutes.into(), at + used + 1));
    }
    if text(words, at) == HOUR && at > 1 {
        return Some((60, at + 1));
    }
    let (number, unit, used) = match number(text(words, at)) {
        Some(number) => (number, TIME.units.get(text(words, at + 1))?, 2),
        None => joined(text(words, at)).map(|(number, unit)| (number, unit, 1))?,
    };
    Some((i64::from(number) * i64::from(unit), at + used))
}

/// Reads `10min` or `2h`.
fn joined(word: &str) -> Option<(i32, i32)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number = word.head(digits).parse().ok().filter(|_| digits <= 4)?;
    Some((number, TIME.units.get(word.tail(digits))?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::*;
    use crate::judge::datetime::StatedZone;

    /// Shows what is found as text.
    fn found(sentence: &str) -> Vec<String> {
        let show =
            |found: TimeExpression| format!("{}: {:?} {:?}", found.span.of(sentence), found.when, found.zone);
        read_time_expressions(sentence).into_iter().map(show).collect()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let clock = |minute: u16| format!("On {{ day: None, time: Some(Clock({minute})) }}");
        for (text, expression, minute) in [
            ("by 5pm please", "5pm", 17 * 60),
            ("by 5 pm please", "5 pm", 17 * 60),
            ("by 5 p.m. please", "5 p.m", 17 * 60),
            ("at 17:00, sharp", "17:00", 17 * 60),
            ("at 17h30", "17h30", 17 * 60 + 30),
            ("at 12:05am", "12:05am", 5),
            ("half past two", "half past two", 14 * 60 + 30),
            ("quarter to 9", "quarter to 9", 8 * 60 + 45),
            ("nine o'clock", "nine o'clock", 9 * 60),
        ] {
            assert_eq!(found(text), [format!("{expression}: {} Unsaid", clock(minute))], "{text}");
        }
    }

    #[test]
    fn days_stand_before_or_behind_times() {
        for (text, expected) in [
            (
                "by Friday 5pm",
                "Friday 5pm: On { day: Some(Weekday(4, false)), time: Some(Clock(1020)) } Unsaid",
            ),
            (
                "at 9:30 on next Friday",
                "9:30 on next Friday: On { day: Some(Weekday(4, true)), time: Some(Clock(570)) } Unsaid",
            ),
            (
                "June 12th at noon",
                "June 12th at noon: On { day: Some(Date(None, 6, 12)), time: Some(Part(720)) } Unsaid",
            ),
            (
                "12 of June 2027",
                "12 of June 2027: On { day: Some(Date(Some(2027), 6, 12)), time: None } Unsaid",
            ),
            ("on 2026-06-12", "2026-06-12: On { day: Some(Date(Some(2026), 6, 12)), time: None } Unsaid"),
            ("by EOD", "EOD: On { day: None, time: Some(End) } Unsaid"),
            (
                "close of business today",
                "close of business today: On { day: Some(After(0)), time: Some(End) } Unsaid",
            ),
            (
                "tomorrow morning",
                "tomorrow morning: On { day: Some(After(1)), time: Some(Part(720)) } Unsaid",
            ),
            ("by end of the week", "end of the week: On { day: Some(EndOfWeek), time: None } Unsaid"),
            ("within the hour", "within the hour: Within(60) Unsaid"),
            ("in the next 10 minutes", "in the next 10 minutes: Within(10) Unsaid"),
            ("in half an hour", "in half an hour: Within(30) Unsaid"),
            ("within 2h", "within 2h: Within(120) Unsaid"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn no_expression_begins_with_another_word() {
        let lists =
            [TIME.links, TIME.units, TIME.halves, TIME.clock_marks, TIME.part_hours, TIME.span_fillers];
        let others = lists.into_iter().flat_map(Meanings::texts).map(String::from_utf8_lossy);
        for word in others.chain(["the", "of", "h", "hour", "x", "é", "day", "year"].map(Into::into)) {
            for behind in ["", " 5 pm", " 12 june", " monday", " of june", " two hours", " 17:00"] {
                let sentence = format!("{word}{behind}");
                let words = words(&sentence);
                let is_read = expression(&words).is_some();
                assert!(may_begin(text(&words, 0)) || !is_read, "{sentence}");
            }
        }
    }

    #[test]
    fn zones_behind_a_time_are_read() {
        for (text, zone) in [
            ("17:00 CET", StatedZone::Offset(60)),
            ("17:00 UTC+2", StatedZone::Offset(120)),
            ("17:00 +02:00", StatedZone::Offset(120)),
            ("5pm your time", StatedZone::Named),
            ("5pm New York time", StatedZone::Named),
            ("5pm IST", StatedZone::Named),
            ("5pm any time", StatedZone::Unsaid),
            ("5pm", StatedZone::Unsaid),
        ] {
            assert_eq!(read_time_expressions(text)[0].zone, zone, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_not_times() {
        for text in [
            "open 24/7",
            "ratio 3:2",
            "version 1.30",
            "room 17",
            "12/06",
            "in 3 boxes",
            "99:99",
            "13pm",
            "the ten of us",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_searched(text in any::<String>()) {
            for found in read_time_expressions(&text) {
                prop_assert!(text.get(found.span.start..found.span.end).is_some());
            }
        }

        #[test]
        fn any_mix_of_time_words_is_searched(words in proptest::collection::vec(
            proptest::sample::select(vec!["in", "half", "an", "hour", "10", "5pm", "am", "of", "end", "the", "June", "31", "next", "friday", "+99:99", "utc", "99999", "9h", "12th", "time", "to", "quarter", "past", "0pm"]), 0..12)) {
            let text = words.join(" ");
            for found in read_time_expressions(&text) {
                prop_assert!(text.get(found.span.start..found.span.end).is_some());
            }
        }
    }
}
