//! Expands a squeezed automaton: states get their places, and the bits of what must come next are computed again.

use super::columns::{Column, Reader};
use super::fresh::{Fresh, Guess};
use crate::graph::graph_of;
use crate::needs::{needs_of, numbers, pairs};
use crate::pack::{Packer, Section};
use crate::states::{Roots, State};
use crate::steps::Steps;
use crate::table::{
    HAS_ACCEPTS, HAS_ANY, HAS_GROUPS, HAS_NAME, HAS_NUMBER, HAS_SINGLES, HAS_TURN, IS_FORK, NONE, ROOTS,
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
    let lists = expand_lists(columns)?;
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
    let (mut states, mut steps) = (vec![State::default()], vec![Steps::default()]);
    for _ in 0..count {
        let (state, of_state) = from.state()?;
        states.push(state);
        steps.push(of_state);
    }
    lay_out(packer, Roots { words: &roots, specials: &specials }, (&states, &steps, &lists), words)
}

impl States<'_, '_> {
    /// Takes a state, and how it goes on with words.
    fn state(&mut self) -> Option<(State, Steps)> {
        let flags = self.columns.take(Column::StateParts)? << COMPUTED_FLAGS;
        let has = |flag: u16| flags & u32::from(flag) != 0;
        let mut state = State::default();
        let mut near = NONE;
        for _ in 0..self.count(has(IS_FORK))? {
            near = self.next(Column::Forks, Guess { near, ..Guess::default() })?;
            state.forks.push(near);
        }
        for (special, flag) in state.specials.iter_mut().zip([HAS_ANY, HAS_NAME, HAS_NUMBER, HAS_TURN]) {
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
        Some((state, Steps { singles: self.singles(count)?, groups }))
    }

    /// Takes so many single words, and the state behind each.
    fn singles(&mut self, count: u32) -> Option<Vec<(u32, u32)>> {
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

/// Takes the lists of words; number 0 is none.
fn expand_lists(columns: &mut Reader<'_>) -> Option<Vec<Vec<u32>>> {
    let mut lists = vec![Vec::new()];
    loop {
        match columns.take(Column::SetSizes)? {
            0 => return Some(lists),
            count => lists.push(take_ascending(columns, Column::SetWords, count)?),
        }
    }
}

/// Lays states out as they were before, with the roots that lead to them.
fn lay_out(
    packer: &mut Packer,
    roots: Roots<'_>,
    (states, steps, lists): (&[State], &[Steps], &[Vec<u32>]),
    words: usize,
) -> Option<()> {
    if !is_whole(roots, (states, steps, lists)) {
        return None;
    }
    let bits_of_lists: Vec<u64> = lists.iter().map(|words| words_bits(words.iter().copied())).collect();
    let bits = steps.iter().map(|Steps { singles, groups }| {
        let of_lists = groups.iter().filter_map(|(list, _)| bits_of_lists.get(*list as usize));
        of_lists.fold(words_bits(singles.iter().map(|(word, _)| *word)), |bits, of_list| bits | of_list)
    });
    let needs = needs_of(states, &bits.collect::<Vec<u64>>());
    let graph = graph_of((states, steps, lists), &needs, words, Some(roots));
    let pairs = pairs(roots.words, (&graph.places, &needs), |state, add| {
        for Steps { singles, groups } in
            numbers(states, state).into_iter().filter_map(|state| steps.get(state as usize))
        {
            let of_lists = groups.iter().filter_map(|(list, _)| lists.get(*list as usize));
            of_lists.flatten().for_each(|word| add(*word));
            singles.iter().for_each(|(word, _)| add(*word));
        }
    });
    let place = |state: &u32| graph.places.get(*state as usize).copied();
    packer.numbers(Section::Roots, &roots.words.iter().map(place).collect::<Option<Vec<u32>>>()?);
    packer.numbers(Section::RootSpecials, &roots.specials.iter().map(place).collect::<Option<Vec<u32>>>()?);
    packer.halves(Section::Graph, &graph.halves);
    packer.halves(Section::Sets, &graph.sets);
    packer.numbers(Section::Pairs, &pairs);
    Some(())
}

/// Returns false if there is a state or a list that is named and was not taken.
fn is_whole(roots: Roots<'_>, (states, steps, lists): (&[State], &[Steps], &[Vec<u32>])) -> bool {
    let is_state = |state: &u32| (*state as usize) < states.len();
    let is_list = |list: &u32| (*list as usize) < lists.len();
    roots.words.iter().chain(roots.specials).all(is_state)
        && states.iter().flat_map(|state| state.forks.iter().chain(&state.specials)).all(is_state)
        && steps.iter().flat_map(|steps| &steps.singles).all(|(_, next)| is_state(next))
        && steps.iter().flat_map(|steps| &steps.groups).all(|(list, next)| is_list(list) && is_state(next))
}
