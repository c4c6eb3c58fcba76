//! Counts over a whole message that several checks and the verdict look at.

use presend_lexicon::names::FrameName;

/// Counts over a whole message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct MessageStats {
    /// Own words.
    pub words: usize,
    /// Own words among the commonest of English.
    pub common: usize,
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

    /// Adds another piece's counts.
    #[must_use]
    pub(crate) fn and(self, other: MessageStats) -> MessageStats {
        MessageStats {
            words: self.words + other.words,
            common: self.common + other.common,
            questions: self.questions + other.questions,
            asks: self.asks || other.asks,
            gated: self.gated || other.gated,
            frames: self.frames | other.frames,
        }
    }
}
