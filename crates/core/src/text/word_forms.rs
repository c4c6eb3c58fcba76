//! Tells signs that are written for others, and values that stand as a word from those that are parts of one.

use super::Span;

/// Shorter values are looked for only as whole words, so that a report stays readable.
pub(super) const SHORTEST_INSIDE_WORDS: usize = 6;

/// Returns the ASCII sign that phones and word processors put another one for.
pub(crate) fn plain_form(character: char) -> char {
    match character {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{ff01}'..='\u{ff5e}' => {
            u8::try_from(u32::from(character) - 0xff01 + 0x21).map_or(character, char::from)
        }
        _ => character,
    }
}

/// Returns true if and only if a value is too short or too much like a word of prose to be looked for inside words.
pub(super) fn is_word_only(value: &str) -> bool {
    value.chars().count() < SHORTEST_INSIDE_WORDS || value.chars().all(char::is_alphabetic)
}

pub(super) fn is_whole_word(text: &str, span: Span) -> bool {
    let (before, after) = (text.get(..span.start), text.get(span.end..));
    let (Some(before), Some(after)) = (before, after) else { return true };
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
}
