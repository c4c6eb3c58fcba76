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

/// So many words at most stand in a term before the one at which it is entered, so that whoever looks for terms that begin in a
/// few words knows how far to look. A term that is longer before its rarest word is entered as it begins.
pub const BEFORE: usize = 64;

/// Words with lower numbers are the commonest: they share bits of their own, so that the others' say more. With more than 256 of
/// them, or with 16 bits, walks go on from up to a twelfth more states.
const COMMONEST: u32 = 128;

/// Bits of the commonest words.
const BITS_OF_COMMONEST: u64 = 24;

/// Bits of all other words.
const BITS_OF_OTHERS: u64 = 61 - BITS_OF_COMMONEST;

/// Returns the bit of a word.
#[must_use]
#[inline]
pub const fn word_bit(word: u32) -> u64 {
    let hash = (word.wrapping_mul(0x9E37_79B1) >> 16) as u64;
    1 << if word < COMMONEST {
        (hash * BITS_OF_COMMONEST) >> 16
    } else {
        BITS_OF_COMMONEST + ((hash * BITS_OF_OTHERS) >> 16)
    }
}

/// Returns the bits of words.
pub(crate) fn words_bits(words: impl Iterator<Item = u32>) -> u64 {
    words.filter(|word| *word != NONE).fold(0, |bits, word| bits | word_bit(word))
}

/// A state among whose bits so many are set may go on with nearly every word, as far as they tell: its words are in the section of
/// pairs too.
const CROWDED: u32 = 12;

/// Returns true if and only if the bits of what may come next say too little.
#[must_use]
pub(crate) const fn is_crowded(next: u64) -> bool {
    next.count_ones() >= CROWDED
}

/// Bits in the section of pairs for each of them, at least: about one in five of other pairs is taken for one at most, however many
/// terms there are. With twice as many the section outgrows the fast caches.
const BITS_OF_PAIR: usize = 4;

/// Bits in the section of pairs of the cues.
#[cfg(feature = "squeezed")]
pub(crate) const CUE_PAIRS: usize = 1 << 18;

/// What tells the place of a state from the number of a word.
pub(crate) const OF_STATE: u32 = 1 << 31;

/// Returns how many numbers of 32 bits the section of pairs has for so many of them.
#[must_use]
pub(crate) fn pair_cells(pairs: usize) -> usize {
    (pairs * BITS_OF_PAIR).next_power_of_two().max(32) / 32
}

/// Returns the bit of a node and a word in the section of pairs of the cues.
#[must_use]
#[inline]
pub(crate) const fn cue_pair_slot(node: u32, word: u32) -> usize {
    (pair_hash(node, word) >> 14) as usize
}

/// Returns the hash of a word, or of a state, and the word behind it.
const fn pair_hash(first: u32, second: u32) -> u32 {
    let mixed = first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA6B);
    mixed.wrapping_mul(0x27D4_EB2F)
}

/// Returns the bit of a word, or of a state, and the word behind it in a section of pairs that has so many numbers of 32 bits.
#[must_use]
#[inline]
pub(crate) const fn pair_slot(first: u32, second: u32, cells: usize) -> usize {
    // The high bits of a product are the well-mixed ones.
    ((pair_hash(first, second) as u64 * (cells as u64 * 32)) >> 32) as usize
}
