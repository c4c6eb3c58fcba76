//! Numbers the cells of a program: what an expression is laid out as when the core is built, and read as when it runs.
//!
//! A state is two cells. The low byte of the first says what the state does, the other bytes with what; the second is the next
//! state, or where the state's rows begin.

/// Cells before the states: the first state, the bytes that a match may begin with, how many choices, two anchors, and the heads.
pub const HEAD: usize = HEADS + 8;
/// Cells of an anchor, bytes side by side that every match holds: eight with a bit for each bit of theirs that is known, eight with
/// those bits; then from the lowest byte on how many bytes they are, how many of a match stand before them at most, which of them is
/// the rarest, and how that one is known.
pub const SIGNS: usize = 5;
/// Where the anchor stands that tells most of those that are not far from the beginning of a match.
pub const ANCHOR: usize = 10;
/// Where another stands, which tells most of all.
pub const NEEDED: usize = ANCHOR + SIGNS;
/// Where there is a bit for each number of three first bytes that a match may have; all of them where nothing is known.
pub const HEADS: usize = NEEDED + SIGNS;

/// Any number of bytes may stand before an anchor.
pub const ENDLESS: u8 = u8::MAX;
/// The rarest byte of an anchor is one of several.
pub const ANY: u32 = 0;
/// It is this one.
pub const ONE_BYTE: u32 = 1;
/// It is this capital, or the small letter.
pub const EITHER_CASE: u32 = 2;

/// Returns the number of the first three bytes of a match, below 256: the same for letters of either case.
#[must_use]
#[inline]
pub const fn head_number([first, second, third]: [u8; 3]) -> u32 {
    // Multiplied by an odd number without a pattern, the highest bits depend on all bytes.
    (u32::from_le_bytes([first, second, third, 0]) | 0x0020_2020).wrapping_mul(0x9E37_79B1) >> 24
}

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
