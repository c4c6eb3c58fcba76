//! Reads one mail: header fields, the text its reader sees, and how many attachments it has.

use std::borrow::Cow;
use std::collections::HashSet;

use presend_lexicon::names::RegionKind;

use super::charset::is_transparent;
use super::from_line::own_escaped_lines;
use super::header::Fields;
use super::headers::headers;
use super::leaf_text::{decode_leaf, flaw};
use super::media_type::{Encoding, LeafKind};
use super::mime::{self, Leaf};
use super::stand_in::stand_ins;
use crate::message::content::{Content, opaque_part, read_with};
use crate::message::formats::chat::with_pasted;
use crate::message::formats::html;
use crate::message::formats::ics::add_events;
use crate::message::model::{HeaderPlaces, Message, Origin, Part, Segment};
use crate::message::segment::call_details;
use crate::message::transfer::Coding;
use crate::message::unread::UnreadCause;
use crate::text::decode::decode;
use crate::text::{Ends, Source, Span};

/// Reads a mail; a text without header fields is all body.
#[must_use]
pub fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, |bytes| match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => read_transcoded(bytes),
        _ => MailReader::new(bytes).read(),
    })
}

/// Reads a mail that was saved as UTF-16: every part is then a decoded one.
fn read_transcoded(bytes: &[u8]) -> Content<'_> {
    let text = decode(bytes).text;
    let mut content = MailReader::new(text.as_bytes()).read();
    let parts = std::mem::take(&mut content.parts);
    let owned = parts.into_iter().map(|part| Part {
        label: part.label.or(Some(Cow::Borrowed("text"))),
        text: Cow::Owned(part.text.into_owned()),
        origin: Origin::Decoded { span: Span::new(0, bytes.len()), coding: Coding::Opaque },
    });
    let parts = owned.collect();
    Content { parts, ..content }
}

/// Returns where the head of a mail starts: behind a byte order mark, and behind the line that begins it in an mbox.
pub(super) fn head_start(mail: &[u8]) -> usize {
    let bom_length = bom_length(mail);
    let bytes = mail.tail(bom_length);
    let is_separator = bytes.starts_with(b"From ");
    let line_end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |newline| newline + 1);
    let has_fields = is_separator && !Fields::parse(bytes, line_end).list.is_empty();
    bom_length + if has_fields { line_end } else { 0 }
}

fn bom_length(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}

struct MailReader<'x> {
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

impl<'x> MailReader<'x> {
    fn new(bytes: &'x [u8]) -> MailReader<'x> {
        let bom_length = bom_length(bytes);
        let whole = std::str::from_utf8(bytes.tail(bom_length)).ok();
        MailReader { bytes, whole, whole_part: None, bom_length, invites: false, content: Content::default() }
    }

    fn read(mut self) -> Content<'x> {
        let fields = Fields::parse(self.bytes, head_start(self.bytes));
        self.content.headers = headers(&fields);
        self.add_places(&fields);
        self.add_subject(&fields);
        let leaves = mime::leaves(self.bytes, &fields);
        let is_mime = fields.find("content-type").is_some() || fields.find("mime-version").is_some();
        let attached = |leaf: &&Leaf| matches!(leaf.kind, LeafKind::Attachment | LeafKind::Message);
        self.content.attachments = is_mime.then(|| leaves.iter().filter(attached).count());
        let mut plain: HashSet<usize> = leaves.iter().filter_map(|leaf| self.shown_plain(leaf)).collect();
        let stand_ins = stand_ins(self.bytes, &leaves);
        plain.retain(|alternative| !stand_ins.in_html.contains(alternative));
        self.invites = leaves.iter().any(|leaf| leaf.kind == LeafKind::Calendar);
        for leaf in &leaves {
            let has_plain = leaf.alternative.is_some_and(|id| plain.contains(&id));
            match leaf.kind {
                LeafKind::Plain
                    if leaf.alternative.is_some_and(|id| stand_ins.plain_left_out.contains(&id)) => {}
                LeafKind::Plain if !has_plain || !self.is_blank(leaf) => self.add_plain(leaf),
                LeafKind::Html if !has_plain => self.add_html(leaf),
                LeafKind::Message => self.add_forward(leaf),
                _ => {}
            }
        }
        for leaf in leaves.iter().filter(|leaf| leaf.kind == LeafKind::Calendar) {
            self.add_meeting(leaf);
        }
        let is_only = !self.content.has_own_words();
        // One that is the whole mail was read above.
        let is_enriched = |leaf: &&Leaf| leaf.kind == LeafKind::Inline && leaf.media_type == "text/enriched";
        if let Some(leaf) = leaves.iter().find(is_enriched).filter(|_| is_only) {
            self.add_plain(leaf);
        }
        leaves.iter().for_each(|leaf| self.add_unread(leaf));
        self.content
    }

    /// Notes why a part could not be read, or not whole.
    fn add_unread(&mut self, leaf: &Leaf) {
        let bytes = leaf.body.of_bytes(self.bytes);
        let is_text = matches!(leaf.kind, LeafKind::Plain | LeafKind::Html | LeafKind::Calendar);
        let is_message = leaf.kind == LeafKind::Message;
        let cause = leaf
            .sealed
            .or(leaf.is_cut_off.then_some(UnreadCause::CutOff))
            .or_else(|| flaw(bytes, leaf).filter(|_| is_text))
            .or((is_message && leaf.encoding != Encoding::Identity).then_some(UnreadCause::Wrapped));
        if let Some(cause) = cause {
            self.content.add_unread(cause, leaf.label.clone(), leaf.media_type.clone(), leaf.body);
        }
    }

    /// Takes the facts of a meeting from the first invitation, and from each the words that the mail does not say itself.
    fn add_meeting(&mut self, leaf: &Leaf) {
        let (text, _) = decode_leaf(leaf.body.of_bytes(self.bytes), leaf);
        let event = add_events(&text, &mut self.content, &leaf.label, leaf.body);
        let mut meeting = event.into_meeting(&self.content);
        let headers = &self.content.headers;
        if let Some(meeting) = meeting.as_mut().filter(|meeting| meeting.attendees == 0) {
            meeting.attendees = headers.to.len() + headers.cc.len();
        }
        self.content.meeting = self.content.meeting.take().or(meeting);
    }

    /// Returns how to join a call, where the mail invites to one, and the chats that are pasted into it.
    fn set_apart(&self, text: &str, range: Span) -> Vec<Segment> {
        let details = if self.invites { call_details(text, range) } else { Vec::new() };
        with_pasted(text, range, details)
    }

    fn is_blank(&self, leaf: &Leaf) -> bool {
        leaf.body.of_bytes(self.bytes).trim_ascii().is_empty()
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
        let places =
            HeaderPlaces { date: place("date"), to: place("to"), cc: place("cc"), bcc: place("bcc") };
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
        let part = self.content.add_part(opaque_part("subject", text, field.value));
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
        let text = std::str::from_utf8(span.of_bytes(self.bytes)).ok()?;
        let origin = Origin::Verbatim { start: span.start };
        let part = self.content.add_part(Part { label: None, text: Cow::Borrowed(text), origin });
        Some((part, Span::new(0, text.len())))
    }

    fn add_plain(&mut self, leaf: &Leaf) {
        let bytes = leaf.body.of_bytes(self.bytes);
        if leaf.encoding == Encoding::Identity
            && !leaf.deletes_blanks
            && is_transparent(bytes, leaf.charset.as_deref())
            && let Some((part, span)) = self.verbatim(leaf.body)
        {
            let fixed = self.set_apart(self.content.text_of(part), span);
            self.content.files.extend(leaf.is_file.then_some((part, span)));
            return self.add_body(part, span, &fixed);
        }
        let (text, coding) = decode_leaf(bytes, leaf);
        let origin = Origin::Decoded { span: leaf.body, coding };
        let label = Some(Cow::Owned(leaf.label.clone()));
        let fixed = self.set_apart(&text, Span::new(0, text.len()));
        let range = Span::new(0, text.len());
        let part = self.content.add_part(Part { label, text: Cow::Owned(text), origin });
        self.content.files.extend(leaf.is_file.then_some((part, range)));
        self.add_body(part, range, &fixed);
    }

    fn add_body(&mut self, part: usize, range: Span, fixed: &[Segment]) {
        let mut others = std::mem::take(&mut self.content.regions);
        self.content.add_body(part, range, fixed);
        let text = self.content.parts.get(part).map_or("", |part| &part.text);
        own_escaped_lines(text, (part, range), &mut self.content.regions);
        others.append(&mut self.content.regions);
        self.content.regions = others;
    }

    fn add_html(&mut self, leaf: &Leaf) {
        let (html, _) = decode_leaf(leaf.body.of_bytes(self.bytes), leaf);
        let (text, mut fixed) = html::extract(&html);
        let whole = Span::new(0, text.len());
        if fixed.is_empty() {
            fixed = self.set_apart(&text, whole);
        } else {
            fixed = with_pasted(&text, whole, fixed);
        }
        self.content.files.extend(leaf.is_file.then_some((self.content.parts.len(), whole)));
        self.content.add_decoded_body(opaque_part(leaf.label.clone(), text, leaf.body), &fixed);
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
    fn enriched_text_without_own_words_is_read_once() {
        let found = message("Content-Type: text/enriched\n\n# presend: ignore[all\n```\n");
        assert_eq!(words(&found, RegionKind::Code), ["# presend: ignore[all"]);
        assert_eq!(words(&found, RegionKind::Body), ["```"]);
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
    fn an_escaped_separator_is_none_of_the_fields() {
        let found = message(
            ">From a@example.com Tue Mar  3 10:00:00 2026\nFrom: a@example.com\nTo: b@example.com\n\nown\n",
        );
        assert_eq!(words(&found, RegionKind::Body), ["own"]);
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
    fn lines_that_flow_are_joined_where_the_blank_is_the_breaks() {
        let flowed = "Content-Type: text/plain; charset=us-ascii; format=flowed; DelSp=Yes\n";
        for (coding, body, whole) in [
            ("", "The word is ab \r\ncd \r\nef now.\r\n\r\n-- \r\nAna\r\n", "ab \r\ncd \r\nef"),
            ("", "The word is ab \n cd \nef now.\n> old \n> words\n", "ab \n cd \nef"),
            (
                "Content-Transfer-Encoding: quoted-printable\n",
                "The word is ab=20\ncd=20\nef now.\n",
                "ab=20\ncd=20\nef",
            ),
        ] {
            let text = format!("{flowed}{coding}\n{body}");
            let found = message(&text);
            let part = &found.parts[0];
            let at = part.text.find("abcdef").expect(&part.text);
            let span = part.source_span(&found.source, Span::new(at, at + 6));
            assert_eq!(&text[span.start..span.end], whole);
        }
        let kept = message("Content-Type: text/plain; format=flowed\n\nab \ncd\n");
        assert_eq!(words(&kept, RegionKind::Body), ["ab \ncd"]);
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
    fn mail_in_seven_bits_of_korean_and_chinese_is_read() {
        let mail = |charset: &str, body: &[u8]| {
            let head = format!(
                "Subject: =?{charset}?B?GyQpQw4+SDNnDw==?=\nContent-Type: text/plain; charset={charset}\n\n"
            );
            read(Source::new("a.eml", [head.as_bytes(), body].concat()))
        };
        let english = "We have to let you go.\n";
        for charset in ["iso-2022-kr", "ISO-2022-CN", "hz-gb-2312"] {
            let found = mail(charset, english.as_bytes());
            assert_eq!(words(&found, RegionKind::Body), [english.trim_end()], "{charset}");
            assert!(
                found.parts.iter().all(|part| part.label.as_deref() != Some("1")),
                "read where it stands"
            );
        }
        let found = mail("iso-2022-kr", b"\x1b$)C\x0e>H3g\x0f, we have to let you go.\n");
        assert_eq!(words(&found, RegionKind::Body), ["안녕, we have to let you go."]);
        assert_eq!((found.headers.subject.as_deref(), found.unread.len()), (Some("안녕"), 0));
        let found = mail("iso-2022-cn", b"\x1b$)G\x0eDc\x0f, we have to let you go.\n");
        assert_eq!(words(&found, RegionKind::Body), ["\u{fffd}, we have to let you go."]);
        assert_eq!(found.unread.first().map(|unread| unread.cause), Some(UnreadCause::Charset));
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
    fn alternatives_that_differ_show_what_readers_of_html_see() {
        let mail = |plain: &str, html: &str| {
            format!(
                "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
            )
        };
        let stub = mail("Your program shows no HTML.", "<p>Bo leaves us in May, and nobody may know.</p>");
        assert_eq!(
            words(&message(&stub), RegionKind::Body),
            ["Your program shows no HTML.", "Bo leaves us in May, and nobody may know."]
        );
        let short = mail("Bo leaves.", "<p>Bo leaves. He may keep the key until May, but not the car.</p>");
        assert_eq!(
            words(&message(&short), RegionKind::Body),
            ["Bo leaves. He may keep the key until May, but not the car."]
        );
        let lost =
            mail("I do.\n\nWho feeds the hens?", "<p>I do.</p><blockquote>Who feeds the hens?</blockquote>");
        assert_eq!(words(&message(&lost), RegionKind::Body), ["I do."]);
        assert_eq!(words(&message(&lost), RegionKind::Quote), ["Who feeds the hens?"]);
        let kept = mail(
            "I do.\n\n> Who feeds the hens?",
            "<p>I do.</p><blockquote>Who feeds the hens?</blockquote>",
        );
        assert_eq!(words(&message(&kept), RegionKind::Quote), ["> Who feeds the hens?"]);
        let set_in = "<p>I do.</p><blockquote style='margin:0 0 0 40px;border:none;padding:0px'>And I like it.</blockquote>";
        assert_eq!(words(&message(&mail("I do.\n\nAnd I like it.", set_in)), RegionKind::Body).len(), 1);
        let same =
            mail("Bo leaves us in *May*.\n\n-- \nAna", "<p>Bo leaves us in <b>May</b>.</p><p>-- <br>Ana</p>");
        assert_eq!(words(&message(&same), RegionKind::Body), ["Bo leaves us in *May*."]);
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
