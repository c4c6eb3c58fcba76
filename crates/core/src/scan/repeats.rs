//! Knows again the walks that a text repeats, so that words said over and over cost one look and not a walk each.

use std::cell::Cell;
use std::ops::Range;

use super::hit::Hit;
use crate::words::{ALL_CAPS, NAME, NUMBER, NUMBER_WORD, SENTENCE_START, Word, Words};

/// A walk through fewer states costs less than looking whether it is known.
const LONG_WALK: usize = 24;

/// As many walks are known at a time, told apart by their first words.
const KNOWN: usize = 16;

/// What of a word's flags decides where a walk goes.
const DECIDING: u32 = SENTENCE_START | NAME | NUMBER | NUMBER_WORD | ALL_CAPS;

/// How far a walk has looked.
#[derive(Debug, Default)]
pub(super) struct Looked {
    states: Cell<usize>,
    furthest: Cell<usize>,
}

impl Looked {
    /// Forgets the walk before.
    pub(super) fn start(&self) {
        self.states.set(0);
        self.furthest.set(0);
    }

    /// Notes that a walk went on from a word to the next.
    #[inline]
    pub(super) fn at(&self, word: usize) {
        self.states.set(self.states.get() + 1);
        self.read(word + 1);
    }

    /// Notes that a word decided where a walk goes, or that it goes nowhere.
    #[inline]
    pub(super) fn read(&self, word: usize) {
        self.furthest.set(self.furthest.get().max(word));
    }

    /// Returns the furthest word that was looked at.
    pub(super) const fn furthest(&self) -> usize {
        self.furthest.get()
    }
}

/// A walk that was made: the words it looked at, and its hits among those of the block.
#[derive(Debug, Clone)]
struct Known {
    words: Range<usize>,
    hits: Range<usize>,
}

/// The latest long walks through one block.
#[derive(Debug)]
pub(super) struct Repeats<'w> {
    words: &'w Words,
    known: [Option<Known>; KNOWN],
}

impl<'w> Repeats<'w> {
    /// Starts with none.
    pub(super) fn of(words: &'w Words) -> Repeats<'w> {
        Repeats { words, known: [const { None }; KNOWN] }
    }

    /// Appends what a walk from the word `at` finds, if one through the same words is known; else returns false.
    pub(super) fn repeat(&self, at: usize, hits: &mut Vec<Hit>) -> bool {
        let list = &self.words.list;
        let Some(word) = list.get(at) else { return false };
        let known = self.known.get(slot(*word)).and_then(Option::as_ref);
        let begins_so = |known: &&Known| list.get(known.words.start).is_some_and(|first| first.id == word.id);
        let Some(known) = known.filter(begins_so) else { return false };
        let here = at..at + known.words.len();
        if !self.are_alike(known.words.clone(), here) {
            return false;
        }
        let Ok(further) = u32::try_from(at - known.words.start) else { return false };
        for number in known.hits.clone() {
            let Some(&hit) = hits.get(number) else { break };
            let (first, last) = (hit.first + further, hit.last + further);
            let span = self.words.span(first as usize, last as usize);
            hits.push(Hit { first, last, span, ..hit });
        }
        true
    }

    /// Notes a walk from the word `at`, if it was long; its hits stand in `hits` among those of the block.
    pub(super) fn note(&mut self, at: usize, looked: &Looked, hits: Range<usize>) {
        let end = looked.furthest() + 1;
        if looked.states.get() >= LONG_WALK
            && end <= self.words.list.len()
            && let Some(word) = self.words.list.get(at)
            && let Some(known) = self.known.get_mut(slot(*word))
        {
            *known = Some(Known { words: at..end, hits });
        }
    }

    /// Returns true if and only if a walk cannot tell two stretches of words apart.
    fn are_alike(&self, known: Range<usize>, here: Range<usize>) -> bool {
        let (list, ahead) = (&self.words.list, &self.words.ahead);
        let (Some(these), Some(those)) = (list.get(here.clone()), list.get(known.clone())) else {
            return false;
        };
        let is_same = |(a, b): (&Word, &Word)| a.id == b.id && (a.flags ^ b.flags) & DECIDING == 0;
        these.iter().zip(those).all(is_same) && ahead.get(here) == ahead.get(known)
    }
}

fn slot(word: Word) -> usize {
    word.id as usize % KNOWN
}
