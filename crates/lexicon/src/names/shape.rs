//! Names what the shape of a sentence may say.

use super::named::named;

named! {
    /// What the shape of a sentence may say, whatever its words are; `lexicons/cues/shapes.tsv` weighs each.
    Shape,
    /// A word of three letters or more in capitals.
    Capitals = "capitals",
    /// A run of dots.
    Dots = "dots",
    /// An exclamation.
    Exclamation = "exclamation",
    /// A third person is named.
    He = "he",
    /// The writer is named.
    I = "i",
    /// A run of sentence marks.
    MarkRun = "mark-run",
    /// Something is denied.
    Not = "not",
    /// A number.
    Number = "number",
    /// An address, a path or the like.
    Opaque = "opaque",
    /// A question.
    Question = "question",
    /// Third persons are named.
    They = "they",
    /// Four words or more.
    Words4 = "words-4",
    /// Eight words or more.
    Words8 = "words-8",
    /// Fifteen words or more.
    Words15 = "words-15",
    /// Twenty-five words or more.
    Words25 = "words-25",
    /// Forty words or more.
    Words40 = "words-40",
    /// The reader is named.
    You = "you",
    /// The reader is named, and something is denied.
    YouNot = "you-not",
    /// The reader is named, and something is asked.
    YouQuestion = "you-question",
}

impl Shape {
    /// Returns the shape's bit in the mask of the shapes that a sentence has.
    #[must_use]
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}
