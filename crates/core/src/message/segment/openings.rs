//! Tells at one look which lines may open something other than own words: nearly no line of prose does.

use super::quote::{is_initials_quote, is_tagged};
use super::signs::Signs;
use super::{code, markup, tapback};
use crate::builtin::OPENINGS;
use crate::text::Ends;

/// A longer line does not name a writer and an organisation alone.
const ORGANISATION_BYTES: usize = 120;

/// Returns true if a line, which has these signs, may open something other than own words; false for nearly every line of prose.
pub(super) fn may_open(line: &[u8], signs: Signs) -> bool {
    match *line {
        [b'>' | b'`' | b'~' | b'_' | b'=' | b'@' | b'-' | b'*' | b'#' | b'[' | b'{', ..] => true,
        [b' ' | b'\t' | b'|', ..] => {
            let inner = line.trim_ascii_start();
            matches!(inner, [b'>' | b'_' | b'=', ..] | [b'-' | b'*', b'-' | b'*', ..])
                || inner != line && may_open_bare(inner, signs)
        }
        _ => may_open_bare(line, signs),
    }
}

fn may_open_bare(line: &[u8], signs: Signs) -> bool {
    // Each is asked only where a sign stands in the line without which it can not be.
    let has = |sign: Signs| signs.has_any(sign);
    match *line {
        [] => false,
        // Blanks and marks that nobody sees, and dashes of other scripts.
        [0xC2, 0xA0, ..] | [0xE2, 0x80 | 0x94 | 0x95, ..] | [0xEF, 0xBB, ..] | [0xE3, 0x80, 0x80, ..] => true,
        [first, ..] => {
            OPENINGS.may_open(line)
                || opens_code(line)
                || markup::may_open(line)
                || first.is_ascii_uppercase()
                    && has(Signs::QUOTE.or(Signs::BEYOND))
                    && tapback::may_be(line)
                || has(Signs::COLON.or(Signs::BEYOND)) && ends_with_colon(line)
                || has(Signs::GREATER) && (is_initials_quote(line) || is_tagged(line))
                || has(Signs::AT.or(Signs::SLASH)) && has_address(line, signs)
                || has(Signs::DASH) && has_dashes(line)
                // An address, or the bracket of one that stands on the next line: `2026-03-03 10:00 GMT+02:00 Bo Larsen <`.
                || first.is_ascii_digit()
                    && (has(Signs::AT) || has(Signs::LESS) && line.trim_ascii_end().ends_with(b" <"))
                || has(Signs::DIGIT) && OPENINGS.may_be_day(line)
        }
    }
}

fn opens_code(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'c' | b'd' | b'T' | b'E'))
        && code::OPENINGS.iter().any(|opening| line.starts_with(opening.as_bytes()))
}

/// An address in brackets, or a short line with an organisation: `Bo Larsen@ACME`, `Bo Larsen/Sales/Acme`.
fn has_address(line: &[u8], signs: Signs) -> bool {
    match line.len() <= ORGANISATION_BYTES {
        true => line.first().is_some_and(|first| !first.is_ascii_lowercase()),
        false => signs.has_all(Signs::LESS.or(Signs::AT)),
    }
}

/// Dashes around a moment: `Bo Larsen ---03/03/2026 10:00:05---Hens`.
fn has_dashes(line: &[u8]) -> bool {
    memchr::memchr(b'-', line).is_some_and(|at| line.tail(at).starts_with(b"---"))
}

fn ends_with_colon(line: &[u8]) -> bool {
    match *line.trim_ascii_end() {
        [.., b':'] => true,
        [.., b'\xEF', b'\xBC', b'\x9A'] => true,
        // A mark of the writing direction, or a no-break blank, behind the colon; `wrote ----`; a device behind its name.
        [.., 0x80, 0x8E | 0x8F] | [.., b'\xC2', b'\xA0'] => true,
        [.., last] => last >= 0x80 && line.len() < 100,
        [] => false,
    }
}
