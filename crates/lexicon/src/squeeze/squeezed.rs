//! Squeezes the automaton: states have numbers in place of places, and what follows from other parts of them is left out.

use std::collections::HashMap;

use super::columns::{Column, Writer};
use super::fresh::{Fresh, Guess};
use super::graph::COMPUTED_FLAGS;
use crate::pack::{Packed, Section, small};
use crate::table::{LIST_BITS, NARROW, NONE, ROOTS, State, StateWords, Table};

pub(super) fn squeeze(tables: Packed<'_>, columns: &mut Writer) {
    let table = Table::of(tables);
    let firsts = firsts(tables, table.word_count());
    let met = Met::of(table, &firsts);
    let states = met.places.iter().map(|place| {
        let (state, flags) = (table.state(*place), tables.halves(Section::Graph).at(*place as usize));
        (state, flags, table.words(&state))
    });
    let states: Vec<(State, u16, StateWords)> = states.collect();
    let sets = squeeze_sets(tables, &states, table.word_count() > NARROW, columns);
    let number = |place: u32| met.numbers.get(&place).copied().unwrap_or(NONE);
    let behind = vec![NONE; table.word_count()];
    let mut to =
        Squeezed { columns, fresh: Fresh::from(1), fresh_sets: Fresh::from(1), last_term: 0, number, behind };
    to.columns.put(Column::Roots, small(states.len()));
    firsts.iter().for_each(|place| {
        to.next(Column::Roots, *place, Guess::default());
    });
    for (state, flags, words) in &states {
        to.columns.put(Column::StateParts, u32::from(*flags) >> COMPUTED_FLAGS);
        to.state(table, state);
        to.words(words, |place| sets.get(&place).copied().unwrap_or(NONE));
    }
}

/// Returns the places of the first states: for each root those of all words, then those of names and numbers.
fn firsts(tables: Packed<'_>, words: usize) -> Vec<u32> {
    let (roots, specials) = (tables.numbers(Section::Roots), tables.numbers(Section::RootSpecials));
    let of_root = |root: usize| {
        let of_words = (0..words).map(move |word| roots.at(word * ROOTS + root));
        of_words.chain(specials.row::<2>(root * 2))
    };
    (0..ROOTS).flat_map(of_root).collect()
}

/// The states in the order in which they are met.
struct Met {
    places: Vec<u32>,
    /// The number of each by its place.
    numbers: HashMap<u32, u32>,
}

impl Met {
    /// Meets the first states, then those behind each.
    fn of(table: Table<'_>, firsts: &[u32]) -> Met {
        let mut met = Met { places: Vec::new(), numbers: HashMap::from([(NONE, NONE)]) };
        firsts.iter().for_each(|place| met.meet(*place));
        let mut at = 0;
        while let Some(&place) = met.places.get(at) {
            let state = table.state(place);
            table
                .forks(&state)
                .chain([state.any, state.name, state.number, state.turn])
                .for_each(|next| met.meet(next));
            let words = table.words(&state);
            words.groups.iter().chain(&words.singles).for_each(|(_, next)| met.meet(*next));
            at += 1;
        }
        met
    }

    fn meet(&mut self, place: u32) {
        let next = small(self.numbers.len());
        if *self.numbers.entry(place).or_insert(next) == next {
            self.places.push(place);
        }
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
        for next in [state.any, state.name, state.number, state.turn].into_iter().filter(|next| *next != NONE)
        {
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

/// Writes the lists of words in the order in which states have them; returns the number of each by its place.
fn squeeze_sets(
    tables: Packed<'_>,
    states: &[(State, u16, StateWords)],
    is_wide: bool,
    columns: &mut Writer,
) -> HashMap<u32, u32> {
    let (halves, mut numbers) = (tables.halves(Section::Sets), HashMap::new());
    let unit = if is_wide { 2 } else { 1 };
    let read = |at: usize| if is_wide { halves.whole(at) } else { halves.at(at).into() };
    for (place, _) in states.iter().flat_map(|(_, _, words)| &words.groups) {
        let next = small(numbers.len() + 1);
        if *numbers.entry(*place).or_insert(next) != next {
            continue;
        }
        let at = *place as usize + LIST_BITS;
        let count = read(at);
        columns.put(Column::SetSizes, count);
        let words = (0..count as usize).map(|word| read(at + unit + word * unit));
        put_ascending(columns, Column::SetWords, words);
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
