//! Expands a squeezed automaton: states get their places, and the bits of what must come next are computed again.

use super::columns::{Column, Reader};
use super::fresh::{Fresh, Guess};
use crate::graph::{Edge, State, graph_of, set};
use crate::needs::{needs_of, numbers, pairs};
use crate::pack::{Packer, Section, small};
use crate::table::{
    HAS_ACCEPTS, HAS_ANY, HAS_GROUPS, HAS_NAME, HAS_NUMBER, HAS_SINGLES, IS_FORK, NARROW, NONE, ROOTS,
    words_bits,
};

/// The lower flags of a state say which bits it has, and follow from the others.
pub(super) const COMPUTED_FLAGS: u32 = 3;

/// Takes so many numbers of which each is larger than the one before.
fn take_ascending(columns: &mut Reader<'_>, column: Column, count: u32) -> Option<Vec<u32>> {
    let mut last = 0_u32;
    (0..count)
        .map(|_| {
            last = last.checked_add(columns.take(column)?)?;
            Some(last)
        })
        .collect()
}

/// The lists of words: the place of each, and its words.
struct Sets {
    places: Vec<u32>,
    words: Vec<Vec<u32>>,
    bits: Vec<u64>,
}

/// Takes states in the order of their numbers.
struct States<'c, 'a> {
    columns: &'c mut Reader<'a>,
    fresh: Fresh,
    fresh_sets: Fresh,
    last_term: u32,
    /// The last state behind each single word.
    behind: Vec<u32>,
}

/// A table of so many words.
pub(super) fn expand(columns: &mut Reader<'_>, packer: &mut Packer, words: usize) -> Option<()> {
    let sets = expand_sets(columns, packer, words > NARROW)?;
    let (fresh, fresh_sets) = (Fresh::from(1), Fresh::from(1));
    let mut from = States { columns, fresh, fresh_sets, last_term: 0, behind: vec![NONE; words] };
    let count = from.columns.take(Column::Roots)?;
    let (mut roots, mut specials) = (vec![NONE; words * ROOTS], Vec::new());
    for root in 0..ROOTS {
        for slot in roots.iter_mut().skip(root).step_by(ROOTS) {
            *slot = from.next(Column::Roots, Guess::default())?;
        }
        for _ in 0..2 {
            specials.push(from.next(Column::Roots, Guess::default())?);
        }
    }
    let mut states = vec![(State::default(), Vec::new())];
    for _ in 0..count {
        states.push(from.state()?);
    }
    lay_out(packer, (&roots, &specials), states, &sets, words)
}

impl States<'_, '_> {
    /// Takes a state with its single words, and its lists, each by its number.
    fn state(&mut self) -> Option<(State, Vec<Edge>)> {
        let flags = self.columns.take(Column::StateParts)? << COMPUTED_FLAGS;
        let has = |flag: u16| flags & u32::from(flag) != 0;
        let mut state = State::default();
        let mut near = NONE;
        for _ in 0..self.count(has(IS_FORK))? {
            near = self.next(Column::Forks, Guess { near, ..Guess::default() })?;
            state.forks.push(near);
        }
        for (special, flag) in state.specials.iter_mut().zip([HAS_ANY, HAS_NAME, HAS_NUMBER]) {
            if has(flag) {
                *special = self.next(Column::Specials, Guess::default())?;
            }
        }
        for _ in 0..self.count(has(HAS_ACCEPTS))? {
            let whose = self.columns.take(Column::Accepts)?;
            let step = self.columns.take_signed(Column::AcceptTerms)?;
            self.last_term = self.last_term.wrapping_add(step.cast_unsigned());
            state.accepts.push([whose, self.last_term]);
        }
        let (mut groups, mut near) = (Vec::new(), NONE);
        for _ in 0..self.count(has(HAS_GROUPS))? {
            let set = self.fresh_sets.take(self.columns, Column::Groups, Guess::default())?;
            near = self.next(Column::GroupStates, Guess { near, ..Guess::default() })?;
            groups.push((set, near));
        }
        let count = self.count(has(HAS_SINGLES))?;
        state.edges = self.singles(count)?;
        Some((state, groups))
    }

    /// Takes so many single words, and the state behind each.
    fn singles(&mut self, count: u32) -> Option<Vec<Edge>> {
        let (mut singles, mut near) = (Vec::new(), NONE);
        for word in take_ascending(self.columns, Column::SingleWords, count)? {
            let likely = self.behind.get(word as usize).copied()?;
            near = self.next(Column::SingleStates, Guess { likely, near })?;
            self.behind.get_mut(word as usize).into_iter().for_each(|behind| *behind = near);
            singles.push((word, near));
        }
        Some(singles)
    }

    /// Takes how many entries a part has, if it is there.
    fn count(&mut self, is_there: bool) -> Option<u32> {
        if is_there { self.columns.take(Column::StateCounts) } else { Some(0) }
    }

    fn next(&mut self, column: Column, guess: Guess) -> Option<u32> {
        self.fresh.take(self.columns, column, guess)
    }
}

fn expand_sets(columns: &mut Reader<'_>, packer: &mut Packer, is_wide: bool) -> Option<Sets> {
    // Number 0 is none.
    let mut sets = Sets { places: vec![NONE], words: vec![Vec::new()], bits: vec![0] };
    let mut halves = Vec::new();
    loop {
        let count = columns.take(Column::SetSizes)?;
        if count == 0 {
            packer.halves(Section::Sets, &halves);
            return Some(sets);
        }
        let words = take_ascending(columns, Column::SetWords, count)?;
        sets.places.push(small(halves.len()));
        halves.extend(set(&words, is_wide));
        sets.bits.push(words_bits(words.iter().copied()));
        sets.words.push(words);
    }
}

/// Lays states out as they were before, with the roots that lead to them.
fn lay_out(
    packer: &mut Packer,
    (roots, specials): (&[u32], &[u32]),
    taken: Vec<(State, Vec<Edge>)>,
    sets: &Sets,
    words: usize,
) -> Option<()> {
    let (states, groups): (Vec<State>, Vec<Vec<Edge>>) = taken.into_iter().unzip();
    let (mut bits, mut placed) = (Vec::with_capacity(states.len()), Vec::with_capacity(states.len()));
    for (state, groups) in states.iter().zip(&groups) {
        let mut of_words = words_bits(state.edges.iter().map(|(word, _)| *word));
        let mut of_state = Vec::with_capacity(groups.len());
        for &(set, next) in groups {
            of_words |= sets.bits.get(set as usize)?;
            of_state.push((*sets.places.get(set as usize)?, next));
        }
        bits.push(of_words);
        placed.push(of_state);
    }
    let needs = needs_of(&states, &bits);
    let graph = graph_of(&states, &placed, &needs, words);
    let pairs = pairs(roots, (&graph.places, &needs), |state, add| {
        for state in numbers(&states, state).into_iter().map(|state| state as usize) {
            let of_lists =
                groups.get(state).into_iter().flatten().filter_map(|(set, _)| sets.words.get(*set as usize));
            of_lists.flatten().for_each(|word| add(*word));
            states.get(state).into_iter().flat_map(|state| &state.edges).for_each(|(word, _)| add(*word));
        }
    });
    let place = |state: &u32| graph.places.get(*state as usize).copied();
    packer.numbers(Section::Roots, &roots.iter().map(place).collect::<Option<Vec<u32>>>()?);
    packer.numbers(Section::RootSpecials, &specials.iter().map(place).collect::<Option<Vec<u32>>>()?);
    packer.halves(Section::Graph, &graph.halves);
    packer.numbers(Section::Pairs, &pairs);
    Some(())
}
