//! Tells the elements that mail programs set around a signature.

use super::tags::Tag;
use crate::text::Ends;

/// How programs call the element of a signature, with other words beside it.
const SIGNATURE: &[u8] = b"signature";

/// How Zoho calls it.
const ZOHOS: &str = "Zm-_Id_-Sgn";

/// Returns true if and only if an element is what a mail program sets around a signature: its class, its id or its name says so, or
/// what it is.
pub(super) fn is_signature(tag: &Tag<'_>) -> bool {
    tag.name.as_bytes() == SIGNATURE
        || [&tag.class, &tag.id, &tag.label]
            .into_iter()
            .any(|value| value.contains(ZOHOS) || names_signature(value))
}

/// `front-signature`, `messageSignatureSection`; `signatures` are what people collect.
fn names_signature(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut places = bytes.windows(SIGNATURE.len()).enumerate();
    places.any(|(at, part)| {
        let are_many = match *bytes.tail(at + part.len()) {
            [b's' | b'S', next, ..] => !next.is_ascii_lowercase(),
            [b's' | b'S'] => true,
            _ => false,
        };
        part.eq_ignore_ascii_case(SIGNATURE) && !are_many
    })
}
