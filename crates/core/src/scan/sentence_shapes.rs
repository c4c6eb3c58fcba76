//! Sees what the shape of a sentence says: its length, marks and capitals, and whom it speaks of.

use std::sync::LazyLock;

use crate::builtin::{CUES, LEXICON, WORDS};
use crate::words::{ALL_CAPS, NUMBER, OPAQUE, Words};
use presend_lexicon::names::{Shape, WordList};
use presend_lexicon::table::NONE;

/// The lists of words that make a shape.
const LISTS: [(WordList, Shape); 5] = [
    (WordList::SecondPerson, Shape::You),
    (WordList::Writer, Shape::I),
    (WordList::Negations, Shape::Not),
    (WordList::ThirdPerson, Shape::He),
    (WordList::ThirdPersons, Shape::They),
];

/// The number of each word of the lists, sorted, with the bit of its shape.
static LISTED: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let numbered = |(list, shape): (WordList, Shape)| {
        WORDS.get(list).iter().map(move |word| (LEXICON.table.word(word), shape.bit()))
    };
    let mut all: Vec<(u32, u32)> = LISTS.into_iter().flat_map(numbered).collect();
    all.retain(|(id, _)| *id != NONE);
    all.sort_unstable();
    all
});

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
        let mut mask = 0;
        let mut marks = Marks::default();
        for word in &words.list[range.clone()] {
            if word.has(NUMBER | OPAQUE) {
                let kinds = [(NUMBER, Shape::Number), (OPAQUE, Shape::Opaque)];
                kinds
                    .into_iter()
                    .filter(|(flag, _)| word.has(*flag))
                    .for_each(|(_, shape)| mask |= shape.bit());
                continue;
            }
            if word.has(ALL_CAPS) && word.end - word.start > 2 {
                mask |= Shape::Capitals.bit();
            }
            if let Ok(at) = LISTED.binary_search_by_key(&word.id, |(id, _)| *id) {
                mask |= LISTED[at].1;
            }
        }
        for at in range.clone() {
            let from = words.base + words.list[at].end as usize;
            let next = words.list.get(at + 1).map(|next| words.base + next.start as usize);
            let to = next.unwrap_or(words.end).min(text.len());
            marks.read(text.as_bytes().get(from..to).unwrap_or_default());
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
        CUES.shapes().filter(|(shape, _)| self.0 & shape.bit() != 0).map(|(_, weight)| weight).sum()
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
                0xE2 if between[at..].starts_with(&[0xE2, 0x80, 0xA6]) => {
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

    #[test]
    fn every_shape_is_weighed() {
        for shape in Shape::ALL {
            assert!(CUES.shapes().any(|(known, _)| known == shape), "{shape}");
        }
    }
}
