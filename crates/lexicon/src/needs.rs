//! Computes the bits by which a walk sees early that it leads nowhere.

#![expect(
    clippy::indexing_slicing,
    reason = "states name states by their places in the very lists that are handed in"
)]

use super::pack::small;
use super::states::{Needs, State};
use super::table::{
    ALWAYS_BIT, NAME_BIT, NONE, NUMBER_BIT, OF_STATE, REACH, ROOTS, is_crowded, pair_cells, pair_slot,
    words_bits,
};

/// Gathers the pairs of first and second words of all rules' terms, and those of each state whose bits say too little and its
/// words: `roots` has for each word the states that it leads to, `places` and `needs` the place and the bits of each state, and
/// `next_words` hands over each word on which a state goes on.
pub(super) fn pairs(
    roots: &[u32],
    (places, needs): (&[u32], &[Needs]),
    next_words: impl Fn(u32, &mut dyn FnMut(u32)),
) -> Vec<u32> {
    let mut found = Vec::new();
    for (word, first) in roots.chunks_exact(ROOTS).enumerate() {
        for &state in &first[..2] {
            next_words(state, &mut |next| found.push((small(word), next)));
        }
    }
    for (state, &place) in places.iter().enumerate().filter(|(state, _)| is_crowded(needs[*state].0)) {
        next_words(small(state), &mut |next| found.push((place | OF_STATE, next)));
    }
    found.sort_unstable();
    found.dedup();
    let mut cells = vec![0; pair_cells(found.len())];
    for (first, next) in found {
        let slot = pair_slot(first, next, cells.len());
        cells[slot / 32] |= 1 << (slot % 32);
    }
    cells
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
    let [_, name, number, turn] = state.specials;
    let special = [
        (!state.accepts.is_empty() || turn != NONE, ALWAYS_BIT),
        (name != NONE, NAME_BIT),
        (number != NONE, NUMBER_BIT),
    ];
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
pub(super) fn numbers(states: &[State], state: u32) -> Vec<u32> {
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
        let any = |next| State { specials: [next, NONE, NONE, NONE], ..State::default() };
        let mut states = vec![State::default()];
        states.extend((0..steps).map(|step| any(step + 2)));
        states.push(State { edges: vec![(700, steps + 2)], specials: [NONE; 4], ..State::default() });
        states.push(State { specials: [NONE; 4], accepts: vec![[0, 0]], ..State::default() });
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

    #[test]
    fn few_other_pairs_are_taken_for_one_however_many_there_are() {
        let roots = [[NONE; ROOTS], [1; ROOTS]].concat();
        for words in [10, 1_000, 300_000] {
            let next_words = |state: u32, add: &mut dyn FnMut(u32)| {
                (0..if state == 1 { words } else { 0 }).for_each(|word| add(word * 2));
            };
            let cells = pairs(&roots, (&[], &[]), next_words);
            let has = |word: &u32| {
                let slot = pair_slot(1, *word, cells.len());
                cells[slot / 32] >> (slot % 32) & 1 == 1
            };
            assert!((0..words).map(|word| word * 2).all(|word| has(&word)));
            let others = (0..words).map(|word| word * 2 + 1).filter(has).count();
            assert!(others <= words as usize / 4, "{others} of {words}");
        }
    }
}
