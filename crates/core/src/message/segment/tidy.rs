//! Makes lines comparable: blanks of every kind, signs that nobody sees, emphasis, and the case of letters.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::field_roles::Role;
use super::lines::window;
use super::signs::Signs;
use crate::text::{Ends, Span};

/// Marks of emphasis and rules around field names, banners and attributions.
pub(super) const fn is_mark(char: char) -> bool {
    matches!(char, '*' | '_' | '|' | '-' | '=' | '~' | '#' | ' ' | '[' | ']')
        || matches!(char, '\u{2010}' | '\u{2013}' | '\u{2014}' | '\u{2022}' | '\u{2500}')
}

/// A line of which whoever compares it makes the tidy form, and its small letters, at most once.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// As it stands in the text, with its line ending.
    pub(super) raw: &'t str,
    signs: OnceCell<Signs>,
    /// The field that it is, and where the value stands in the tidy form, once somebody asked.
    pub(super) field: OnceCell<Option<(Role, Span)>>,
    tidied: OnceCell<Cow<'t, str>>,
    folded: OnceCell<String>,
}

impl<'t> Line<'t> {
    pub(super) const fn new(raw: &'t str) -> Line<'t> {
        Line {
            raw,
            signs: OnceCell::new(),
            field: OnceCell::new(),
            tidied: OnceCell::new(),
            folded: OnceCell::new(),
        }
    }

    /// The same, of which the signs are known.
    pub(super) fn with_signs(raw: &'t str, signs: Signs) -> Line<'t> {
        Line { signs: signs.into(), ..Line::new(raw) }
    }

    /// Returns which signs stand in it, beyond what is looked at too.
    pub(super) fn signs(&self) -> Signs {
        *self.signs.get_or_init(|| Signs::of(self.raw.as_bytes()))
    }

    /// Returns the tidy form of what is looked at.
    pub(super) fn tidied(&self) -> &str {
        self.tidied.get_or_init(|| tidy(window(self.raw)))
    }

    /// Returns the same in small letters; offsets hold in both.
    pub(super) fn folded(&self) -> &str {
        self.folded.get_or_init(|| fold(self.tidied()))
    }

    /// Returns the small letters of what stands behind the first `start` bytes of the tidy form and is `len` bytes long.
    pub(super) fn folded_at(&self, start: usize, len: usize) -> &str {
        self.folded().between(start, start + len)
    }
}

/// Returns a line with single blanks, plain colons, and without signs that nobody sees.
pub(super) fn tidy(line: &str) -> Cow<'_, str> {
    let line = line.trim_end_matches(['\n', '\r', ' ']);
    let bytes = line.as_bytes();
    // Neither stops early, so that many bytes are looked at at once.
    let odd = bytes.iter().fold(0, |odd, byte| odd | u8::from(byte.wrapping_sub(b' ') > b'~' - b' '));
    let is_double = |(one, next): (&u8, &u8)| u8::from(*one == b' ') & u8::from(*next == b' ');
    let doubled = || bytes.iter().zip(bytes.tail(1)).fold(0, |any, pair| any | is_double(pair));
    let is_tidy = odd == 0 && bytes.first() != Some(&b' ') && doubled() == 0;
    if is_tidy { Cow::Borrowed(line) } else { Cow::Owned(tidied(line)) }
}

fn tidied(line: &str) -> String {
    if line.is_ascii() {
        return tidied_ascii(line.as_bytes());
    }
    let mut tidied = String::with_capacity(line.len());
    for char in line.chars() {
        match char {
            _ if is_unseen(char) => {}
            '：' | '﹕' | '∶' | '՝' => tidied.push(':'),
            _ if char.is_whitespace() => {
                if !tidied.is_empty() && !tidied.ends_with(' ') {
                    tidied.push(' ');
                }
            }
            _ => tidied.push(char),
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

fn tidied_ascii(line: &[u8]) -> String {
    let mut tidied = Vec::with_capacity(line.len());
    let mut last = b' ';
    for &byte in line {
        let byte = if matches!(byte, b'\t'..=b'\r') { b' ' } else { byte };
        if byte != b' ' || last != b' ' {
            tidied.push(byte);
        }
        last = byte;
    }
    if tidied.ends_with(b" ") {
        tidied.pop();
    }
    String::from_utf8(tidied).unwrap_or_default()
}

/// Marks of the writing direction, blanks without width, soft hyphens.
pub(super) const fn is_unseen(char: char) -> bool {
    matches!(
        char,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Returns true if and only if a digit, of whatever script, stands in a text.
pub(super) fn has_digit(text: &str) -> bool {
    match text.is_ascii() {
        true => text.bytes().fold(false, |any, byte| any | byte.is_ascii_digit()),
        false => text.contains(char::is_numeric),
    }
}

/// Returns the text in small letters, each as long as before, so that offsets hold in both.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        if plain > 0 {
            folded.push_str(&rest.head(plain).to_ascii_lowercase());
            rest = rest.tail(plain);
            continue;
        }
        rest = rest.tail(char.len_utf8());
        let mut small = char.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == char.len_utf8() => folded.push(one),
            _ => folded.push(char),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_comparable() {
        assert_eq!(tidy("\u{feff}De\u{a0}: \u{200f} Ana\t Silva \r\n"), "De : Ana Silva");
        assert_eq!(tidy("发件人：Ana"), "发件人:Ana");
        assert_eq!(tidy("  a  b\tc \r\n"), "a b c");
        assert_eq!(tidy("\u{b}\ta\u{c} \u{b}b\u{1c}c\t"), "a b\u{1c}c");
        assert!(matches!(tidy("as it is\n"), Cow::Borrowed("as it is")));
        assert_eq!(tidy("a\u{b} \t "), "a");
        assert_eq!(tidy(" "), "");
        assert!(has_digit("room 5") && has_digit("é ٣") && !has_digit("room") && !has_digit("é"));
        assert_eq!(fold("ÄÉ İx ОТ"), "äé İx от");
    }
}
