//! Tells at one look which lines may open something other than own words: nearly no line of prose does.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::code;
use super::quote::{is_initials_quote, is_tagged};
use crate::builtin::WORDS;
use crate::text::{Ends, has_bit, set_bit};

/// The lists whose phrases, up to their `…`, open a line.
const LISTS: [WordList; 12] = [
    WordList::ForwardLines,
    WordList::FieldsFrom,
    WordList::FieldsSent,
    WordList::FieldsDate,
    WordList::FieldsTo,
    WordList::FieldsSubject,
    WordList::DeviceLines,
    WordList::DeviceForms,
    WordList::Devices,
    WordList::TrackingLinks,
    WordList::Programs,
    WordList::Attributions,
];

/// Stands for something in an opening.
const PLACEHOLDER: &str = "…";

/// A longer line does not name a writer and an organisation alone.
const ORGANISATION_BYTES: usize = 120;

/// The first three bytes of openings, five bits of each: one bit for each combination.
type Heads = [u64; 512];

static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let mut heads = [0; 512];
    let listed = LISTS.into_iter().flat_map(|list| WORDS.get(list).bytes());
    let of_code = code::OPENINGS.into_iter().map(str::as_bytes);
    listed.chain(of_code).for_each(|opening| note(&mut heads, opening));
    heads
});

/// How names of weekdays open a line.
static DAYS: LazyLock<Heads> = LazyLock::new(|| {
    let mut heads = [0; 512];
    WORDS.get(WordList::Weekdays).bytes().for_each(|day| note(&mut heads, day));
    heads
});

/// Notes an opening, and the same with a capital. All of them are noted at the start of most runs, so this looks at few bytes.
fn note(heads: &mut Heads, opening: &[u8]) {
    // Three bytes are looked at.
    let shown = opening.get(..3 + PLACEHOLDER.len()).unwrap_or(opening);
    let end = shown.windows(PLACEHOLDER.len()).position(|bytes| bytes == PLACEHOLDER.as_bytes());
    let opening = opening.head(end.unwrap_or(opening.len()));
    note_bytes(heads, opening);
    // Letters of ASCII have the same bits in either case.
    let Some((first, rest)) = first_letter(opening).filter(|(first, _)| !first.is_ascii()) else { return };
    let mut letters = [0; 4];
    let capital = first.to_uppercase().flat_map(|letter| {
        let length = letter.encode_utf8(&mut letters).len();
        letters.into_iter().take(length)
    });
    let (mut capitalised, mut length) = ([0; 3], 0);
    for (slot, byte) in capitalised.iter_mut().zip(capital.chain(rest.iter().copied())) {
        *slot = byte;
        length += 1;
    }
    note_bytes(heads, capitalised.head(length));
}

/// Returns the letter that an opening begins with, and what stands behind it.
fn first_letter(opening: &[u8]) -> Option<(char, &[u8])> {
    let length = match opening.first()? {
        ..0x80 => 1,
        ..0xE0 => 2,
        ..0xF0 => 3,
        _ => 4,
    };
    let letter = std::str::from_utf8(opening.get(..length)?).ok()?.chars().next()?;
    Some((letter, opening.tail(length)))
}

fn note_bytes(heads: &mut Heads, opening: &[u8]) {
    let mut add = |a: u8, b: u8, c: u8| {
        set_bit(heads.as_mut_slice(), head([a, b, c]));
    };
    // A shorter opening ends with a blank or a colon.
    match *opening {
        [] => {}
        [a] => {
            [(b' ', b' '), (b' ', b':'), (b':', b' '), (0xC2, 0xA0), (b'.', b' ')]
                .into_iter()
                .for_each(|(b, c)| add(a, b, c));
        }
        [a, b] => [b' ', b':', 0xC2, b'\t', b'*'].into_iter().for_each(|c| add(a, b, c)),
        [a, b, c, ..] => add(a, b, c),
    }
}

/// Five bits tell letters apart and ignore their case.
fn head(bytes: [u8; 3]) -> usize {
    bytes.into_iter().fold(0, |head, byte| head << 5 | usize::from(byte & 31))
}

fn has(heads: &Heads, line: &[u8]) -> bool {
    let [a, b, c, ..] = *line else { return false };
    has_bit(heads.as_slice(), head([a, b, c]))
}

/// Returns true if a line may open something other than own words; false for nearly every line of prose.
pub(super) fn may_open(line: &[u8]) -> bool {
    match *line {
        [b'>' | b'`' | b'~' | b'_' | b'=' | b'@' | b'-' | b'*' | b'#', ..] => true,
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
        [0xC2, 0xA0, ..] | [0xE2, 0x80, ..] | [0xEF, 0xBB, ..] | [0xE3, 0x80, 0x80, ..] => true,
        [first, ..] => {
            has(&HEADS, line)
                || ends_with_colon(line)
                || is_initials_quote(line)
                || is_tagged(line)
                || has_address(line)
                || first.is_ascii_digit() && has_start_of_address(line)
                || has(&DAYS, line) && line.iter().any(u8::is_ascii_digit)
        }
    }
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
