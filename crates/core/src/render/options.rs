//! Names the output formats, and what a caller may choose about them.

use super::people::PeopleKey;

/// What the columns of line formats count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Columns {
    /// Bytes of UTF-8.
    #[default]
    Byte,
    /// Unicode scalar values.
    Char,
    /// UTF-16 code units.
    Utf16,
}

impl Columns {
    /// Every unit.
    pub const ALL: [Columns; 3] = [Columns::Byte, Columns::Char, Columns::Utf16];

    /// Returns the name used in options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Columns::Byte => "byte",
            Columns::Char => "char",
            Columns::Utf16 => "utf16",
        }
    }

    /// Reads a unit by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Columns> {
        Columns::ALL.into_iter().find(|columns| columns.name() == name)
    }
}

/// How to draw. The caller decides; nothing is read from the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// Colour `full` output with ANSI styles.
    pub color: bool,
    /// Draw with characters beyond ASCII in `full`.
    pub unicode: bool,
    /// Columns that `full` may use.
    pub width: usize,
    /// What the columns of `concise` count.
    pub columns: Columns,
    /// Show a dot for every letter and digit of the draft; ASCII signs and spaces stay.
    pub redact: bool,
    /// Give people and chats pseudonyms, made with this key, and show dots where their names and addresses stand in a text.
    pub people: Option<PeopleKey>,
}

impl Default for RenderOptions {
    fn default() -> RenderOptions {
        RenderOptions {
            color: false,
            unicode: true,
            width: 100,
            columns: Columns::Byte,
            redact: false,
            people: None,
        }
    }
}
