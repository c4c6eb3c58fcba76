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
    /// Stretches of the text in their order, one wherever the source goes on differently, so that a long text costs no more than
    /// its markup.
    stretches: Vec<Stretch>,
    length: usize,
}

/// A stretch of the text from `shown_at` on, and the place in the source that it comes from.
struct Stretch {
    shown_at: usize,
    written_at: usize,
    /// The source has the same bytes; else all of it is written by one entity or escape.
    is_copied: bool,
}

impl MarkupView {
    /// Makes one of a source; `None` where it would be the source itself.
    pub(crate) fn of(source: &str) -> Option<MarkupView> {
        let mut view = MarkupView { text: String::new(), stretches: Vec::new(), length: source.len() };
        let mut end = 0;
        for at in memchr::memchr3_iter(b'<', b'&', b'=', source.as_bytes()) {
            // A sign inside of markup is a part of it.
            if at >= end
                && let Some((length, shown)) = markup(source.tail(at))
            {
                view.push(end, Span::new(end, at).of(source), true);
                view.push(at, &shown, false);
                end = at + length;
            }
        }
        (end > 0).then(|| {
            view.push(end, source.tail(end), true);
            view
        })
    }

    fn push(&mut self, written_at: usize, shown: &str, is_copied: bool) {
        if !shown.is_empty() {
            self.stretches.push(Stretch { shown_at: self.text.len(), written_at, is_copied });
            self.text.push_str(shown);
        }
    }

    /// Returns the stretch of the source that shows a stretch of the text.
    pub(crate) fn in_source(&self, span: Span) -> Span {
        Span::new(self.place(span.start), self.place(span.end))
    }

    /// Returns where in the source a byte of the text is written; behind the text, the end of the source.
    fn place(&self, at: usize) -> usize {
        let behind = self.stretches.partition_point(|stretch| stretch.shown_at <= at);
        let stretch = behind.checked_sub(1).and_then(|number| self.stretches.get(number));
        match stretch.filter(|_| at < self.text.len()) {
            Some(Stretch { shown_at, written_at, is_copied: true }) => written_at + (at - shown_at),
            Some(stretch) => stretch.written_at,
            None => self.length,
        }
    }
}

/// Returns how long the markup is with which a source begins, in bytes, and what it shows; `None` for a sign that stands for itself.
fn markup(rest: &str) -> Option<(usize, Cow<'_, str>)> {
    match rest.as_bytes().first()? {
        b'<' => tag(rest),
        b'&' => entity(rest),
        _ => escape(rest),
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
pub(super) fn entity(rest: &str) -> Option<(usize, Cow<'_, str>)> {
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
        assert!(MarkupView::of("a <b c & d= é").is_none());
        assert_eq!(MarkupView::of("a <b c & d= é &lt;").unwrap().text, "a <b c & d= é <");
    }
}
