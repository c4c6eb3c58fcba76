//! Numbers the cells of a program: what an expression is laid out as when the core is built, and read as when it runs.
//!
//! A state is two cells. The low byte of the first says what the state does, the other bytes with what; the second is the next
//! state, or where the state's rows begin.

/// Cells before the states: the first state, the bytes that a match may begin with, how many choices, and the anchor.
pub const HEAD: usize = 13;
/// Where the anchor stands among them: up to eight bytes that every match holds, then how many they are, in the lowest byte, and
/// how many bytes of a match stand before them at most.
pub const ANCHOR: usize = 10;

/// The expression has matched.
pub const MATCH: u32 = 0;
/// Nothing matches from here.
pub const FAIL: u32 = 1;
/// Takes a byte from the second byte of the cell to the third.
pub const BYTES: u32 = 2;
/// Takes a byte of one of so many ranges, each a row of its two bounds and the next state.
pub const RANGES: u32 = 3;
/// Takes nothing where one of the six things below holds between two bytes.
pub const LOOK: u32 = 4;
/// Goes on with the first of a list of states that leads to a match; the list begins with how many they are. Choices are numbered.
pub const CHOICE: u32 = 5;
/// Notes where a group begins or ends.
pub const CAPTURE: u32 = 6;
/// A choice with a list for each byte that follows: 64 cells with the number of the list of each byte, four in a cell, then the
/// places of the lists, of which the first is that for the end of the text.
pub const CHOICE_BY_BYTE: u32 = 7;
/// Takes a byte of a class: the other bytes say from which cell on eight cells have a bit for each byte.
pub const CLASS: u32 = 8;

/// The text begins here.
pub const TEXT_START: u32 = 0;
/// The text ends here.
pub const TEXT_END: u32 = 1;
/// A line begins here.
pub const LINE_START: u32 = 2;
/// A line ends here.
pub const LINE_END: u32 = 3;
/// A word begins or ends here, by the letters, digits and the underscore of ASCII.
pub const WORD_EDGE: u32 = 4;
/// No word begins or ends here.
pub const NO_WORD_EDGE: u32 = 5;
