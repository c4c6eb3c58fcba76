//! Marks the words of the vocabulary at which walks enter terms.

#![expect(
    clippy::indexing_slicing,
    reason = "words and states are numbered by their places in the lists that are handed in"
)]

use super::states::{Needs, Roots};
use super::table::{
    ALWAYS_BIT, NAME_BIT, NONE, NUMBER_BIT, NUMBER_WORD, ROOTS, STARTS_ANYHOW, STARTS_EXCEPTION,
    STARTS_FRAME, STARTS_TERM,
};

/// Marks the words at which terms are entered, and those at which rules' are whatever follows.
pub(super) fn mark_starts(
    flags: &mut [u32],
    capitals: &[u32],
    Roots { words: roots, specials }: Roots<'_>,
    needs: &[Needs],
) {
    for (number, first) in roots.chunks_exact(ROOTS).enumerate() {
        let capitals = capitals[number] as usize;
        let in_capitals = &roots[capitals * ROOTS..(capitals + 1) * ROOTS];
        let is_number = flags[number] & NUMBER_WORD != 0;
        for (from, flag) in [(0, STARTS_TERM), (2, STARTS_FRAME), (4, STARTS_EXCEPTION)] {
            let as_number = is_number && (specials[from * 2 + 1] != NONE || specials[from * 2 + 3] != NONE);
            let mut of_root = first[from..from + 2].iter().chain(&in_capitals[from..from + 2]);
            if as_number || of_root.any(|&state| state != NONE) {
                flags[number] |= flag;
            }
        }
        let as_number = is_number && (specials[1] != NONE || specials[3] != NONE);
        let is_open = |&state: &u32| {
            let (next, later) = needs[state as usize];
            next & (ALWAYS_BIT | NAME_BIT | NUMBER_BIT) != 0 || later != 0
        };
        if as_number || in_capitals[..2].iter().any(|&state| state != NONE) || first[..2].iter().any(is_open)
        {
            flags[number] |= STARTS_ANYHOW;
        }
    }
}
