//! Computes the bits by which a walk sees early that it leads nowhere.

#![expect(
    clippy::indexing_slicing,
    reason = "states name states by their places in the very lists that are handed in"
)]

use super::graph::{Needs, State};
use super::pack::small;
use super::table::{ALWAYS_BIT, NAME_BIT, NONE, NUMBER_BIT, PAIRS, REACH, ROOTS, pair_slot, words_bits};

/// Gathers the pairs of first and second words of all rules' terms: `roots` has for each word the states that it leads to, and
/// `next_words` hands over each word on which a state goes on.
pub(super) fn pairs(roots: &[u32], next_words: impl Fn(u32, &mut dyn FnMut(u32))) -> Vec<u32> {
    let mut bits = vec![0; PAIRS / 32];
    for (word, first) in roots.chunks_exact(ROOTS).enumerate() {
        for &state in &first[..2] {
            next_words(state, &mut |next| {
                let slot = pair_slot(small(word), next);
                bits[slot / 32] |= 1 << (slot % 32);
            });
        }
    }
    bits
}

/// Computes for each state which bits must come next or later for it to lead anywhere: see `needs` of [`super::table::Table`].
pub(super) fn needs(states: &[State]) -> Vec<Needs> {
    let words = |state: &State| words_bits(state.edges.iter().map(|(word, _)| *word));
    needs_of(states, &states.iter().map(words).collect::<Vec<_>>())
}

/// Computes the same where the bits of the words on which each state goes on are known.
pub(super) fn needs_of(states: &[State], words: &[u64]) -> Vec<Needs> {
    let next: Vec<u64> = states.iter().zip(words).map(|(state, words)| next_bits(state, *words)).collect();
    let next_of = |(number, state): (usize, &State)| {
        state.forks.iter().fold(next[number], |bits, &fork| bits | next[fork as usize])
    };
    let each = states.iter().enumerate();
    each.map(|(number, state)| (next_of((number, state)), later_bits(states, &next, state))).collect()
}

/// Returns the bits of what may come next behind a state that is no fork, of which those of its words are known.
fn next_bits(state: &State, words: u64) -> u64 {
    let [_, name, number] = state.specials;
    let special =
        [(!state.accepts.is_empty(), ALWAYS_BIT), (name != NONE, NAME_BIT), (number != NONE, NUMBER_BIT)];
    special.iter().filter(|(is_met, _)| *is_met).fold(words, |bits, (_, bit)| bits | bit)
}

/// Returns the bits of what may come behind words that do not matter.
fn later_bits(states: &[State], next: &[u64], state: &State) -> u64 {
    let any = |state: &State| state.specials[0];
    let mut behind: Vec<u32> = match state.forks[..] {
        [] => vec![any(state)],
        ref forks => forks.iter().map(|&fork| any(&states[fork as usize])).collect(),
    };
    let mut bits = 0;
    for _ in 0..REACH {
        behind.retain(|&state| state != NONE);
        behind.sort_unstable();
        behind.dedup();
        if behind.is_empty() {
            return bits;
        }
        let each: Vec<u32> = behind.iter().flat_map(|&state| numbers(states, state)).collect();
        bits = each.iter().fold(bits, |bits, &state| bits | next[state as usize]);
        behind = each.iter().map(|&state| any(&states[state as usize])).collect();
    }
    // What may come further behind is in no bits of a place, so the walk has to go on.
    if behind.iter().any(|&state| state != NONE) { bits | ALWAYS_BIT } else { bits }
}

/// Returns the states that a state is.
pub(super) fn each(states: &[State], state: u32) -> impl Iterator<Item = &State> {
    numbers(states, state).into_iter().map(|state| &states[state as usize])
}

/// Returns the numbers of the states that a state is: of itself, if it is no fork.
fn numbers(states: &[State], state: u32) -> Vec<u32> {
    match states[state as usize].forks[..] {
        [] => vec![state],
        ref forks => forks.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::word_bit;

    /// States behind each other on any word, the last of which goes on with word 700.
    fn behind_any(steps: u32) -> Vec<State> {
        let any = |next| State { specials: [next, NONE, NONE], ..State::default() };
        let mut states = vec![State::default()];
        states.extend((0..steps).map(|step| any(step + 2)));
        states.push(State { edges: vec![(700, steps + 2)], specials: [NONE; 3], ..State::default() });
        states.push(State { specials: [NONE; 3], accepts: vec![[0, 0]], ..State::default() });
        states
    }

    #[test]
    fn what_comes_behind_a_gap_has_its_bit_and_what_comes_further_behind_stops_no_walk() {
        let within = needs(&behind_any(small(REACH)));
        assert_eq!(within[1], (0, word_bit(700)));
        let beyond = needs(&behind_any(small(REACH) + 1));
        assert_eq!(beyond[1], (0, ALWAYS_BIT));
        assert_eq!(beyond[2], (0, word_bit(700)));
    }
}
