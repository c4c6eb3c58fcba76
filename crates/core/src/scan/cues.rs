//! Finds the weighted cues of a message, each once, and adds up what each of its sentences holds.

use std::ops::Range;

use super::cue_sets::{CueSet, SentenceCues};
use super::known_sentences::{KnownSentences, SentenceCue};
use super::sentence_shapes::SentenceShapes;
use crate::builtin::CUES;
use crate::text::{Ends, Span};
use crate::words::{NUMBER, OPAQUE, STARTS_CUE, Word, Words};
use presend_lexicon::cues::{CueTable, START_NODE};
use presend_lexicon::names::Shape;
use presend_lexicon::table::NONE;

/// A cue that stands in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CueHit {
    /// Its number, from 1.
    pub cue: u32,
    /// The part it first stands in.
    pub part: usize,
    /// Where, in bytes of that part.
    pub span: Span,
}

/// A sentence with what its cues and its shape add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// The part it stands in.
    pub part: usize,
    /// Where, in bytes of that part: from its first word to its last.
    pub span: Span,
    /// The sum, in hundredths of a logit.
    pub sum: i32,
}

/// The cues and sentences found so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct CueHits {
    found: CueSet,
    /// Each cue once, in the order of their first places.
    pub list: Vec<CueHit>,
    /// The two sentences that add up to most, the sharpest first; of equal ones the earlier.
    pub sharpest: [Option<Sentence>; 2],
    /// Own words without the subject.
    pub words: usize,
    /// The shapes of all sentences, a mask of `Shape::bit`.
    shapes: u32,
    /// The cues of the sentence at hand, and what they weigh, in hundredths of a logit.
    in_sentence: SentenceCues,
    sentence_sum: i32,
    /// The same with their places, where they are kept.
    noted: Option<Vec<SentenceCue>>,
}

impl CueHits {
    /// Looks for cues in a range of the words of a block, which begins and ends where sentences do; `text` is that of its part.
    /// Those of sentences that are known are not looked for again.
    pub(crate) fn find_in(
        &mut self,
        words: &Words,
        text: &str,
        range: Range<usize>,
        known: Option<&KnownSentences>,
    ) {
        let mut from = range.start;
        while from < range.end {
            let sentence = from..words.sentence_end(from).min(range.end);
            from = sentence.end;
            match known {
                Some(known) => self.find_unless_known(words, sentence.clone(), known),
                None => self.find_in_sentence(words, sentence.clone()),
            }
            self.sum_up(words, text, sentence);
        }
        if !range.is_empty() && !words.is_subject() {
            self.words += range.len();
        }
    }

    /// Gives back the memory that only looking for more would need.
    #[must_use]
    pub(crate) fn settled(self) -> CueHits {
        CueHits { found: CueSet::default(), in_sentence: SentenceCues::default(), ..self }
    }

    /// Adds what another piece of the message holds.
    pub(crate) fn extend(&mut self, other: CueHits) {
        for hit in other.list {
            if self.found.insert(hit.cue) {
                self.list.push(hit);
            }
        }
        other.sharpest.into_iter().flatten().for_each(|sentence| self.rank(sentence));
        self.words += other.words;
        self.shapes |= other.shapes;
    }

    /// Returns true if and only if the writer speaks of themself and never to the reader.
    #[must_use]
    pub(crate) const fn is_about_writer(&self) -> bool {
        self.shapes & Shape::You.bit() == 0 && self.shapes & Shape::I.bit() != 0
    }

    fn find_unless_known(&mut self, words: &Words, range: Range<usize>, known: &KnownSentences) {
        let again = |found: SentenceCue| self.add(&CUES, found.cue, words, (found.first, found.last));
        if !known.cues(words, range.clone(), again) {
            self.noted = Some(Vec::new());
            self.find_in_sentence(words, range.clone());
            known.note_cues(words, range, &self.noted.take().unwrap_or_default());
        }
    }

    fn find_in_sentence(&mut self, words: &Words, range: Range<usize>) {
        let cues = &*CUES;
        let list = words.list.head(range.end);
        let mut opens = true;
        for (at, &word) in list.iter().enumerate().skip(range.start) {
            // A number in front leaves the opening to the word behind it.
            if is_gap(word) {
                continue;
            }
            if opens {
                self.follow(cues, START_NODE, words, at..range.end.min(at + 2), at);
                opens = false;
            }
            if !word.has(STARTS_CUE) {
                continue;
            }
            let (head, cue) = cues.head(word.id);
            if cue != 0 {
                self.add(cues, cue, words, (at, at));
            }
            // Most words go on no cue of the word before.
            let goes_on = |next: &Word| next.id != NONE && cues.may_go_on(head, next.id);
            if head != 0 && list.get(at + 1).is_some_and(goes_on) {
                self.follow(cues, head, words, at + 1..range.end.min(at + 3), at);
            }
        }
    }

    /// Adds up what the cues and the shape of a sentence weigh.
    fn sum_up(&mut self, words: &Words, text: &str, range: Range<usize>) {
        let shapes = SentenceShapes::of(words, range.clone(), text);
        self.shapes |= shapes.mask();
        let sum = CUES.numbers.sentence_bias + self.sentence_sum + shapes.sum();
        self.rank(Sentence { part: words.part, span: words.span(range.start, range.end - 1), sum });
        self.in_sentence.clear();
        self.sentence_sum = 0;
    }

    /// Walks the trie from a node over the words of a range; the cue begins with the word `first`.
    fn follow(
        &mut self,
        cues: &CueTable<'_>,
        mut node: u32,
        words: &Words,
        range: Range<usize>,
        first: usize,
    ) {
        let mut last = first;
        let mut behind = words.list.between(range.start, range.end).iter().enumerate();
        while let Some(found) = cues.node(node) {
            if found.cue != 0 {
                self.add(cues, found.cue, words, (first, last));
            }
            let Some((at, word)) = behind.next() else { return };
            if word.id == NONE || is_gap(*word) || !cues.may_go_on(node, word.id) {
                return;
            }
            let Some(next) = cues.next(&found, word.id) else { return };
            (node, last) = (next, range.start + at);
        }
    }

    /// Adds a cue that stands in the words `first..=last`.
    #[inline(always)]
    fn add(&mut self, cues: &CueTable<'_>, cue: u32, words: &Words, (first, last): (usize, usize)) {
        if self.in_sentence.insert(cue) {
            self.sentence_sum += i32::from(cues.weights(cue).sentence());
            if let Some(noted) = &mut self.noted {
                noted.push(SentenceCue { cue, first, last });
            }
            if self.found.insert(cue) {
                self.list.push(CueHit { cue, part: words.part, span: words.span(first, last) });
            }
        }
    }

    /// Keeps a sentence if it is one of the two sharpest.
    fn rank(&mut self, sentence: Sentence) {
        let beats = |known: Option<Sentence>| known.is_none_or(|known| sentence.sum > known.sum);
        if beats(self.sharpest[0]) {
            self.sharpest = [Some(sentence), self.sharpest[0]];
        } else if beats(self.sharpest[1]) {
            self.sharpest[1] = Some(sentence);
        }
    }
}

/// Returns true if and only if no cue goes over the word.
const fn is_gap(word: Word) -> bool {
    word.has(NUMBER | OPAQUE)
}
