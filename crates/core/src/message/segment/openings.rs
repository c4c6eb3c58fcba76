//! Tells at one look which lines may open something other than own words: nearly no line of prose does.

use super::quote::{is_initials_quote, is_tagged};
use super::{code, markup, tapback};
use crate::builtin::OPENINGS;
use crate::text::Ends;

/// A longer line does not name a writer and an organisation alone.
const ORGANISATION_BYTES: usize = 120;

/// Returns true if a line may open something other than own words; false for nearly every line of prose.
pub(super) fn may_open(line: &[u8]) -> bool {
    match *line {
        [b'>' | b'`' | b'~' | b'_' | b'=' | b'@' | b'-' | b'*' | b'#' | b'[' | b'{', ..] => true,
        [b' ' | b'\t' | b'|', ..] => {
            let inner = line.trim_ascii_start();
            matches!(inner, [b'>' | b'_' | b'=', ..] | [b'-' | b'*', b'-' | b'*', ..])
                || inner != line && may_open_bare(inner)
        }
        _ => may_open_bare(line),
    }
}

fn may_open_bare(line: &[u8]) -> bool {
    match *line {
        [] => false,
        // Blanks and marks that nobody sees, and dashes of other scripts.
        [0xC2, 0xA0, ..] | [0xE2, 0x80 | 0x94 | 0x95, ..] | [0xEF, 0xBB, ..] | [0xE3, 0x80, 0x80, ..] => true,
        [first, ..] => {
            OPENINGS.may_open(line)
                || opens_code(line)
                || markup::may_open(line)
                || tapback::may_be(line) && line.first().is_some_and(u8::is_ascii_uppercase)
                || ends_with_colon(line)
                || is_initials_quote(line)
                || is_tagged(line)
                || has_address(line)
                || has_dashes(line)
                || first.is_ascii_digit() && has_start_of_address(line)
                || OPENINGS.may_be_day(line) && line.iter().any(u8::is_ascii_digit)
        }
    }
}

fn opens_code(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'c' | b'd' | b'T' | b'E'))
        && code::OPENINGS.iter().any(|opening| line.starts_with(opening.as_bytes()))
}

/// An address in brackets, or a short line with an organisation: `Bo Larsen@ACME`, `Bo Larsen/Sales/Acme`.
fn has_address(line: &[u8]) -> bool {
    match memchr::memchr2(b'@', b'/', line) {
        None => false,
        Some(_) if line.len() <= ORGANISATION_BYTES => {
            line.first().is_some_and(|first| !first.is_ascii_lowercase())
        }
        Some(_) => line.contains(&b'<') && memchr::memchr(b'@', line).is_some(),
    }
}

/// Dashes around a moment: `Bo Larsen ---03/03/2026 10:00:05---Hens`.
fn has_dashes(line: &[u8]) -> bool {
    memchr::memchr(b'-', line).is_some_and(|at| line.tail(at).starts_with(b"---"))
}

/// An address, or the bracket of one that stands on the next line: `2026-03-03 10:00 GMT+02:00 Bo Larsen <`.
fn has_start_of_address(line: &[u8]) -> bool {
    memchr::memchr(b'@', line).is_some() || line.trim_ascii_end().ends_with(b" <")
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
