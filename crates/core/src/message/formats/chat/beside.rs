//! Reads lines of a chat log on which the time stands behind the name.

use super::names::{before, is_nick};
use super::stamp::{Stamp, half_and_time, stamp};
use crate::text::Ends;

/// Who writes, when and what.
type Found<'l> = (&'l [u8], Stamp<'l>, &'l [u8]);

/// Reads a line of such a log.
pub(super) fn beside_name(line: &[u8]) -> Option<Found<'_>> {
    in_brackets(line).or_else(|| with_time(line))
}

/// `[Ana] [오전 9:03] text`: name and time in brackets each.
fn in_brackets(line: &[u8]) -> Option<Found<'_>> {
    let inside = line.strip_prefix(b"[")?;
    let (name, rest) = before(inside, b']')?;
    let (stamp, rest) = half_and_time(rest.strip_prefix(b" [")?)?;
    let text = rest.strip_prefix(b"]")?.trim_ascii_start();
    is_nick(name).then_some((name, stamp, text))
}

/// `Ana (9:03:10): text`: the time between the name and its colon.
fn with_time(line: &[u8]) -> Option<Found<'_>> {
    let (name, behind) = before(line, b'(')?;
    let name = name.strip_suffix(b" ")?;
    let (stamp, _) = stamp(line.tail(name.len() + 1))?;
    let (_, rest) = before(behind, b')')?;
    let text = rest.strip_prefix(b":")?.trim_ascii_start();
    // A programme of a day has `Opening (10:00): Ana`, without seconds.
    let has_seconds = stamp.time.iter().filter(|byte| **byte == b':').count() == 2;
    (is_nick(name) && has_seconds && !text.is_empty()).then_some((name, stamp, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_may_stand_behind_the_name() {
        for (line, name, minutes, text) in [
            ("[Ana] [오후 9:03] hi", "Ana", 1263, "hi"),
            ("ana (9:03:10): hi there", "ana", 543, "hi there"),
            ("Ana Reis (12/03/2026 9:03:10 PM): hi", "Ana Reis", 1263, "hi"),
        ] {
            let (who, stamp, what) = beside_name(line.as_bytes()).expect(line);
            assert_eq!((who, stamp.minutes, what), (name.as_bytes(), minutes, text.as_bytes()), "{line}");
        }
        for line in [
            "Opening (10:00): Ana",
            "Ana (late): hi",
            "see (10:00:05) there",
            "[Ana] [soon] hi",
            "ana (9:03:10):",
        ] {
            assert_eq!(beside_name(line.as_bytes()), None, "{line}");
        }
    }
}
