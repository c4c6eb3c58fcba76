//! Squeezes the automaton: states have numbers in place of places, and what follows from other parts of them is left out.

use std::collections::HashMap;

use super::columns::{Column, Writer};
use super::fresh::{Fresh, Guess};
use super::graph::COMPUTED_FLAGS;
use crate::pack::{Packed, Section, small};
use crate::table::{LIST_BITS, NARROW, NONE, ROOTS, State, StateWords, Table};

pub(super) fn squeeze(tables: Packed<'_>, columns: &mut Writer) {
    let table = Table::of(tables);
    let sets = squeeze_sets(tables, table.word_count() > NARROW, columns);
    let (end, mut place) = (small(tables.section(Section::Graph).len() / 2), 1);
    let (mut states, mut numbers) = (Vec::new(), HashMap::from([(NONE, NONE)]));
    let behind = vec![NONE; table.word_count()];
    while place < end {
        let (state, flags) = (table.state(place), tables.halves(Section::Graph).at(place as usize));
        let words = table.words(&state);
        numbers.insert(place, small(numbers.len()));
        place = words.end;
        states.push((state, flags, words));
    }
    let number = |place: u32| numbers.get(&place).copied().unwrap_or(NONE);
    let mut to =
        Squeezed { columns, fresh: Fresh::from(1), fresh_sets: Fresh::from(1), last_term: 0, number, behind };
    to.columns.put(Column::Roots, small(states.len()));
    let (roots, specials) = (tables.numbers(Section::Roots), tables.numbers(Section::RootSpecials));
    for root in 0..ROOTS {
        let firsts = (0..table.word_count()).map(|word| roots.at(word * ROOTS + root));
        firsts.chain(specials.row::<2>(root * 2)).for_each(|place| {
            to.next(Column::Roots, place, Guess::default());
        });
    }
    for (state, flags, words) in &states {
        to.columns.put(Column::StateParts, u32::from(*flags) >> COMPUTED_FLAGS);
        to.state(table, state);
        to.words(words, |place| sets.get(&place).copied().unwrap_or(NONE));
    }
}

/// Writes states in the order of their numbers.
struct Squeezed<'c, N> {
    columns: &'c mut Writer,
    fresh: Fresh,
    fresh_sets: Fresh,
    last_term: u32,
    /// Tells the number of a state by its place.
    number: N,
    /// The last state behind each single word.
    behind: Vec<u32>,
}

impl<N: Fn(u32) -> u32> Squeezed<'_, N> {
    /// Writes what a state has but for its words.
    fn state(&mut self, table: Table<'_>, state: &State) {
        let forks: Vec<u32> = table.forks(state).collect();
        self.count(forks.len());
        let mut near = NONE;
        for fork in forks {
            near = self.next(Column::Forks, fork, Guess { near, ..Guess::default() });
        }
        for next in [state.any, state.name, state.number].into_iter().filter(|next| *next != NONE) {
            self.next(Column::Specials, next, Guess::default());
        }
        let accepts: Vec<[u32; 2]> = table.accepts(state).map(|accept| accept.pack()).collect();
        self.count(accepts.len());
        for [whose, term] in accepts {
            self.columns.put(Column::Accepts, whose);
            self.columns.put_signed(Column::AcceptTerms, term.wrapping_sub(self.last_term).cast_signed());
            self.last_term = term;
        }
    }

    /// Writes the words of a state; `set` tells the number of a list by its place.
    fn words(&mut self, words: &StateWords, set: impl Fn(u32) -> u32) {
        self.count(words.groups.len());
        let mut near = NONE;
        for (place, next) in &words.groups {
            self.fresh_sets.put(self.columns, Column::Groups, set(*place), Guess::default());
            near = self.next(Column::GroupStates, *next, Guess { near, ..Guess::default() });
        }
        self.count(words.singles.len());
        put_ascending(self.columns, Column::SingleWords, words.singles.iter().map(|(word, _)| *word));
        near = NONE;
        for (word, next) in &words.singles {
            let likely = self.behind.get(*word as usize).copied().unwrap_or(NONE);
            near = self.next(Column::SingleStates, *next, Guess { likely, near });
            self.behind.get_mut(*word as usize).into_iter().for_each(|behind| *behind = near);
        }
    }

    /// Writes how many entries a part has, if it is there.
    fn count(&mut self, entries: usize) {
        if entries > 0 {
            self.columns.put(Column::StateCounts, small(entries));
        }
    }

    /// Writes the state at a place and returns its number.
    fn next(&mut self, column: Column, place: u32, guess: Guess) -> u32 {
        let number = (self.number)(place);
        self.fresh.put(self.columns, column, number, guess);
        number
    }
}

/// Writes the lists of words; returns the number of each by its place.
fn squeeze_sets(tables: Packed<'_>, is_wide: bool, columns: &mut Writer) -> HashMap<u32, u32> {
    let halves = tables.halves(Section::Sets);
    let (end, mut at, mut numbers) = (tables.section(Section::Sets).len() / 2, 0, HashMap::new());
    let unit = if is_wide { 2 } else { 1 };
    let read = |at: usize| if is_wide { halves.whole(at) } else { halves.at(at).into() };
    while at < end {
        numbers.insert(small(at), small(numbers.len() + 1));
        let (count, first) = (read(at + LIST_BITS), at + LIST_BITS + unit);
        columns.put(Column::SetSizes, count);
        put_ascending(columns, Column::SetWords, (0..count as usize).map(|word| read(first + word * unit)));
        at = first + count as usize * unit;
    }
    columns.put(Column::SetSizes, 0);
    numbers
}

/// Writes numbers of which each is larger than the one before.
fn put_ascending(columns: &mut Writer, column: Column, numbers: impl Iterator<Item = u32>) {
    let mut last = 0;
    for number in numbers {
        columns.put(column, number - last);
        last = number;
    }
}
