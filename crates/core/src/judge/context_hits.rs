//! Finds frames, exceptions and suggestions around a hit, or a question, that needs them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::check_context::CheckContext;
use crate::scan::{Hit, phrases_from};
use crate::text::Ends;
use presend_lexicon::table::Root;

/// A text of more words than this is not a single message: what is said in one place says nothing of the rest, and frames are
/// sought where hits stand, not everywhere.
pub(super) const MAX_GENRE_WORDS: usize = 20_000;

/// Hits that no rule speaks on by itself. Frames are kept for each block, in the order of their first words.
pub(super) struct ContextHits<'s> {
    context: &'s CheckContext<'s>,
    frames: Vec<OnceCell<Vec<Hit>>>,
}

impl<'s> ContextHits<'s> {
    pub(super) fn new(context: &'s CheckContext<'s>) -> ContextHits<'s> {
        ContextHits { context, frames: vec![OnceCell::new(); context.blocks.len()] }
    }

    /// Returns the frames of a block.
    pub(super) fn frames(&self, block: usize) -> &[Hit] {
        let words = self.context.blocks.get(block).map_or(0, |words| words.list.len());
        let found = self.frames.get(block);
        found.map_or(&[], |found| found.get_or_init(|| self.walk(Root::Frames, block, 0..words)))
    }

    /// Returns the frames that begin in a range of the words of a block.
    pub(super) fn frames_in(&self, block: usize, words: Range<usize>) -> Cow<'_, [Hit]> {
        if self.context.word_count > MAX_GENRE_WORDS {
            return Cow::Owned(self.walk(Root::Frames, block, words));
        }
        let hits = self.frames(block);
        let from = hits.partition_point(|hit| (hit.first as usize) < words.start);
        let to = hits.partition_point(|hit| (hit.first as usize) < words.end);
        Cow::Borrowed(hits.between(from, to.max(from)))
    }

    /// Returns the exceptions and suggestions that begin in a range of the words of a block.
    pub(super) fn exceptions_in(&self, block: usize, words: Range<usize>) -> Vec<Hit> {
        self.walk(Root::Exceptions, block, words)
    }

    fn walk(&self, root: Root, block: usize, range: Range<usize>) -> Vec<Hit> {
        let mut hits = Vec::new();
        if let Some(words) = self.context.blocks.get(block) {
            let number = u32::try_from(block).unwrap_or(u32::MAX);
            phrases_from((self.context.table, root), words, number, range, &mut hits);
        }
        hits
    }
}
