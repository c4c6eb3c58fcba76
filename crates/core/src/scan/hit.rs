//! A hit: where a term, mark or pattern stands, and of which rule.

use crate::text::Span;
use presend_lexicon::table::TermKind;

/// Where a term, mark or pattern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Number of the rule (of the frame, for hits from `Root::Frames`).
    pub rule: u32,
    /// What the term is to the rule.
    pub kind: TermKind,
    /// Number of the term in its list, or of the suggestion.
    pub index: u32,
    /// Index of the block, or [`NO_BLOCK`] outside the words.
    pub block: u32,
    /// First word of the hit in its block; for a mark the word before it.
    pub first: u32,
    /// Last word of the hit in its block.
    pub last: u32,
    /// Index of the part.
    pub part: usize,
    /// The place in that part, in bytes.
    pub span: Span,
    /// It came from a pattern whose value is private.
    pub is_value: bool,
}

impl Hit {
    /// Makes a hit of a rule on a stretch of a part, outside the words.
    #[must_use]
    pub(crate) const fn on_text(rule: u32, part: usize, span: Span, is_value: bool) -> Hit {
        let kind = TermKind::Term;
        Hit { rule, kind, index: u32::MAX, block: NO_BLOCK, first: 0, last: 0, part, span, is_value }
    }
}

/// The block of hits that stand outside the words that were cut.
pub(crate) const NO_BLOCK: u32 = u32::MAX;
