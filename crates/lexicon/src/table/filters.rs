//! Makes the bits by which a walk sees early that it leads nowhere.

use super::words::NONE;

/// Bit of a state in which a term ends, and of every place in a text.
pub const ALWAYS_BIT: u64 = 1 << 63;
/// Bit of names.
pub const NAME_BIT: u64 = 1 << 62;
/// Bit of numbers.
pub const NUMBER_BIT: u64 = 1 << 61;

/// The bits of what may come later are those of so many words behind the next one: as many as a gap may skip.
pub const REACH: usize = 4;

/// Words with lower numbers are the commonest: they share bits of their own, so that the others' say more.
const COMMONEST: u32 = 512;

/// Returns the bit of a word: 16 for the commonest, 45 for all others.
#[must_use]
#[inline]
pub const fn word_bit(word: u32) -> u64 {
    let hash = (word.wrapping_mul(0x9E37_79B1) >> 16) as u64;
    1 << if word < COMMONEST { (hash * 16) >> 16 } else { 16 + ((hash * 45) >> 16) }
}

/// Returns the bits of words.
pub(crate) fn words_bits(words: impl Iterator<Item = u32>) -> u64 {
    words.filter(|word| *word != NONE).fold(0, |bits, word| bits | word_bit(word))
}

/// Bits in the section of pairs: few enough to stay in a fast cache, enough that one pair in five is taken for another.
pub(crate) const PAIRS: usize = 1 << 19;

/// Bits in the section of pairs of the cues, of which there are fewer.
pub(crate) const CUE_PAIRS: usize = PAIRS / 2;

/// Returns the bit of a node and a word in the section of pairs of the cues.
#[must_use]
#[inline]
pub(crate) const fn cue_pair_slot(node: u32, word: u32) -> usize {
    pair_slot(node, word) / 2
}

/// Returns the bit of two neighbouring words in the section of pairs.
#[must_use]
#[inline]
pub(crate) const fn pair_slot(first: u32, second: u32) -> usize {
    let mixed = first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA6B);
    (mixed.wrapping_mul(0x27D4_EB2F) >> 13) as usize
}
