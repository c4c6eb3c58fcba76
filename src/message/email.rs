//! Reads one mail: header fields, the text its reader sees, and how many attachments it has.

use std::borrow::Cow;
use std::collections::HashSet;

use super::content::{Content, read_with};
use super::header::{self, Fields};
use super::mime::{self, Encoding, Leaf, LeafKind};
use super::{Coding, Headers, Message, Origin, Part, RegionKind, html, transfer};
use crate::text::decode::decode;
use crate::text::{Source, Span};

/// Reads a mail; a text without header fields is all body.
#[must_use]
pub fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, |bytes| match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => read_transcoded(bytes),
        _ => Reader::new(bytes).read(),
    })
}

/// Reads a mail that was saved as UTF-16: every part is then a decoded one.
fn read_transcoded(bytes: &[u8]) -> Content<'_> {
    let text = decode(bytes).text;
    let mut content = Reader::new(text.as_bytes()).read();
    let parts = std::mem::take(&mut content.parts);
    let owned = parts.into_iter().map(|part| Part {
        label: part.label.or(Some(Cow::Borrowed("text"))),
        text: Cow::Owned(part.text.into_owned()),
        origin: Origin::Decoded { span: Span::new(0, bytes.len()), coding: Coding::Opaque },
    });
    let parts = owned.collect();
    let Content { regions, headers, attachments, .. } = content;
    Content { parts, regions, headers, attachments }
}

struct Reader<'x> {
    bytes: &'x [u8],
    /// The text of the whole source, if it is UTF-8; all verbatim regions then share one part.
    whole: Option<&'x str>,
    /// Index of that part, once it is needed.
    whole_part: Option<usize>,
    bom_length: usize,
    content: Content<'x>,
}

impl<'x> Reader<'x> {
    fn new(bytes: &'x [u8]) -> Reader<'x> {
        let bom_length = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let whole = std::str::from_utf8(&bytes[bom_length..]).ok();
        Reader { bytes, whole, whole_part: None, bom_length, content: Content::default() }
    }

    fn read(mut self) -> Content<'x> {
        let fields = Fields::parse(self.bytes, self.header_start());
        self.content.headers = headers(&fields);
        self.add_subject(&fields);
        let leaves = mime::leaves(self.bytes, &fields);
        let is_mime = fields.find("content-type").is_some() || fields.find("mime-version").is_some();
        let attached = |leaf: &&Leaf| matches!(leaf.kind, LeafKind::Attachment | LeafKind::Message);
        self.content.attachments = is_mime.then(|| leaves.iter().filter(attached).count());
        let plain: HashSet<usize> = leaves.iter().filter_map(|leaf| self.shown_plain(leaf)).collect();
        for leaf in &leaves {
            let has_plain = leaf.alternative.is_some_and(|id| plain.contains(&id));
            match leaf.kind {
                LeafKind::Plain if !has_plain || !self.is_blank(leaf) => self.add_plain(leaf),
                LeafKind::Html if !has_plain => self.add_html(leaf),
                LeafKind::Message => self.add_forward(leaf),
                _ => {}
            }
        }
        self.content
    }

    /// Passes over a byte order mark and the `From ` line of an mbox.
    fn header_start(&self) -> usize {
        let bytes = &self.bytes[self.bom_length..];
        let is_separator = bytes.starts_with(b"From ");
        let line_end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |newline| newline + 1);
        let has_fields = is_separator && !Fields::parse(bytes, line_end).list.is_empty();
        self.bom_length + if has_fields { line_end } else { 0 }
    }

    fn is_blank(&self, leaf: &Leaf) -> bool {
        self.bytes[leaf.body.start..leaf.body.end].trim_ascii().is_empty()
    }

    fn shown_plain(&self, leaf: &Leaf) -> Option<usize> {
        leaf.alternative.filter(|_| leaf.kind == LeafKind::Plain && !self.is_blank(leaf))
    }

    fn add_subject(&mut self, fields: &Fields<'_>) {
        let Some(field) = fields.find("subject") else { return };
        let raw = fields.bytes_of(field.value);
        let is_encoded = memchr::memmem::find(raw, b"=?").is_some();
        if !is_encoded && let Some((part, span)) = self.verbatim(field.value) {
            return self.content.add_region(RegionKind::Subject, part, span);
        }
        let text = self.content.headers.subject.clone().unwrap_or_default();
        let span = Span::new(0, text.len());
        let part = self.content.add_part(opaque("subject".into(), text, field.value));
        self.content.add_region(RegionKind::Subject, part, span);
    }

    /// Returns part and span under which bytes of the source stand as they are, if they are UTF-8.
    fn verbatim(&mut self, span: Span) -> Option<(usize, Span)> {
        if let Some(text) = self.whole {
            let start = self.bom_length;
            let part = *self.whole_part.get_or_insert_with(|| {
                self.content.add_part(Part {
                    label: None,
                    text: Cow::Borrowed(text),
                    origin: Origin::Verbatim { start },
                })
            });
            return Some((part, Span::new(span.start - start, span.end - start)));
        }
        let text = std::str::from_utf8(&self.bytes[span.start..span.end]).ok()?;
        let origin = Origin::Verbatim { start: span.start };
        let part = self.content.add_part(Part { label: None, text: Cow::Borrowed(text), origin });
        Some((part, Span::new(0, text.len())))
    }

    fn add_plain(&mut self, leaf: &Leaf) {
        let bytes = &self.bytes[leaf.body.start..leaf.body.end];
        if leaf.encoding == Encoding::Identity
            && is_transparent(bytes, leaf.charset.as_deref())
            && let Some((part, span)) = self.verbatim(leaf.body)
        {
            return self.content.add_body(part, span, &[]);
        }
        let (text, coding) = decode_leaf(bytes, leaf);
        let origin = Origin::Decoded { span: leaf.body, coding };
        let label = Some(Cow::Owned(leaf.label.clone()));
        self.content.add_decoded_body(Part { label, text: Cow::Owned(text), origin }, &[]);
    }

    fn add_html(&mut self, leaf: &Leaf) {
        let (html, _) = decode_leaf(&self.bytes[leaf.body.start..leaf.body.end], leaf);
        let (text, fixed) = html::extract(&html);
        self.content.add_decoded_body(opaque(leaf.label.clone().into(), text, leaf.body), &fixed);
    }

    /// A mail that is attached is passed on, header and all.
    fn add_forward(&mut self, leaf: &Leaf) {
        if leaf.encoding == Encoding::Identity
            && let Some((part, span)) = self.verbatim(leaf.body)
        {
            self.content.add_region(RegionKind::Forward, part, span);
        }
    }
}

fn opaque(label: Cow<'static, str>, text: String, span: Span) -> Part<'static> {
    let origin = Origin::Decoded { span, coding: Coding::Opaque };
    Part { label: Some(label), text: Cow::Owned(text), origin }
}

/// Decodes a leaf's transfer encoding and charset.
fn decode_leaf(bytes: &[u8], leaf: &Leaf) -> (String, Coding) {
    let coding = match leaf.encoding {
        Encoding::Identity => Coding::Opaque,
        Encoding::QuotedPrintable => Coding::QuotedPrintable,
        Encoding::Base64 => Coding::Base64,
    };
    let decoded = match leaf.encoding {
        Encoding::Identity => Cow::Borrowed(bytes),
        _ => Cow::Owned(transfer::decode(bytes, coding)),
    };
    let charset = leaf.charset.as_deref();
    if is_transparent(&decoded, charset) {
        return (String::from_utf8_lossy(&decoded).into_owned(), coding);
    }
    let known = charset
        .and_then(|name| mail_parser::decoders::charsets::map::charset_decoder(name.trim().as_bytes()));
    let text = match known {
        Some(decoder) if !is_utf8_name(charset) => decoder(&decoded),
        _ => decode(&decoded).text.into_owned(),
    };
    (text, Coding::Opaque)
}

fn is_utf8_name(charset: Option<&str>) -> bool {
    charset.is_none_or(|name| {
        name.trim().eq_ignore_ascii_case("utf-8") || name.trim().eq_ignore_ascii_case("utf8")
    })
}

/// Returns true if the bytes mean the same read as UTF-8.
///
/// Text beyond ASCII that is valid UTF-8 is taken as such even where a single-byte charset is declared: no such text
/// is valid by chance, and mailers do mislabel.
fn is_transparent(bytes: &[u8], charset: Option<&str>) -> bool {
    if std::str::from_utf8(bytes).is_err() {
        return false;
    }
    let Some(name) = charset else { return true };
    match encoding_rs::Encoding::for_label(name.trim().as_bytes()) {
        Some(encoding) => {
            let is_western = encoding == encoding_rs::UTF_8 || encoding.is_single_byte();
            encoding.is_ascii_compatible() && (is_western || bytes.is_ascii())
        }
        None => !name.to_ascii_lowercase().contains("utf-7"),
    }
}

fn headers(fields: &Fields<'_>) -> Headers {
    let people = |name: &str| {
        fields.all(name).flat_map(|field| header::addresses(fields.bytes_of(field.value))).collect()
    };
    let text = |name: &str| fields.value(name).map(header::decode_words);
    let mut references: Vec<String> = fields.value("references").map(header::ids).unwrap_or_default();
    for id in fields.value("in-reply-to").map(header::ids).unwrap_or_default() {
        if references.last() != Some(&id) {
            references.push(id);
        }
    }
    Headers {
        from: people("from"),
        to: people("to"),
        cc: people("cc"),
        bcc: people("bcc"),
        reply_to: people("reply-to"),
        subject: text("subject"),
        date: text("date"),
        references,
        is_bulk: is_bulk(fields),
        presend: text("x-presend"),
    }
}

/// Newsletters and what machines send. A post to a mailing list is a person's own words, so `List-Id`,
/// `Precedence: list` and the `List-Unsubscribe` that list servers add beside them do not count.
fn is_bulk(fields: &Fields<'_>) -> bool {
    let is = |name: &str, words: &[&str]| {
        fields.value(name).is_some_and(|value| {
            words.iter().any(|word| value.to_ascii_lowercase().starts_with(word.as_bytes()))
        })
    };
    let is_generated = is("auto-submitted", &["auto-generated", "auto-notified"]);
    let is_discussion = fields.find("list-post").is_some()
        || fields.find("in-reply-to").is_some()
        || fields.find("x-mailman-version").is_some()
        || is("precedence", &["list"]);
    let is_campaign = fields.find("list-unsubscribe-post").is_some() || fields.find("feedback-id").is_some();
    let is_mass =
        fields.find("list-unsubscribe").is_some() && (is_campaign || is("precedence", &["bulk", "junk"]));
    is_generated || is_mass && !is_discussion
}
