//! Reads one mail: header fields, the text its reader sees, and how many attachments it has.

use std::borrow::Cow;
use std::collections::HashSet;

use super::content::{Content, read_with};
use super::header::{self, Fields};
use super::ics::{Event, has_words};
use super::mime::{self, Encoding, Leaf, LeafKind};
use super::zones::Zone;
use super::zones_join::join_blocks;
use super::{Coding, Headers, Message, Origin, Part, Places, RegionKind, html, transfer};
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
    Content { parts, ..content }
}

struct Reader<'x> {
    bytes: &'x [u8],
    /// The text of the whole source, if it is UTF-8; all verbatim regions then share one part.
    whole: Option<&'x str>,
    /// Index of that part, once it is needed.
    whole_part: Option<usize>,
    bom_length: usize,
    /// It invites to a meeting: how to join it is nobody's words.
    invites: bool,
    content: Content<'x>,
}

impl<'x> Reader<'x> {
    fn new(bytes: &'x [u8]) -> Reader<'x> {
        let bom_length = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let whole = std::str::from_utf8(&bytes[bom_length..]).ok();
        Reader { bytes, whole, whole_part: None, bom_length, invites: false, content: Content::default() }
    }

    fn read(mut self) -> Content<'x> {
        let fields = Fields::parse(self.bytes, self.header_start());
        self.content.headers = headers(&fields);
        self.add_places(&fields);
        self.add_subject(&fields);
        let leaves = mime::leaves(self.bytes, &fields);
        let is_mime = fields.find("content-type").is_some() || fields.find("mime-version").is_some();
        let attached = |leaf: &&Leaf| matches!(leaf.kind, LeafKind::Attachment | LeafKind::Message);
        self.content.attachments = is_mime.then(|| leaves.iter().filter(attached).count());
        let plain: HashSet<usize> = leaves.iter().filter_map(|leaf| self.shown_plain(leaf)).collect();
        self.invites = leaves.iter().any(|leaf| leaf.kind == LeafKind::Calendar);
        for leaf in &leaves {
            let has_plain = leaf.alternative.is_some_and(|id| plain.contains(&id));
            match leaf.kind {
                LeafKind::Plain if !has_plain || !self.is_blank(leaf) => self.add_plain(leaf),
                LeafKind::Html if !has_plain => self.add_html(leaf),
                LeafKind::Message => self.add_forward(leaf),
                _ => {}
            }
        }
        if let Some(leaf) = leaves.iter().find(|leaf| leaf.kind == LeafKind::Calendar) {
            self.add_meeting(leaf);
        }
        self.content
    }

    /// Takes the facts of a meeting from an invitation, and its text where the mail has none of its own.
    fn add_meeting(&mut self, leaf: &Leaf) {
        let (text, _) = decode_leaf(&self.bytes[leaf.body.start..leaf.body.end], leaf);
        let event = Event::read(text.as_bytes());
        if !has_words(&self.content) {
            event.add_description(&mut self.content, &leaf.label, Some(leaf.body));
        }
        let mut meeting = event.into_meeting(&self.content);
        let headers = &self.content.headers;
        if let Some(meeting) = meeting.as_mut().filter(|meeting| meeting.attendees == 0) {
            meeting.attendees = headers.to.len() + headers.cc.len();
        }
        self.content.meeting = meeting;
    }

    fn joins(&self, text: &str, range: Span) -> Vec<Zone> {
        if self.invites { join_blocks(text, range) } else { Vec::new() }
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

    /// Notes where the fields stand that a diagnostic may point at.
    fn add_places(&mut self, fields: &Fields<'_>) {
        let mut place = |name: &str| {
            let value = fields.find(name)?.value;
            self.whole.filter(|_| !value.is_empty())?;
            self.verbatim(value)
        };
        let places = Places { date: place("date"), to: place("to"), cc: place("cc"), bcc: place("bcc") };
        self.content.headers.places = places;
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
            let fixed = self.joins(&self.content.parts[part].text, span);
            return self.content.add_body(part, span, &fixed);
        }
        let (text, coding) = decode_leaf(bytes, leaf);
        let origin = Origin::Decoded { span: leaf.body, coding };
        let label = Some(Cow::Owned(leaf.label.clone()));
        let fixed = self.joins(&text, Span::new(0, text.len()));
        self.content.add_decoded_body(Part { label, text: Cow::Owned(text), origin }, &fixed);
    }

    fn add_html(&mut self, leaf: &Leaf) {
        let (html, _) = decode_leaf(&self.bytes[leaf.body.start..leaf.body.end], leaf);
        let (text, mut fixed) = html::extract(&html);
        let joins = self.joins(&text, Span::new(0, text.len()));
        if fixed.is_empty() {
            fixed = joins;
        }
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
        places: Places::default(),
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
        || fields.find("mailing-list").is_some()
        || fields.find("in-reply-to").is_some()
        || fields.find("x-mailman-version").is_some()
        || is("precedence", &["list"]);
    let is_campaign = fields.find("list-unsubscribe-post").is_some() || fields.find("feedback-id").is_some();
    let is_mass =
        fields.find("list-unsubscribe").is_some() && (is_campaign || is("precedence", &["bulk", "junk"]));
    is_generated || is_mass && !is_discussion
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> Message<'_> {
        read(Source::new("draft.eml", text.as_bytes()))
    }

    fn words<'m>(message: &'m Message<'_>, kind: RegionKind) -> Vec<&'m str> {
        let regions = message.regions.iter().filter(|region| region.kind == kind);
        regions.map(|region| region.span.of(&message.parts[region.part].text).trim()).collect()
    }

    #[test]
    fn plain_mail_is_verbatim() {
        let text = "From: Ana <ana@example.com>\nTo: bo@example.com\nSubject: Lunch\n at noon\nX-Presend: skip\n\nCome along.\n";
        let found = message(text);
        assert_eq!(found.parts.len(), 1);
        assert_eq!(found.parts[0].label, None);
        assert!(matches!(found.parts[0].text, Cow::Borrowed(_)));
        assert_eq!(words(&found, RegionKind::Subject), ["Lunch\n at noon"]);
        assert_eq!(words(&found, RegionKind::Body), ["Come along."]);
        assert_eq!(found.headers.subject.as_deref(), Some("Lunch at noon"));
        assert_eq!(found.headers.presend.as_deref(), Some("skip"));
        assert_eq!(found.headers.from[0].name, "Ana");
        assert_eq!(found.attachments, None);
    }

    #[test]
    fn headers_only_and_no_headers() {
        let found = message("Subject: x\n");
        assert_eq!(found.regions.len(), 1);
        let found = message("Just words: all body.\n\nMore.\n");
        assert_eq!(words(&found, RegionKind::Body), ["Just words: all body.\n\nMore."]);
        let found = message("To: a@b.c\n--text follows this line--\nwords\n");
        assert_eq!(words(&found, RegionKind::Body), ["words"]);
    }

    #[test]
    fn encoded_parts_are_named_and_traced() {
        let text = "Subject: =?utf-8?B?w6k=?=\nContent-Type: text/plain; charset=utf-8\n\
            Content-Transfer-Encoding: quoted-printable\n\nso caf=C3=A9 is\n";
        let found = message(text);
        assert_eq!(found.parts[0].label.as_deref(), Some("subject"));
        assert_eq!((found.parts[0].text.as_ref(), found.parts[1].label.as_deref()), ("é", Some("1")));
        let span = found.parts[1].source_span(&found.source, Span::new(3, 8));
        assert_eq!(&text[span.start..span.end], "caf=C3=A9");
        let base64 =
            message("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVsbG8sIHdv\ncm");
        assert_eq!(words(&base64, RegionKind::Body), ["Hello, wor"]);
        assert_eq!(base64.attachments, Some(0));
    }

    #[test]
    fn charsets_known_and_unknown() {
        let found =
            read(Source::new("a.eml", &b"Content-Type: text/plain; charset=iso-8859-1\n\ncaf\xe9\n"[..]));
        assert_eq!(words(&found, RegionKind::Body), ["café"]);
        assert_eq!(found.parts[0].label.as_deref(), Some("1"));
        let found = message("Content-Type: text/plain; charset=klingon\n\ncafé\n");
        assert_eq!((words(&found, RegionKind::Body), found.parts[0].label.as_deref()), (vec!["café"], None));
        let found = message("Content-Type: text/plain; charset=utf-7\n\nGo+ACE-\n");
        assert_eq!(words(&found, RegionKind::Body), ["Go!"]);
    }

    #[test]
    fn alternatives_show_plain_text_else_html() {
        let both = "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain words\n--b\n\
            Content-Type: text/html\n\n<p>html words\n--b--\n";
        assert_eq!(words(&message(both), RegionKind::Body), ["plain words"]);
        let html = "Content-Type: text/html\n\n<p>html &amp; words<blockquote>old</blockquote>";
        assert_eq!(words(&message(html), RegionKind::Body), ["html & words"]);
        assert_eq!(words(&message(html), RegionKind::Quote), ["old"]);
        assert_eq!(message(html).parts[0].label.as_deref(), Some("1"));
    }

    #[test]
    fn attachments_are_counted_and_forwards_kept_apart() {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee this\n--b\nContent-Type: image/png\n\nx\n\
            --b\nContent-Type: message/rfc822\n\nSubject: old\n\nold words\n--b--\n";
        let found = message(text);
        assert_eq!(found.attachments, Some(2));
        assert_eq!(words(&found, RegionKind::Forward), ["Subject: old\n\nold words"]);
        assert_eq!(words(&found, RegionKind::Body), ["see this"]);
    }

    #[test]
    fn utf16_mail_is_read_as_one_decoded_text() {
        let mut bytes = vec![0xFF, 0xFE];
        "Subject: x\n\nwords".encode_utf16().for_each(|unit| bytes.extend(unit.to_le_bytes()));
        let found = read(Source::new("a.eml", bytes));
        assert_eq!(words(&found, RegionKind::Body), ["words"]);
        assert_eq!(found.parts[0].label.as_deref(), Some("text"));
    }

    #[test]
    fn list_posts_are_not_bulk() {
        let bulk = |fields: &str| message(&format!("Subject: x\n{fields}\n\nhi")).headers.is_bulk;
        assert!(!bulk("List-Id: <dev.example.com>\nPrecedence: list"));
        assert!(!bulk("List-Unsubscribe: <x>\nPrecedence: bulk\nList-Post: <y>"));
        assert!(bulk("List-Unsubscribe: <x>\nPrecedence: bulk"));
        assert!(bulk("List-Unsubscribe: <x>\nList-Unsubscribe-Post: One-Click"));
        assert!(bulk("Auto-Submitted: auto-generated"));
        assert!(!bulk("Auto-Submitted: no"));
    }
}
