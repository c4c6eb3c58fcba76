//! Holds new words for a stretch of text, as checks make them and as diagnostics suggest them.

use std::sync::Arc;

use crate::diagnostic::Applicability;
use crate::text::Span;

/// New words for a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rewording {
    /// Number of the wording in its rule, which has the title.
    pub wording: u32,
    /// The bytes that go.
    pub span: Span,
    /// What comes in their place.
    pub text: Arc<str>,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
}

/// New words that a check made for what it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewWords {
    /// The bytes that go.
    pub span: Span,
    /// What comes in their place.
    pub text: Arc<str>,
    /// They mean the same for certain.
    pub is_sure: bool,
}

/// Returns a text with a capital first.
pub(crate) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
