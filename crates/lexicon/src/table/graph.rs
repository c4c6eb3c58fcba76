//! Walks the packed graph of an automaton in place: a state's place is its number, and what belongs to it stands behind it.

use super::NONE;
use super::filters::word_bit;
use super::terms::Accept;
use crate::pack::Halves;

/// As many words at most have numbers that fit in one half of a cell.
pub(crate) const NARROW: usize = 1 << 16;

/// So few words of a state are looked at without bits that tell whether the look is worth its while.
pub(crate) const FEW: usize = 2;

/// So many words of a state that lead to the same state make a list, which other states share. With 3 the table is a tenth
/// smaller and a walk has twice as many lists to look at.
pub(crate) const LISTED: usize = 5;

/// A state at which so few steps of terms meet is a fork to a state for each of them, which other forks share. A state of its own
/// for all that meet, in which one search does for all, makes the table twice as large.
pub(crate) const FORKED: usize = 16;

/// Halves before the words of a list: their bits, then their number.
pub(crate) const LIST_BITS: usize = 4;

/// The state has bits of the words that may come next.
pub(crate) const HAS_FILTER: u16 = 1;
/// The state has bits of what may come later, behind those of the next word.
pub(crate) const HAS_LATER: u16 = 1 << 1;
/// The words of the state are in the section of pairs, for its bits say too little.
pub(crate) const HAS_PAIRS: u16 = 1 << 2;
/// The state goes on with a name.
pub(crate) const HAS_NAME: u16 = 1 << 3;
/// The state goes on with a number.
pub(crate) const HAS_NUMBER: u16 = 1 << 4;
/// A term ends on the state.
pub(crate) const HAS_ACCEPTS: u16 = 1 << 5;
/// The state has lists of words that lead to the same state.
pub(crate) const HAS_GROUPS: u16 = 1 << 6;
/// The state has words that lead to one state alone, or nearly.
pub(crate) const HAS_SINGLES: u16 = 1 << 7;
/// The state goes on with any word.
pub(crate) const HAS_ANY: u16 = 1 << 8;
/// The state is several others at once.
pub(crate) const IS_FORK: u16 = 1 << 9;
/// The walk goes back from the word at which it entered: what stands before that decides.
pub(crate) const HAS_TURN: u16 = 1 << 10;

/// A graph whose edges are words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Graph<'a> {
    pub(super) halves: Halves<'a>,
    pub(super) sets: Halves<'a>,
    /// The numbers of words take two halves.
    pub(super) is_wide: bool,
}

/// One state of the automaton.
#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    /// Next state on any word.
    pub any: u32,
    /// Next state on a name.
    pub name: u32,
    /// Next state on a number.
    pub number: u32,
    /// State from which a walk goes back from the word at which it entered.
    pub turn: u32,
    accepts: Listed,
    fork: Listed,
    /// Where the lists of words stand, and which there are.
    words: u32,
    flags: u16,
}

/// The words of a state.
#[cfg(feature = "built-in")]
#[derive(Debug, Default)]
pub(crate) struct StateWords {
    /// The places of lists, each with the state behind it.
    pub(crate) groups: Vec<(u32, u32)>,
    /// Single words, each with the state behind it.
    pub(crate) singles: Vec<(u32, u32)>,
}

/// The place of the first entry of a list, and how many there are.
#[derive(Debug, Clone, Copy, Default)]
struct Listed {
    from: u32,
    count: u32,
}

/// Returns how many halves the bits of a state take.
#[inline]
const fn bits_len(flags: u16) -> u32 {
    match flags & (HAS_FILTER | HAS_LATER) {
        0 => 0,
        HAS_FILTER => 4,
        _ => 8,
    }
}

impl State {
    /// Returns true if and only if the state is several others, and nothing by itself.
    #[must_use]
    #[inline]
    pub const fn is_fork(&self) -> bool {
        self.fork.count > 0
    }

    /// Returns true if and only if some term ends here.
    #[must_use]
    #[inline]
    pub const fn is_end(&self) -> bool {
        self.accepts.count > 0
    }
}

impl<'a> Graph<'a> {
    /// Returns how many halves the number of a word takes.
    const fn unit(self) -> u32 {
        if self.is_wide { 2 } else { 1 }
    }

    /// Returns the bits of what may come next, and of what may come later. A state without bits may go on with every word.
    #[inline]
    pub(super) fn needs(self, state: u32) -> (u64, u64) {
        let at = state as usize;
        let flags = self.halves.at(at);
        if flags & HAS_FILTER == 0 {
            return (u64::MAX, 0);
        }
        (self.halves.double(at + 1), if flags & HAS_LATER == 0 { 0 } else { self.halves.double(at + 5) })
    }

    /// Returns true if and only if the words of a state are in the section of pairs.
    #[inline]
    pub(super) const fn has_pairs(self, state: u32) -> bool {
        self.halves.at(state as usize) & HAS_PAIRS != 0
    }

    /// Returns the state that follows on any word, or [`NONE`]; nothing for a fork.
    #[inline]
    pub(super) fn any(self, state: u32) -> Option<u32> {
        let flags = self.halves.at(state as usize);
        if flags & IS_FORK != 0 {
            return None;
        }
        let mut at = state + 1 + bits_len(flags);
        Some(self.special(&mut at, flags & HAS_ANY))
    }

    /// Reads what stands in a state.
    #[inline]
    pub(super) fn state(self, state: u32) -> State {
        let flags = self.halves.at(state as usize);
        let mut at = state + 1 + bits_len(flags);
        if flags & IS_FORK != 0 {
            return State { fork: self.list(&mut at, IS_FORK, (self.is_wide, 2)), ..State::default() };
        }
        let any = self.special(&mut at, flags & HAS_ANY);
        let name = self.special(&mut at, flags & HAS_NAME);
        let number = self.special(&mut at, flags & HAS_NUMBER);
        let turn = self.special(&mut at, flags & HAS_TURN);
        let accepts = self.list(&mut at, flags & HAS_ACCEPTS, (true, 4));
        State { any, name, number, turn, accepts, fork: Listed::default(), words: at, flags }
    }

    /// Reads the state behind a word of a kind and goes on behind it, if its flag is there.
    #[inline]
    fn special(self, at: &mut u32, flag: u16) -> u32 {
        if flag == 0 {
            return NONE;
        }
        *at += 2;
        self.halves.whole(*at as usize - 2)
    }

    /// Reads the length of a list and goes on behind it, if its flag is there; its entries have so many halves.
    #[inline]
    fn list(self, at: &mut u32, flag: u16, (is_wide, size): (bool, u32)) -> Listed {
        if flag == 0 {
            return Listed::default();
        }
        let place = *at as usize;
        let (from, count) = if is_wide {
            (*at + 2, self.halves.whole(place))
        } else {
            (*at + 1, u32::from(self.halves.at(place)))
        };
        *at = from + count * size;
        Listed { from, count }
    }

    /// Returns the state that follows on `word`, or [`NONE`].
    #[inline]
    pub(super) fn next(self, state: &State, word: u32) -> u32 {
        let mut at = state.words;
        let groups = self.list(&mut at, state.flags & HAS_GROUPS, (self.is_wide, 4));
        let singles = self.list(&mut at, state.flags & HAS_SINGLES, (self.is_wide, self.unit() + 2));
        let (from, count) = (singles.from as usize, singles.count as usize);
        if let Some(at) = self.search(self.halves, (from, count), word) {
            return self.halves.whole(from + count * self.unit() as usize + at * 2);
        }
        let bit = word_bit(word);
        for group in 0..groups.count {
            let at = (groups.from + group * 4) as usize;
            let set = self.halves.whole(at) as usize;
            if self.sets.double(set) & bit != 0 && self.is_in_set(set + LIST_BITS, word) {
                return self.halves.whole(at + 2);
            }
        }
        NONE
    }

    /// Returns the words of a state.
    #[cfg(feature = "built-in")]
    pub(super) fn words(self, state: &State) -> StateWords {
        if state.is_fork() {
            return StateWords::default();
        }
        let mut end = state.words;
        let groups = self.list(&mut end, state.flags & HAS_GROUPS, (self.is_wide, 4));
        let singles = self.list(&mut end, state.flags & HAS_SINGLES, (self.is_wide, self.unit() + 2));
        let whole = |at: u32| self.halves.whole(at as usize);
        let word = |at: u32| match self.is_wide {
            true => whole(singles.from + at * 2),
            false => self.halves.at((singles.from + at) as usize).into(),
        };
        let states = singles.from + singles.count * self.unit();
        StateWords {
            groups: (0..groups.count)
                .map(|at| groups.from + at * 4)
                .map(|at| (whole(at), whole(at + 2)))
                .collect(),
            singles: (0..singles.count).map(|at| (word(at), whole(states + at * 2))).collect(),
        }
    }

    fn is_in_set(self, set: usize, word: u32) -> bool {
        let count = if self.is_wide { self.sets.whole(set) as usize } else { usize::from(self.sets.at(set)) };
        self.search(self.sets, (set + self.unit() as usize, count), word).is_some()
    }

    /// Returns the index of a word among sorted ones.
    #[inline]
    fn search(self, halves: Halves<'a>, (from, count): (usize, usize), word: u32) -> Option<usize> {
        if self.is_wide {
            return halves.range(from..from + count * 2).search_whole(word);
        }
        u16::try_from(word).ok().and_then(|word| halves.range(from..from + count).search(word))
    }

    /// Returns the states that a fork is.
    #[inline]
    pub(super) fn forks(self, state: &State) -> impl Iterator<Item = u32> + use<'a> {
        let Listed { from, count } = state.fork;
        (0..count).map(move |fork| self.halves.whole((from + fork * 2) as usize))
    }

    /// Returns the accepts of a state.
    pub(super) fn accepts(self, state: &State) -> impl Iterator<Item = Accept> + use<'a> {
        let Listed { from, count } = state.accepts;
        (0..count).map(move |accept| {
            let at = (from + accept * 4) as usize;
            Accept::unpack(self.halves.whole(at), self.halves.whole(at + 2))
        })
    }
}
