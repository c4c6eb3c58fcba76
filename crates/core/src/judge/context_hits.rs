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

/// The number of a root, a block, and where a range of its words begins and ends.
type Place = (usize, usize, usize, usize);

/// Hits that no rule speaks on by itself. Frames are kept for each block, in the order of their first words.
pub(super) struct ContextHits<'s> {
    context: &'s CheckContext<'s>,
    frames: Vec<OnceCell<Vec<Hit>>>,
    /// What was found in ranges of words: many sentences have several hits, and each asks.
    known: RefCell<BTreeMap<Place, Rc<[Hit]>>>,
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
        let key = (root as usize, block, words.start, words.end);
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let found: Rc<[Hit]> = self.walk(root, block, words).into();
        self.known.borrow_mut().insert(key, Rc::clone(&found));
        found
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
