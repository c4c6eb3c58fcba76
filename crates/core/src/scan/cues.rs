//! Finds the weighted cues of a message: each once, at its first place.

use crate::builtin::CUES;
use crate::text::Span;
use crate::words::{NUMBER, OPAQUE, SENTENCE_START, Word, Words};
use presend_lexicon::cues::START_NODE;
use presend_lexicon::table::NONE;

/// A cue that stands in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CueHit {
    /// Its number, from 1.
    pub cue: u32,
    /// The part it first stands in.
    pub part: usize,
    /// Where, in bytes of that part.
    pub span: Span,
}

/// The cues found so far.
#[derive(Debug, Clone)]
pub(crate) struct CueHits {
    found: Vec<u64>,
    /// Each cue once, in the order of their first places.
    pub list: Vec<CueHit>,
}

impl Default for CueHits {
    fn default() -> CueHits {
        CueHits { found: vec![0; CUES.len() / 64 + 1], list: Vec::new() }
    }
}

impl CueHits {
    /// Looks for cues in the words of a block.
    pub(crate) fn find(&mut self, words: &Words) {
        let mut opens = false;
        for (at, word) in words.list.iter().enumerate() {
            opens |= word.has(SENTENCE_START);
            // A number in front leaves the opening to the word behind it.
            if opens && !is_gap(*word) {
                self.follow(START_NODE, words, at, 2, (at, at));
                opens = false;
            }
            if word.id == NONE || is_gap(*word) {
                continue;
            }
            let head = CUES.head(word.id);
            if head != 0 {
                self.follow(head, words, at + 1, 2, (at, at));
            }
        }
    }

    /// Adds what another piece of the message holds.
    pub(crate) fn extend(&mut self, other: CueHits) {
        other.list.into_iter().for_each(|hit| self.add(hit));
    }

    /// Walks the trie from a node on over at most `left` words; `range` are the words passed so far.
    fn follow(&mut self, node: u32, words: &Words, from: usize, left: usize, range: (usize, usize)) {
        let (mut node, mut range) = (node, range);
        for at in from..=from + left {
            let Some(found) = CUES.node(node) else { return };
            if found.cue != 0 {
                let span = words.span(range.0, range.1);
                self.add(CueHit { cue: found.cue, part: words.part, span });
            }
            let Some(word) = words.list.get(at).filter(|_| at < from + left) else { return };
            let starts_anew = word.has(SENTENCE_START) && !(node == START_NODE && at == range.0);
            if word.id == NONE || is_gap(*word) || starts_anew {
                return;
            }
            match CUES.next(&found, word.id) {
                Some(found) => node = found,
                None => return,
            }
            range.1 = at;
        }
    }

    fn add(&mut self, hit: CueHit) {
        let (slot, bit) = (hit.cue as usize / 64, 1 << (hit.cue % 64));
        if self.found[slot] & bit == 0 {
            self.found[slot] |= bit;
            self.list.push(hit);
        }
    }
}

/// Returns true if and only if no cue goes over the word.
const fn is_gap(word: Word) -> bool {
    word.has(NUMBER | OPAQUE)
}
