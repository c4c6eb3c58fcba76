//! Notes for each word what stands around it, by which a walk sees early that it leads nowhere.

#![expect(clippy::indexing_slicing, reason = "positions are below the number of words")]

use crate::words::{ALL_CAPS, NAME, NUMBER, NUMBER_WORD, SENTENCE_START, Word, Words};
use presend_lexicon::table::{ALWAYS_BIT, NAME_BIT, NONE, NUMBER_BIT, REACH, Table, word_bit};

/// The bits of the next word in one way, and of those further on, up to an end of the sentence.
pub(super) type Bits = (u64, u64);

/// Notes for each word what stands around it, for the walks through the built-in table.
pub(crate) fn look_around(table: Table<'_>, words: &mut Words) {
    words.ahead = ahead(table, words, None);
    words.behind = behind(table, words);
}

/// A word with any of these flags has other bits than that of its number.
const SPECIAL: u32 = NAME | NUMBER | NUMBER_WORD | ALL_CAPS;

/// The bits of the words next to a place, the nearest first.
type Near = [u64; REACH + 1];

/// Gathers the bits of the words behind each word.
pub(super) fn ahead(table: Table<'_>, words: &Words, ids: Option<&[u32]>) -> Vec<Bits> {
    let mut bits = vec![(ALWAYS_BIT, ALWAYS_BIT); words.list.len()];
    let mut near: Near = [0; REACH + 1];
    for at in (1..words.list.len()).rev() {
        let word = words.list[at];
        if word.has(SENTENCE_START) {
            near = [0; REACH + 1];
            continue;
        }
        let id = ids.map_or(word.id, |ids| ids.get(at).copied().unwrap_or(NONE));
        bits[at - 1] = with(&mut near, own(table, word, id));
    }
    bits
}

/// Gathers the bits of the words before each word.
fn behind(table: Table<'_>, words: &Words) -> Vec<Bits> {
    let mut bits = vec![(ALWAYS_BIT, ALWAYS_BIT); words.list.len()];
    let mut near: Near = [0; REACH + 1];
    for (bits, pair) in bits.iter_mut().skip(1).zip(words.list.windows(2)) {
        let (before, word) = (pair[0], pair[1]);
        if before.has(SENTENCE_START) {
            near = [0; REACH + 1];
        }
        let seen = with(&mut near, own(table, before, before.id));
        if !word.has(SENTENCE_START) {
            *bits = seen;
        }
    }
    bits
}

/// Returns the bits of a place next to a word that has these, and adds it to those that are near.
#[inline]
fn with(near: &mut Near, own: u64) -> Bits {
    *near = [own, near[0], near[1], near[2], near[3]];
    (own | ALWAYS_BIT, near[1..].iter().fold(ALWAYS_BIT, |bits, word| bits | word))
}

/// Returns the bits of a word.
#[inline]
fn own(table: Table<'_>, word: Word, id: u32) -> u64 {
    let own = if id == NONE { 0 } else { word_bit(id) };
    if word.has(SPECIAL) { own | special_bits(table, word, id) } else { own }
}

/// Returns the bits of a name, a number and a form in capitals.
fn special_bits(table: Table<'_>, word: Word, id: u32) -> u64 {
    let mut bits = if word.has(NAME) { NAME_BIT } else { 0 };
    if word.has(NUMBER | NUMBER_WORD) {
        bits |= NUMBER_BIT;
    }
    if id != NONE && word.has(ALL_CAPS) && table.capitals(id) != NONE {
        bits |= word_bit(table.capitals(id));
    }
    bits
}
