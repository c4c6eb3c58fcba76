//! Walks through the automaton of terms: on from the word at which a term is entered, and back from it to where the term begins.

#![expect(
    clippy::indexing_slicing,
    reason = "positions are below the number of words: a walk begins at a word and goes on to one that is there"
)]

use super::around::Bits;
use super::hit::Hit;
use super::repeats::Looked;
use crate::words::{ALL_CAPS, NAME, NUMBER, NUMBER_WORD, SENTENCE_START, Word, Words};
use presend_lexicon::table::{ALWAYS_BIT, Accept, NAME_BIT, NONE, NUMBER_BIT, Root, Table};

/// What walks go through, and where.
pub(super) struct Walk<'w> {
    pub(super) table: Table<'w>,
    pub(super) words: &'w Words,
    pub(super) block: u32,
    /// The words' numbers, where the table is not the built-in one.
    pub(super) ids: Option<&'w [u32]>,
    /// The bits of what stands behind each place. Those of what stands before are the words' own: only built-in terms have a way
    /// back.
    pub(super) ahead: &'w [Bits],
    pub(super) looked: Looked,
}

/// The bits that are of no word of the vocabulary.
const OF_NO_WORD: u64 = ALWAYS_BIT | NAME_BIT | NUMBER_BIT;

/// Where a walk is: the end at which it began, and the word that it has come to.
type Reach = (usize, usize);

impl<'w> Walk<'w> {
    /// Walks through the built-in table, in words that have looked around.
    pub(super) fn new(table: Table<'w>, words: &'w Words, block: u32) -> Walk<'w> {
        Walk { table, words, block, ids: None, ahead: &words.ahead, looked: Looked::default() }
    }

    #[inline]
    fn id(&self, at: usize) -> u32 {
        self.ids.map_or_else(|| self.words.list[at].id, |ids| ids.get(at).copied().unwrap_or(NONE))
    }

    /// Starts every term that may be entered at the word `at`.
    #[inline]
    pub(super) fn begin(&self, at: usize, root: Root, hits: &mut Vec<Hit>) {
        let word = self.words.list[at];
        let root = if word.has(SENTENCE_START) { root.at_start() } else { root };
        let id = self.id(at);
        let table = &self.table;
        self.looked.start(at);
        if id != NONE {
            self.step::<false>(table.root(root, id), (at, at), hits);
            if word.has(ALL_CAPS) && table.capitals(id) != NONE {
                self.step::<false>(table.root(root, table.capitals(id)), (at, at), hits);
            }
        }
        if word.has(NAME | NUMBER | NUMBER_WORD) {
            let (name, number) = table.root_specials(root);
            if word.has(NAME) {
                self.step::<false>(name, (at, at), hits);
            }
            if Self::is_number(word) {
                self.step::<false>(number, (at, at), hits);
            }
        }
    }

    const fn is_number(word: Word) -> bool {
        word.has(NUMBER | NUMBER_WORD)
    }

    /// Goes on from a state that a walk has come to, towards the end of the sentence or `BACK`. As deep as a term is long. Most
    /// states lead nowhere, and seeing that costs less than a call.
    #[inline(always)]
    fn step<const BACK: bool>(&self, state: u32, reach: Reach, hits: &mut Vec<Hit>) {
        if state != NONE {
            let (near, far) = self.leads::<BACK>(state, reach.1);
            if near | far != 0 {
                self.step_on::<BACK>(state, (near, far), reach, hits);
            }
        }
    }

    /// Returns what of the bits that a state asks for stands next to a place: in the next word, and further.
    #[inline(always)]
    fn leads<const BACK: bool>(&self, state: u32, at: usize) -> Bits {
        let (next, later) = self.table.needs(state);
        let bits = if BACK { &self.words.behind } else { self.ahead };
        let (word, rest) = bits.get(at).copied().unwrap_or((u64::MAX, u64::MAX));
        (next & word, later & rest)
    }

    /// Returns the place next to one, whatever is there.
    const fn beside<const BACK: bool>(at: usize) -> usize {
        if BACK { at.saturating_sub(1) } else { at + 1 }
    }

    /// Returns the next word of the sentence.
    #[inline]
    fn next<const BACK: bool>(&self, at: usize) -> Option<usize> {
        if BACK {
            return if self.starts(at) { None } else { at.checked_sub(1) };
        }
        if self.ends(at) { None } else { Some(at + 1) }
    }

    /// Returns true if and only if a sentence starts with a word.
    #[inline]
    fn starts(&self, at: usize) -> bool {
        self.words.list[at].has(SENTENCE_START)
    }

    /// Returns true if and only if a sentence ends with a word.
    #[inline]
    fn ends(&self, at: usize) -> bool {
        self.words.list.get(at + 1).is_none_or(|next| next.has(SENTENCE_START))
    }

    /// Goes on from a state that may lead somewhere, as its bits tell: over words that do not matter at once, to where one does.
    #[inline(never)]
    fn step_on<const BACK: bool>(
        &self,
        mut state: u32,
        (mut near, mut far): Bits,
        (start, mut at): Reach,
        hits: &mut Vec<Hit>,
    ) {
        while near | far != 0 {
            let next = self.next::<BACK>(at);
            let is_next = near & !OF_NO_WORD != 0 && next.is_some_and(|next| self.may_go_on(state, next));
            if is_next || near & OF_NO_WORD != 0 {
                return self.go_on::<BACK>(state, is_next, (start, at), hits);
            }
            if far == 0 {
                return;
            }
            let Some(any) = self.table.any(state) else {
                return self.go_on::<BACK>(state, is_next, (start, at), hits);
            };
            self.looked.state(Self::beside::<BACK>(at));
            let Some(next) = next.filter(|_| any != NONE) else { return };
            (state, at) = (any, next);
            (near, far) = self.leads::<BACK>(state, at);
        }
    }

    /// Returns false if a state does not go on with the word at a place, whatever its bits say.
    #[inline]
    fn may_go_on(&self, state: u32, at: usize) -> bool {
        self.looked.read(at);
        self.words.list[at].has(ALL_CAPS) || self.table.may_go_on(state, self.id(at))
    }

    /// Goes on from a state that may lead somewhere; `is_next` tells whether the very next word may be one that it asks
    /// for, and a search among its edges is worth its while.
    #[inline]
    fn go_on<const BACK: bool>(&self, state: u32, is_next: bool, (start, at): Reach, hits: &mut Vec<Hit>) {
        self.looked.state(Self::beside::<BACK>(at));
        let table = &self.table;
        let state = table.state(state);
        if state.is_fork() {
            table.forks(&state).for_each(|fork| self.step::<BACK>(fork, (start, at), hits));
            return;
        }
        if state.is_end() {
            let (first, last) = if BACK { (at, start) } else { (start, at) };
            table.accepts(&state).for_each(|accept| self.record(accept, (first, last), hits));
        }
        if !BACK && state.turn != NONE {
            self.step::<true>(state.turn, (at, start), hits);
        }
        let Some(next) = self.next::<BACK>(at) else { return };
        let (word, id, reach) = (self.words.list[next], self.id(next), (start, next));
        if id != NONE && is_next {
            self.step::<BACK>(table.next(&state, id), reach, hits);
            if word.has(ALL_CAPS) && table.capitals(id) != NONE {
                self.step::<BACK>(table.next(&state, table.capitals(id)), reach, hits);
            }
        }
        self.step::<BACK>(state.any, reach, hits);
        if state.name != NONE && word.has(NAME) {
            self.step::<BACK>(state.name, reach, hits);
        }
        if state.number != NONE && Self::is_number(word) {
            self.step::<BACK>(state.number, reach, hits);
        }
    }

    fn record(&self, accept: Accept, (first, last): (usize, usize), hits: &mut Vec<Hit>) {
        if accept.at_start && !self.starts(first) || accept.at_end && !self.ends(last) {
            return;
        }
        let words = self.words;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let hit = Hit {
            rule: accept.rule,
            kind: accept.kind,
            index: accept.index,
            block: self.block,
            first: small(first),
            last: small(last),
            part: words.part,
            span: words.span(first, last),
            is_value: false,
        };
        hits.push(hit);
    }
}
