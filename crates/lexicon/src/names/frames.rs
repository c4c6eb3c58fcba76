//! Names what context frames do, and those that the program asks for.

use super::named::named;

named! {
    /// What a context frame does to a hit in its reach.
    Effect,
    /// The hit counts for nothing.
    Silence = "silence",
    /// One severity milder, and its weight scaled.
    Soften = "soften",
    /// A hint at most.
    Hint = "hint",
    /// An info at most.
    Info = "info",
    /// It only names the topic of a talk that is asked for.
    Topic = "topic",
}

named! {
    /// The context frames that the program asks for by name, besides what they do to hits.
    FrameName,
    /// Requests to the reader.
    Ask = "ask",
    /// Something is due.
    Due = "due",
    /// The draft writes down what was talked about.
    FollowUp = "follow-up",
    /// Signs that something is said in jest; laughing signs count too.
    Joking = "joking",
    /// A talk goes with the draft.
    Session = "session",
    /// Somebody promises to write it down.
    WriteUp = "write-up",
}

impl FrameName {
    /// Returns the frame's bit in the mask of the frames that a message meets.
    #[must_use]
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }
}
