//! Decodes bytes to UTF-8: UTF-8 as it stands, UTF-16 and UTF-32 by their byte order marks, else Windows-1252.

use std::borrow::Cow;

use crate::text::Ends;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How much of a file is looked at to tell text from binary, in bytes.
const BINARY_WINDOW: usize = 8 * 1024;

/// So many bytes a character has in UTF-32, and its byte order mark.
const UTF32_BYTES: usize = 4;

/// A text and how it was made from bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    /// The text, without a byte order mark; borrowed when the bytes already were UTF-8.
    pub text: Cow<'a, str>,
    /// True when the text is not the bytes themselves.
    pub is_transcoded: bool,
    /// Length of the byte order mark, in bytes; 0 if there is none.
    pub bom_length: usize,
}

/// Decodes bytes to text; every byte sequence has one.
#[must_use]
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(take) = utf32(bytes) {
        let signs = bytes.tail(UTF32_BYTES).chunks(UTF32_BYTES);
        let text = signs.map(|sign| sign.try_into().ok().and_then(|sign| char::from_u32(take(sign))));
        let text: String = text.map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        return Decoded { text: Cow::Owned(text), is_transcoded: true, bom_length: UTF32_BYTES };
    }
    let (marked, bom_length) = Encoding::for_bom(bytes).map_or((None, 0), |(found, len)| (Some(found), len));
    let content = bytes.tail(bom_length);
    if marked.is_none_or(|encoding| encoding == UTF_8)
        && let Ok(text) = std::str::from_utf8(content)
    {
        return Decoded { text: Cow::Borrowed(text), is_transcoded: false, bom_length };
    }
    let encoding = marked.filter(|&encoding| encoding != UTF_8).unwrap_or(WINDOWS_1252);
    let (text, _) = encoding.decode_without_bom_handling(content);
    Decoded { text: Cow::Owned(text.into_owned()), is_transcoded: true, bom_length }
}

/// Returns how to take a character of UTF-32, if the bytes begin with its byte order mark; that of one order begins as UTF-16 does.
fn utf32(bytes: &[u8]) -> Option<fn([u8; UTF32_BYTES]) -> u32> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some(u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, ..] => Some(u32::from_be_bytes),
        _ => None,
    }
}

/// Returns bytes as UTF-8, with a sign in place of what is none; looks at ASCII many bytes at a time.
pub(crate) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Returns true if the start of the bytes holds NUL and is not text in UTF-16 or UTF-32.
#[must_use]
pub fn looks_binary(bytes: &[u8]) -> bool {
    let window = bytes.head(bytes.len().min(BINARY_WINDOW));
    let is_wide =
        utf32(window).is_some() || Encoding::for_bom(window).is_some_and(|(encoding, _)| encoding != UTF_8);
    !is_wide && memchr::memchr(0, window).is_some()
}

/// Returns true if more than one byte in ten at the start is a control character that no text holds, and it is not
/// UTF-16 text: a program or an image, not a draft into which a NUL has strayed.
#[must_use]
pub fn is_mostly_binary(bytes: &[u8]) -> bool {
    let window = bytes.head(bytes.len().min(BINARY_WINDOW));
    let controls = || window.iter().filter(|byte| matches!(byte, 0..=6 | 14..=26 | 28..=31)).count();
    looks_binary(window) && controls() * 10 > window.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_borrowed_with_and_without_mark() {
        let plain = decode("héllo\0".as_bytes());
        assert!(matches!(plain.text, Cow::Borrowed("héllo\0")) && plain.bom_length == 0);
        let marked = decode(b"\xef\xbb\xbfhi");
        assert!(matches!(marked.text, Cow::Borrowed("hi")) && marked.bom_length == 3);
        assert!(!marked.is_transcoded);
    }

    #[test]
    fn other_encodings_are_transcoded() {
        assert_eq!(decode(b"\xff\xfeh\0i\0").text, "hi");
        assert_eq!(decode(b"\xfe\xff\0h\0i").text, "hi");
        let western = decode(b"caf\xe9 \x93ok\x94");
        assert_eq!(western.text, "café “ok”");
        assert!(western.is_transcoded);
        assert!(decode(b"\xff\xfe\x3d\xd8").is_transcoded);
        assert_eq!(decode(b"\xff\xfe\0\0h\0\0\0\x42\xf4\x01\0").text, "h👂");
        assert_eq!(decode(b"\0\0\xfe\xff\0\0\0h\0\0\xd8\0\0").text, "h\u{fffd}\u{fffd}");
    }

    #[test]
    fn binary_is_told_by_nul() {
        assert!(looks_binary(b"\x7fELF\0\0"));
        assert!(is_mostly_binary(b"\x7fELF\x02\x01\x01\0\0\0\0\0"));
        assert!(!is_mostly_binary(b"a draft into which one NUL\0 has strayed"));
        assert!(!looks_binary(b"\xff\xfeh\0i\0"));
        assert!(!looks_binary(b"\xff\xfe\0\0h\0\0\0") && !is_mostly_binary(b"\0\0\xfe\xff\0\0\0h"));
        assert!(!looks_binary("prose".as_bytes()));
        assert!(!looks_binary(b""));
    }
}
