//! Knows at which elements of HTML a line or a paragraph ends, and which blanks fold.

use crate::text::Ends;

/// Returns how many line breaks stand around an element: two around what is a paragraph of its own, one around another block, else none.
pub(super) fn breaks_at(name: &[u8]) -> usize {
    match name {
        b"p" | b"blockquote" | b"quote" | b"pre" | b"ul" | b"ol" | b"table" | b"hr" | b"h1" | b"h2"
        | b"h3" | b"h4" | b"h5" | b"h6" | b"fieldset" | b"figure" => 2,
        b"div" | b"li" | b"tr" | b"dt" | b"dd" | b"section" | b"article" | b"header" | b"footer"
        | b"body" | b"address" | b"aside" | b"caption" | b"center" | b"details" | b"dialog" | b"dl"
        | b"figcaption" | b"form" | b"legend" | b"main" | b"menu" | b"nav" | b"option" | b"summary" => 1,
        _ => 0,
    }
}

/// Returns where the next blank stands that does not stay as it is: a single space between two words does.
pub(super) fn blank_to_fold(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let mut before = None;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b' ' if is_plain(before) && is_plain(bytes.get(at + 1)) => {}
            b' ' | b'\t'..=b'\r' => return Some(at),
            // The first byte of a character; those of blanks among them are few.
            0xC2 | 0xE1..=0xE3 if text.tail(at).starts_with(char::is_whitespace) => return Some(at),
            _ => {}
        }
        before = Some(byte);
    }
    None
}
