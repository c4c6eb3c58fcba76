//! Tells of many hits whether the sentence of each is English, in a text that as a whole is not.

use std::ops::Range;

use super::check_context::CheckContext;
use crate::builtin::DECISION;
use crate::scan::Hit;
use crate::words::Words;
use presend_lexicon::table::NONE;

/// Judges sentences by sums over the words of their block: a sentence without an end may have as many hits as words.
pub(super) struct EnglishSentences<'c> {
    context: &'c CheckContext<'c>,
    /// The block that the sums are of.
    block: Option<u32>,
    /// Before each word, and at the end: how many words of the commonest there were, and how many unknown ones.
    sums: Vec<(u32, u32)>,
    /// The words that begin a sentence.
    starts: Vec<usize>,
}

impl<'c> EnglishSentences<'c> {
    pub(super) const fn new(context: &'c CheckContext<'c>) -> EnglishSentences<'c> {
        EnglishSentences { context, block: None, sums: Vec::new(), starts: Vec::new() }
    }

    /// Returns true if and only if the sentence of a hit is English by its words, whatever the text around it is.
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than the bits of an f32")]
    pub(super) fn hold(&mut self, hit: &Hit) -> bool {
        let context = self.context;
        let Some(words) = context.blocks.get(hit.block as usize) else { return false };
        if self.block.replace(hit.block) != Some(hit.block) {
            self.sum_up(words);
        }
        let thresholds = &DECISION.thresholds;
        let sentence = words.sentence_among(&self.starts, hit.first as usize);
        let Some((common, unknown)) = self.between(&sentence) else { return false };
        // A short one that has one of the commonest words and none that is unknown is English too: `You stupid idiot.`
        let is_known = common > 0 && unknown == 0;
        sentence.len() >= thresholds.gate_sentence_words as usize
            && (common as f32 >= thresholds.gate_sentence * sentence.len() as f32 || is_known)
    }

    fn sum_up(&mut self, words: &Words) {
        self.sums.clear();
        self.starts = words.sentence_starts();
        let (mut common, mut unknown) = (0, 0);
        self.sums.push((common, unknown));
        for word in &words.list {
            common += u32::from(self.context.is_common(word));
            unknown += u32::from(word.id == NONE);
            self.sums.push((common, unknown));
        }
    }

    /// Returns how many of the words of a sentence are among the commonest, and how many are unknown.
    fn between(&self, sentence: &Range<usize>) -> Option<(u32, u32)> {
        let (first, last) = (self.sums.get(sentence.start)?, self.sums.get(sentence.end)?);
        Some((last.0 - first.0, last.1 - first.1))
    }
}
