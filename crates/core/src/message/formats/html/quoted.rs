//! Knows the elements by which mail programs mark the message that is answered.

use super::tags::Tag;

/// Parts of the names of elements that hold nothing but that message or the line above it.
const QUOTED: [&str; 4] =
    ["moz-cite-prefix", "yahoo_quoted", "gmail_attr", "ms-outlook-mobile-reference-message"];
/// Parts of the names of elements that hold its header, below which it stands.
const HEADERS: [&str; 2] = ["divRplyFwdMsg", "OLK_SRC_BODY_SECTION"];

/// Returns true if and only if a program marks an element as quoted.
pub(super) fn is_quoted(tag: &Tag<'_>) -> bool {
    is_named(tag, &QUOTED)
}

/// Returns true if and only if all that stands behind an element is quoted.
pub(super) fn takes_rest(tag: &Tag<'_>) -> bool {
    is_named(tag, &HEADERS)
}

fn is_named(tag: &Tag<'_>, marks: &[&str]) -> bool {
    marks.iter().any(|mark| tag.class.contains(mark) || tag.id.contains(mark))
}
