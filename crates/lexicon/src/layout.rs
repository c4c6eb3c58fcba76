//! Lays the collected terms out as tables of numbers and packs them.

#![expect(
    clippy::indexing_slicing,
    reason = "words, states and nodes are numbered by their places in the lists that are built here"
)]

use std::collections::{BTreeMap, HashMap};

use super::automaton::{ANY, Builder, NAME, NUMBER, TURN};
use super::graph::{Graph, graph};
use super::needs::{each, needs, pairs};
use super::node::Node;
use super::pack::{Packer, Section, small};
use super::starts::mark_starts;
use super::states::{Roots, State};
use super::table::{FORKED, NONE, NUMBER_WORD, ROOTS, slot_of};

/// The numbers of a table while it is built; [`super::table::Table`] says what each is.
#[derive(Debug, Default)]
pub(super) struct Parts {
    slots: Vec<u32>,
    hashes: Vec<u32>,
    starts: Vec<u32>,
    arena: String,
    flags: Vec<u32>,
    splits: Vec<u32>,
    capitals: Vec<u32>,
    roots: Vec<u32>,
    root_specials: Vec<u32>,
    graph: Graph,
    pairs: Vec<u32>,
}

impl Parts {
    /// Appends everything to its sections.
    pub(super) fn pack(&self, packer: &mut Packer) {
        packer.bytes(Section::Arena, self.arena.as_bytes());
        for (section, numbers) in [
            (Section::Slots, &self.slots),
            (Section::Hashes, &self.hashes),
            (Section::Starts, &self.starts),
            (Section::Flags, &self.flags),
            (Section::Splits, &self.splits),
            (Section::Capitals, &self.capitals),
            (Section::Roots, &self.roots),
            (Section::RootSpecials, &self.root_specials),
            (Section::Pairs, &self.pairs),
        ] {
            packer.numbers(section, numbers);
        }
        packer.halves(Section::Graph, &self.graph.halves);
        packer.halves(Section::Sets, &self.graph.sets);
    }
}

impl Builder<'_> {
    /// Lays out everything added so far.
    #[must_use]
    pub(super) fn finish(&self) -> Parts {
        let mut table = Parts::default();
        self.lay_out_vocabulary(&mut table);
        self.lay_out_states(&mut table);
        table
    }

    fn lay_out_vocabulary(&self, table: &mut Parts) {
        let mut starts = vec![0];
        let mut arena = String::new();
        for text in &self.texts {
            arena.push_str(text);
            starts.push(small(arena.len()));
        }
        let (hashes, slots) = index(self.texts.iter().map(AsRef::as_ref));
        let number_of = |text: &str| self.words.get(text).copied().unwrap_or(NONE);
        let splits = self.texts.iter().flat_map(|text| match self.language.short_forms.get(text) {
            Some(words) => [number_of(&words[0]), words.get(1).map_or(NONE, |word| number_of(word))],
            None => [NONE, NONE],
        });
        let capitals = self.texts.iter().map(|text| {
            let upper = text.to_uppercase();
            if upper == *text { NONE } else { number_of(&upper) }
        });
        table.splits = splits.collect();
        table.capitals = capitals.collect();
        table.flags = self.flags();
        (table.hashes, table.slots, table.starts, table.arena) = (hashes, slots, starts, arena);
    }

    fn flags(&self) -> Vec<u32> {
        use super::table::{
            ABBREVIATION, CLAUSE_END, COMMON, DRAWN_OUT, FUNCTION, GATE, NOT_A_NAME, SHORT_FORM,
        };
        let mut flags = vec![0; self.texts.len()];
        let lists = &self.language.words;
        for (list, flag) in [
            (&lists.clause_end, CLAUSE_END),
            (&lists.common, COMMON),
            (&lists.not_a_name, NOT_A_NAME),
            (&lists.abbreviation, ABBREVIATION),
            (&lists.function, FUNCTION),
            (&lists.drawn_out, DRAWN_OUT),
            (&self.language.numbers, NUMBER_WORD),
        ] {
            for word in list {
                if let Some(&number) = self.words.get(word) {
                    flags[number as usize] |= flag;
                }
            }
        }
        for form in self.language.short_forms.keys() {
            if let Some(&number) = self.words.get(form) {
                flags[number as usize] |= SHORT_FORM;
            }
        }
        let gates = self.gates.iter().map(|gate| (*gate, GATE));
        for (word, flag) in gates.chain(self.flagged.iter().copied()) {
            flags[word as usize] |= flag;
        }
        flags
    }

    fn lay_out_states(&self, table: &mut Parts) {
        let mut layout =
            Layout { nodes: &self.nodes, numbers: HashMap::new(), sets: vec![Default::default()] };
        let (mut roots, mut specials) = (vec![NONE; self.texts.len() * ROOTS], vec![NONE; ROOTS * 2]);
        for (root, node) in self.roots.iter().enumerate() {
            // A term cannot begin with a gap.
            let edges = node.edges.iter().copied().filter(|(symbol, _)| *symbol != ANY);
            for (symbol, targets) in group(edges) {
                let state = layout.number(targets, false);
                match symbol {
                    NAME => specials[root * 2] = state,
                    NUMBER => specials[root * 2 + 1] = state,
                    word => roots[word as usize * ROOTS + root] = state,
                }
            }
        }
        let states = layout.states();
        let needs = needs(&states);
        mark_starts(&mut table.flags, &table.capitals, Roots { words: &roots, specials: &specials }, &needs);
        let next_words = |state: u32, add: &mut dyn FnMut(u32)| {
            let words = each(&states, state).flat_map(|state| &state.edges).map(|(word, _)| *word);
            words.filter(|word| *word != NONE).for_each(add);
        };
        let in_order = self.words_are_by_use.then_some(Roots { words: &roots, specials: &specials });
        table.graph = graph(&states, &needs, self.texts.len(), in_order);
        table.pairs = pairs(&roots, (&table.graph.places, &needs), next_words);
        let place = |state: u32| table.graph.places[state as usize];
        table.roots = roots.into_iter().map(place).collect();
        table.root_specials = specials.into_iter().map(place).collect();
    }
}

/// Returns the hashes of words, the low half of each first, and the hash table of their numbers.
pub(super) fn index<'w>(words: impl Iterator<Item = &'w str>) -> (Vec<u32>, Vec<u32>) {
    let hashes: Vec<u64> = words.map(super::fold::hash_of).collect();
    let mut slots = vec![NONE; (hashes.len() * 2).next_power_of_two()];
    let mask = slots.len() - 1;
    for (number, &hash) in hashes.iter().enumerate().skip(1) {
        let mut slot = slot_of(hash) & mask;
        while slots[slot] != NONE {
            slot = (slot + 1) & mask;
        }
        slots[slot] = small(number);
    }
    #[expect(clippy::cast_possible_truncation, reason = "the two halves of a hash")]
    let halves = hashes.iter().flat_map(|&hash| [hash as u32, (hash >> 32) as u32]);
    (halves.collect(), slots)
}

/// Gathers the targets of each symbol.
fn group(edges: impl Iterator<Item = (u32, u32)>) -> BTreeMap<u32, Vec<u32>> {
    let mut by_symbol: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (symbol, target) in edges {
        by_symbol.entry(symbol).or_default().push(target);
    }
    by_symbol
}

/// Numbers sets of graph nodes as states, in the order in which they are met.
struct Layout<'n> {
    nodes: &'n [Node],
    numbers: HashMap<(Vec<u32>, bool), u32>,
    /// The nodes of each state, and whether it is a fork to them.
    sets: Vec<(Vec<u32>, bool)>,
}

impl Layout<'_> {
    /// Returns the number of the state of a set of nodes. What only few words lead to may be a fork.
    fn number(&mut self, mut set: Vec<u32>, may_fork: bool) -> u32 {
        set.sort_unstable();
        set.dedup();
        let is_fork = may_fork && (2..=FORKED).contains(&set.len());
        let key = (set, is_fork);
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = small(self.sets.len());
        self.sets.push(key.clone());
        self.numbers.insert(key, number);
        number
    }

    /// Makes the states, and those behind them as they are met. State 0 is none.
    fn states(mut self) -> Vec<State> {
        let mut states = vec![State::default()];
        while let Some((set, is_fork)) = self.sets.get(states.len()).cloned() {
            states.push(if is_fork {
                let forks = set.into_iter().map(|node| self.number(vec![node], false)).collect();
                State { forks, ..State::default() }
            } else {
                self.state(&set)
            });
        }
        states
    }

    /// Makes the state of a set of nodes.
    fn state(&mut self, set: &[u32]) -> State {
        let nodes = self.nodes;
        let mut state = State::default();
        let edges = set.iter().flat_map(|&node| nodes[node as usize].edges.iter().copied());
        for (symbol, targets) in group(edges) {
            let next = self.number(targets, symbol != ANY);
            match symbol {
                ANY => state.specials[0] = next,
                NAME => state.specials[1] = next,
                NUMBER => state.specials[2] = next,
                TURN => state.specials[3] = next,
                word => state.edges.push((word, next)),
            }
        }
        let ends = set.iter().flat_map(|&node| nodes[node as usize].accepts.iter().copied());
        state.accepts = ends.collect();
        state.accepts.sort_unstable();
        state.accepts.dedup();
        state
    }
}
