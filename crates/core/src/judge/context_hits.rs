//! Finds frames, exceptions and suggestions around a hit, or a question, that needs them.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

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
    /// What was found in ranges of words, by root, block, and the ends of the range: many sentences have several hits, and each
    /// asks. As one number they are compared in one step.
    known: RefCell<BTreeMap<u128, Rc<[Hit]>>>,
}

impl<'s> ContextHits<'s> {
    pub(super) fn new(context: &'s CheckContext<'s>) -> ContextHits<'s> {
        let frames = vec![OnceCell::new(); context.blocks.len()];
        ContextHits { context, frames, known: RefCell::default() }
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
            return Cow::Owned(self.known(Root::Frames, block, words).to_vec());
        }
        let hits = self.frames(block);
        let from = hits.partition_point(|hit| (hit.first as usize) < words.start);
        let to = hits.partition_point(|hit| (hit.first as usize) < words.end);
        Cow::Borrowed(hits.between(from, to.max(from)))
    }

    /// Returns the exceptions and suggestions that begin in a range of the words of a block.
    pub(super) fn exceptions_in(&self, block: usize, words: Range<usize>) -> Rc<[Hit]> {
        self.known(Root::Exceptions, block, words)
    }

    /// Returns the hits that begin in a range of the words of a block, looked for once.
    fn known(&self, root: Root, block: usize, words: Range<usize>) -> Rc<[Hit]> {
        let small = |number: usize| u128::from(u32::try_from(number).unwrap_or(u32::MAX));
        let place = [root as usize, block, words.start, words.end].map(small);
        let key = place.into_iter().fold(0, |key, number| key << u32::BITS | number);
        let mut known = self.known.borrow_mut();
        Rc::clone(known.entry(key).or_insert_with(|| self.walk(root, block, words).into()))
    }

    fn walk(&self, root: Root, block: usize, range: Range<usize>) -> Vec<Hit> {
        let mut hits = Vec::new();
        if let Some(words) = self.context.blocks.get(block) {
            let number = u32::try_from(block).unwrap_or(u32::MAX);
            match self.context.known {
                // Frames are looked for in whole blocks.
                Some(known) if root == Root::Frames && range.len() == words.list.len() => {
                    known.frames(self.context.table, words, number, &mut hits);
                }
                _ => phrases_from((self.context.table, root), words, number, range, &mut hits),
            }
        }
        hits
    }
}
