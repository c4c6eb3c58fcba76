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

/// How far a walk has looked, to either side.
#[derive(Debug, Default)]
pub(super) struct Looked {
    states: Cell<usize>,
    earliest: Cell<usize>,
    furthest: Cell<usize>,
}

impl Looked {
    /// Forgets the walk before.
    #[inline]
    pub(super) fn start(&self, at: usize) {
        self.states.set(0);
        self.earliest.set(at);
        self.furthest.set(at);
    }

    /// Notes that a walk came to a state from which `word` decides where it goes.
    #[inline]
    pub(super) fn state(&self, word: usize) {
        self.states.set(self.states.get() + 1);
        self.read(word);
    }

    /// Notes that a word decided where a walk goes, or that it goes nowhere.
    #[inline]
    pub(super) fn read(&self, word: usize) {
        self.earliest.set(self.earliest.get().min(word));
        self.furthest.set(self.furthest.get().max(word));
    }

    /// Returns the words that were looked at.
    pub(super) fn words(&self) -> Range<usize> {
        self.earliest.get()..self.furthest.get() + 1
    }
}

/// A walk that was made: the words it looked at, the one at which it began, and its hits among those of the block.
#[derive(Debug, Clone)]
struct Known {
    words: Range<usize>,
    at: usize,
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
        let begins_so = |known: &&Known| list.get(known.at).is_some_and(|first| first.id == word.id);
        let Some(known) = known.filter(begins_so) else { return false };
        let Ok(further) = u32::try_from(at - known.at) else { return false };
        if !self.is_alike(known, at - known.at) {
            return false;
        }
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
        let words = looked.words();
        if looked.states.get() >= LONG_WALK
            && words.end <= self.words.list.len()
            && let Some(word) = self.words.list.get(at)
            && let Some(known) = self.known.get_mut(slot(*word))
        {
            *known = Some(Known { words, at, hits });
        }
    }

    /// Returns true if and only if a walk cannot tell the words that one looked at from those so many words further.
    fn is_alike(&self, Known { words, at, .. }: &Known, further: usize) -> bool {
        let list = &self.words.list;
        let is_same = |(a, b): (&Word, &Word)| a.id == b.id && (a.flags ^ b.flags) & DECIDING == 0;
        let alike = |known: Option<&[Word]>, here: Option<&[Word]>| {
            known.zip(here).is_some_and(|(known, here)| known.iter().zip(here).all(is_same))
        };
        let moved = |range: Range<usize>| range.start + further..range.end + further;
        // What a walk back sees early is noted for the words up to the first, what one on does for those from it on.
        let (before, behind) = (words.start..*at + 1, *at..words.end);
        alike(list.get(words.clone()), list.get(moved(words.clone())))
            && self.words.behind.get(before.clone()) == self.words.behind.get(moved(before))
            && self.words.ahead.get(behind.clone()) == self.words.ahead.get(moved(behind))
    }
}

fn slot(word: Word) -> usize {
    word.id as usize % KNOWN
}
