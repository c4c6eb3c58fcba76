//! Notes for each word what stands behind it, by which a walk sees early that it leads nowhere.

#![expect(clippy::indexing_slicing, reason = "positions are below the number of words")]

use crate::words::{ALL_CAPS, NAME, NUMBER, NUMBER_WORD, SENTENCE_START, Word, Words};
use presend_lexicon::table::{ALWAYS_BIT, NAME_BIT, NONE, NUMBER_BIT, REACH, Table, word_bit};

/// Notes for each word what stands behind it, for the walks through the built-in table.
pub(crate) fn look_ahead(table: Table<'_>, words: &mut Words) {
    words.ahead = bits(table, words, None);
}

/// A word with any of these flags has other bits than that of its number.
const SPECIAL: u32 = NAME | NUMBER | NUMBER_WORD | ALL_CAPS | SENTENCE_START;

/// Gathers the bits of the words behind each word.
pub(super) fn bits(table: Table<'_>, words: &Words, ids: Option<&[u32]>) -> Vec<(u64, u64)> {
    let mut bits = vec![(ALWAYS_BIT, ALWAYS_BIT); words.list.len()];
    // The bits of the next words, the nearest first, up to the end of the sentence.
    let mut near = [0; REACH + 1];
    for at in (1..words.list.len()).rev() {
        let word = words.list[at];
        let id = ids.map_or(word.id, |ids| ids.get(at).copied().unwrap_or(NONE));
        let mut own = if id == NONE { 0 } else { word_bit(id) };
        if word.has(SPECIAL) {
            if word.has(SENTENCE_START) {
                near = [0; REACH + 1];
                continue;
            }
            own |= special_bits(table, word, id);
        }
        near = [own, near[0], near[1], near[2], near[3]];
        bits[at - 1] = (own | ALWAYS_BIT, near[1..].iter().fold(ALWAYS_BIT, |bits, word| bits | word));
    }
    bits
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
