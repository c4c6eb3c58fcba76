//! Keeps what sentences hold, so that a server looks only through those that were changed since.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Mutex;

use super::hit::Hit;
use super::phrases::{phrases, phrases_from};
use crate::words::{BREAK, Words};
use presend_lexicon::table::{Root, Table, TermKind};

/// So many words of sentences are kept anew at most; then those are forgotten that were not met again meanwhile. A few long drafts.
const ROOM: usize = 20_000;

/// What stands in sentences that were looked through; no more of a draft than the numbers of its words in the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct KnownSentences {
    rules: Mutex<Kept<SentenceHit>>,
    frames: Mutex<Kept<SentenceHit>>,
    cues: Mutex<Kept<SentenceCue>>,
}

/// Sentences by their words: those met since there was last no more room, and those met before.
#[derive(Debug)]
struct Kept<T> {
    new: HashMap<Box<[u64]>, Box<[T]>>,
    old: HashMap<Box<[u64]>, Box<[T]>>,
    /// The words of the new ones.
    words: usize,
}

/// A hit with its words counted from the first of its sentence.
#[derive(Debug, Clone, Copy)]
struct SentenceHit {
    rule: u32,
    kind: TermKind,
    index: u32,
    first: u32,
    last: u32,
}

/// A cue that stands in the words `first..=last` of a block; what is kept counts them from the first of the sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct SentenceCue {
    pub(super) cue: u32,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl SentenceHit {
    fn of(hit: &Hit, start: usize) -> SentenceHit {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let &Hit { rule, kind, index, first, last, .. } = hit;
        SentenceHit {
            rule,
            kind,
            index,
            first: first.saturating_sub(start),
            last: last.saturating_sub(start),
        }
    }

    /// Returns the hit in a sentence that begins with the word `start`.
    fn at(&self, words: &Words, block: u32, start: usize) -> Hit {
        let &SentenceHit { rule, kind, index, first, last } = self;
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let (first, last) = (first.saturating_add(start), last.saturating_add(start));
        let (part, span) = (words.part, words.span(first as usize, last as usize));
        Hit { rule, kind, index, block, first, last, part, span, is_value: false }
    }
}

impl KnownSentences {
    /// Appends the hits of all terms of rules in the built-in table, as [`phrases`] does. The words have looked around.
    pub(crate) fn phrases(&self, table: Table<'_>, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        let look = |range, hits: &mut Vec<Hit>| phrases(table, words, block, range, hits);
        find(&self.rules, words, block, hits, look);
    }

    /// Appends the frames of a block in the order of their first words, as [`phrases_from`] does. The words have looked around.
    pub(crate) fn frames(&self, table: Table<'_>, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        let look =
            |range, hits: &mut Vec<Hit>| phrases_from((table, Root::Frames), words, block, range, hits);
        find(&self.frames, words, block, hits, look);
    }

    /// Shows each cue of a sentence once, in the order of their places; returns false if they are not known.
    pub(super) fn cues(&self, words: &Words, range: Range<usize>, mut show: impl FnMut(SentenceCue)) -> bool {
        let start = range.start;
        self.cues.try_lock().is_ok_and(|mut kept| {
            kept.with(&key(words, range), |known| {
                for &SentenceCue { cue, first, last } in known {
                    show(SentenceCue { cue, first: start + first, last: start + last });
                }
            })
        })
    }

    /// Keeps the cues that were found in a sentence.
    pub(super) fn note_cues(&self, words: &Words, range: Range<usize>, found: &[SentenceCue]) {
        let start = range.start;
        if let Ok(mut kept) = self.cues.try_lock() {
            let from_start = |&SentenceCue { cue, first, last }: &SentenceCue| SentenceCue {
                cue,
                first: first.saturating_sub(start),
                last: last.saturating_sub(start),
            };
            kept.insert(key(words, range).into(), found.iter().map(from_start).collect());
        }
    }
}

/// Appends the hits of all sentences of a block: those that are kept, and what a look through the others finds.
fn find(
    kept: &Mutex<Kept<SentenceHit>>,
    words: &Words,
    block: u32,
    hits: &mut Vec<Hit>,
    look: impl Fn(Range<usize>, &mut Vec<Hit>),
) {
    // To wait for another draft would take longer.
    let Ok(mut kept) = kept.try_lock() else { return look(0..words.list.len(), hits) };
    let mut from = 0;
    while from < words.list.len() {
        let range = from..words.sentence_end(from);
        from = range.end;
        let key = key(words, range.clone());
        let again = |known: &[SentenceHit]| {
            hits.extend(known.iter().map(|hit| hit.at(words, block, range.start)));
        };
        if !kept.with(&key, again) {
            let before = hits.len();
            look(range.clone(), hits);
            let found = hits.get(before..).unwrap_or_default();
            let found = found.iter().map(|hit| SentenceHit::of(hit, range.start)).collect();
            kept.insert(key.into(), found);
        }
    }
}

/// What of the words of a sentence may decide what is found: their numbers, and their flags but that a paragraph begins.
fn key(words: &Words, range: Range<usize>) -> Vec<u64> {
    let sentence = words.list.get(range).unwrap_or_default().iter();
    sentence.map(|word| u64::from(word.id) << 32 | u64::from(word.flags & !BREAK)).collect()
}

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept { new: HashMap::new(), old: HashMap::new(), words: 0 }
    }
}

impl<T> Kept<T> {
    /// Shows what a sentence holds; returns false if it is not known.
    fn with(&mut self, key: &[u64], show: impl FnOnce(&[T])) -> bool {
        if let Some(known) = self.new.get(key) {
            show(known);
        } else if let Some((key, known)) = self.old.remove_entry(key) {
            show(&known);
            self.insert(key, known);
        } else {
            return false;
        }
        true
    }

    fn insert(&mut self, key: Box<[u64]>, found: Box<[T]>) {
        if key.len() > ROOM {
            return;
        }
        if self.words + key.len() > ROOM {
            self.old = std::mem::take(&mut self.new);
            self.words = 0;
        }
        self.words += key.len();
        self.new.insert(key, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::LEXICON;
    use crate::message::{Format, RegionKind, read};
    use crate::scan::{CueHits, look_around};
    use crate::text::Source;
    use crate::words::{Tokenizer, blocks};
    use proptest::prelude::*;

    /// Returns the hits and frames in a text, by what is known and plainly.
    fn both(known: &KnownSentences, text: &str) -> (Vec<Hit>, Vec<Hit>) {
        let message = read(Source::new("t", text.as_bytes()), Format::Text);
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        let (mut hits, mut expected) = (Vec::new(), Vec::new());
        for (number, block) in blocks(&message, RegionKind::OWN_WORDS).iter().enumerate() {
            let mut words = tokenizer.cut(&message, block);
            look_around(LEXICON.table, &mut words);
            let number = u32::try_from(number).unwrap();
            known.phrases(LEXICON.table, &words, number, &mut hits);
            known.frames(LEXICON.table, &words, number, &mut hits);
            let all = 0..words.list.len();
            phrases(LEXICON.table, &words, number, all.clone(), &mut expected);
            phrases_from((LEXICON.table, Root::Frames), &words, number, all, &mut expected);
        }
        (hits, expected)
    }

    /// Returns the cues of a text, by what is known and plainly.
    fn both_cues(known: &KnownSentences, text: &str) -> [CueHits; 2] {
        let message = read(Source::new("t", text.as_bytes()), Format::Text);
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        [Some(known), None].map(|known| {
            let mut found = CueHits::default();
            for block in blocks(&message, RegionKind::OWN_WORDS) {
                let words = tokenizer.cut(&message, &block);
                found.find_in(&words, &message.parts[words.part].text, 0..words.list.len(), known);
            }
            found
        })
    }

    proptest! {
        #[test]
        fn what_is_known_of_sentences_is_what_is_found_in_them(
            drafts in prop::collection::vec(
                prop::collection::vec(
                    "(asap|we need to|let you go|not|URGENT|Urgent|Ana|5|now|please|you are fired)( |[.] |, |\n\n)",
                    1..40,
                ),
                1..6,
            ),
        ) {
            let known = KnownSentences::default();
            for draft in drafts {
                let (hits, expected) = both(&known, &draft.concat());
                prop_assert_eq!(hits, expected);
                let [cues, expected] = both_cues(&known, &draft.concat());
                prop_assert_eq!(cues.list, expected.list);
                prop_assert_eq!(cues.sharpest, expected.sharpest);
            }
        }
    }

    #[test]
    fn sentences_that_are_not_met_again_are_forgotten() {
        let known = KnownSentences::default();
        let text = |from: usize| -> String {
            (from..from + 400).map(|number| format!("we have to let you go at {number} asap. ")).collect()
        };
        for round in 0..20 {
            let (hits, expected) = both(&known, &text(round * 400));
            assert!(!hits.is_empty());
            assert_eq!(hits, expected);
        }
        let kept = known.rules.lock().unwrap();
        let words = |map: &HashMap<Box<[u64]>, _>| map.keys().map(|key| key.len()).sum::<usize>();
        assert_eq!(words(&kept.new), kept.words);
        assert!(words(&kept.new) + words(&kept.old) <= 2 * ROOM);
    }

    #[test]
    fn a_sentence_is_looked_through_once() {
        let known = KnownSentences::default();
        both(&known, "We have to let you go. See you at ten.");
        both(&known, "See you at ten. We have to let you go. Please answer.");
        assert_eq!(known.rules.lock().unwrap().new.len(), 3);
    }
}
