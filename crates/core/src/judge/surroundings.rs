//! Gathers the words that stand around private values, each word folded once however many values it is near.

use crate::text::boundaries::{ceil_char, floor_char};
use crate::text::digest::Digest;
use crate::text::{Ends, Span};
use presend_lexicon::fold::fold_word;

/// So many bytes count on each side of a value.
const AROUND_BYTES: usize = 4096;

/// The words of a text that are near some value.
#[derive(Debug)]
pub(super) struct Surroundings<'t> {
    text: &'t str,
    taken: Taken,
    /// Stretches that no other touches, in their order.
    stretches: Vec<Span>,
    /// The words in the stretches that are nothing but letters and in no value.
    words: Vec<Plain>,
    /// The same words folded, with a blank behind each.
    folded: String,
}

/// A word between blanks that counts, with the signs around it, and where it is in the folded ones.
#[derive(Debug)]
struct Plain {
    span: Span,
    folded: usize,
}

/// What is found, in the order of where it begins; with each the furthest end so far.
#[derive(Debug)]
struct Taken(Vec<(usize, usize)>);

impl<'t> Surroundings<'t> {
    /// Reads what is near the values of a text; no word counts that is in one of `taken`.
    pub(super) fn new(text: &'t str, values: &[Span], taken: Vec<Span>) -> Surroundings<'t> {
        let mut near: Vec<Span> = values.iter().map(|value| near(text, *value)).collect();
        near.sort_unstable();
        let mut stretches: Vec<Span> = Vec::new();
        for span in near {
            match stretches.last_mut().filter(|last| span.start <= last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => stretches.push(span),
            }
        }
        let (taken, words, folded) = (Taken::new(taken), Vec::new(), String::new());
        let mut all = Surroundings { text, taken, stretches: Vec::new(), words, folded };
        for stretch in &stretches {
            all.read(*stretch);
        }
        Surroundings { stretches, ..all }
    }

    /// Notes the words of a stretch.
    fn read(&mut self, stretch: Span) {
        let mut at = stretch.start;
        if stretch.of(self.text).is_ascii() {
            return self.read_ascii(stretch);
        }
        for piece in stretch.of(self.text).split_inclusive(char::is_whitespace) {
            let span = Span::new(at, at + piece.trim_end().len());
            at += piece.len();
            let from = self.folded.len();
            if add_plain(self.text, span, &self.taken, &mut self.folded) {
                self.words.push(Plain { span, folded: from });
            }
        }
    }

    /// Notes the words of a stretch of ASCII, each byte looked at once.
    fn read_ascii(&mut self, stretch: Span) {
        let text = self.text.as_bytes();
        // Where the word at hand begins, the letters in it, and whether something else stands among or behind them.
        let (mut start, mut letters, mut is_plain) = (stretch.start, Span::new(0, 0), true);
        for at in stretch.start..=stretch.end {
            match text.get(at).filter(|_| at < stretch.end) {
                Some(byte) if byte.is_ascii_alphanumeric() => {
                    is_plain &= byte.is_ascii_alphabetic() && (letters.is_empty() || letters.end == at);
                    letters = if letters.is_empty() {
                        Span::new(at, at + 1)
                    } else {
                        Span::new(letters.start, at + 1)
                    };
                }
                Some(byte) if !matches!(byte, b'\t'..=b'\r' | b' ') => {}
                _ => {
                    let span = Span::new(start, at);
                    if !letters.is_empty() && is_plain && !self.taken.has(span) {
                        self.words.push(Plain { span, folded: self.folded.len() });
                        add_letters(letters.of(self.text), &mut self.folded);
                    }
                    (start, letters, is_plain) = (at + 1, Span::new(0, 0), true);
                }
            }
        }
    }

    /// Adds the words around a value. What the ends of its surroundings cut in two counts as what is left of it.
    pub(super) fn add(&self, value: Span, key: &mut Digest) {
        let near = near(self.text, value);
        let (start, end) = self.whole(near);
        let cut = |from: usize, to: usize| {
            let mut folded = String::new();
            add_plain(self.text, Span::new(from, to), &self.taken, &mut folded);
            folded
        };
        key.add(cut(near.start, start).as_bytes());
        let first = self.words.partition_point(|word| word.span.start < start);
        let behind = self.words.partition_point(|word| word.span.end <= end);
        let place = |word: usize| self.words.get(word).map_or(self.folded.len(), |word| word.folded);
        key.add(self.folded.as_bytes().get(place(first)..place(behind)).unwrap_or_default());
        key.add(cut(end, near.end).as_bytes());
    }

    /// Returns what of the surroundings of a value no end of theirs cuts in two.
    fn whole(&self, near: Span) -> (usize, usize) {
        let is_end =
            |at: usize| self.stretches.iter().any(|stretch| stretch.start == at || stretch.end == at);
        let (before, behind) = (self.text.head(near.start), self.text.tail(near.end));
        let inside = near.of(self.text);
        let start = if is_end(near.start) || before.ends_with(char::is_whitespace) {
            near.start
        } else {
            inside.find(char::is_whitespace).map_or(near.end, |at| near.start + at)
        };
        let end = if is_end(near.end) || behind.starts_with(char::is_whitespace) {
            near.end
        } else {
            near.start + inside.trim_end_matches(|sign: char| !sign.is_whitespace()).len()
        };
        (start, end.max(start))
    }
}

impl Taken {
    fn new(mut spans: Vec<Span>) -> Taken {
        spans.sort_unstable();
        let furthest = |end: &mut usize, span: Span| {
            *end = span.end.max(*end);
            Some((span.start, *end))
        };
        Taken(spans.into_iter().scan(0, furthest).collect())
    }

    /// Returns true if and only if a stretch of at least one byte shares something with what is found.
    fn has(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < span.end);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, end)| *end > span.start)
    }
}

/// Returns what stands around a value, with the value.
fn near(text: &str, value: Span) -> Span {
    let from = floor_char(text, value.start.saturating_sub(AROUND_BYTES));
    Span::new(from, ceil_char(text, value.end.saturating_add(AROUND_BYTES).min(text.len())).max(from))
}

/// Appends a word folded, with a blank, if it is nothing but letters between signs and in nothing that is taken; else returns false.
fn add_plain(text: &str, span: Span, taken: &Taken, folded: &mut String) -> bool {
    let written = span.of(text);
    if written.is_ascii() {
        let Some(letters) = ascii_letters(written).filter(|_| !taken.has(span)) else { return false };
        add_letters(letters, folded);
        return true;
    }
    let letters = written.trim_matches(|sign: char| !sign.is_alphanumeric());
    let is_plain = !letters.is_empty() && letters.chars().all(char::is_alphabetic);
    if !is_plain || taken.has(span) {
        return false;
    }
    folded.push_str(&fold_word(letters));
    folded.push(' ');
    true
}

/// Appends letters of ASCII folded, with a blank.
fn add_letters(letters: &str, folded: &mut String) {
    let from = folded.len();
    folded.push_str(letters);
    if let Some(letters) = folded.get_mut(from..) {
        letters.make_ascii_lowercase();
    }
    folded.push(' ');
}

/// Returns a word of ASCII without the signs around it, if it is nothing but letters between them.
fn ascii_letters(word: &str) -> Option<&str> {
    let bytes = word.as_bytes();
    let start = bytes.iter().position(u8::is_ascii_alphanumeric)?;
    let letters = bytes.tail(start).iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let has_more = bytes.tail(start + letters).iter().any(u8::is_ascii_alphanumeric);
    // A sign between letters is inside of the word, as a digit is.
    (letters > 0 && !has_more).then(|| word.between(start, start + letters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is added around a value when its surroundings are read by themselves.
    fn plainly(text: &str, value: Span, taken: &[Span]) -> String {
        let near = near(text, value);
        let (mut at, mut key) = (near.start, String::new());
        for piece in near.of(text).split_inclusive(char::is_whitespace) {
            let (start, end) = (at, at + piece.trim_end().len());
            at += piece.len();
            let letters = piece.trim_matches(|sign: char| !sign.is_alphanumeric());
            let is_plain = !letters.is_empty() && letters.chars().all(char::is_alphabetic);
            if is_plain && taken.iter().all(|other| other.end <= start || other.start >= end) {
                key.push_str(&fold_word(letters));
                key.push(' ');
            }
        }
        key
    }

    proptest! {
        #[test]
        fn what_is_read_once_is_what_each_value_has_around_it(
            pieces in prop::collection::vec(
                ("(Über|İ|the|foo-bar|a1|K3y|x|,|— |\u{00AD}a|  |\n|word){1,6}( ?)", 1usize..900),
                1..9,
            ),
            places in prop::collection::vec((0usize..40_000, 0usize..30), 1..9),
        ) {
            let text: String = pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect();
            let span = |(start, length): &(usize, usize)| {
                let start = floor_char(&text, start % (text.len() + 1));
                Span::new(start, ceil_char(&text, start + length))
            };
            let spans: Vec<Span> = places.iter().map(span).collect();
            let around = Surroundings::new(&text, &spans, spans.clone());
            for value in &spans {
                let (mut found, mut expected) = (Digest::new(), Digest::new());
                around.add(*value, &mut found);
                expected.add(plainly(&text, *value, &spans).as_bytes());
                prop_assert_eq!(found.text(), expected.text());
            }
        }
    }
}
