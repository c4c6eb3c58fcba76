//! Computes the bits by which a walk sees early that it leads nowhere.

#![expect(
    clippy::indexing_slicing,
    reason = "rows of states name edges and states by their places in the very lists that are handed in"
)]

use super::pack::small;
use super::table::{ALWAYS_BIT, NAME_BIT, NONE, NUMBER_BIT, PAIRS, ROOTS, STATE_SIZE, pair_slot, word_bit};

/// Gathers the pairs of first and second words of all rules' terms.
pub(super) fn pairs(roots: &[u32], (states, edge_words): (&[u32], &[u32])) -> Vec<u32> {
    let mut bits = vec![0; PAIRS / 32];
    for (word, first) in roots.chunks_exact(ROOTS).enumerate() {
        let word = small(word);
        for &state in first[..2].iter().filter(|&&state| state != NONE) {
            let row = &states[state as usize * STATE_SIZE..];
            for &next in &edge_words[row[0] as usize..row[1] as usize] {
                if next != NONE {
                    let slot = pair_slot(word, next);
                    bits[slot / 32] |= 1 << (slot % 32);
                }
            }
        }
    }
    bits
}

/// Computes for each state which bits must come next or later for it to lead anywhere: see `needs` of [`super::table::Table`].
pub(super) fn needs(states: &[u32], edge_words: &[u32]) -> Vec<u32> {
    let rows: Vec<&[u32]> = states.chunks_exact(STATE_SIZE).collect();
    let next = |row: &[u32]| {
        let words = edge_words[row[0] as usize..row[1] as usize].iter().copied();
        let bits = words.filter(|&word| word != NONE).fold(0, |bits, word| bits | word_bit(word));
        let special =
            [(row[2] < row[3], ALWAYS_BIT), (row[5] != NONE, NAME_BIT), (row[6] != NONE, NUMBER_BIT)];
        special.iter().filter(|(is_met, _)| *is_met).fold(bits, |bits, (_, bit)| bits | bit)
    };
    let later = |row: &[u32]| {
        let (mut bits, mut any) = (0, row[4]);
        while any != NONE {
            bits |= next(rows[any as usize]);
            any = rows[any as usize][4];
        }
        bits
    };
    let halves = |bits: u64| [(bits & u64::from(u32::MAX)) as u32, (bits >> 32) as u32];
    rows.iter().flat_map(|row| [halves(next(row)), halves(later(row))]).flatten().collect()
}
