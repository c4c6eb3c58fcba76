//! Compares lines with phrases, without regard to ASCII case.

use presend_lexicon::names::WordList;

use crate::builtin::phrases;
use crate::text::Ends;
use crate::text::boundaries::floor_char;

/// How many bytes of a line are looked at; longer lines are prose or data, never an opening.
pub(super) const LINE_WINDOW: usize = 400;

/// Returns the start of a line that is looked at.
pub(super) fn window(line: &str) -> &str {
    line.head(floor_char(line, LINE_WINDOW))
}

/// Returns true if and only if a line holds nothing but blanks.
pub(super) fn is_blank(line: &str) -> bool {
    match line.as_bytes().first() {
        None | Some(b'\n') => true,
        Some(b' ' | b'\t' | b'\r' | 0xC2) => line.trim().is_empty(),
        Some(_) => false,
    }
}

/// Returns true if and only if a blank line, or nothing, stands before a place.
pub(super) fn follows_blank(before: &str) -> bool {
    let before = before.strip_suffix('\n').unwrap_or(before).trim_end_matches([' ', '\t', '\r']);
    before.is_empty() || before.ends_with('\n')
}

/// Returns the last line of a text: nothing where it ends with a line.
pub(super) fn last_line(text: &str) -> &str {
    text.tail(memchr::memrchr(b'\n', text.as_bytes()).map_or(0, |newline| newline + 1))
}

/// Returns true if and only if the text starts with a phrase, in any ASCII case.
pub(super) fn starts_with_folded(text: &str, phrase: &str) -> bool {
    let (bytes, phrase) = (text.as_bytes(), phrase.as_bytes());
    // Most candidates already differ in the first letter.
    bytes.first().zip(phrase.first()).is_some_and(|(byte, want)| byte.eq_ignore_ascii_case(want))
        && bytes.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
}

/// Returns true if and only if the text starts with a phrase of a list.
pub(super) fn starts_with_any(text: &str, list: WordList) -> bool {
    phrases(list).iter().any(|phrase| starts_with_folded(text, phrase))
}

/// Returns true if and only if a text of any number of lines holds nothing but blanks.
pub(super) fn is_blank_text(text: &str) -> bool {
    text.trim().is_empty()
}
