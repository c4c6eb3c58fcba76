//! Recognises the line that opens a message that is passed on.

use presend_lexicon::names::WordList;

use super::lines::{banner_text, starts_with_any, window};
use crate::builtin::phrases;

/// Returns true if and only if all below a line is a message that is passed on.
pub(super) fn is_forward_banner(line: &str) -> bool {
    phrases(WordList::ForwardLines).iter().any(|banner| is_banner(line, banner))
        || banner_text(line).is_some_and(|inner| starts_with_any(inner, WordList::ForwardBanners))
}

/// Compares a whole line with a banner; only the first letter must have the same case.
fn is_banner(line: &str, banner: &str) -> bool {
    line.bytes().next() == banner.bytes().next() && window(line).trim().eq_ignore_ascii_case(banner)
}
