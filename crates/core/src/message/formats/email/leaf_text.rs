//! Decodes the text of a MIME part.

use std::borrow::Cow;

use super::charset::{decode_as, is_guessed, is_transparent};
use super::media_type::Encoding;
use super::mime::Leaf;
use crate::message::transfer::{self, Coding};
use crate::message::unread::UnreadCause;

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
    (decode_as(&decoded, charset), Coding::Opaque)
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
    let decoded = || match coding {
        Coding::Opaque => Cow::Borrowed(bytes),
        _ => Cow::Owned(transfer::decode(bytes, coding)),
    };
    is_guessed(decoded, leaf.charset.as_deref()?).then_some(UnreadCause::Charset)
}
