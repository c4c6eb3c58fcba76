//! Reads the strings of JSON: escapes are resolved, and each byte of the text knows what it was made from.

use crate::text::{Ends, Span};

/// Returns where the string that opens at `at` ends, and whether it does.
pub(super) fn end(bytes: &[u8], at: usize) -> (usize, bool) {
    let mut at = at + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found + 1;
        if bytes.get(at - 1) == Some(&b'"') {
            return (at, true);
        }
        at += 1;
    }
    (bytes.len(), false)
}

/// Emits each byte of a string's text with the bytes it was made from, until `emit` says false; returns whether it never
/// did. The string stands, quotation marks and all, at `offset` of what the places count in.
pub(crate) fn walk_string(string: &[u8], offset: usize, emit: &mut dyn FnMut(u8, Span) -> bool) -> bool {
    let mut at = 1;
    while let Some(&byte) = string.get(at) {
        let (character, length) = match byte {
            b'"' => return true,
            b'\\' => escape(string.tail(at)),
            _ => (None, 1),
        };
        let from = Span::new(offset + at, offset + at + length);
        let goes_on = match character {
            Some(character) => character.encode_utf8(&mut [0; 4]).bytes().all(|byte| emit(byte, from)),
            None => emit(byte, from),
        };
        if !goes_on {
            return false;
        }
        at += length;
    }
    true
}

/// Returns what an escape stands for, and its length. Half a surrogate pair stands for the sign of what is missing.
fn escape(rest: &[u8]) -> (Option<char>, usize) {
    let simple = |character| (Some(character), 2);
    match rest.get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(&sign @ (b'"' | b'\\' | b'/')) => simple(char::from(sign)),
        Some(b'u') => match (unit(rest), unit(rest.get(6..).unwrap_or_default())) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                (char::from_u32(0x1_0000 + ((high - 0xd800) << 10 | (low - 0xdc00))), 12)
            }
            (Some(unit), _) => (Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)), 6),
            (None, _) => (None, 1),
        },
        _ => (None, 1),
    }
}

/// Reads `\u00e9`.
fn unit(rest: &[u8]) -> Option<u32> {
    let digits = rest.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_knows_what_it_was_made_from() {
        let string = br#""a\n\u00e9\ud83d\ude00\ud83d\q\uz\"b"#;
        let (mut text, mut places) = (Vec::new(), Vec::new());
        assert!(walk_string(string, 100, &mut |byte, from| {
            text.push(byte);
            places.push((from.start - 100, from.len()));
            true
        }));
        assert_eq!(String::from_utf8(text).expect("UTF-8"), "a\né😀\u{fffd}\\q\\uz\"b");
        assert_eq!(places[..4], [(1, 1), (2, 2), (4, 6), (4, 6)]);
        assert_eq!(places[4..8], [(10, 12); 4]);
        assert_eq!(end(br#""a\"b" c"#, 0), (6, true));
        assert_eq!(end(br#""a\"#, 0), (3, false));
    }
}
