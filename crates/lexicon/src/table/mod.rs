//! Reads a vocabulary and an automaton over word numbers in place from a packed table.

mod filters;
mod graph;
mod terms;
mod words;

#[cfg(feature = "squeezed")]
pub(crate) use filters::CUE_PAIRS;
pub use filters::{ALWAYS_BIT, BEFORE, NAME_BIT, NUMBER_BIT, REACH, word_bit};
pub(crate) use filters::{OF_STATE, cue_pair_slot, is_crowded, pair_cells, pair_slot, words_bits};
use graph::Graph;
#[cfg(feature = "built-in")]
pub(crate) use graph::LIST_BITS;
pub use graph::State;
#[cfg(feature = "built-in")]
pub(crate) use graph::StateWords;
pub(crate) use graph::{
    FEW, FORKED, HAS_ACCEPTS, HAS_ANY, HAS_FILTER, HAS_GROUPS, HAS_LATER, HAS_NAME, HAS_NUMBER, HAS_PAIRS,
    HAS_SINGLES, HAS_TURN, IS_FORK, LISTED, NARROW,
};
pub(crate) use terms::ROOTS;
pub use terms::{Accept, Root, TermKind};
pub use words::{
    ABBREVIATION, CARRIED, CLAUSE_END, COMMON, DRAWN_OUT, FIRST_PERSON, FUNCTION, GATE, NEGATION, NONE,
    NOT_A_NAME, NUMBER_WORD, SECOND_PERSON, SHORT_FORM, STARTS_ANYHOW, STARTS_CUE, STARTS_EXCEPTION,
    STARTS_FRAME, STARTS_TERM, THIRD_PERSON, THIRD_PERSONS, WRITER,
};
pub(crate) use words::{gate_key, slot_of};

use super::fold::hash_of;
use super::pack::{Numbers, Packed, Section};

/// A vocabulary and an automaton over word numbers.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// Open-addressed hash table of word numbers; its length is a power of two.
    slots: Numbers<'a>,
    /// Hash of each word: pairs, the low half first.
    hashes: Numbers<'a>,
    /// Start of each word's text in `arena`, and one past the last.
    starts: Numbers<'a>,
    /// The words' folded texts.
    arena: &'a [u8],
    /// Flags of each word.
    flags: Numbers<'a>,
    /// For a short form the two words it stands for (the second may be none), else none: pairs.
    splits: Numbers<'a>,
    /// For each word the number of its form in capitals, if a term asks for it.
    capitals: Numbers<'a>,
    /// For each word the state after it, per root: [`ROOTS`] per word.
    roots: Numbers<'a>,
    /// Per root the states after a name and after a number: pairs.
    root_specials: Numbers<'a>,
    /// The states, and the bits by which a walk sees early that one leads nowhere.
    graph: Graph<'a>,
    /// One bit for each word at which a rule's term is entered and the one behind it, and for each state with many words and each of these, hashed: most
    /// words are followed by none that goes on, and here that is seen without a walk or a search.
    pairs: Numbers<'a>,
}

impl<'a> Table<'a> {
    /// Finds the sections of a table.
    pub(crate) fn of(packed: Packed<'a>) -> Table<'a> {
        Table {
            slots: packed.numbers(Section::Slots),
            hashes: packed.numbers(Section::Hashes),
            starts: packed.numbers(Section::Starts),
            arena: packed.section(Section::Arena),
            flags: packed.numbers(Section::Flags),
            splits: packed.numbers(Section::Splits),
            capitals: packed.numbers(Section::Capitals),
            roots: packed.numbers(Section::Roots),
            root_specials: packed.numbers(Section::RootSpecials),
            graph: Graph {
                halves: packed.halves(Section::Graph),
                sets: packed.halves(Section::Sets),
                is_wide: packed.numbers(Section::Flags).len() > NARROW,
            },
            pairs: packed.numbers(Section::Pairs),
        }
    }

    /// Returns how many words there are, "none" among them.
    #[must_use]
    pub const fn word_count(self) -> usize {
        self.flags.len()
    }

    /// Returns the number of a folded word, or [`NONE`].
    #[must_use]
    pub fn word(self, folded: &str) -> u32 {
        self.find(hash_of(folded))
    }

    /// Returns the folded text of a word.
    #[must_use]
    pub fn text(self, word: u32) -> &'a str {
        let [start, end] = self.starts.row(word as usize).map(|at| at as usize);
        self.arena.get(start..end).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// Returns the number of the word with this hash, or [`NONE`]. The 64 bits stand for the word: see [`hash_of`].
    #[must_use]
    #[inline]
    pub fn find(self, hash: u64) -> u32 {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = slot_of(hash) & mask;
        while let Some(word) = self.slots.get(slot) {
            if word == NONE {
                return NONE;
            }
            let [low, high] = self.hashes.row(word as usize * 2);
            if u64::from(low) | u64::from(high) << 32 == hash {
                return word;
            }
            slot = (slot + 1) & mask;
        }
        NONE
    }

    /// Returns a word's flags.
    #[must_use]
    #[inline]
    pub const fn flags(self, word: u32) -> u32 {
        self.flags.at(word as usize)
    }

    /// Returns the one or two words that a short form stands for.
    #[must_use]
    #[inline]
    pub fn split(self, word: u32) -> Option<(u32, u32)> {
        let [first, second] = self.splits.row(word as usize * 2);
        (first != NONE).then_some((first, second))
    }

    /// Returns the number of a word's form in capitals, or [`NONE`].
    #[must_use]
    #[inline]
    pub const fn capitals(self, word: u32) -> u32 {
        self.capitals.at(word as usize)
    }

    /// Returns the state after a word at which terms are entered, or [`NONE`].
    #[must_use]
    #[inline]
    pub const fn root(self, root: Root, word: u32) -> u32 {
        self.roots.at(word as usize * ROOTS + root as usize)
    }

    /// Returns the states after a name and after a number at which terms are entered.
    #[must_use]
    #[inline]
    pub fn root_specials(self, root: Root) -> (u32, u32) {
        let [name, number] = self.root_specials.row(root as usize * 2);
        (name, number)
    }

    /// Returns false if no rule's term is entered at the first word and goes straight on to the second.
    #[must_use]
    #[inline]
    pub fn is_pair(self, first: u32, second: u32) -> bool {
        self.has_pair(first, second)
    }

    /// Returns false if a state whose bits say too little does not go on with the word.
    #[must_use]
    #[inline]
    pub fn may_go_on(self, state: u32, word: u32) -> bool {
        !self.graph.has_pairs(state) || self.has_pair(state | OF_STATE, word)
    }

    #[inline]
    fn has_pair(self, first: u32, second: u32) -> bool {
        let slot = pair_slot(first, second, self.pairs.len());
        self.pairs.get(slot / 32).is_none_or(|bits| bits >> (slot % 32) & 1 == 1)
    }

    /// Returns the bits of what may come next, and of what may come later behind words that do not matter: where none of them
    /// is, the state leads nowhere.
    #[must_use]
    #[inline]
    pub fn needs(&self, state: u32) -> (u64, u64) {
        self.graph.needs(state)
    }

    /// Returns the state that follows on any word, or [`NONE`]; nothing if the state is several others, each with its own.
    #[must_use]
    #[inline]
    pub fn any(&self, state: u32) -> Option<u32> {
        self.graph.any(state)
    }

    /// Returns a state.
    #[must_use]
    #[inline]
    pub fn state(&self, state: u32) -> State {
        self.graph.state(state)
    }

    /// Returns the state that follows on `word`, or [`NONE`].
    #[must_use]
    #[inline]
    pub fn next(&self, state: &State, word: u32) -> u32 {
        self.graph.next(state, word)
    }

    /// Returns the states that a fork is.
    #[inline]
    pub fn forks(&self, state: &State) -> impl Iterator<Item = u32> + use<'a> {
        self.graph.forks(state)
    }

    /// Returns the accepts of a state.
    pub fn accepts(&self, state: &State) -> impl Iterator<Item = Accept> + use<'a> {
        self.graph.accepts(state)
    }

    /// Returns the words of a state.
    #[cfg(feature = "built-in")]
    pub(crate) fn words(&self, state: &State) -> StateWords {
        self.graph.words(state)
    }
}
