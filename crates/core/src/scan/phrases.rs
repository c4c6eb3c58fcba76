//! Runs every term over the word numbers of a block in one pass.

use super::hit::Hit;
use crate::words::{ALL_CAPS, NAME, NUMBER, SENTENCE_START, STARTS, STARTS_ANYHOW, Word, Words};
use presend_lexicon::table::{
    ALWAYS_BIT, Kind, NAME_BIT, NONE, NUMBER_BIT, NUMBER_WORD, Root, Table, word_bit,
};

/// Appends the hits of all terms in `table`. `ids` are the words' numbers in that table where it is not the built-in one.
pub(crate) fn phrases(table: Table<'_>, words: &Words, block: u32, ids: Option<&[u32]>, hits: &mut Vec<Hit>) {
    let bits = bits(table, words, ids, 0..words.list.len());
    let walk = Walk { table, words, block, ids, bits: &bits, from: 0 };
    for at in 0..words.list.len() {
        // A user's table has starting words of its own; of the built-in one the word cutter noted them.
        if ids.is_some() || walk.may_begin(at) {
            walk.begin(at, Root::Rules, hits);
        }
    }
}

/// Appends the hits of the built-in table from another root, of frames or exceptions, within `range` of the block's words.
pub(crate) fn phrases_within(
    (table, root): (Table<'_>, Root),
    words: &Words,
    block: u32,
    range: std::ops::Range<usize>,
    hits: &mut Vec<Hit>,
) {
    let bits = bits(table, words, None, range.clone());
    let walk = Walk { table, words, block, ids: None, bits: &bits, from: range.start };
    for at in range {
        walk.begin(at, root, hits);
    }
}

struct Walk<'w> {
    table: Table<'w>,
    words: &'w Words,
    block: u32,
    ids: Option<&'w [u32]>,
    /// The bits of the word behind each place, and of all words from there to the end of the sentence.
    bits: &'w [(u64, u64)],
    /// The place of the first bits.
    from: usize,
}

/// Gathers the bits of a range of words, and what follows it up to the end of its last sentence.
fn bits(
    table: Table<'_>,
    words: &Words,
    ids: Option<&[u32]>,
    range: std::ops::Range<usize>,
) -> Vec<(u64, u64)> {
    let end = match range.end.checked_sub(1) {
        Some(last) if range.end < words.list.len() => words.sentence(last).end,
        _ => range.end,
    };
    let mut bits = vec![(ALWAYS_BIT, ALWAYS_BIT); end.saturating_sub(range.start)];
    let mut later = ALWAYS_BIT;
    for at in (range.start + 1..end).rev() {
        let word = words.list[at];
        let id = ids.map_or(word.id, |ids| ids.get(at).copied().unwrap_or(NONE));
        let mut own =
            if word.has(NAME) { NAME_BIT } else { 0 } | if word.has(NUMBER) { NUMBER_BIT } else { 0 };
        if id != NONE {
            own |= word_bit(id);
            let flags = table.flags(id);
            if flags & NUMBER_WORD != 0 {
                own |= NUMBER_BIT;
            }
            if word.has(ALL_CAPS) && table.capitals(id) != NONE {
                own |= word_bit(table.capitals(id));
            }
        }
        if word.has(SENTENCE_START) {
            later = ALWAYS_BIT;
        } else {
            bits[at - 1 - range.start] = (own | ALWAYS_BIT, later);
            later |= own;
        }
    }
    bits
}

impl Walk<'_> {
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
        let table = self.table;
        if id != NONE {
            self.step(table.root(root, id), at, at, hits);
            if word.has(ALL_CAPS) && table.capitals(id) != NONE {
                self.step(table.root(root, table.capitals(id)), at, at, hits);
            }
        }
        let (name, number) = table.root_specials(root);
        if name != NONE && word.has(NAME) {
            self.step(name, at, at, hits);
        }
        if number != NONE && self.is_number(word, id) {
            self.step(number, at, at, hits);
        }
    }

    fn is_number(&self, word: Word, id: u32) -> bool {
        word.has(NUMBER) || (id != NONE && self.table.flags(id) & NUMBER_WORD != 0)
    }

    /// Goes on from `state`, reached by the word `at` of a term that began at `first`. As deep as a term is long.
    #[inline]
    fn step(&self, state: u32, first: usize, at: usize, hits: &mut Vec<Hit>) {
        if state != NONE {
            let (next, later) = self.table.needs(state);
            let (word, rest) = self.bits.get(at - self.from).copied().unwrap_or((u64::MAX, u64::MAX));
            if (next & word) | (later & rest) != 0 {
                self.go_on(
                    state,
                    next & word & !(ALWAYS_BIT | NAME_BIT | NUMBER_BIT) != 0,
                    (first, at),
                    hits,
                );
            }
        }
    }

    /// Goes on from a state that may lead somewhere; `is_next` tells whether the very next word may be one that it asks
    /// for, and a search among its edges is worth its while.
    fn go_on(&self, state: u32, is_next: bool, (first, at): (usize, usize), hits: &mut Vec<Hit>) {
        let table = self.table;
        let state = table.state(state);
        let next = at + 1;
        let ends = self.words.list.get(next).is_none_or(|word| word.has(SENTENCE_START));
        if state.accepts.0 < state.accepts.1 {
            for accept in table.accepts(&state) {
                if !accept.at_end || ends {
                    self.record(accept.rule, (accept.kind, accept.index), first, at, hits);
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
        if state.number != NONE && self.is_number(word, id) {
            self.step(state.number, first, next, hits);
        }
    }

    fn record(&self, rule: u32, (kind, index): (Kind, u32), first: usize, last: usize, hits: &mut Vec<Hit>) {
        let words = self.words;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let hit = Hit {
            rule,
            kind,
            index,
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
