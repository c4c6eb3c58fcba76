//! Reads a source as whoever opens it sees it: without tags, with signs in the place of entities and of escapes of mail, and
//! with the place of each sign, so that a value is found that is written out of markup.

use std::borrow::Cow;

use super::{Ends, Span};

/// An entity has no more signs,
const ENTITY_BYTES: usize = 10;
/// and a tag no more bytes: what goes on is a sign that stands alone.
const TAG_BYTES: usize = 4 << 10;

/// Entities that stand in words and numbers; others are written as numbers.
const ENTITIES: [(&[u8], &str); 7] = [
    (b"amp", "&"),
    (b"lt", "<"),
    (b"gt", ">"),
    (b"quot", "\""),
    (b"apos", "'"),
    (b"nbsp", " "),
    (b"shy", ""),
];

/// The text that a source shows, with places.
pub(crate) struct MarkupView {
    pub(crate) text: String,
    /// Where each byte of the text begins in the source, and the end of the source.
    places: Vec<usize>,
    length: usize,
}

impl MarkupView {
    /// Makes one of a source; `None` where it would be the source itself.
    pub(crate) fn of(source: &str) -> Option<MarkupView> {
        memchr::memchr3(b'<', b'&', b'=', source.as_bytes())?;
        let mut view = MarkupView {
            text: String::with_capacity(source.len()),
            places: Vec::new(),
            length: source.len(),
        };
        let mut at = 0;
        while let Some(next) = source.tail(at).chars().next() {
            let rest = source.tail(at);
            let (length, shown) = match next {
                '<' => tag(rest),
                '&' => entity(rest),
                '=' => escape(rest),
                _ => None,
            }
            .unwrap_or_else(|| (next.len_utf8(), Cow::Borrowed(rest.head(next.len_utf8()))));
            view.text.push_str(&shown);
            view.places.resize(view.text.len(), at);
            at += length;
        }
        Some(view)
    }

    /// Returns the stretch of the source that shows a stretch of the text.
    pub(crate) fn in_source(&self, span: Span) -> Span {
        let start = self.places.get(span.start).copied().unwrap_or(self.length);
        // Up to the sign behind it there may be a tag that closes something else.
        let last = span.end.checked_sub(1).and_then(|last| self.places.get(last)).copied().unwrap_or(start);
        let end = self.places.get(span.end).copied().unwrap_or(self.length);
        Span::new(start, end.max(last))
    }
}

/// `</b>`, which shows nothing.
fn tag(rest: &str) -> Option<(usize, Cow<'_, str>)> {
    let opens = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!');
    rest.chars().nth(1).filter(|sign| opens(*sign))?;
    let end = memchr::memchr2(b'>', b'<', rest.tail(1).as_bytes().head(TAG_BYTES))? + 1;
    rest.as_bytes().get(end).filter(|byte| **byte == b'>')?;
    Some((end + 1, Cow::Borrowed("")))
}

/// `&amp;`, `&#38;` or `&#x26;`.
fn entity(rest: &str) -> Option<(usize, Cow<'_, str>)> {
    let end = memchr::memchr(b';', rest.as_bytes().head(ENTITY_BYTES))?;
    let name = rest.get(1..end)?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let sign = code.ok().and_then(char::from_u32)?;
        return Some((end + 1, Cow::Owned(sign.to_string())));
    }
    let (_, shown) = ENTITIES.iter().find(|(known, _)| *known == name.as_bytes())?;
    Some((end + 1, Cow::Borrowed(shown)))
}

/// `=3D`, or `=` at the end of a line, of quoted-printable; other signs than those of ASCII are left as they are.
fn escape(rest: &str) -> Option<(usize, Cow<'_, str>)> {
    for line_end in ["=\r\n", "=\n"] {
        if rest.starts_with(line_end) {
            return Some((line_end.len(), Cow::Borrowed("")));
        }
    }
    let code = u8::from_str_radix(rest.get(1..3)?, 16).ok().filter(|code| (0x20..0x7f).contains(code))?;
    Some((3, Cow::Owned(char::from(code).to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, value: &str) -> Option<String> {
        let view = MarkupView::of(source)?;
        let start = view.text.find(value)?;
        Some(view.in_source(Span::new(start, start + value.len())).of(source).to_owned())
    }

    #[test]
    fn values_are_found_in_markup_with_all_that_writes_them() {
        for (source, value, written) in [
            (
                "<p>a correct&nbsp;horse <b>battery</b> x",
                "correct horse battery",
                "correct&nbsp;horse <b>battery</b>",
            ),
            ("is &quot;K&#38;r&#x21;4&quot; ok", "\"K&r!4\"", "&quot;K&#38;r&#x21;4&quot;"),
            ("the word is Ki=\r\nln=3D42 now", "Kiln=42", "Ki=\r\nln=3D42"),
            ("1 < 2 &c; a=b <i>é</i>", "é", "é</i>"),
        ] {
            assert_eq!(found(source, value).as_deref(), Some(written), "{source}");
        }
        assert!(MarkupView::of("no sign at all").is_none());
        assert_eq!(MarkupView::of("a <b c & d= é").unwrap().text, "a <b c & d= é");
    }
}
