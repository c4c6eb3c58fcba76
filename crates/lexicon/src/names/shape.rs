//! Names what the shape of a message may say.

use super::named::named;

named! {
    /// What the shape of a message may say, whatever its words are; `lexicons/cues/shapes.tsv` weighs each.
    Shape,
    /// Two words in capitals or more.
    Capitals2 = "capitals-2",
    /// Three words in capitals or more, and a large share of all.
    CapitalsShare = "capitals-share",
    /// Code, or a mark of it.
    Code = "code",
    /// A run of dots.
    Dots1 = "dots-1",
    /// An exclamation.
    Exclamations1 = "exclamations-1",
    /// Three exclamations or more.
    Exclamations3 = "exclamations-3",
    /// It greets.
    Greeting = "greeting",
    /// The writer is named.
    I = "i",
    /// The writer is named often.
    IOften = "i-often",
    /// Three entries of a list or more.
    List3 = "list-3",
    /// A run of sentence marks.
    MarkRun1 = "mark-run-1",
    /// A reader is called by `@name`.
    Mention = "mention",
    /// Something is denied.
    Not = "not",
    /// Much is denied.
    NotOften = "not-often",
    /// A number.
    Number = "number",
    /// Many numbers.
    NumbersOften = "numbers-often",
    /// An address, a path or the like.
    Opaque = "opaque",
    /// A question.
    Questions1 = "questions-1",
    /// Two questions or more.
    Questions2 = "questions-2",
    /// Four questions or more.
    Questions4 = "questions-4",
    /// A quotation of an earlier message.
    Quote = "quote",
    /// A subject.
    Subject = "subject",
    /// The writer and others are named.
    We = "we",
    /// The writer and others are named often.
    WeOften = "we-often",
    /// Six words or more.
    Words6 = "words-6",
    /// Fifteen words or more.
    Words15 = "words-15",
    /// Forty words or more.
    Words40 = "words-40",
    /// A hundred words or more.
    Words100 = "words-100",
    /// Two hundred and fifty words or more.
    Words250 = "words-250",
    /// The reader is named.
    You = "you",
    /// The reader is named, and something is denied.
    YouNot = "you-not",
    /// The reader is named often.
    YouOften = "you-often",
}

impl Shape {
    /// Returns the shape's bit in the mask of the shapes that a message has.
    #[must_use]
    pub const fn bit(self) -> u64 {
        1 << self as u64
    }
}
