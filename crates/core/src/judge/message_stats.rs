//! Counts over a whole message that several checks and the verdict look at.

use crate::builtin::DECISION;
use crate::diagnostic::Language;
use presend_lexicon::names::FrameName;

/// Counts over a whole message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct MessageStats {
    /// Own words.
    pub words: usize,
    /// Own words among the commonest of English.
    pub common: usize,
    /// Own words that some built-in term or word list knows.
    pub known: usize,
    /// Sentences that end with a question mark.
    pub questions: usize,
    /// Something is asked of the reader.
    pub asks: bool,
    /// The language gate kept the terms silent somewhere.
    pub gated: bool,
    /// The frames that the message as a whole meets, a mask of [`FrameName::bit`]; found only where something was found.
    pub frames: u8,
}

impl MessageStats {
    /// Returns true if and only if the message as a whole meets a context frame.
    #[must_use]
    pub(crate) const fn meets(&self, frame: FrameName) -> bool {
        self.frames & frame.bit() != 0
    }

    /// Tells in which language the own words are, as far as can be told.
    ///
    /// The gate decides on a text of enough words. A shorter one is unknown when the gate would doubt it too and no lexicon
    /// knows more than half of it; all rules have run on it nevertheless.
    #[must_use]
    pub(crate) fn language(&self) -> Language {
        let thresholds = &DECISION.thresholds;
        let is_short = self.words > 0 && self.words < thresholds.gate_words as usize;
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more than the bits of an f32")]
        let has_few = (self.common as f32) < thresholds.gate_share * self.words as f32;
        let is_foreign = is_short && has_few && self.known * 2 <= self.words;
        if self.gated || is_foreign { Language::Unknown } else { Language::English }
    }

    /// Adds another piece's counts.
    #[must_use]
    pub(crate) fn and(self, other: MessageStats) -> MessageStats {
        MessageStats {
            words: self.words + other.words,
            common: self.common + other.common,
            known: self.known + other.known,
            questions: self.questions + other.questions,
            asks: self.asks || other.asks,
            gated: self.gated || other.gated,
            frames: self.frames | other.frames,
        }
    }
}
