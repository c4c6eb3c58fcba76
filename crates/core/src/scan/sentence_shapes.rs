//! Sees what the shape of a sentence says: its length, marks and capitals, and whom it speaks of.

use crate::builtin::CUES;
use crate::text::Ends;
use crate::words::{
    ALL_CAPS, NEGATION, NUMBER, OPAQUE, SECOND_PERSON, THIRD_PERSON, THIRD_PERSONS, WRITER, Words,
};
use presend_lexicon::names::Shape;

/// The flags of words that make a shape.
const FLAGS: [(u32, Shape); 5] = [
    (SECOND_PERSON, Shape::You),
    (WRITER, Shape::I),
    (NEGATION, Shape::Not),
    (THIRD_PERSON, Shape::He),
    (THIRD_PERSONS, Shape::They),
];

/// Shapes that a sentence of so many words has.
const LENGTHS: [(usize, Shape); 5] = [
    (4, Shape::Words4),
    (8, Shape::Words8),
    (15, Shape::Words15),
    (25, Shape::Words25),
    (40, Shape::Words40),
];

/// The shapes of a sentence, a mask of [`Shape::bit`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SentenceShapes(u32);

impl SentenceShapes {
    /// Looks at the words of a range and at the marks behind them; `text` is that of their part.
    pub(super) fn of(words: &Words, range: std::ops::Range<usize>, text: &str) -> SentenceShapes {
        let (mut mask, mut flags) = (0, 0);
        let mut marks = Marks::default();
        let bytes = text.as_bytes();
        let behind = words.list.get(range.end).map_or(words.end - words.base, |next| next.start as usize);
        let list = words.list.between(range.start, range.end);
        for (at, word) in list.iter().enumerate() {
            if word.has(NUMBER | OPAQUE) {
                mask |= if word.has(NUMBER) { Shape::Number.bit() } else { 0 };
                mask |= if word.has(OPAQUE) { Shape::Opaque.bit() } else { 0 };
            } else {
                flags |= word.flags;
                if word.has(ALL_CAPS) && word.end - word.start > 2 {
                    mask |= Shape::Capitals.bit();
                }
            }
            let next = list.get(at + 1).map_or(behind, |next| next.start as usize);
            let (from, to) = (words.base + word.end as usize, (words.base + next).min(bytes.len()));
            // Mostly a blank.
            if to != from + 1 || bytes.get(from) != Some(&b' ') {
                marks.read(bytes.get(from..to).unwrap_or_default());
            }
        }
        for (flag, shape) in FLAGS {
            mask |= if flags & flag != 0 { shape.bit() } else { 0 };
        }
        mask |= marks.mask;
        for (least, shape) in LENGTHS {
            if range.len() >= least {
                mask |= shape.bit();
            }
        }
        for (one, other, both) in
            [(Shape::You, Shape::Not, Shape::YouNot), (Shape::You, Shape::Question, Shape::YouQuestion)]
        {
            if mask & one.bit() != 0 && mask & other.bit() != 0 {
                mask |= both.bit();
            }
        }
        SentenceShapes(mask)
    }

    /// Returns the shapes as bits.
    pub(super) const fn mask(self) -> u32 {
        self.0
    }

    /// Returns what the shapes weigh, in hundredths of a logit.
    pub(super) fn sum(self) -> i32 {
        let weights = CUES.shapes.iter().enumerate();
        weights.filter(|(shape, _)| self.0 >> shape & 1 == 1).map(|(_, weight)| weight).sum()
    }
}

/// The marks of a sentence, put together over its words.
#[derive(Default)]
struct Marks {
    mask: u32,
    /// How many dots, and how many marks of questions and exclamations, came last.
    dots: usize,
    calls: usize,
}

impl Marks {
    /// Reads what stands between two words.
    fn read(&mut self, between: &[u8]) {
        // Mostly a blank, or a comma and a blank.
        if between.len() < 2 && between.first().is_none_or(|byte| !matches!(byte, b'.' | b'!' | b'?')) {
            return;
        }
        for (at, byte) in between.iter().enumerate() {
            match byte {
                b'.' => (self.dots, self.calls) = (self.dots + 1, 0),
                b'!' | b'?' => {
                    (self.dots, self.calls) = (0, self.calls + 1);
                    self.mask |= if *byte == b'?' { Shape::Question } else { Shape::Exclamation }.bit();
                }
                // `…`
                0xE2 if between.tail(at).starts_with(&[0xE2, 0x80, 0xA6]) => {
                    (self.dots, self.calls) = (0, 0);
                    self.mask |= Shape::Dots.bit();
                }
                _ => {}
            }
            if self.dots >= 3 {
                self.mask |= Shape::Dots.bit();
            }
            if self.calls >= 2 {
                self.mask |= Shape::MarkRun.bit();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(texts: &[&str]) -> u32 {
        let mut marks = Marks::default();
        texts.iter().for_each(|text| marks.read(text.as_bytes()));
        marks.mask
    }

    #[test]
    fn marks_are_read_over_all_words_of_a_sentence() {
        assert_eq!(marks(&[" ", ", ", "."]), 0);
        assert_eq!(marks(&["?"]), Shape::Question.bit());
        assert_eq!(marks(&["?!"]), Shape::Question.bit() | Shape::Exclamation.bit() | Shape::MarkRun.bit());
        assert_eq!(marks(&["! ", "! "]), Shape::Exclamation.bit() | Shape::MarkRun.bit());
        assert_eq!(marks(&["..."]), Shape::Dots.bit());
        assert_eq!(marks(&["\u{2026}"]), Shape::Dots.bit());
        assert_eq!(marks(&["..", " (", ") "]), 0);
    }
}
