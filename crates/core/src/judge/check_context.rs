//! What a check of one rule sees: a piece of a message with its words, the rules, and what is known beside the words.

use super::datetime::{TimeExpression, in_sentence};
use super::facts::Facts;
use super::finding::Finding;
use super::rule_book::RuleBook;
use crate::message::{Message, RegionKind, RegionMap};
use crate::scan::{Hit, KnownSentences, NO_BLOCK};
use crate::words::{Word, Words};
use presend_lexicon::List;
use presend_lexicon::table::{COMMON, NONE, Table};

/// One piece of a message with its words: the whole of it, unless it is very large.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CheckContext<'a> {
    /// The message.
    pub message: &'a Message<'a>,
    /// Its regions by place.
    pub regions: &'a RegionMap,
    /// The words of its blocks.
    pub blocks: &'a [Words],
    /// The built-in table.
    pub table: Table<'a>,
    /// The rules and frames.
    pub book: RuleBook<'a>,
    /// What was found in the sentences of drafts before, where it is kept.
    pub known: Option<&'a KnownSentences>,
    /// `email`, `chat` or `commit`.
    pub profile: &'a str,
    /// Words of the whole message, more than those in `blocks` where it is very large.
    pub word_count: usize,
    /// Questions of the whole message.
    pub question_count: usize,
    /// What is known beside the words.
    pub facts: &'a Facts,
}

impl<'a> CheckContext<'a> {
    /// Returns the block of a hit, if it stands in one.
    #[must_use]
    pub(crate) fn words(&self, hit: &Hit) -> Option<&'a Words> {
        if hit.block == NO_BLOCK { None } else { self.blocks.get(hit.block as usize) }
    }

    /// Returns true if and only if a word is among the commonest of English.
    pub(super) fn is_common(&self, word: &Word) -> bool {
        word.id != NONE && self.table.flags(word.id) & COMMON != 0
    }

    /// Returns the text of a part.
    #[must_use]
    pub(crate) fn text(&self, part: usize) -> &'a str {
        self.message.parts.get(part).map_or("", |part| &part.text)
    }

    /// Returns the kind of region a hit stands in.
    #[must_use]
    pub(crate) fn region(&self, hit: &Hit) -> RegionKind {
        if let Some(words) = self.words(hit) {
            return words.kind_at(hit.span.start);
        }
        self.regions.around(hit.part, hit.span).map_or(RegionKind::Body, |region| region.kind)
    }

    /// Returns the dates and times of the sentence in which a finding stands, with spans in its part.
    pub(super) fn times_near(&self, finding: &Finding) -> Vec<TimeExpression> {
        let words = self.words(&finding.hit);
        words.map_or_else(Vec::new, |words| {
            in_sentence(self.text(finding.hit.part), words, finding.hit.first as usize)
        })
    }

    /// Returns true if and only if one of `range`'s words is among `folded`.
    #[must_use]
    pub(crate) fn has_word(&self, words: &Words, range: std::ops::Range<usize>, folded: List<'_>) -> bool {
        words
            .list
            .get(range)
            .unwrap_or_default()
            .iter()
            .any(|word| word.id != NONE && folded.contains(self.table.text(word.id)))
    }
}
