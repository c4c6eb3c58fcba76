//! Packs the states of an automaton as one graph: what a walk asks of a state lies side by side, words that lead to the same
//! state are stored once.

#![expect(
    clippy::indexing_slicing,
    reason = "states are numbered by their places in the lists that are packed here"
)]

use super::pack::small;
use super::state_order::states_by_use;
use super::states::{Needs, Roots, State};
use super::steps::{Lists, Steps};
use super::table::{
    FEW, HAS_ACCEPTS, HAS_ANY, HAS_FILTER, HAS_GROUPS, HAS_LATER, HAS_NAME, HAS_NUMBER, HAS_PAIRS,
    HAS_SINGLES, HAS_TURN, IS_FORK, LISTED, NARROW, NONE, is_crowded, words_bits,
};

/// The graph and the lists of words in it, both in numbers of 16 bits, and the place of each state.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) halves: Vec<u16>,
    pub(super) sets: Vec<u16>,
    pub(super) places: Vec<u32>,
}

/// Packs the states of an automaton whose table has so many words. State 0 is none, and so is the place 0. Where words are
/// numbered by use, `roots` tell which states are used most, and these come first.
pub(super) fn graph(states: &[State], needs: &[Needs], words: usize, roots: Option<Roots<'_>>) -> Graph {
    let mut lists = Lists::default();
    let steps: Vec<Steps> = states.iter().map(|state| lists.part(&state.edges)).collect();
    graph_of((states, &steps, &lists.words), needs, words, roots)
}

/// Packs states of which it is known which of their words are single ones and which make lists.
pub(super) fn graph_of(
    (states, steps, lists): (&[State], &[Steps], &[Vec<u32>]),
    needs: &[Needs],
    words: usize,
    roots: Option<Roots<'_>>,
) -> Graph {
    let order = match roots {
        Some(roots) => states_by_use((states, steps, lists), roots),
        None => (0..small(states.len())).collect(),
    };
    let mut packing = Packing::new(lists, states.len(), words);
    for state in order.into_iter().filter(|state| *state != NONE).map(|state| state as usize) {
        packing.graph.places[state] = small(packing.graph.halves.len());
        packing.write(&states[state], &steps[state], needs[state]);
    }
    packing.finish()
}

struct Packing<'l> {
    /// The numbers of words do not fit in 16 bits.
    is_wide: bool,
    lists: &'l [Vec<u32>],
    /// The place of each list of words that was written.
    list_places: Vec<Option<u32>>,
    /// Where the place of which state has to be written.
    targets: Vec<(usize, u32)>,
    graph: Graph,
}

impl Packing<'_> {
    fn new(lists: &[Vec<u32>], states: usize, words: usize) -> Packing<'_> {
        Packing {
            is_wide: words > NARROW,
            lists,
            list_places: vec![None; lists.len()],
            targets: Vec::new(),
            graph: Graph { halves: vec![0], places: vec![NONE; states], ..Graph::default() },
        }
    }

    /// Writes where states are, once all are written.
    fn finish(self) -> Graph {
        let Packing { mut graph, targets, .. } = self;
        for (at, state) in targets {
            let place = graph.places[state as usize];
            graph.halves[at..at + 2].copy_from_slice(&[half(place & 0xFFFF), half(place >> 16)]);
        }
        graph
    }

    /// Writes a state: what stands in it, in the order in which a walk asks for it.
    fn write(&mut self, state: &State, Steps { singles, groups }: &Steps, needs: Needs) {
        let mut flags = filter(state, needs, singles.len() + groups.len() * LISTED);
        let [any, name, number, turn] = state.specials;
        for (is_there, flag) in [
            (any != NONE, HAS_ANY),
            (name != NONE, HAS_NAME),
            (number != NONE, HAS_NUMBER),
            (turn != NONE, HAS_TURN),
            (!state.accepts.is_empty(), HAS_ACCEPTS),
            (!groups.is_empty(), HAS_GROUPS),
            (!singles.is_empty(), HAS_SINGLES),
            (!state.forks.is_empty(), IS_FORK),
            (is_crowded(needs.0), HAS_PAIRS),
        ] {
            flags |= if is_there { flag } else { 0 };
        }
        self.graph.halves.push(flags);
        for (bits, flag) in [(needs.0, HAS_FILTER), (needs.1, HAS_LATER)] {
            if flags & flag != 0 {
                self.graph.halves.extend(halves_of(bits));
            }
        }
        self.list(&state.forks, |packing, fork| packing.target(*fork));
        state.specials.iter().filter(|&&next| next != NONE).for_each(|&next| self.target(next));
        if !state.accepts.is_empty() {
            self.whole(small(state.accepts.len()));
            state.accepts.as_flattened().iter().for_each(|&number| self.whole(number));
        }
        self.list(groups, |packing, (list, next)| {
            let place = packing.set(*list);
            packing.whole(place);
            packing.target(*next);
        });
        self.list(singles, |packing, (word, _)| packing.unit(*word));
        singles.iter().for_each(|(_, next)| self.target(*next));
    }

    /// Writes how many entries there are, then each of them; nothing where there are none.
    fn list<T>(&mut self, entries: &[T], write: impl Fn(&mut Packing, &T)) {
        if !entries.is_empty() {
            self.unit(small(entries.len()));
            entries.iter().for_each(|entry| write(self, entry));
        }
    }

    /// Returns the place of a list of words, writing it where it is met first: its bits, how many there are, the words.
    fn set(&mut self, list: u32) -> u32 {
        let (list, sets) = (list as usize, &mut self.graph.sets);
        *self.list_places[list].get_or_insert_with(|| {
            let place = small(sets.len());
            sets.extend(set(&self.lists[list], self.is_wide));
            place
        })
    }

    /// Appends the number of a word, or how many there are.
    fn unit(&mut self, number: u32) {
        self.graph.halves.extend(unit(number, self.is_wide));
    }

    /// Leaves room for the place of a state, which is known once all are written.
    fn target(&mut self, state: u32) {
        self.targets.push((self.graph.halves.len(), state));
        self.whole(NONE);
    }

    fn whole(&mut self, number: u32) {
        self.graph.halves.extend(unit(number, true));
    }
}

/// Lays out a list of words: its bits, how many there are, the words.
fn set(words: &[u32], is_wide: bool) -> impl Iterator<Item = u16> {
    let numbers = std::iter::once(small(words.len())).chain(words.iter().copied());
    let numbers = numbers.flat_map(move |number| unit(number, is_wide));
    halves_of(words_bits(words.iter().copied())).into_iter().chain(numbers)
}

/// Returns the flags of the bits that tell early whether a walk ends in a state: among a few words a look is as cheap.
const fn filter(state: &State, (_, later): Needs, words: usize) -> u16 {
    match (later, words <= FEW && state.forks.len() <= FEW) {
        (0, true) => 0,
        (0, false) => HAS_FILTER,
        _ => HAS_FILTER | HAS_LATER,
    }
}

/// Returns a number in one half, or in two where it is wide.
fn unit(number: u32, is_wide: bool) -> impl Iterator<Item = u16> {
    let [low, high] = [number & 0xFFFF, number >> 16];
    let first = if is_wide { low } else { number };
    std::iter::once(half(first)).chain(is_wide.then(|| half(high)))
}

fn halves_of(bits: u64) -> [u16; 4] {
    [0, 16, 32, 48].map(|shift| (bits >> shift & 0xFFFF) as u16)
}

/// Narrows a number that fits in 16 bits.
fn half(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::needs::needs;
    use crate::pack::{Packed, Packer, Section};
    use crate::table::{Accept, ROOTS, Table, word_bit};
    use proptest::prelude::*;

    /// Packs states into the sections of a table of so many words.
    fn packed(states: &[State], words: usize) -> (Vec<u8>, Vec<u32>) {
        let first = [1; ROOTS];
        let graph = graph(states, &needs(states), words, Some(Roots { words: &first, specials: &[] }));
        let mut packer = Packer::default();
        packer.numbers(Section::Flags, &vec![0; words]);
        packer.halves(Section::Graph, &graph.halves);
        packer.halves(Section::Sets, &graph.sets);
        (packer.finish(), graph.places)
    }

    /// States that lead to later ones, some of them forks, with words below `words`.
    fn states(words: u32) -> impl Strategy<Value = Vec<State>> {
        let edges = prop::collection::btree_map(1..words, 0_u32..6, 0..40);
        let state = (
            edges,
            [0_u32..3, 0..3, 0..3, 0..3],
            prop::collection::vec([0_u32..9, 0..9], 0..3),
            any::<bool>(),
        );
        prop::collection::vec(state, 12).prop_map(|drawn| {
            let count = small(drawn.len());
            let mut states = vec![State::default()];
            for (number, (edges, specials, accepts, is_fork)) in (1..).zip(drawn) {
                let later = |step: u32| if number + step < count { number + step + 1 } else { NONE };
                let edges: Vec<(u32, u32)> =
                    edges.into_iter().map(|(word, step)| (word, later(step))).collect();
                // A fork leads to states that are none: to the two last ones.
                states.push(if is_fork && number + 2 < count {
                    State { forks: vec![count - 1, count], ..State::default() }
                } else {
                    let edges = edges.into_iter().filter(|(_, next)| *next != NONE).collect();
                    let specials = specials.map(|step| if step == 0 { NONE } else { later(step) });
                    State { edges, specials, accepts, forks: Vec::new() }
                });
            }
            states
        })
    }

    fn is_read_back(states: &[State], words: usize) -> Result<(), TestCaseError> {
        let (bytes, places) = packed(states, words);
        let table = Table::of(Packed::open(&bytes).expect("just packed"));
        let place = |state: &u32| places[*state as usize];
        for (number, state) in states.iter().enumerate().skip(1) {
            let read = table.state(places[number]);
            let forks: Vec<u32> = state.forks.iter().map(place).collect();
            prop_assert_eq!(table.forks(&read).collect::<Vec<_>>(), forks);
            prop_assert_eq!(
                [read.any, read.name, read.number, read.turn],
                state.specials.map(|next| place(&next))
            );
            let accepts: Vec<[u32; 2]> = table.accepts(&read).map(|accept| accept.pack()).collect();
            let expected = state.accepts.iter().map(|[first, index]| Accept::unpack(*first, *index).pack());
            prop_assert_eq!(accepts, expected.collect::<Vec<_>>());
            let (next, _) = table.needs(places[number]);
            for (word, target) in &state.edges {
                prop_assert_eq!(table.next(&read, *word), place(target));
                prop_assert!(next & word_bit(*word) != 0);
                let other = word + 1;
                if state.edges.iter().all(|(word, _)| *word != other) {
                    prop_assert_eq!(table.next(&read, other), NONE);
                }
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn what_was_packed_is_read_back_with_numbers_of_16_bits(states in states(60_000)) {
            is_read_back(&states, 60_001)?;
        }

        #[test]
        fn what_was_packed_is_read_back_with_numbers_of_32_bits(states in states(90_000)) {
            is_read_back(&states, 90_001)?;
        }
    }
}
