//! Makes plain text of the words of a caption, which may have tags and entities in them.

use std::borrow::Cow;

use crate::message::formats::html::reference;
use crate::text::Ends;

/// A longer tag is text.
const TAG_BYTES: usize = 160;

/// Returns how many bytes of a caption stand before the tags that close it.
pub(super) fn open_len(text: &[u8]) -> usize {
    let mut open = text.trim_ascii_end();
    while let Some(rest) = open.strip_suffix(b"</v>") {
        open = rest.trim_ascii_end();
    }
    open.len()
}

/// Returns the words without tags, and with the signs that entities stand for.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(rest.head(at));
        rest = rest.tail(at);
        let length = match tag_len(rest) {
            Some(length) => length,
            None if rest.starts_with('&') => {
                let (sign, length) = reference(rest);
                plain.push_str(&sign);
                length
            }
            None => {
                plain.push('<');
                1
            }
        };
        rest = rest.tail(length);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// `<i>`, `</c>`, `<00:03:05.123>`: `a < b` and `<3` are none.
fn tag_len(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let end = inside.bytes().take(TAG_BYTES).position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
    let is_closed = inside.as_bytes().get(end) == Some(&b'>');
    let name = inside.head(end).trim_start_matches('/');
    let is_name = name.starts_with(|first: char| first.is_ascii_alphanumeric()) && end > 0;
    (is_closed && is_name).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_signs_stay() {
        for (text, expected) in [
            ("you <i>are</i> late", "you are late"),
            ("<c.yellow>so</c> <00:01:02.500>late", "so late"),
            ("Ana &amp; Bo &lt;3", "Ana & Bo <3"),
            ("you&nbsp;idiot", "you\u{a0}idiot"),
            ("a < b > c, <3 and a <", "a < b > c, <3 and a <"),
            ("late & <", "late & <"),
        ] {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(open_len(b"ok</v>\r\n"), 2);
        assert_eq!(open_len(b"ok</v></v> "), 2);
        assert_eq!(open_len(b"</v>"), 0);
    }
}
