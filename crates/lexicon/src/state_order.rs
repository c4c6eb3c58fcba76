//! Orders the states of an automaton by how often walks come to them.

#![expect(
    clippy::indexing_slicing,
    reason = "states name states and lists by their places in the very lists that are handed in"
)]

use super::by_use::{Rarity, doublings, most_used_first, of_word};
use super::states::{Roots, State};
use super::steps::Steps;
use super::table::{NONE, ROOTS};

/// How rarely walks begin from each root: a dozen words of a sentence do not start it, and exceptions are only looked for where a
/// term was found.
const OF_ROOTS: [Rarity; ROOTS] = [0, doublings(3), 0, doublings(3), doublings(4), doublings(6)];

/// How rare names and numbers are.
const SPECIAL: Rarity = doublings(6);

/// Returns all states, those that are used most first.
pub(super) fn states_by_use(
    (states, steps, lists): (&[State], &[Steps], &[Vec<u32>]),
    Roots { words, specials }: Roots<'_>,
) -> Vec<u32> {
    let of_words = words.chunks(ROOTS).zip(0..).flat_map(|(firsts, word)| {
        firsts.iter().zip(OF_ROOTS).map(move |(state, rarity)| (*state, rarity + of_word(word)))
    });
    let of_specials = specials.iter().map(|state| (*state, SPECIAL));
    let starts = of_words.chain(of_specials).filter(|(state, _)| *state != NONE);
    most_used_first(states.len(), starts, |state, meet| {
        let (state, Steps { singles, groups }) = (&states[state as usize], &steps[state as usize]);
        let [any, name, number, turn] = state.specials;
        state.forks.iter().for_each(|fork| meet(*fork, 0));
        [(any, 0), (turn, 0), (name, SPECIAL), (number, SPECIAL)]
            .into_iter()
            .filter(|(next, _)| *next != NONE)
            .for_each(|(next, rarity)| meet(next, rarity));
        for (list, next) in groups {
            meet(*next, lists[*list as usize].first().map_or(SPECIAL, |word| of_word(*word)));
        }
        singles.iter().for_each(|(word, next)| meet(*next, of_word(*word)));
    })
}
