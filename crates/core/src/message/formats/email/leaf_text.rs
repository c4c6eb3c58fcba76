//! Decodes the text of a MIME part.

use std::borrow::Cow;

use super::media_type::Encoding;
use super::mime::Leaf;
use crate::message::transfer::{self, Coding};
use crate::message::unread::UnreadCause;
use crate::text::decode::decode;

/// Opens an encrypted message inside a text.
const PGP_MESSAGE: &[u8] = b"\n-----BEGIN PGP MESSAGE-----";

/// Decodes a leaf's transfer encoding and charset, and says how far its offsets can be traced back.
pub(super) fn decode_leaf(bytes: &[u8], leaf: &Leaf) -> (String, Coding) {
    let coding = match (leaf.encoding, leaf.deletes_blanks) {
        (Encoding::Identity, false) => Coding::Opaque,
        (Encoding::QuotedPrintable, false) => Coding::QuotedPrintable,
        (Encoding::Base64, false) => Coding::Base64,
        (Encoding::Identity, true) => Coding::Flowed,
        (Encoding::QuotedPrintable, true) => Coding::FlowedQuotedPrintable,
        (Encoding::Base64, true) => Coding::FlowedBase64,
    };
    let decoded = match coding {
        Coding::Opaque => Cow::Borrowed(bytes),
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

/// Returns why the text of a leaf cannot be made out whole.
pub(super) fn flaw(bytes: &[u8], leaf: &Leaf) -> Option<UnreadCause> {
    let coding = match leaf.encoding {
        Encoding::Identity => Coding::Opaque,
        Encoding::QuotedPrintable => Coding::QuotedPrintable,
        Encoding::Base64 => Coding::Base64,
    };
    if bytes.starts_with(PGP_MESSAGE.trim_ascii_start()) || memchr::memmem::find(bytes, PGP_MESSAGE).is_some()
    {
        return Some(UnreadCause::Encrypted);
    }
    if transfer::is_damaged(bytes, coding) {
        return Some(UnreadCause::Damaged);
    }
    let name = leaf.charset.as_deref()?.trim();
    let is_known = encoding_rs::Encoding::for_label(name.as_bytes()).is_some()
        || mail_parser::decoders::charsets::map::charset_decoder(name.as_bytes()).is_some();
    let is_plain = || match coding {
        Coding::Opaque => std::str::from_utf8(bytes).is_ok(),
        _ => std::str::from_utf8(&transfer::decode(bytes, coding)).is_ok(),
    };
    (!is_known && !is_plain()).then_some(UnreadCause::Charset)
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
pub(super) fn is_transparent(bytes: &[u8], charset: Option<&str>) -> bool {
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
