//! Cuts the writer's own words into folded words and sentences, with their places.

mod blocks;
mod ends;
mod pass;
mod tokenizer;
mod unusual_tokens;

pub(crate) use blocks::{Block, blocks};
pub(crate) use tokenizer::Tokenizer;

use crate::message::RegionKind;
use crate::text::Span;

/// The word begins with a capital.
pub(crate) const CAPITALISED: u32 = 1;
/// The word has two or more letters, all capital.
pub(crate) const ALL_CAPS: u32 = 1 << 1;
/// The word is made of digits, perhaps with letters behind (`5pm`).
pub(crate) const NUMBER: u32 = 1 << 2;
/// The word is a person's name, as far as one can tell.
pub(crate) const NAME: u32 = 1 << 3;
/// The word begins a sentence.
pub(crate) const SENTENCE_START: u32 = 1 << 4;
/// The word begins a paragraph, a list entry or a region; it begins a sentence too.
pub(crate) const BREAK: u32 = 1 << 5;
/// The word is a URL, an address, a path, an identifier or a stretch of code.
pub(crate) const OPAQUE: u32 = 1 << 6;
/// The word is the second half of a short form (`not` in `don't`).
pub(crate) const SPLIT: u32 = 1 << 7;
/// Some built-in term is entered at the word.
pub(crate) const STARTS: u32 = 1 << 8;
/// Some built-in term is entered at the word whatever comes next.
pub(crate) const STARTS_ANYHOW: u32 = 1 << 10;
/// A letter of the word may stand three times in a row.
pub(crate) const DRAWN: u32 = 1 << 9;

/// A sentence or paragraph is looked through so many words far.
const REACH: usize = 200;

pub(crate) use presend_lexicon::table::{
    FIRST_PERSON, NEGATION, NUMBER_WORD, SECOND_PERSON, STARTS_CUE, STARTS_EXCEPTION, STARTS_FRAME,
    THIRD_PERSON, THIRD_PERSONS, WRITER,
};

/// One word of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its number in the built-in vocabulary, or none.
    pub id: u32,
    /// Its first byte, counted from the block's base.
    pub start: u32,
    /// The byte after its last one, counted from the block's base.
    pub end: u32,
    /// What is known of it: [`CAPITALISED`] and so on, and what the vocabulary knows, such as [`STARTS_CUE`].
    pub flags: u32,
}

impl Word {
    /// Returns true if and only if the word has one of these flags.
    #[must_use]
    #[inline]
    pub(crate) const fn has(self, flags: u32) -> bool {
        self.flags & flags != 0
    }
}

/// A token by which a pattern may be gated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Number of the gate word in the built-in vocabulary; none for a number or a word with digits or signs.
    pub id: u32,
    /// Its first byte, counted from the block's base.
    pub start: u32,
    /// The byte after its last one, counted from the block's base.
    pub end: u32,
}

/// The words of one block of text. Terms never match across blocks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Index of the part the block stands in.
    pub part: usize,
    /// The block's first byte in that part.
    pub base: usize,
    /// The byte of that part after the block's last one.
    pub end: usize,
    /// The words in order.
    pub list: Vec<Word>,
    /// Where stretches of one region kind begin, as byte offsets from the base.
    pub kinds: Vec<(u32, RegionKind)>,
    /// Runs of two or more `!` and `?`, from the base.
    pub runs: Vec<(u32, u32)>,
    /// Stretches that hold signs other than plain punctuation, from the base: where marks may stand.
    pub signs: Vec<(u32, u32)>,
    /// Tokens by which a pattern may be gated: gate words, long numbers, tokens of letters with digits or signs.
    pub tokens: Vec<Token>,
    /// For each word the bits of the next one, and of a few behind it in the sentence; empty until a walk needs them.
    pub ahead: Vec<(u64, u64)>,
    /// The same of the word before, and of a few before that.
    pub behind: Vec<(u64, u64)>,
    /// How many of the words are among the commonest of English.
    pub common: usize,
    /// How many sentences end with a question mark.
    pub questions: usize,
}

impl Words {
    /// Returns the place in the part of the words `first..=last`.
    #[must_use]
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        let place = |offset: Option<u32>| self.base + offset.unwrap_or_default() as usize;
        let (first, last) = (self.list.get(first), self.list.get(last));
        Span::new(place(first.map(|word| word.start)), place(last.map(|word| word.end)))
    }

    /// Returns true if and only if there is a word at a place that has one of the flags.
    #[must_use]
    pub(crate) fn has(&self, at: usize, flags: u32) -> bool {
        self.list.get(at).is_some_and(|word| word.has(flags))
    }

    /// Returns true if and only if the block is a subject.
    #[must_use]
    pub(crate) fn is_subject(&self) -> bool {
        self.kind_at(self.base) == RegionKind::Subject
    }

    /// Returns the kind of region that the byte `offset` of the part stands in.
    #[must_use]
    pub(crate) fn kind_at(&self, offset: usize) -> RegionKind {
        let offset = offset.saturating_sub(self.base);
        let after = self.kinds.partition_point(|&(start, _)| start as usize <= offset);
        self.kinds.get(after.saturating_sub(1)).map_or(RegionKind::Body, |&(_, kind)| kind)
    }

    /// Returns the words of the sentence around the word `at`, as a range.
    #[must_use]
    pub(crate) fn sentence(&self, at: usize) -> std::ops::Range<usize> {
        self.around(at, SENTENCE_START)
    }

    /// Returns the words of the paragraph around the word `at`, as a range.
    #[must_use]
    pub(crate) fn paragraph(&self, at: usize) -> std::ops::Range<usize> {
        self.around(at, BREAK)
    }

    /// Returns the place behind the last word of the sentence that begins with the word `start`.
    #[must_use]
    pub(crate) fn sentence_end(&self, start: usize) -> usize {
        let rest = self.list.get(start + 1..).unwrap_or_default();
        start + 1 + rest.iter().position(|word| word.has(SENTENCE_START)).unwrap_or(rest.len())
    }

    /// Returns the words that begin a sentence, in order.
    pub(crate) fn sentence_starts(&self) -> Vec<usize> {
        (0..self.list.len()).filter(|at| self.has(*at, SENTENCE_START)).collect()
    }

    /// Returns what [`sentence`](Words::sentence) does, from all words that begin one: for whoever asks it of many words.
    pub(crate) fn sentence_among(&self, starts: &[usize], at: usize) -> std::ops::Range<usize> {
        let behind = starts.partition_point(|start| *start <= at);
        let before = behind.checked_sub(1).and_then(|last| starts.get(last)).copied().unwrap_or(0);
        let next = starts.get(behind).copied().unwrap_or(self.list.len());
        before.max(at.saturating_sub(REACH))..next.min(at + REACH).max(at + 1)
    }

    /// Walks to the words with `flag` on both sides, at most some hundred words away.
    fn around(&self, at: usize, flag: u32) -> std::ops::Range<usize> {
        let mut start = at;
        let has = |at: usize| self.list.get(at).is_none_or(|word| word.has(flag));
        while start > 0 && at - start < REACH && !has(start) {
            start -= 1;
        }
        let mut end = at + 1;
        while end - at < REACH && !has(end) {
            end += 1;
        }
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sentence_is_the_same_however_it_is_looked_for(starts in prop::collection::vec(prop::bool::weighted(0.006), 1..700)) {
            let word = |is_start: &bool| Word { id: 0, start: 0, end: 0, flags: if *is_start { SENTENCE_START } else { 0 } };
            let words = Words { list: starts.iter().map(word).collect(), ..Words::default() };
            let starts = words.sentence_starts();
            for at in 0..words.list.len() {
                prop_assert_eq!(words.sentence_among(&starts, at), words.sentence(at), "{}", at);
            }
        }
    }
}
