//! Finds the frames, exceptions and suggestions of a block when one of its hits, or a question, first needs them.

use std::cell::OnceCell;
use std::ops::Range;

use super::check_context::CheckContext;
use crate::scan::{Hit, phrases_from};
use presend_lexicon::table::Root;

/// Hits that no rule speaks on by itself, for each block in the order of their first words.
pub(super) struct ContextHits<'s> {
    context: &'s CheckContext<'s>,
    frames: Vec<OnceCell<Vec<Hit>>>,
    exceptions: Vec<OnceCell<Vec<Hit>>>,
}

impl<'s> ContextHits<'s> {
    pub(super) fn new(context: &'s CheckContext<'s>) -> ContextHits<'s> {
        let empty = || vec![OnceCell::new(); context.blocks.len()];
        ContextHits { context, frames: empty(), exceptions: empty() }
    }

    /// Returns the frames of a block.
    pub(super) fn frames(&self, block: usize) -> &[Hit] {
        self.found(&self.frames, Root::Frames, block)
    }

    /// Returns the frames that begin in a range of the words of a block.
    pub(super) fn frames_in(&self, block: usize, words: Range<usize>) -> &[Hit] {
        beginning_in(self.frames(block), words)
    }

    /// Returns the exceptions and suggestions that begin in a range of the words of a block.
    pub(super) fn exceptions_in(&self, block: usize, words: Range<usize>) -> &[Hit] {
        beginning_in(self.found(&self.exceptions, Root::Exceptions, block), words)
    }

    fn found<'h>(&self, of_blocks: &'h [OnceCell<Vec<Hit>>], root: Root, block: usize) -> &'h [Hit] {
        let Some((found, words)) = of_blocks.get(block).zip(self.context.blocks.get(block)) else {
            return &[];
        };
        found.get_or_init(|| {
            let mut hits = Vec::new();
            let number = u32::try_from(block).unwrap_or(u32::MAX);
            phrases_from((self.context.table, root), words, number, &mut hits);
            hits
        })
    }
}

/// Returns those of the hits, which are in the order of their first words, that begin in a range of words.
fn beginning_in(hits: &[Hit], words: Range<usize>) -> &[Hit] {
    let from = hits.partition_point(|hit| (hit.first as usize) < words.start);
    let hits = &hits[from..];
    &hits[..hits.partition_point(|hit| (hit.first as usize) < words.end)]
}
