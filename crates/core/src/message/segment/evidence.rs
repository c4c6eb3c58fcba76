//! Reads what proves that a line was written by a mail program: a year, a time of day, an address.

use std::borrow::Cow;

use crate::text::Ends;

/// What a line holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// A year, or a date of three numbers.
    pub(super) has_year: bool,
    /// A time of day.
    pub(super) has_clock: bool,
    /// A mail address.
    pub(super) has_address: bool,
    /// Any digit.
    pub(super) has_digit: bool,
}

impl Evidence {
    /// Reads a line.
    pub(super) fn of(line: &str) -> Evidence {
        let line = in_western_digits(line);
        let bytes = line.as_bytes();
        let mut found = Evidence { has_address: has_address(bytes), ..Evidence::default() };
        let mut pos = 0;
        while let Some(start) = bytes.tail(pos).iter().position(u8::is_ascii_digit).map(|at| pos + at) {
            let end = digits_end(bytes, start);
            found.has_digit = true;
            found.has_year |= is_year(bytes.between(start, end)) || is_date(bytes, start);
            found.has_clock |= is_clock(bytes, start, end);
            pos = end;
        }
        found
    }

    /// Both a date or time of day and an address.
    pub(super) const fn is_full(self) -> bool {
        self.has_address && (self.has_year || self.has_clock)
    }
}

/// The first digit of each script that mail programs write dates in.
const ZEROS: [char; 16] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{c66}', '\u{ce6}',
    '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}', '\u{1810}', '\u{ff10}',
];

/// Writes the digits of other scripts as those of ASCII.
fn in_western_digits(line: &str) -> Cow<'_, str> {
    let digit = |sign: char| {
        let value = |zero: &char| u32::from(sign).checked_sub(u32::from(*zero)).filter(|value| *value < 10);
        ZEROS.iter().find_map(value).and_then(|value| char::from_digit(value, 10))
    };
    if line.is_ascii() || !line.contains(|sign| digit(sign).is_some()) {
        return Cow::Borrowed(line);
    }
    line.chars().map(|sign| digit(sign).unwrap_or(sign)).collect::<String>().into()
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    bytes.tail(start).iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |len| start + len)
}

fn is_year(digits: &[u8]) -> bool {
    matches!(digits, [b'1', b'9', _, _] | [b'2', b'0', _, _])
}

/// `5/3/26`, `05.03.26`.
fn is_date(bytes: &[u8], start: usize) -> bool {
    let mut pos = start;
    let mut sign = None;
    for part in 0..3 {
        let end = digits_end(bytes, pos);
        if !(1..=4).contains(&(end - pos)) {
            return false;
        }
        match bytes.get(end) {
            Some(&found @ (b'/' | b'.' | b'-')) if part < 2 && sign.is_none_or(|sign| sign == found) => {
                sign = Some(found);
                pos = end + 1;
            }
            _ if part == 2 => return end - pos == 2 || end - pos == 4,
            _ => return false,
        }
    }
    false
}

/// `10:30`, `10.30`, `10h30`.
fn is_clock(bytes: &[u8], start: usize, end: usize) -> bool {
    let is_hour = (1..=2).contains(&(end - start));
    let minutes = digits_end(bytes, (end + 1).min(bytes.len()));
    let follows = |from: usize| bytes.get(from).copied().unwrap_or(b' ');
    is_hour
        && minutes == end + 3
        && match follows(end) {
            b':' | b'h' | b'H' => true,
            b'.' => !matches!(follows(minutes), b'.') && bytes.head(start).last() != Some(&b'.'),
            _ => false,
        }
}

fn has_address(bytes: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    // `***@***`: an address that a site has hidden.
    let is_hidden = |at: usize| bytes.head(at).ends_with(b"**") && bytes.tail(at + 1).starts_with(b"**");
    memchr::memchr_iter(b'@', bytes).any(|at| {
        is_hidden(at) || bytes.head(at).last().is_some_and(is_part) && bytes.get(at + 1).is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_times_and_addresses() {
        let of = Evidence::of;
        assert!(of("On 3 March 2026 Ana").has_year && !of("On 3 March Ana").has_year);
        assert!(of("03/03/26").has_year && !of("1.5 and 3-4").has_year);
        assert!(of("klo 10.30 Ana").has_clock && of("at 9:05").has_clock && !of("4.5.2026").has_clock);
        assert!(of("<ana@example.com>").has_address && !of("@ana").has_address);
        assert!(of("Ana ***@***.***> wrote").has_address && !of("**@ana** wrote").has_address);
        assert_eq!(of(""), Evidence::default());
        for line in [
            "۳ مارس ۲۰۲۶ ساعت ۱۰:۰۰",
            "٣ مارس ٢٠٢٦ ١٠:٠٠",
            "३ मार्च २०२६ १०:००",
            "๓ มี.ค. ๒๐๒๖ ๑๐:๐๐",
            "৩ মার্চ ২০২৬ ১০:০০",
        ] {
            assert!(of(line).has_year && of(line).has_clock && of(line).has_digit, "{line}");
        }
    }
}
