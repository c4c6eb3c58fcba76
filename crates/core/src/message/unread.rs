//! Says which parts of a message could not be read, or only in pieces, and why.

/// Why a part could not be read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnreadCause {
    /// It is encrypted, or sealed in a signature.
    Encrypted,
    /// It is Outlook's own container, `winmail.dat`.
    Tnef,
    /// The file ends inside it.
    CutOff,
    /// Its transfer encoding is broken.
    Damaged,
    /// Nobody knows its charset.
    Charset,
    /// Its text is kept somewhere else.
    Elsewhere,
    /// It is a message in an encoding that messages must not have.
    Wrapped,
}

/// A part that could not be read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// Why.
    pub cause: UnreadCause,
    /// Index into [`super::Message::parts`]: a part of which the text says what it is.
    pub part: usize,
}

impl UnreadCause {
    /// Returns the name by which texts for it are known.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            UnreadCause::Encrypted => "encrypted",
            UnreadCause::Tnef => "tnef",
            UnreadCause::CutOff => "cut-off",
            UnreadCause::Damaged => "damaged",
            UnreadCause::Charset => "charset",
            UnreadCause::Elsewhere => "elsewhere",
            UnreadCause::Wrapped => "wrapped",
        }
    }
}
