//! Recognises the lines of logs by how they give the time.

use presend_lexicon::names::WordList;

use crate::text::{Ends, is_listed};

/// Returns true if and only if a line begins as one of a log does, with more than the day and the minute: people write these too.
pub(super) fn is_dressed_log_line(line: &str) -> bool {
    let bytes = line.as_bytes();
    match bytes.first() {
        Some(b'0'..=b'9') => is_timed(bytes),
        Some(b'[') => is_bracketed(line),
        Some(b'A'..=b'Z') => is_of_system(bytes) || is_of_day(bytes),
        _ => false,
    }
}

/// Compares the beginning with a shape, in which `0` stands for a digit and `?` for a blank or `T`; returns what follows.
pub(super) fn behind<'b>(bytes: &'b [u8], shape: &str) -> Option<&'b [u8]> {
    let fits = |(want, byte): (u8, &u8)| match want {
        b'0' => byte.is_ascii_digit(),
        b'?' => matches!(byte, b' ' | b'T'),
        _ => *byte == want,
    };
    (bytes.len() > shape.len() && shape.bytes().zip(bytes).all(fits)).then(|| bytes.tail(shape.len()))
}

/// `12:00:00.123 [main]`
fn is_timed(bytes: &[u8]) -> bool {
    behind(bytes, "00:00:00.000 [").or_else(|| behind(bytes, "00:00:00,000 [")).is_some()
}

/// `[2024-05-01T12:00:00Z] ERROR`, `[2024-05-01 12:00:00] [warn]`
fn is_bracketed(line: &str) -> bool {
    let Some((time, rest)) = line.split_once(']') else { return false };
    let level = rest.trim_start().trim_start_matches(['[', '<']);
    let level = level.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
    behind(time.as_bytes(), "[0000-00-00?00:0").is_some()
        && is_listed(WordList::LogLevels, &level.to_ascii_lowercase())
        && (level.bytes().all(|byte| byte.is_ascii_uppercase()) || rest.trim_start().starts_with(['[', '<']))
}

/// `May  1 12:00:00 host program[12]:`
fn is_of_system(bytes: &[u8]) -> bool {
    let is_month = bytes.get(..3).is_some_and(|name| name.iter().all(u8::is_ascii_alphabetic));
    let time = behind(bytes.tail(3), " 00 00:00:00 ").or_else(|| behind(bytes.tail(3), "  0 00:00:00 "));
    let Some(rest) = time.filter(|_| is_month) else { return false };
    // The host, and the program with a colon behind it.
    let mut words = rest.split(|byte| *byte == b' ').skip(1);
    words.next().is_some_and(|program| program.ends_with(b":"))
}

/// `E0501 12:00:00.123456`
fn is_of_day(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(b'I' | b'W' | b'E' | b'F'))
        && behind(bytes.tail(1), "0000 00:00:00.000").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_give_the_time_in_their_ways() {
        for line in [
            "10:00:00.123 [main] WARN  Mill - stopped\n",
            "[2026-03-03T10:00:00Z] ERROR stopped\n",
            "[2026-03-03 10:00:00] [warn] stopped\n",
            "Mar  3 10:00:00 mill pump[12]: stopped\n",
            "Mar 13 10:00:00 mill kernel: stopped\n",
            "E0303 10:00:00.123456   1 main.go:12] stopped\n",
        ] {
            assert!(is_dressed_log_line(line), "{line}");
        }
    }

    #[test]
    fn what_somebody_did_at_a_time_is_own() {
        for line in [
            "10:00 Bo is late\n",
            "[2026-03-03 10:00] Bo called\n",
            "[2026-03-03 10:00] Warn him\n",
            "Mar 13 10:00:00 is when you left\n",
            "Every 3 10\n",
        ] {
            assert!(!is_dressed_log_line(line), "{line}");
        }
    }
}
