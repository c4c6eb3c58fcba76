//! Cuts a header block into fields and decodes addresses and encoded words.

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;
use presend_lexicon::names::WordList;

use super::from_line::{has_time, is_escaped_separator};
use super::shifted::with_plain_words;
use crate::builtin::phrases;
use crate::message::model::Address;
use crate::text::decode::lossy;
use crate::text::{Ends, Span};

/// Longer values are cut before they are parsed; no writer types a megabyte of addresses.
const VALUE_LIMIT: usize = 1 << 20;

/// What Emacs sets between the header and the text of a draft.
const EMACS_SEPARATOR: &[u8] = b"--text follows this line--";

/// One header field of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: Span,
    /// The value without surrounding blanks; folded lines are in it as they stand.
    pub(crate) value: Span,
}

/// The header block of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields<'x> {
    bytes: &'x [u8],
    pub(crate) list: Vec<Field>,
    /// Where the body starts.
    pub(crate) body_start: usize,
    /// True when a blank line or Emacs' separator ends the block.
    pub(crate) is_closed: bool,
}

impl<'x> Fields<'x> {
    /// Reads the fields from `start` on; a line that is not a field starts the body.
    pub(crate) fn parse(bytes: &'x [u8], start: usize) -> Fields<'x> {
        let mut fields = Fields { bytes, list: Vec::new(), body_start: start, is_closed: false };
        let mut pos = start;
        while pos < bytes.len() {
            let rest = bytes.tail(pos);
            let line = rest.head(memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1));
            let end = pos + line.len();
            let bare = line.trim_ascii_end();
            if bare.is_empty() || bare == EMACS_SEPARATOR {
                fields.body_start = end;
                fields.is_closed = !fields.list.is_empty();
                // A blank line before any field is the body's own.
                if fields.list.is_empty() && bare.is_empty() {
                    fields.body_start = start;
                }
                return fields;
            }
            let is_folded = matches!(line, [b' ' | b'\t', ..]);
            if let Some(field) = fields.list.last_mut().filter(|_| is_folded) {
                field.value.end = pos + bare.len();
            } else if let Some(length) = field_name_len(line).filter(|_| !line.starts_with(b">")) {
                fields.list.push(field(bytes, pos, length, pos + bare.len()));
            } else if !is_escaped_separator(line) {
                break;
            }
            pos = end;
        }
        fields.body_start = pos;
        fields
    }

    /// Returns the value of the first field of that name.
    pub(crate) fn value(&self, name: &str) -> Option<&'x [u8]> {
        self.find(name).map(|field| self.bytes_of(field.value))
    }

    /// Returns the first field of that name.
    pub(crate) fn find(&self, name: &str) -> Option<Field> {
        self.all(name).next()
    }

    /// Returns every field of that name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = Field> {
        self.list
            .iter()
            .copied()
            .filter(move |field| self.bytes_of(field.name).eq_ignore_ascii_case(name.as_bytes()))
    }

    /// Returns true if one of the fields stands in every mail.
    pub(crate) fn has_mail_field(&self) -> bool {
        ["from", "to", "subject", "date"].iter().any(|name| self.find(name).is_some())
    }

    /// Returns true if and only if the fields are those of a mail: an address or a moment stands in them, or all of them
    /// are fields of mail and one is the subject. A form has a date too.
    pub(crate) fn is_of_mail(&self) -> bool {
        let value = |name: &str| self.find(name).map(|field| self.bytes_of(field.value));
        let listed = phrases(WordList::MailFields);
        let has_address = listed.iter().any(|name| value(name).is_some_and(|value| value.contains(&b'@')));
        let is_dated = value("date").is_some_and(has_time) && self.list.len() > 1;
        let is_field_of_mail = |name: &[u8]| {
            name.contains(&b'-') || listed.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
        };
        let is_all_of_mail = self.list.iter().all(|field| is_field_of_mail(self.bytes_of(field.name)));
        self.has_mail_field() && (has_address || is_dated || is_all_of_mail && value("subject").is_some())
    }

    /// Returns true if a field's name is one that prose does not open with.
    pub(crate) fn has_compound_name(&self) -> bool {
        self.list.iter().any(|field| self.bytes_of(field.name).contains(&b'-'))
    }

    pub(crate) fn bytes_of(&self, span: Span) -> &'x [u8] {
        span.of_bytes(self.bytes)
    }
}

fn field_name_len(line: &[u8]) -> Option<usize> {
    let colon = memchr::memchr(b':', line.head(80))?;
    let name = line.head(colon).trim_ascii_end();
    (!name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic())).then_some(colon)
}

fn field(bytes: &[u8], pos: usize, colon: usize, end: usize) -> Field {
    let name = Span::new(pos, pos + Span::new(pos, pos + colon).of_bytes(bytes).trim_ascii_end().len());
    let start = pos + colon + 1;
    let blanks =
        Span::new(start, end).of_bytes(bytes).iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    Field { name, value: Span::new(start + blanks, end) }
}

/// Ends a value as the parser wants it.
fn terminated(value: &[u8]) -> Vec<u8> {
    let mut terminated = with_plain_words(value.head(VALUE_LIMIT)).into_owned();
    terminated.extend_from_slice(b"\r\n");
    terminated
}

/// Decodes the encoded words of a value and unfolds it.
pub(crate) fn decode_words(value: &[u8]) -> String {
    let value = terminated(value);
    match MessageStream::new(&value).parse_unstructured() {
        HeaderValue::Text(text) => text.into_owned(),
        HeaderValue::TextList(list) => list.join(" "),
        _ => String::new(),
    }
}

/// Reads a list of addresses; what is not an address is kept as it stands.
pub(crate) fn addresses(value: &[u8]) -> Vec<Address> {
    let bytes = terminated(value);
    let list = match MessageStream::new(&bytes).parse_address() {
        HeaderValue::Address(address) => address.into_list(),
        _ => Vec::new(),
    };
    let found: Vec<Address> = list
        .into_iter()
        .map(|address| Address {
            name: address.name.unwrap_or_default().into_owned(),
            address: address.address.unwrap_or_default().into_owned(),
        })
        .filter(|address| !(address.name.is_empty() && address.address.is_empty()))
        .collect();
    let text = lossy(value);
    if found.is_empty() && !text.trim().is_empty() {
        return vec![Address { name: String::new(), address: text.trim().to_owned() }];
    }
    found
}

/// Reads message ids, `<a@b> <c@d>`.
pub(crate) fn ids(value: &[u8]) -> Vec<String> {
    let text = lossy(value);
    let ids = text.split(['<', '>', ' ', '\t', '\r', '\n', ',']).filter(|id| id.contains('@'));
    ids.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_cut_and_folded() {
        let text = b"From: a@b.c\nSubject: one\n two\nTo:\n\nbody";
        let fields = Fields::parse(text, 0);
        assert_eq!(fields.list.len(), 3);
        assert_eq!(fields.value("SUBJECT"), Some(&b"one\n two"[..]));
        assert_eq!(fields.value("to"), Some(&b""[..]));
        assert_eq!(&text[fields.body_start..], b"body");
        assert!(fields.is_closed && fields.has_mail_field());
    }

    #[test]
    fn a_line_that_is_not_a_field_starts_the_body() {
        let text = b"Subject: x\nHi there, this: broken\n";
        let fields = Fields::parse(text, 0);
        assert_eq!((fields.list.len(), fields.body_start, fields.is_closed), (1, 11, false));
        assert_eq!(Fields::parse(b"\nhi", 0).body_start, 0);
        assert_eq!(Fields::parse(b"", 0), Fields::default());
    }

    #[test]
    fn words_and_addresses_are_decoded() {
        assert_eq!(decode_words(b"=?utf-8?Q?caf=C3=A9?= =?iso-8859-1?B?6Q==?=\n now"), "caféé now");
        assert_eq!(decode_words(b"=?iso-2022-kr?B?GyQpQw4+SDNnDw==?= Bo"), "\u{c548}\u{b155} Bo");
        let list = addresses(b"\"Silva, Ana\" <ana@example.com>, b@example.com, Team: c@example.com;");
        assert_eq!(list.len(), 3);
        assert_eq!((list[0].name.as_str(), list[0].address.as_str()), ("Silva, Ana", "ana@example.com"));
        assert_eq!(addresses(b"  ").len(), 0);
        assert_eq!(ids(b"<a@b>\n <c@d> junk"), ["a@b", "c@d"]);
    }
}
