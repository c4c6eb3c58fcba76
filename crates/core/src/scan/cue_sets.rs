//! Keeps the cues that stand in a message and in a sentence, each once.

use crate::builtin::CUES;
use crate::text::{clear_bit, set_bit};

/// A set of cues; it takes memory from the first one on.
#[derive(Debug, Clone, Default)]
pub(super) struct CueSet(Vec<u64>);

impl CueSet {
    /// Adds a cue; returns true if and only if it was not there.
    #[inline]
    pub(super) fn insert(&mut self, cue: u32) -> bool {
        if let Some(word) = self.0.get_mut(cue as usize / 64) {
            let bit = 1 << (cue % 64);
            let is_new = *word & bit == 0;
            *word |= bit;
            return is_new;
        }
        self.grow(cue);
        set_bit(&mut self.0, cue as usize)
    }

    fn remove(&mut self, cue: u32) {
        clear_bit(&mut self.0, cue as usize);
    }

    /// Makes room for a cue, and for all others.
    #[cold]
    fn grow(&mut self, cue: u32) {
        self.0.resize((cue as usize / 64).max(CUES.len() / 64) + 1, 0);
    }
}

/// So many cues of a sentence are looked through; more make a set.
const FEW: usize = 128;

/// The cues of a sentence: most that are not among them are known by a bit, so that they take little memory and are soon forgotten.
#[derive(Debug, Clone, Default)]
pub(super) struct SentenceCues {
    list: Vec<u32>,
    bits: [u64; 16],
    /// The same, where they are many.
    many: CueSet,
}

impl SentenceCues {
    /// Adds a cue; returns true if and only if it was not there.
    #[inline(always)]
    pub(super) fn insert(&mut self, cue: u32) -> bool {
        let place = cue as usize % (self.bits.len() * 64);
        if self.list.len() >= FEW {
            return self.insert_in_many(cue);
        }
        if !set_bit(&mut self.bits, place) && self.list.contains(&cue) {
            return false;
        }
        self.list.push(cue);
        true
    }

    #[cold]
    fn insert_in_many(&mut self, cue: u32) -> bool {
        if self.list.len() == FEW {
            self.list.iter().for_each(|cue| _ = self.many.insert(*cue));
        }
        let is_new = self.many.insert(cue);
        if is_new {
            self.list.push(cue);
        }
        is_new
    }

    /// Forgets them all.
    pub(super) fn clear(&mut self) {
        if self.list.len() >= FEW {
            self.list.iter().for_each(|cue| self.many.remove(*cue));
        }
        self.list.clear();
        self.bits = Default::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_sentence_has_each_cue_once(sentences in prop::collection::vec(prop::collection::vec(0_u32..3000, 0..400), 1..4)) {
            let mut cues = SentenceCues::default();
            for sentence in sentences {
                let (mut known, mut list) = (BTreeSet::new(), Vec::new());
                for cue in sentence {
                    let is_new = known.insert(cue);
                    prop_assert_eq!(cues.insert(cue), is_new);
                    list.extend(is_new.then_some(cue));
                }
                prop_assert_eq!(&cues.list, &list);
                cues.clear();
            }
        }
    }
}
