//! Reads the time in front of a line of a chat log.

use presend_lexicon::names::WordList;

use super::long;
use crate::text::{Ends, is_listed};

/// A date in brackets is no longer.
const DATE_BYTES: usize = 48;

/// When a line was written, as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp<'l> {
    /// The date as written.
    pub(super) date: Option<&'l [u8]>,
    /// The time as written, with seconds and half of the day.
    pub(super) time: &'l [u8],
    /// Minutes of the day, below 1440.
    pub(super) minutes: u16,
    /// The time stands bare, as it may in prose: without brackets and without a date.
    pub(super) is_plain: bool,
}

/// Reads the time that a line starts with, and returns what stands behind it.
pub(super) fn stamp(line: &[u8]) -> Option<(Stamp<'_>, &[u8])> {
    short_stamp(line)
        .or_else(|| long_stamp(line))
        .or_else(|| bracketed_stamp(line))
        .or_else(|| half_stamp(line))
}

/// Returns false if a line has no number in whatever digits, and so neither a day nor a time: most lines of prose have none.
pub(super) fn may_have_number(line: &[u8]) -> bool {
    // It does not stop early, so that many bytes are looked at at once.
    line.iter().fold(false, |any, byte| any | byte.is_ascii_digit() | !byte.is_ascii())
}

/// Returns false if no time can be read in a line, whatever stands before it: all have a sign between hours and minutes.
pub(super) fn may_have_time(line: &[u8]) -> bool {
    let is_time = |three: &[u8]| matches!(three, [b'0'..=b'9', b':' | b'.', b'0'..=b'9']);
    !line.is_ascii() || line.windows(3).any(is_time)
}

/// Returns true if and only if a line begins with a digit of ASCII.
pub(super) fn starts_with_digit(line: &[u8]) -> bool {
    line.first().is_some_and(u8::is_ascii_digit)
}

/// Reads a time that has nothing behind it, with its date if there is one.
pub(super) fn alone(line: &[u8]) -> Option<(Stamp<'_>, &[u8])> {
    if let Some((minutes, length)) = line.first()?.is_ascii_digit().then(|| time(line, false)).flatten() {
        let (time, rest) = line.split_at(length);
        return Some((Stamp { date: None, time, minutes, is_plain: false }, rest));
    }
    let found = long::read(line)?;
    let stamp = Stamp { date: Some(found.date), time: found.time, minutes: found.minutes, is_plain: false };
    Some((stamp, found.rest))
}

/// Reads a time without a date before which the half of the day may stand: `오전 9:03`.
pub(super) fn half_and_time(line: &[u8]) -> Option<(Stamp<'_>, &[u8])> {
    let start = line.iter().position(u8::is_ascii_digit)?;
    let half = std::str::from_utf8(line.get(..start)?).ok()?.trim();
    let is_afternoon = is_listed(WordList::ChatAfternoons, half);
    if !half.is_empty() && !is_afternoon && !is_listed(WordList::ChatMornings, half) {
        return None;
    }
    let (minutes, length) = time(line.get(start..)?, false)?;
    let minutes = if half.is_empty() { minutes } else { minutes % 720 + if is_afternoon { 720 } else { 0 } };
    let (time, rest) = line.split_at(start + length);
    Some((Stamp { date: None, time, minutes, is_plain: false }, rest))
}

fn short_stamp(line: &[u8]) -> Option<(Stamp<'_>, &[u8])> {
    let (close, mut rest) = match line {
        [b'[', rest @ ..] => (Some(b']'), rest),
        [b'(', rest @ ..] => (Some(b')'), rest),
        rest => (None, rest),
    };
    if !rest.first()?.is_ascii_digit() {
        return None;
    }
    let date = date(rest);
    if let Some(date) = date {
        rest = rest.get(date.len()..)?;
        rest = rest.strip_prefix(b",").unwrap_or(rest);
        rest = rest.strip_prefix(b"T").or_else(|| rest.strip_prefix(b" "))?;
    }
    let (minutes, length) = time(rest, date.is_some())?;
    let (time, mut rest) = rest.split_at(length);
    let date = date.or_else(|| date_behind(rest, &mut rest));
    if let Some(close) = close {
        rest = rest.strip_prefix(&[close])?;
    } else if !rest.first()?.is_ascii_whitespace() {
        return None;
    }
    let rest = rest.trim_ascii_start();
    // `9:03 p. m.` is for the reader of many languages.
    if date.is_some() && matches!(rest, [b'a' | b'p' | b'A' | b'P', b'.', ..]) {
        return None;
    }
    let rest = match rest.strip_prefix(b"- ").filter(|_| date.is_some()) {
        Some(rest) => rest.trim_ascii_start(),
        None => rest,
    };
    let is_plain = close.is_none() && date.is_none();
    Some((Stamp { date, time, minutes, is_plain }, rest))
}

/// Reads the date and time of a language whose order or words differ: `12.3.2026 klo 21.03 -`, `2026. 3. 12. 오후 9:03,`.
fn long_stamp(line: &[u8]) -> Option<(Stamp<'_>, &[u8])> {
    let bare = line.trim_ascii_start();
    let close = match bare.first()? {
        b'[' => Some(b']'),
        b'(' => Some(b')'),
        _ => None,
    };
    let found = long::read(bare.get(usize::from(close.is_some())..)?)?;
    let mut rest = match close {
        Some(close) => found.rest.strip_prefix(&[close])?,
        None => found.rest,
    };
    let first = rest.first();
    if close.is_none() && first.is_none_or(|byte| !byte.is_ascii_whitespace() && !b",;:-".contains(byte)) {
        return None;
    }
    rest = rest.trim_ascii_start();
    // At most one sign stands between the time and the name.
    if let [b',' | b';' | b':' | b'-', after @ ..] = rest {
        rest = after.trim_ascii_start();
    } else if let Some(after) = rest.strip_prefix("–".as_bytes()) {
        rest = after.trim_ascii_start();
    }
    let stamp = Stamp { date: Some(found.date), time: found.time, minutes: found.minutes, is_plain: false };
    Some((stamp, rest))
}

/// `[Thursday, March 12, 2026] [9:03:10 PM] `, as Konversation writes it.
fn bracketed_stamp(line: &[u8]) -> Option<(Stamp<'_>, &[u8])> {
    let inside = line.strip_prefix(b"[")?;
    let date = inside.head(inside.iter().take(DATE_BYTES).position(|byte| *byte == b']')?);
    let rest = inside.tail(date.len()).strip_prefix(b"] [")?;
    let (minutes, length) = time(rest, true)?;
    let (time, rest) = rest.split_at(length);
    let zone = rest.head(memchr::memchr(b']', rest)?);
    let has_year = date.split(|byte| !byte.is_ascii_digit()).any(|field| field.len() == 4);
    let is_zone = zone.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b' ');
    let stamp = Stamp { date: Some(date), time, minutes, is_plain: false };
    (has_year && is_zone).then(|| (stamp, rest.tail(zone.len() + 1).trim_ascii_start()))
}

/// `下午9:03` and a tab, as LINE writes it.
fn half_stamp(line: &[u8]) -> Option<(Stamp<'_>, &[u8])> {
    let is_other = line.first().is_some_and(|first| *first >= 0x80);
    let (stamp, rest) = is_other.then(|| half_and_time(line)).flatten()?;
    rest.starts_with(b"\t").then(|| (stamp, rest.trim_ascii_start()))
}

/// `10:00, 12/3/2026`: the date behind the time, as some programs copy messages.
fn date_behind<'l>(behind_time: &'l [u8], rest: &mut &'l [u8]) -> Option<&'l [u8]> {
    let behind = behind_time.strip_prefix(b", ")?;
    let date = date(behind)?;
    *rest = behind.get(date.len()..)?;
    Some(date)
}

/// `2026-03-01`, `12/03/2026`, `1.3.26`
fn date(rest: &[u8]) -> Option<&[u8]> {
    let length =
        rest.iter().take(11).take_while(|byte| byte.is_ascii_digit() || b"/-.".contains(byte)).count();
    let date = rest.get(..length)?;
    let separator = date.iter().find(|byte| !byte.is_ascii_digit())?;
    let fields: Vec<&[u8]> = date.split(|byte| byte == separator).collect();
    let is_date = fields.len() == 3
        && fields
            .iter()
            .all(|field| matches!(field.len(), 1 | 2 | 4) && field.iter().all(u8::is_ascii_digit));
    is_date.then_some(date)
}

/// `9:05`, `12:03:44.250`, `9:05 PM`, `12:03:44Z`: minutes of the day, and the length in bytes; `is_dated` where a date stands
/// before.
fn time(rest: &[u8], is_dated: bool) -> Option<(u16, usize)> {
    let number = |from: usize, length: usize| {
        let digits = rest.iter().skip(from).take(length);
        digits.fold(0_u16, |sum, digit| sum * 10 + u16::from(digit - b'0'))
    };
    let hours = digits(rest, 0, 3);
    if !(1..=2).contains(&hours) || rest.get(hours) != Some(&b':') || digits(rest, hours + 1, 3) != 2 {
        return None;
    }
    let (hour, minute) = (number(0, hours), number(hours + 1, 2));
    let mut at = hours + 3;
    let has_seconds = rest.get(at) == Some(&b':') && digits(rest, at + 1, 2) == 2;
    if has_seconds {
        at += 3;
        if matches!(rest.get(at), Some(b'.' | b',')) {
            at += 1 + digits(rest, at + 1, 9);
        }
    }
    let behind = rest.get(at..)?;
    let (hour, length) = half_of_day(behind, hour).unwrap_or_else(|| {
        // `10:00-10:15` is how long something takes.
        (hour, zone(behind, has_seconds || is_dated))
    });
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, at + length))
}

/// Counts the digits from a place on, `most` at the most.
fn digits(rest: &[u8], from: usize, most: usize) -> usize {
    rest.get(from..).unwrap_or_default().iter().take(most).take_while(|byte| byte.is_ascii_digit()).count()
}

/// Reads ` PM`: the hour on the clock of a whole day, and the length in bytes.
fn half_of_day(rest: &[u8], hour: u16) -> Option<(u16, usize)> {
    let blank = if rest.starts_with("\u{202f}".as_bytes()) { 3 } else { usize::from(rest.starts_with(b" ")) };
    let half = rest.get(blank..blank + 2).unwrap_or_default();
    let is_pm = half.eq_ignore_ascii_case(b"pm");
    let is_half = is_pm || half.eq_ignore_ascii_case(b"am");
    (is_half && (1..=12).contains(&hour)).then_some((hour % 12 + if is_pm { 12 } else { 0 }, blank + 2))
}

/// Returns the length of a `Z` behind a time, or of a `+0100` or a `+01:00` where such may stand.
fn zone(rest: &[u8], may_be_offset: bool) -> usize {
    let (hours, minutes, length) = match *rest {
        [b'Z', ..] => return 1,
        [b'+' | b'-', h, o, m, i, ..] if digits(rest, 1, 5) == 4 => ([h, o], [m, i], 5),
        [b'+' | b'-', h, o, b':', m, i, ..] if digits(rest, 1, 3) == 2 && digits(rest, 4, 3) == 2 => {
            ([h, o], [m, i], 6)
        }
        _ => return 0,
    };
    // No clock is further than 14 hours from the one of Greenwich.
    let is_zone = match &hours {
        b"14" => minutes == *b"00",
        _ => hours < *b"14" && minutes < *b"60",
    };
    if may_be_offset && is_zone { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_with_a_time_is_passed_over(
            before in prop::sample::select(&["", "[", "(", "12/3/2026 ", "12/3/2026 klo ", "[12/3/26, ", "Jun 18 2026 ", "오후 "][..]),
            hour in prop::sample::select(&["9", "21", "٩", "x"][..]),
            sign in prop::sample::select(&[":", ".", "", " ", "\u{200f}:"][..]),
            minute in prop::sample::select(&["03", "3", "٠٣", "03:10"][..]),
            behind in prop::sample::select(&["", " PM] a", "] ana: hi", " - Ana: hi", ", 12/3/2026] a", "\tana"][..]),
        ) {
            let line = [before, hour, sign, minute, behind].concat();
            let line = line.as_bytes();
            let is_read = stamp(line).is_some() || alone(line).is_some() || half_and_time(line).is_some();
            prop_assert!(may_have_time(line) || !is_read);
        }
    }

    #[test]
    fn lines_with_numbers_alone_are_passed_over() {
        for line in
            ["twice: 41,870 in the old system and 41,870 in the new one", "in bay 4, which", "from 9 to 10."]
        {
            assert!(!may_have_time(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn times_are_read_as_programs_write_them() {
        for (line, minutes, rest) in [
            ("[12:03] <ana> hi", 723, "<ana> hi"),
            ("(0:07:59) ana: hi", 7, "ana: hi"),
            ("12:03 * ana nods", 723, "* ana nods"),
            ("2026-03-12T12:03:44.250Z ana: hi", 723, "ana: hi"),
            ("[2026-03-12T12:03:44+0100] <ana> hi", 723, "<ana> hi"),
            ("2026-03-12T12:03:44-05:00 ana: hi", 723, "ana: hi"),
            ("12/03/2026, 9:03 PM - Ana: hi", 1263, "Ana: hi"),
            ("[9:03 PM, 3/12/2026] Ana: hi", 1263, "Ana: hi"),
            ("[21:03, 12.3.2026] Ana: hi", 1263, "Ana: hi"),
            ("21:03, 12/03/2026 - Ana: hi", 1263, "Ana: hi"),
            ("[1.3.26, 12:03:10\u{202f}AM] Ana: hi", 3, "Ana: hi"),
        ] {
            let (stamp, found) = stamp(line.as_bytes()).expect(line);
            assert_eq!((stamp.minutes, String::from_utf8_lossy(found).as_ref()), (minutes, rest), "{line}");
        }
        for (line, minutes, rest) in [
            ("01.04.2015 - 16:00:27; Bo: and?", 960, "Bo: and?"),
            ("Jun 18 12:59:57 <bo>\tready", 779, "<bo>\tready"),
            ("Mon Jun 18 12:59:57 2026 <bo> ready", 779, "<bo> ready"),
            ("12.3.2026 klo 21.03 - Aino: moi", 1263, "Aino: moi"),
            ("12/03/2026 às 21:03 - Ana: oi", 1263, "Ana: oi"),
            ("12. 3. 2026 21:03 - Jana: ahoj", 1263, "Jana: ahoj"),
            ("2026. 3. 12. 오후 9:03, 민수 : 네", 1263, "민수 : 네"),
            ("2026/3/12 下午9:03 - 王: 好", 1263, "王: 好"),
            ("2026年3月12日 21:03 - 花: はい", 1263, "花: はい"),
            ("[12/3/26, 9:03:10 p. m.] Ana: sí", 1263, "Ana: sí"),
            ("[12-Mar-26 09:03 PM] ana#1234", 1263, "ana#1234"),
            ("[3/12/2026 9:03\u{a0}a.m.] Ana: hi", 543, "Ana: hi"),
            ("\u{200f}١٢\u{200f}/٣\u{200f}/٢٠٢٦، ٩:٠٣ م - علي: نعم", 1263, "علي: نعم"),
        ] {
            let (stamp, found) = stamp(line.as_bytes()).expect(line);
            assert_eq!((stamp.minutes, String::from_utf8_lossy(found).as_ref()), (minutes, rest), "{line}");
        }
        for line in [
            "Am 12. 3. um 9:03 Uhr",
            "May 18 people came at 12:30",
            "12 3 2026",
            "On 12/03/2026 we met",
            "12:60 x",
            "24:00 x",
            "12:03",
            "12:03x",
            "[12:03 x",
            "1/2 12:03 x",
            "12 x",
            "",
            "[",
            "123:00 x",
            "10:00-10:15 x",
            "10:00:00-15:00 x",
            "2026-03-12 10:00+14:30 x",
        ] {
            assert_eq!(stamp(line.as_bytes()), None, "{line}");
        }
    }
}
