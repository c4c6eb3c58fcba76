//! Reads what the fields of a MIME part say about it: its media type, its encoding, whether it is shown.

use crate::message::unread::UnreadCause;
use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::header::Fields;
use crate::text::Ends;

/// Of a Content-Type field so many bytes are read. The parser looks through all pieces of a parameter for each piece of it, and
/// no mail program writes a name of so many.
const MOST_FIELD_BYTES: usize = 8 << 10;

/// How a leaf's bytes were encoded for the transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// 7bit, 8bit, binary, or a name that nobody knows.
    Identity,
    QuotedPrintable,
    Base64,
}

/// What a leaf is to the reader of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    Plain,
    Html,
    /// An invitation.
    Calendar,
    /// A whole message that is passed on.
    Message,
    Attachment,
    /// An image shown in the text, a signature of the mail: neither text nor attachment.
    Inline,
}

/// What a Content-Type field says, with the default of a part that has none.
pub(super) struct MediaType {
    pub(super) media: String,
    pub(super) subtype: String,
    pub(super) boundary: Option<Vec<u8>>,
    pub(super) charset: Option<String>,
    /// `format=flowed; delsp=yes`
    pub(super) deletes_blanks: bool,
    pub(super) has_name: bool,
}

/// Reads a Content-Type field; a part without one is plain text.
pub(super) fn media_type(value: Option<&[u8]>) -> MediaType {
    let mut found = MediaType {
        media: "text".into(),
        subtype: "plain".into(),
        boundary: None,
        charset: None,
        deletes_blanks: false,
        has_name: false,
    };
    let Some(value) = value else { return found };
    let mut bytes = bounded(value).to_vec();
    bytes.extend_from_slice(b"\r\n");
    if let HeaderValue::ContentType(content_type) = MessageStream::new(&bytes).parse_content_type() {
        found.media = content_type.ctype().to_ascii_lowercase();
        found.subtype = content_type.subtype().unwrap_or_default().to_ascii_lowercase();
        let boundary = content_type.attribute("boundary").map(|text| text.trim_end().as_bytes().to_vec());
        found.boundary = boundary.filter(|boundary| !boundary.is_empty() && found.media == "multipart");
        let is = |name: &str, value: &str| {
            content_type.attribute(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        found.deletes_blanks = is("format", "flowed") && is("delsp", "yes");
        found.charset = content_type.attribute("charset").map(str::to_owned);
        found.has_name = content_type.has_attribute("name");
    }
    found
}

/// Cuts a long field behind one of its parameters.
fn bounded(value: &[u8]) -> &[u8] {
    match value.get(..MOST_FIELD_BYTES) {
        Some(start) => start.head(memchr::memrchr(b';', start).unwrap_or(start.len())),
        None => value,
    }
}

/// Reads a Content-Transfer-Encoding field.
pub(super) fn encoding(value: Option<&[u8]>) -> Encoding {
    match value {
        Some(name) if name.eq_ignore_ascii_case(b"quoted-printable") => Encoding::QuotedPrintable,
        Some(name) if name.eq_ignore_ascii_case(b"base64") => Encoding::Base64,
        _ => Encoding::Identity,
    }
}

/// Tells what a part is to the reader; `is_whole` says that it is the whole message.
pub(super) fn leaf_kind(fields: &Fields<'_>, media_type: &MediaType, is_whole: bool) -> LeafKind {
    const SIGNATURES: [&str; 3] = ["pgp-signature", "pkcs7-signature", "x-pkcs7-signature"];
    let (media, subtype) = (media_type.media.as_str(), media_type.subtype.as_str());
    let disposition = disposition(fields);
    let is_shown = disposition.as_deref() == Some("inline") || fields.find("content-id").is_some();
    match (media, subtype) {
        ("text", "calendar") if disposition.as_deref() != Some("attachment") => LeafKind::Calendar,
        ("text" | "multipart" | "", subtype) if is_whole => {
            if subtype == "html" {
                LeafKind::Html
            } else {
                LeafKind::Plain
            }
        }
        ("message", "rfc822" | "global") => LeafKind::Message,
        ("application", name) if SIGNATURES.contains(&name) => LeafKind::Inline,
        ("message", "delivery-status") => LeafKind::Inline,
        _ if disposition.as_deref() == Some("attachment") => LeafKind::Attachment,
        ("text", "plain") | ("multipart" | "", _) if !media_type.has_name || is_shown => LeafKind::Plain,
        ("text", "html") => LeafKind::Html,
        ("text", "enriched" | "x-amp-html") => LeafKind::Inline,
        ("image", _) if is_shown => LeafKind::Inline,
        _ => LeafKind::Attachment,
    }
}

/// Tells why nothing can be read in a part of a type.
pub(super) fn sealed(media_type: &MediaType) -> Option<UnreadCause> {
    match (media_type.media.as_str(), media_type.subtype.as_str()) {
        ("application", "pkcs7-mime" | "x-pkcs7-mime" | "pgp-encrypted" | "pgp") => {
            Some(UnreadCause::Encrypted)
        }
        ("application", "ms-tnef" | "vnd.ms-tnef") => Some(UnreadCause::Tnef),
        ("message", "partial" | "external-body") => Some(UnreadCause::Elsewhere),
        _ => None,
    }
}

/// Returns true if a Content-Disposition names a file.
pub(super) fn has_file_name(fields: &Fields<'_>) -> bool {
    let value = fields.value("content-disposition").unwrap_or_default().to_ascii_lowercase();
    memchr::memmem::find(&value, b"filename").is_some()
}

fn disposition(fields: &Fields<'_>) -> Option<String> {
    let value = fields.value("content-disposition")?;
    let word = value.split(|&byte| byte == b';').next().unwrap_or_default();
    Some(String::from_utf8_lossy(word).trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_of_many_pieces_is_read_as_far_as_mail_programs_write() {
        let pieces = |count: usize| {
            let pieces = (0..count).map(|number| format!(";\r\n name*{number}*=b"));
            format!("multipart/mixed; boundary=q{}; charset=utf-8", pieces.collect::<String>()).into_bytes()
        };
        let short = pieces(100);
        assert_eq!(bounded(&short), short);
        assert_eq!(media_type(Some(&short)).charset.as_deref(), Some("utf-8"));
        // Read whole, this takes as long as the square of the pieces.
        let long = pieces(400_000);
        assert!(bounded(&long).len() <= MOST_FIELD_BYTES && bounded(&long).ends_with(b"=b"));
        let found = media_type(Some(&long));
        assert_eq!((found.boundary.as_deref(), found.charset), (Some(&b"q"[..]), None));
        assert_eq!(bounded(&[b'x'; MOST_FIELD_BYTES + 1]).len(), MOST_FIELD_BYTES);
    }
}
