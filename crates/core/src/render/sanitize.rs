//! Escapes the characters of a draft that could disturb or deceive a terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

pub(super) use presend_lexicon::is_unsafe;

/// Appends a char as a terminal may show it; control, zero-width and bidi characters become `\u{…}`.
pub(super) fn push_safe(out: &mut String, character: char) {
    match character {
        ' '..='~' => out.push(character),
        '\t' | '\n' => out.push(' '),
        '\r' => {}
        _ if is_unsafe(character) => out.extend(character.escape_unicode()),
        _ => out.push(character),
    }
}

/// Returns text that is safe on a terminal, on one line.
#[must_use]
pub fn sanitize(text: &str) -> String {
    // Most is of signs that stay as they are.
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|character| push_safe(&mut out, character));
    out
}

/// Returns true if and only if a text has nothing but signs of ASCII that are seen: each takes one column, and stays as it is.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, byte| plain & is_plain_byte(byte))
}

/// Returns true if and only if a byte is such a sign.
pub(super) const fn is_plain_byte(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Escapes in written JSON what could disturb or deceive a terminal; no program reads it differently. Outside of strings
/// JSON has line ends alone, which stay.
#[must_use]
pub fn sanitize_json(json: String) -> String {
    let is_escaped = |character: char| character >= '\u{7f}' && is_unsafe(character);
    if !json.contains(is_escaped) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_escaped(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// Returns how many columns a printable char takes by itself.
pub(super) fn char_width(character: char) -> usize {
    UnicodeWidthChar::width(character).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_means_the_same_without_them() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{200b}\u{e0041}\u{1b}\u{2028}é✓";
        let plain = serde_json::to_string_pretty(&[text]).unwrap();
        let safe = sanitize_json(plain);
        assert!(safe.contains(r"\u007f\u009b\u202e\u200b\udb40\udc41\u001b\u2028é✓"), "{safe}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&safe).unwrap(), [text]);
        assert!(!safe.contains(|c| c != '\n' && is_unsafe(c)));
    }

    #[test]
    fn invisible_and_control_characters_are_escaped() {
        assert_eq!(sanitize("a\u{202e}b\u{1b}[31m\tc\r\nd\u{200b}"), r"a\u{202e}b\u{1b}[31m c d\u{200b}");
        assert_eq!(sanitize("Zoë 日本 e\u{301}"), "Zoë 日本 e\u{301}");
    }
}
