//! Reads moments out of the words of a sentence.

use super::{Day, Moment, Time, When, Zone};
use crate::builtin::TIME;
use crate::text::Span;

/// Words of a sentence beyond this many are not read; deadlines stand in shorter ones.
const MAX_WORDS: usize = 200;

/// A word in small letters, without the marks around it.
struct Word {
    text: String,
    span: Span,
}

/// Finds the moments of a sentence, in their order.
pub(in crate::judge) fn datetime(sentence: &str) -> Vec<Moment> {
    let words = words(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match moment(&words[at..]) {
            Some((when, zone, length)) => {
                let span = Span::new(words[at].span.start, words[at + length - 1].span.end);
                found.push(Moment { span, when, zone });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn words(sentence: &str) -> Vec<Word> {
    let is_edge = |c: char| !(c.is_alphanumeric() || c == '+');
    let pieces =
        sentence.split([' ', '\t', '\n', '\r', '\u{a0}', '\u{202f}', '(', ')', '\u{2013}', '\u{2014}']);
    let word = |piece: &str| {
        let bare = piece.trim_matches(is_edge);
        let start = bare.as_ptr() as usize - sentence.as_ptr() as usize;
        Word { text: bare.to_lowercase(), span: Span::new(start, start + bare.len()) }
    };
    pieces.filter(|piece| piece.contains(char::is_alphanumeric)).take(MAX_WORDS).map(word).collect()
}

/// Reads a moment at the first word; returns it with the number of words.
fn moment(words: &[Word]) -> Option<(When, Zone, usize)> {
    if let Some((minutes, length)) = within(words) {
        return Some((When::Within(minutes), Zone::Unsaid, length));
    }
    let (mut day, mut time, mut zone, mut length) = (None, None, Zone::Unsaid, 0);
    // A day may stand before or behind its time: `Friday 5pm`, `5pm on Friday`.
    loop {
        let rest = &words[length..];
        let skip = usize::from(
            length > 0 && rest.first().is_some_and(|w| matches!(w.text.as_str(), "at" | "on" | "by" | "of")),
        );
        let rest = &rest[skip..];
        if time.is_none()
            && let Some((found, used)) = clock(rest).or_else(|| part(rest))
        {
            time = Some(found);
            length += skip + used;
            if let Some((said, used)) = said_zone(&words[length..]) {
                zone = said;
                length += used;
            }
        } else if day.is_none()
            && let Some((found, used)) = day_at(rest)
        {
            day = Some(found);
            length += skip + used;
        } else {
            break;
        }
    }
    // `this afternoon`, `tonight` and `tomorrow morning` name a day by themselves; a bare `morning` does not.
    let is_moment = day.is_some()
        || matches!(time, Some(Time::Clock(_) | Time::End))
        || matches!(time, Some(Time::Part(720 | 1440)));
    (length > 0 && is_moment).then_some((When::On { day, time }, zone, length))
}

/// Reads `in 10 minutes`, `within the hour`, `in the next two hours`, `in half an hour`.
fn within(words: &[Word]) -> Option<(i64, usize)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    if !matches!(text(0), "in" | "within") {
        return None;
    }
    let mut at = 1;
    while matches!(text(at), "the" | "next" | "less" | "than" | "about" | "max" | "maximum") {
        at += 1;
    }
    if text(at) == "half" && matches!(text(at + 1), "an" | "a") && text(at + 2).starts_with("hour") {
        return Some((30, at + 3));
    }
    if text(at) == "hour" && at > 1 {
        return Some((60, at + 1));
    }
    let (number, used) = match number(text(at)) {
        Some(number) => (number, 1),
        None => (joined(text(at))?.0, 0),
    };
    let unit = if used == 1 { TIME.units.get(text(at + 1))? } else { joined(text(at))?.1 };
    Some((i64::from(number) * i64::from(unit), at + used + 1))
}

/// Reads `10min` or `2h`.
fn joined(word: &str) -> Option<(i32, i32)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number = word[..digits].parse().ok().filter(|_| digits <= 4)?;
    Some((number, TIME.units.get(&word[digits..])?))
}

fn number(word: &str) -> Option<i32> {
    if word.bytes().all(|byte| byte.is_ascii_digit()) && (1..=4).contains(&word.len()) {
        return word.parse().ok();
    }
    TIME.numbers.get(word)
}

/// Reads a time on the clock: `17:00`, `5pm`, `5 pm`, `17h`, `nine o'clock`, `half past two`, `quarter to nine`.
fn clock(words: &[Word]) -> Option<(Time, usize)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let past = |minutes: i32, from: usize| {
        let hour = number(text(from)).filter(|hour| (1..=12).contains(hour))?;
        let hour = if hour < 7 { hour + 12 } else { hour };
        u16::try_from(hour * 60 + minutes).ok().map(|minute| (Time::Clock(minute), from + 1))
    };
    match (text(0), text(1)) {
        ("half", "past") => return past(30, 2),
        ("quarter", "past") => return past(15, 2),
        ("quarter", "to") => return past(-15, 2),
        _ => {}
    }
    let (hour, minute, mut half) =
        digits(text(0)).or_else(|| number(text(0)).filter(|n| *n <= 12).map(|n| (n, None, None)))?;
    let mut used = 1;
    if half.is_none() {
        let next = text(1).replace('.', "");
        half = match next.as_str() {
            "am" => Some(false),
            "pm" => Some(true),
            _ => None,
        };
        let is_clock = matches!(next.as_str(), "o'clock" | "oclock" | "o\u{2019}clock")
            || (next == "h" && minute.is_none());
        if half.is_none() && minute.is_none() && !is_clock {
            return None;
        }
        used += usize::from(half.is_some() || is_clock);
    }
    let hour = match half {
        Some(is_afternoon) if (1..=12).contains(&hour) => hour % 12 + if is_afternoon { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    let minute = hour * 60 + minute.unwrap_or(0);
    u16::try_from(minute).ok().filter(|minute| *minute <= 1440).map(|minute| (Time::Clock(minute), used))
}

/// Reads hour, minute and whether it is the afternoon, from `17:00`, `5:30pm`, `5pm`, `17h30`.
fn digits(word: &str) -> Option<(i32, Option<i32>, Option<bool>)> {
    let count = word.bytes().take_while(u8::is_ascii_digit).count();
    let hour: i32 = word[..count].parse().ok().filter(|_| count <= 2)?;
    let half = |rest: &str| match rest {
        "am" | "a.m" => Some(Some(false)),
        "pm" | "p.m" => Some(Some(true)),
        "" => Some(None),
        _ => None,
    };
    let rest = &word[count..];
    if let Some(minutes) = rest.strip_prefix([':', 'h']) {
        if minutes.is_empty() {
            return (rest == "h").then_some((hour, Some(0), None));
        }
        let minute: i32 = minutes.get(..2)?.parse().ok().filter(|minute| *minute < 60)?;
        return Some((hour, Some(minute), half(&minutes[2..])?)).filter(|_| hour <= 24);
    }
    match half(rest)? {
        Some(is_afternoon) => Some((hour, None, Some(is_afternoon))),
        None => Some((hour, None, None)),
    }
}

/// Reads a part of the day, `eod`, `close of business`, `end of (the) day`.
fn part(words: &[Word]) -> Option<(Time, usize)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    if TIME.ends.get(text(0)) == Some(0) {
        return Some((Time::End, 1));
    }
    if matches!((text(0), text(1)), ("end" | "close", "of")) {
        let skip = usize::from(matches!(text(2), "the" | "my" | "our"));
        if matches!(text(2 + skip), "day" | "business" | "play") {
            // `at the end of the day` is a figure of speech, and only that without a request; the terms see to it.
            return Some((
                Time::End,
                3 + skip + usize::from(text(2 + skip) == "business" && text(3 + skip) == "day"),
            ));
        }
    }
    let minute = u16::try_from(TIME.parts.get(text(0))?).ok()?;
    Some((Time::Part(minute), 1))
}

/// Reads a day: `today`, `next Friday`, `12 June`, `June 12th`, `2026-06-12`, `eow`.
fn day_at(words: &[Word]) -> Option<(Day, usize)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let weekday = |word: &str| TIME.weekdays.get(word).and_then(|day| i8::try_from(day).ok());
    match text(0) {
        "today" | "tonight" => return Some((Day::After(0), 1)),
        "tomorrow" | "tmrw" | "tmr" => return Some((Day::After(1), 1)),
        "this" if matches!(text(1), "morning" | "afternoon" | "evening") => return Some((Day::After(0), 1)),
        "next" => return weekday(text(1)).map(|day| (Day::Weekday(day, true), 2)),
        "this" | "coming" => return weekday(text(1)).map(|day| (Day::Weekday(day, false), 2)),
        "end" if text(1) == "of" => {
            let skip = usize::from(matches!(text(2), "the" | "this"));
            return match text(2 + skip) {
                "week" => Some((Day::EndOfWeek, 3 + skip)),
                "month" => Some((Day::EndOfMonth, 3 + skip)),
                _ => None,
            };
        }
        _ => {}
    }
    match TIME.ends.get(text(0)) {
        Some(1) => return Some((Day::EndOfWeek, 1)),
        Some(2) => return Some((Day::EndOfMonth, 1)),
        _ => {}
    }
    if let Some(day) = weekday(text(0)) {
        return Some((Day::Weekday(day, false), 1));
    }
    if let Ok(date) = text(0).parse::<jiff::civil::Date>() {
        return Some((Day::Date(Some(date.year()), date.month(), date.day()), 1));
    }
    let month = |word: &str| TIME.months.get(word).and_then(|month| i8::try_from(month).ok());
    let year = |at: usize| text(at).parse::<i16>().ok().filter(|year| (1970..2200).contains(year));
    let dated = |month: i8, day: i8, used: usize| {
        let year = year(used);
        (Day::Date(year, month, day), used + usize::from(year.is_some()))
    };
    if let (Some(month), Some(day)) = (month(text(0)), day_of_month(text(1))) {
        return Some(dated(month, day, 2));
    }
    let skip = usize::from(text(1) == "of");
    let (day, month) = (day_of_month(text(0))?, month(text(1 + skip))?);
    Some(dated(month, day, 2 + skip))
}

fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_ordinal = matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th");
    word[..digits].parse().ok().filter(|day| is_ordinal && (1..=31).contains(day))
}

/// Reads what stands behind a time about its zone: `CET`, `UTC+2`, `+02:00`, `your time`, `Lisbon time`.
fn said_zone(words: &[Word]) -> Option<(Zone, usize)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let word = text(0);
    if let Some(minutes) = TIME.zones.get(word) {
        return Some((Zone::Offset(minutes), 1));
    }
    if TIME.unclear_zones.get(word).is_some() {
        return Some((Zone::Named, 1 + usize::from(text(1) == "time")));
    }
    let bare = word.strip_prefix("utc").or_else(|| word.strip_prefix("gmt")).unwrap_or(word);
    if let Some(minutes) = offset(bare) {
        return Some((Zone::Offset(minutes), 1));
    }
    // `your time`, `Lisbon time`, `New York time`; `any time` and `this time` say nothing.
    for length in 1..=2 {
        let is_plain = matches!(
            word,
            "any"
                | "this"
                | "that"
                | "the"
                | "some"
                | "same"
                | "first"
                | "last"
                | "next"
                | "every"
                | "in"
                | "on"
                | "for"
        );
        if text(length) == "time" && !is_plain {
            return Some((Zone::Named, length + 1));
        }
    }
    None
}

/// Reads `+02:00`, `+0200` or `+2`, in minutes.
fn offset(text: &str) -> Option<i32> {
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) =
        if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (digits.as_str(), "0") };
    let total = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    (total <= 14 * 60).then_some(sign * total)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::*;

    /// Shows what is found as text.
    fn found(sentence: &str) -> Vec<String> {
        let show =
            |moment: Moment| format!("{}: {:?} {:?}", moment.span.of(sentence), moment.when, moment.zone);
        datetime(sentence).into_iter().map(show).collect()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let clock = |minute: u16| format!("On {{ day: None, time: Some(Clock({minute})) }}");
        for (text, moment, minute) in [
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
            assert_eq!(found(text), [format!("{moment}: {} Unsaid", clock(minute))], "{text}");
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
    fn zones_behind_a_time_are_read() {
        for (text, zone) in [
            ("17:00 CET", Zone::Offset(60)),
            ("17:00 UTC+2", Zone::Offset(120)),
            ("17:00 +02:00", Zone::Offset(120)),
            ("5pm your time", Zone::Named),
            ("5pm New York time", Zone::Named),
            ("5pm IST", Zone::Named),
            ("5pm any time", Zone::Unsaid),
            ("5pm", Zone::Unsaid),
        ] {
            assert_eq!(datetime(text)[0].zone, zone, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_times() {
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
            for moment in datetime(&text) {
                prop_assert!(text.get(moment.span.start..moment.span.end).is_some());
            }
        }

        #[test]
        fn any_mix_of_time_words_is_searched(words in proptest::collection::vec(
            proptest::sample::select(vec!["in", "half", "an", "hour", "10", "5pm", "am", "of", "end", "the", "June", "31", "next", "friday", "+99:99", "utc", "99999", "9h", "12th", "time", "to", "quarter", "past", "0pm"]), 0..12)) {
            let text = words.join(" ");
            for moment in datetime(&text) {
                prop_assert!(text.get(moment.span.start..moment.span.end).is_some());
            }
        }
    }
}
