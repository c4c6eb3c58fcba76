//! Tells by its first three bytes which line may open something other than own words.

use super::pack::{Numbers, Packed, Section};
#[cfg(feature = "built-in")]
use super::{names::WordList, pack::Packer, word_lists::Lists};

/// The lists whose phrases, up to their `…`, open a line.
#[cfg(feature = "built-in")]
const LISTS: [WordList; 15] = [
    WordList::AnswerMarks,
    WordList::ForwardLines,
    WordList::FieldsFrom,
    WordList::FieldsSent,
    WordList::FieldsDate,
    WordList::FieldsTo,
    WordList::FieldsSubject,
    WordList::DeviceLines,
    WordList::DeviceNotes,
    WordList::DeviceForms,
    WordList::Devices,
    WordList::TrackingLinks,
    WordList::Programs,
    WordList::Attributions,
    WordList::DigestOpenings,
];

/// Stands for something in an opening.
#[cfg(feature = "built-in")]
const PLACEHOLDER: char = '…';

/// Numbers with a bit for each combination of five bits of three bytes.
#[cfg(feature = "built-in")]
const HEADS: usize = 1 << 10;

/// The first three bytes of openings, five bits of each.
#[derive(Debug, Clone, Copy)]
pub struct Openings<'a> {
    lines: Numbers<'a>,
    days: Numbers<'a>,
}

impl<'a> Openings<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> Openings<'a> {
        Openings { lines: packed.numbers(Section::LineOpenings), days: packed.numbers(Section::DayOpenings) }
    }

    /// Returns true if a line may begin with a phrase of the lists; false for nearly every line of prose.
    #[must_use]
    #[inline]
    pub fn may_open(self, line: &[u8]) -> bool {
        has(self.lines, line)
    }

    /// Returns true if a line may begin with the name of a weekday.
    #[must_use]
    #[inline]
    pub fn may_be_day(self, line: &[u8]) -> bool {
        has(self.days, line)
    }
}

#[inline]
fn has(heads: Numbers<'_>, line: &[u8]) -> bool {
    let [a, b, c, ..] = *line else { return false };
    let head = head([a, b, c]);
    heads.get(head / 32).is_some_and(|bits| bits >> (head % 32) & 1 == 1)
}

/// Five bits tell letters apart and ignore their case.
#[inline]
fn head(bytes: [u8; 3]) -> usize {
    bytes.into_iter().fold(0, |head, byte| head << 5 | usize::from(byte & 31))
}

/// Packs the openings of the lists, and of the names of weekdays.
#[cfg(feature = "built-in")]
pub(crate) fn pack(lists: &Lists, packer: &mut Packer) {
    let texts = |name: &WordList| lists.get(name).into_iter().flatten().map(|text| text.get_ref().as_str());
    packer.numbers(Section::LineOpenings, &heads(LISTS.iter().flat_map(texts)));
    packer.numbers(Section::DayOpenings, &heads(texts(&WordList::Weekdays)));
}

/// Notes each opening, up to its placeholder, and the same with a capital: letters of ASCII have the same bits in either case.
#[cfg(feature = "built-in")]
fn heads<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<u32> {
    let mut heads = vec![0; HEADS];
    for text in texts {
        let opening = text.split(PLACEHOLDER).next().unwrap_or(text);
        note(&mut heads, opening.as_bytes());
        let mut letters = opening.chars();
        if let Some(first) = letters.next().filter(|first| !first.is_ascii()) {
            let capitalised: String = first.to_uppercase().chain(letters).collect();
            note(&mut heads, capitalised.as_bytes());
        }
    }
    heads
}

#[cfg(feature = "built-in")]
fn note(heads: &mut [u32], opening: &[u8]) {
    // A shorter opening ends with a blank or a colon.
    let ends: &[[u8; 2]] = match opening.len() {
        0 => return,
        1 => &[[b' ', b' '], [b' ', b':'], [b':', b' '], [0xC2, 0xA0], [b'.', b' ']],
        2 => &[[b' ', 0], [b':', 0], [0xC2, 0], [b'\t', 0], [b'*', 0]],
        _ => &[[0, 0]],
    };
    for end in ends {
        let mut bytes = opening.iter().chain(end).copied();
        let head = head(std::array::from_fn(|_| bytes.next().unwrap_or_default()));
        if let Some(bits) = heads.get_mut(head / 32) {
            *bits |= 1 << (head % 32);
        }
    }
}

#[cfg(all(test, feature = "built-in"))]
mod tests {
    use super::*;

    #[test]
    fn lines_open_as_phrases_do_in_either_case() {
        let heads = heads(["от: ", "le … a écrit", "a", "…"].into_iter());
        let bytes: Vec<[u8; 4]> = heads.iter().map(|number| number.to_le_bytes()).collect();
        let lines = Numbers::of(&bytes);
        for line in ["от: Анна", "От: Анна", "Le 3 mars", "le 3", "A: b", "a: b"] {
            assert!(has(lines, line.as_bytes()), "{line}");
        }
        for line in ["", "le", "La 3", "We wrote", "Hello"] {
            assert!(!has(lines, line.as_bytes()), "{line}");
        }
    }
}
