//! Reads a vocabulary and an automaton over word numbers in place from a packed table.

use super::fold::hash_of;
use super::pack::{Numbers, Packed, Section};

/// The word or state number that stands for "none".
pub const NONE: u32 = 0;

/// A vocabulary word is among the commonest of English.
pub const COMMON: u32 = 1;
/// A vocabulary word ends a clause.
pub const CLAUSE_END: u32 = 1 << 1;
/// A vocabulary word is no person's name even when capitalised.
pub const NOT_A_NAME: u32 = 1 << 2;
/// A vocabulary word takes a full stop inside a sentence.
pub const ABBREVIATION: u32 = 1 << 3;
/// A vocabulary word makes a run of capitals a sentence.
pub const FUNCTION: u32 = 1 << 4;
/// A vocabulary word is a number.
pub const NUMBER_WORD: u32 = 1 << 5;
/// A vocabulary word stands in the gate of a pattern.
pub const GATE: u32 = 1 << 6;
/// A vocabulary word may be drawn out without heat; written with each run of a letter once.
pub const DRAWN_OUT: u32 = 1 << 7;
/// A vocabulary word is a short form of others.
pub const SHORT_FORM: u32 = 1 << 8;
/// Some term of a rule begins with the vocabulary word, or with its form in capitals.
pub const STARTS_TERM: u32 = 1 << 9;
/// Some rule's term begins with the word whatever word comes next, or with none behind it.
pub const STARTS_ANYHOW: u32 = 1 << 10;

/// Where a walk through the automaton begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// Terms of rules, inside a sentence.
    Rules = 0,
    /// Terms of rules, at the start of a sentence.
    RulesAtStart = 1,
    /// Context frames, inside a sentence.
    Frames = 2,
    /// Context frames, at the start of a sentence.
    FramesAtStart = 3,
    /// What a term found is judged by, exceptions and suggestions, inside a sentence.
    Exceptions = 4,
    /// Exceptions and suggestions, at the start of a sentence.
    ExceptionsAtStart = 5,
}

/// How many roots there are.
pub const ROOTS: usize = 6;

impl Root {
    /// Returns the root to begin from with a word that begins a sentence.
    #[must_use]
    #[inline]
    pub const fn at_start(self) -> Root {
        match self {
            Root::Rules | Root::RulesAtStart => Root::RulesAtStart,
            Root::Frames | Root::FramesAtStart => Root::FramesAtStart,
            Root::Exceptions | Root::ExceptionsAtStart => Root::ExceptionsAtStart,
        }
    }
}

/// What an accepted term is to its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A term that makes the rule speak.
    Term = 0,
    /// A term that counts only beside another hit.
    Weak = 1,
    /// A term that silences an overlapping hit.
    Unless = 2,
    /// A term that silences a hit in the same sentence.
    UnlessNear = 3,
    /// Words that a suggestion replaces.
    Suggest = 4,
}

impl Kind {
    /// Every kind, by number.
    pub const ALL: [Kind; 5] = [Kind::Term, Kind::Weak, Kind::Unless, Kind::UnlessNear, Kind::Suggest];
}

/// The end of a term: whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accept {
    /// Number of the rule, or of the frame in a walk from [`Root::Frames`].
    pub rule: u32,
    /// What the term is to the rule.
    pub kind: Kind,
    /// It counts only at the end of a sentence.
    pub at_end: bool,
    /// Number of the term in its list, or of the suggestion in its rule.
    pub index: u32,
}

impl Accept {
    /// Packs the accept into two words of a table.
    #[must_use]
    pub fn pack(self) -> [u32; 2] {
        [self.rule << 8 | (self.kind as u32) << 1 | u32::from(self.at_end), self.index]
    }

    /// Unpacks two words of a table.
    #[must_use]
    pub fn unpack(first: u32, index: u32) -> Accept {
        let kind = Kind::ALL.get(((first >> 1) & 0x7F) as usize).copied().unwrap_or(Kind::Term);
        Accept { rule: first >> 8, kind, at_end: first & 1 == 1, index }
    }
}

/// Numbers per state in the section of states.
pub const STATE_SIZE: usize = 7;

/// One state of the automaton.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// Range of the sections of edges.
    pub edges: (u32, u32),
    /// Range of the section of accepts, in pairs.
    pub accepts: (u32, u32),
    /// Next state on any word.
    pub any: u32,
    /// Next state on a name.
    pub name: u32,
    /// Next state on a number.
    pub number: u32,
}

/// Bit of a state in which a term ends, and of every place in a text.
pub const ALWAYS_BIT: u64 = 1 << 63;
/// Bit of names.
pub const NAME_BIT: u64 = 1 << 62;
/// Bit of numbers.
pub const NUMBER_BIT: u64 = 1 << 61;

/// Words with lower numbers are the commonest: they share bits of their own, so that the others' say more.
const COMMONEST: u32 = 512;

/// Returns the bit of a word: 16 for the commonest, 45 for all others.
#[must_use]
#[inline]
pub const fn word_bit(word: u32) -> u64 {
    let hash = (word.wrapping_mul(0x9E37_79B1) >> 16) as u64;
    1 << if word < COMMONEST { (hash * 16) >> 16 } else { 16 + ((hash * 45) >> 16) }
}

/// Bits in the section of pairs: few enough to stay in a fast cache, enough that one pair in ten is taken for another.
pub const PAIRS: usize = 1 << 19;

/// Returns the bit of two neighbouring words in the section of pairs.
#[must_use]
#[inline]
pub const fn pair_slot(first: u32, second: u32) -> usize {
    let mixed = first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA6B);
    (mixed.wrapping_mul(0x27D4_EB2F) >> 13) as usize
}

/// Returns the run of letters in a gate that is looked for: the longest, one that is not common before others.
#[must_use]
pub fn gate_key(gate: &str, is_common: impl Fn(&str) -> bool) -> Option<&str> {
    let mut runs = gate.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| run.len() > 1).peekable();
    let first = runs.next()?;
    if runs.peek().is_none() {
        return Some(first);
    }
    std::iter::once(first).chain(runs).max_by_key(|run| (!is_common(&run.to_ascii_lowercase()), run.len()))
}

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
    /// States, [`STATE_SIZE`] numbers each; state 0 is none.
    states: Numbers<'a>,
    /// For each state the bits of what may come next, and of what may come later behind words that do not matter: where
    /// none of them is, the state leads nowhere. Low half first, four per state.
    needs: Numbers<'a>,
    /// The words on which states go on, sorted within a state.
    edge_words: Numbers<'a>,
    /// The next state for each of them.
    edge_states: Numbers<'a>,
    /// Packed accepts, pairs.
    accepts: Numbers<'a>,
    /// One bit for each first and second word of a rule's term, hashed: most words that begin a term are followed by
    /// none that goes on, and here that is seen without a walk.
    pairs: Numbers<'a>,
}

/// Returns where the search for a hash begins; the high bits of a product are the well-mixed ones.
#[must_use]
#[inline]
pub const fn slot_of(hash: u64) -> usize {
    (hash >> 40) as usize
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
            states: packed.numbers(Section::States),
            needs: packed.numbers(Section::Needs),
            edge_words: packed.numbers(Section::EdgeWords),
            edge_states: packed.numbers(Section::EdgeStates),
            accepts: packed.numbers(Section::Accepts),
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

    /// Returns the state after a first word, or [`NONE`].
    #[must_use]
    #[inline]
    pub const fn root(self, root: Root, word: u32) -> u32 {
        self.roots.at(word as usize * ROOTS + root as usize)
    }

    /// Returns the states after a first word that is a name and that is a number.
    #[must_use]
    #[inline]
    pub fn root_specials(self, root: Root) -> (u32, u32) {
        let [name, number] = self.root_specials.row(root as usize * 2);
        (name, number)
    }

    /// Returns false if no rule's term goes from the first word straight to the second.
    #[must_use]
    #[inline]
    pub fn is_pair(self, first: u32, second: u32) -> bool {
        let slot = pair_slot(first, second);
        self.pairs.get(slot / 32).is_none_or(|bits| bits >> (slot % 32) & 1 == 1)
    }

    /// Returns the bits of what may come next, and of what may come later.
    #[must_use]
    #[inline]
    pub fn needs(self, state: u32) -> (u64, u64) {
        let row: [u32; 4] = self.needs.row(state as usize * 4);
        (u64::from(row[0]) | u64::from(row[1]) << 32, u64::from(row[2]) | u64::from(row[3]) << 32)
    }

    /// Returns a state.
    #[must_use]
    #[inline]
    pub fn state(self, state: u32) -> State {
        let row: [u32; STATE_SIZE] = self.states.row(state as usize * STATE_SIZE);
        State {
            edges: (row[0], row[1]),
            accepts: (row[2], row[3]),
            any: row[4],
            name: row[5],
            number: row[6],
        }
    }

    /// Returns the state that follows on `word`, or [`NONE`].
    #[must_use]
    #[inline]
    pub fn next(self, state: &State, word: u32) -> u32 {
        let from = state.edges.0 as usize;
        let found = self.edge_words.range(from..state.edges.1 as usize).search(word);
        found.map_or(NONE, |at| self.edge_states.at(from + at))
    }

    /// Returns the accepts of a state.
    pub fn accepts(self, state: &State) -> impl Iterator<Item = Accept> + use<'a> {
        let range = state.accepts.0 as usize * 2..state.accepts.1 as usize * 2;
        self.accepts.range(range).rows().map(|[first, index]| Accept::unpack(first, index))
    }
}
