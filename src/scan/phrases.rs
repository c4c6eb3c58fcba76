//! Runs every term over the word numbers of a block in one pass.

use super::Hit;
use crate::lexicon::table::{Kind, NONE, NUMBER_WORD, Root, Table};
use crate::words::{ALL_CAPS, NAME, NUMBER, SENTENCE_START, STARTS, Word, Words};

/// Appends the hits of all terms in `table`. `ids` are the words' numbers in that table where it is not the built-in one.
pub fn phrases(table: &Table, words: &Words, block: u32, ids: Option<&[u32]>, hits: &mut Vec<Hit>) {
    let walk = Walk { table, words, block, ids };
    // A user's table has starting words of its own; of the built-in one the word cutter noted them.
    let may_start = if ids.is_some() { u32::MAX } else { STARTS | NUMBER | NAME };
    for (at, word) in words.list.iter().enumerate() {
        if word.flags & may_start != 0 || ids.is_some() {
            walk.begin(at, Root::Rules, hits);
        }
    }
}

/// Appends the hits of all context frames within `range` of the block's words.
pub fn frames(table: &Table, words: &Words, block: u32, range: std::ops::Range<usize>, hits: &mut Vec<Hit>) {
    let walk = Walk { table, words, block, ids: None };
    for at in range {
        walk.begin(at, Root::Frames, hits);
    }
}

struct Walk<'w> {
    table: &'w Table,
    words: &'w Words,
    block: u32,
    ids: Option<&'w [u32]>,
}

impl Walk<'_> {
    #[inline]
    fn id(&self, at: usize) -> u32 {
        self.ids.map_or_else(|| self.words.list[at].id, |ids| ids.get(at).copied().unwrap_or(NONE))
    }

    /// Starts every term that may begin at the word `at`.
    #[inline]
    fn begin(&self, at: usize, root: Root, hits: &mut Vec<Hit>) {
        let word = self.words.list[at];
        let root = if word.has(SENTENCE_START) {
            if root == Root::Rules { Root::RulesAtStart } else { Root::FramesAtStart }
        } else {
            root
        };
        let id = self.id(at);
        let table = self.table;
        if id != NONE {
            self.step(table.root(root, id), at, at, hits);
            if word.has(ALL_CAPS) && table.capitals[id as usize] != NONE {
                self.step(table.root(root, table.capitals[id as usize]), at, at, hits);
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
            self.go_on(state, first, at, hits);
        }
    }

    fn go_on(&self, state: u32, first: usize, at: usize, hits: &mut Vec<Hit>) {
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
        if id != NONE {
            self.step(table.next(&state, id), first, next, hits);
            if word.has(ALL_CAPS) && table.capitals[id as usize] != NONE {
                self.step(table.next(&state, table.capitals[id as usize]), first, next, hits);
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
