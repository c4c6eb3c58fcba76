//! Runs every term over the word numbers of a block in one pass.

#![expect(
    clippy::indexing_slicing,
    reason = "positions are below the number of words: a walk begins at a word and goes on to one that is there"
)]

use std::ops::Range;

use super::ahead::bits;
use super::hit::Hit;
use super::repeats::{Looked, Repeats};
use crate::words::{
    ALL_CAPS, NAME, NUMBER, NUMBER_WORD, SENTENCE_START, STARTS, STARTS_ANYHOW, STARTS_EXCEPTION,
    STARTS_FRAME, Word, Words,
};
use presend_lexicon::table::{ALWAYS_BIT, Accept, NAME_BIT, NONE, NUMBER_BIT, Root, Table, TermKind};

/// Appends the hits of all terms of rules in the built-in table that begin in a range of the words, which begins and ends where
/// sentences do. The words have looked ahead.
pub(crate) fn phrases(table: Table<'_>, words: &Words, block: u32, range: Range<usize>, hits: &mut Vec<Hit>) {
    let walk = Walk::new(table, words, block);
    let mut repeats = Repeats::of(words);
    for at in range {
        if walk.may_begin(at) && !repeats.repeat(at, hits) {
            let from = hits.len();
            walk.looked.start();
            walk.begin(at, Root::Rules, hits);
            keep_longest(hits, from);
            repeats.note(at, &walk.looked, from..hits.len());
        }
    }
}

/// Appends the hits of all terms in a user's table. `ids` are the words' numbers in it.
pub(crate) fn phrases_of_user(table: Table<'_>, words: &Words, block: u32, ids: &[u32], hits: &mut Vec<Hit>) {
    let bits = bits(table, words, Some(ids));
    let walk = Walk { ids: Some(ids), bits: &bits, ..Walk::new(table, words, block) };
    for at in 0..words.list.len() {
        let from = hits.len();
        walk.begin(at, Root::Rules, hits);
        keep_longest(hits, from);
    }
}

/// Keeps of the hits from `from` on, which all begin with the same word, for each rule the longest of a kind: a term with gaps has
/// as many as a text has repeated words. Of suggestions, which speak for a hit of their own length, each length is kept.
fn keep_longest(hits: &mut Vec<Hit>, from: usize) {
    let mut kept = from;
    for at in from..hits.len() {
        let hit = hits[at];
        let is_for_its_length = hit.kind == TermKind::Suggest;
        let known = hits[from..kept].iter_mut().find(|known| {
            known.rule == hit.rule && known.kind == hit.kind && (!is_for_its_length || known.last == hit.last)
        });
        match known {
            Some(known) if hit.last > known.last => *known = hit,
            Some(_) => {}
            None => {
                hits[kept] = hit;
                kept += 1;
            }
        }
    }
    hits.truncate(kept);
}

/// Appends the hits of the built-in table from another root, of frames or exceptions, that begin in a range of the words; in
/// the order of their first words. The words have looked ahead.
pub(crate) fn phrases_from(
    (table, root): (Table<'_>, Root),
    words: &Words,
    block: u32,
    range: Range<usize>,
    hits: &mut Vec<Hit>,
) {
    let starts = if root == Root::Frames { STARTS_FRAME } else { STARTS_EXCEPTION };
    let specials = [root, root.at_start()].map(|root| table.root_specials(root));
    let names = if specials.iter().any(|(name, _)| *name != NONE) { NAME } else { 0 };
    let numbers = if specials.iter().any(|(_, number)| *number != NONE) { NUMBER } else { 0 };
    let walk = Walk::new(table, words, block);
    for at in range.start..range.end.min(words.list.len()) {
        if words.list[at].has(starts | names | numbers) {
            walk.begin(at, root, hits);
        }
    }
}

struct Walk<'w> {
    table: Table<'w>,
    words: &'w Words,
    block: u32,
    ids: Option<&'w [u32]>,
    /// The bits of the word behind each place, and of those behind it, up to the end of the sentence.
    bits: &'w [(u64, u64)],
    looked: Looked,
}

/// The bits that are of no word of the vocabulary.
const OF_NO_WORD: u64 = ALWAYS_BIT | NAME_BIT | NUMBER_BIT;

impl<'w> Walk<'w> {
    fn new(table: Table<'w>, words: &'w Words, block: u32) -> Walk<'w> {
        Walk { table, words, block, ids: None, bits: &words.ahead, looked: Looked::default() }
    }

    #[inline]
    fn id(&self, at: usize) -> u32 {
        self.ids.map_or_else(|| self.words.list[at].id, |ids| ids.get(at).copied().unwrap_or(NONE))
    }

    /// Returns false if no built-in term can begin at the word `at`, as its flags and the next word tell.
    #[inline]
    fn may_begin(&self, at: usize) -> bool {
        let word = self.words.list[at];
        if word.has(STARTS_ANYHOW | NUMBER | NAME | ALL_CAPS) || !word.has(STARTS) {
            return word.has(STARTS | NUMBER | NAME);
        }
        self.words.list.get(at + 1).is_some_and(|next| {
            let goes_on = next.has(ALL_CAPS) || (next.id != NONE && self.table.is_pair(word.id, next.id));
            goes_on && !next.has(SENTENCE_START)
        })
    }

    /// Starts every term that may begin at the word `at`.
    #[inline]
    fn begin(&self, at: usize, root: Root, hits: &mut Vec<Hit>) {
        let word = self.words.list[at];
        let root = if word.has(SENTENCE_START) { root.at_start() } else { root };
        let id = self.id(at);
        let table = &self.table;
        if id != NONE {
            self.step(table.root(root, id), at, at, hits);
            if word.has(ALL_CAPS) && table.capitals(id) != NONE {
                self.step(table.root(root, table.capitals(id)), at, at, hits);
            }
        }
        if word.has(NAME | NUMBER | NUMBER_WORD) {
            let (name, number) = table.root_specials(root);
            if word.has(NAME) {
                self.step(name, at, at, hits);
            }
            if Self::is_number(word) {
                self.step(number, at, at, hits);
            }
        }
    }

    const fn is_number(word: Word) -> bool {
        word.has(NUMBER | NUMBER_WORD)
    }

    /// Goes on from `state`, reached by the word `at` of a term that began at `first`. As deep as a term is long. Most states lead
    /// nowhere, and seeing that costs less than a call.
    #[inline(always)]
    fn step(&self, state: u32, first: usize, at: usize, hits: &mut Vec<Hit>) {
        if state != NONE {
            let (near, far) = self.leads(state, at);
            if near | far != 0 {
                self.step_on(state, (near, far), (first, at), hits);
            }
        }
    }

    /// Returns what of the bits that a state asks for stands behind a place: in the next word, and further.
    #[inline(always)]
    fn leads(&self, state: u32, at: usize) -> (u64, u64) {
        let (next, later) = self.table.needs(state);
        let (word, rest) = self.bits.get(at).copied().unwrap_or((u64::MAX, u64::MAX));
        (next & word, later & rest)
    }

    /// Goes on from a state that may lead somewhere, as its bits tell: over words that do not matter at once, to where one does.
    #[inline(never)]
    fn step_on(
        &self,
        mut state: u32,
        (mut near, mut far): (u64, u64),
        (first, mut at): (usize, usize),
        hits: &mut Vec<Hit>,
    ) {
        while near | far != 0 {
            let is_next = near & !OF_NO_WORD != 0 && self.may_go_on(state, at + 1);
            if is_next || near & OF_NO_WORD != 0 {
                return self.go_on(state, is_next, (first, at), hits);
            }
            if far == 0 {
                return;
            }
            let Some(any) = self.table.any(state) else {
                return self.go_on(state, is_next, (first, at), hits);
            };
            self.looked.at(at);
            at += 1;
            if any == NONE || self.words.list.get(at).is_none_or(|word| word.has(SENTENCE_START)) {
                return;
            }
            state = any;
            (near, far) = self.leads(state, at);
        }
    }

    /// Returns false if a state does not go on with the word at a place, whatever its bits say.
    #[inline]
    fn may_go_on(&self, state: u32, at: usize) -> bool {
        self.looked.read(at);
        let capitals = self.words.list.get(at).is_none_or(|word| word.has(ALL_CAPS));
        capitals || self.table.may_go_on(state, self.id(at))
    }

    /// Goes on from a state that may lead somewhere; `is_next` tells whether the very next word may be one that it asks
    /// for, and a search among its edges is worth its while.
    #[inline]
    fn go_on(&self, state: u32, is_next: bool, (first, at): (usize, usize), hits: &mut Vec<Hit>) {
        self.looked.at(at);
        let table = &self.table;
        let state = table.state(state);
        if state.is_fork() {
            table.forks(&state).for_each(|fork| self.step(fork, first, at, hits));
            return;
        }
        let next = at + 1;
        let ends = self.words.list.get(next).is_none_or(|word| word.has(SENTENCE_START));
        if state.is_end() {
            for accept in table.accepts(&state) {
                if !accept.at_end || ends {
                    self.record(accept, (first, at), hits);
                }
            }
        }
        if ends {
            return;
        }
        let (word, id) = (self.words.list[next], self.id(next));
        if id != NONE && is_next {
            self.step(table.next(&state, id), first, next, hits);
            if word.has(ALL_CAPS) && table.capitals(id) != NONE {
                self.step(table.next(&state, table.capitals(id)), first, next, hits);
            }
        }
        self.step(state.any, first, next, hits);
        if state.name != NONE && word.has(NAME) {
            self.step(state.name, first, next, hits);
        }
        if state.number != NONE && Self::is_number(word) {
            self.step(state.number, first, next, hits);
        }
    }

    fn record(&self, accept: Accept, (first, last): (usize, usize), hits: &mut Vec<Hit>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::LEXICON;
    use crate::message::{Format, RegionKind, read};
    use crate::scan::look_ahead;
    use crate::text::Source;
    use crate::words::{Tokenizer, blocks};
    use presend_lexicon::table::word_bit;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// The hits of each walk by itself: what walks that are known again must agree with.
    fn plainly(words: &Words) -> Vec<Hit> {
        let walk = Walk::new(LEXICON.table, words, 0);
        let mut hits = Vec::new();
        for at in (0..words.list.len()).filter(|at| walk.may_begin(*at)) {
            let from = hits.len();
            walk.begin(at, Root::Rules, &mut hits);
            keep_longest(&mut hits, from);
        }
        hits
    }

    /// Returns the hits in a text, and what they should be.
    fn both(text: &str) -> (Vec<Hit>, Vec<Hit>) {
        let message = read(Source::new("t", text.as_bytes()), Format::Text);
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        let (mut hits, mut expected) = (Vec::new(), Vec::new());
        for block in blocks(&message, RegionKind::OWN_WORDS) {
            let mut words = tokenizer.cut(&message, &block);
            look_ahead(LEXICON.table, &mut words);
            phrases(LEXICON.table, &words, 0, 0..words.list.len(), &mut hits);
            expected.extend(plainly(&words));
        }
        (hits, expected)
    }

    proptest! {
        #[test]
        fn walks_that_are_known_again_find_what_each_walk_finds(
            pieces in prop::collection::vec(
                ("(asap|need|to|let|you|go|not|URGENT|urgent|Ana|5|now|please)( |[.] |, )", 1usize..40),
                1..8,
            ),
        ) {
            let text: String = pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect();
            let (hits, expected) = both(&text.repeat(2));
            prop_assert_eq!(hits, expected);
        }
    }

    /// A walk is known again by the words it looked at: one that it read no further than must not depend on what stands there.
    #[test]
    fn a_word_that_decides_where_a_walk_goes_is_among_those_it_looked_at() {
        let message = read(Source::new("t", b"you go"), Format::Text);
        let block = &blocks(&message, RegionKind::OWN_WORDS)[0];
        let mut words = Tokenizer::new(LEXICON.table, &message).cut(&message, block);
        let mut unread: HashMap<(u64, u64), usize> = HashMap::new();
        for id in 1..u32::try_from(LEXICON.table.word_count()).unwrap() {
            words.list[1].id = id;
            look_ahead(LEXICON.table, &mut words);
            let walk = Walk::new(LEXICON.table, &words, 0);
            let mut hits = Vec::new();
            walk.begin(0, Root::Rules, &mut hits);
            let known = unread.get(&words.ahead[0]).copied();
            assert!(known.is_none_or(|known| known == hits.len()), "{}", LEXICON.table.text(id));
            if walk.looked.furthest() < 1 {
                unread.insert(words.ahead[0], hits.len());
            }
        }
    }

    #[test]
    fn what_a_crowded_state_does_not_go_on_with_is_mostly_seen_without_a_search() {
        let table = LEXICON.table;
        let (mut wrong, mut others) = (0, 0);
        for first in (1..).step_by(397).take_while(|first| (*first as usize) < table.word_count()) {
            let place = table.root(Root::Rules, first);
            if place == NONE {
                continue;
            }
            let (state, bits) = (table.state(place), table.needs(place).0);
            // Where few bits are set, they tell enough by themselves; where all are, the next word does not matter.
            let is_crowded = (12..u64::BITS).contains(&bits.count_ones());
            for second in 1..u32::try_from(table.word_count()).unwrap() {
                let goes_on = table.next(&state, second) != NONE;
                assert!(!goes_on || table.may_go_on(place, second) && table.is_pair(first, second));
                if !goes_on && is_crowded && bits & word_bit(second) != 0 {
                    others += 1;
                    wrong += usize::from(table.may_go_on(place, second));
                }
            }
        }
        assert!(others > 0 && wrong * 3 < others, "{wrong} of {others}");
    }

    #[test]
    fn a_word_said_over_and_over_is_found_each_time() {
        let (hits, expected) = both(&"asap ".repeat(300));
        assert!(hits.len() >= 300, "{}", hits.len());
        assert_eq!(hits, expected);
    }
}
