//! Tells whether a word for a secret stands near a place, looking at no byte twice.

use presend_lexicon::names::WordList;

use crate::builtin::phrases;
use crate::text::{Ends, Span, has_bit, set_bit};

/// Words that must stand near a token are sought in so many bytes before it.
pub(super) const NEAR: usize = 100;

/// The words for a secret in a text; asked place by place, from left to right.
#[derive(Debug)]
pub(super) struct SecretNames {
    words: &'static [&'static str],
    /// For each first letter, by its lowest bits, a bit for each second one.
    heads: [u64; 16],
    /// Where the last word begins of those that ended before the place that was asked for.
    last: Option<usize>,
    /// Begin and end of those that went on there.
    open: Vec<Span>,
    /// All words that begin before are met.
    seen: usize,
}

/// Letters of either case have the same lowest bits.
fn bit([first, second]: [u8; 2]) -> usize {
    usize::from(first % 32) * 32 + usize::from(second % 32)
}

impl SecretNames {
    pub(super) fn new() -> SecretNames {
        let words = phrases(WordList::SecretNames);
        let mut heads = [0; 16];
        for head in words.iter().filter_map(|word| word.as_bytes().first_chunk::<2>()) {
            set_bit(&mut heads, bit(*head));
        }
        SecretNames { words, heads, last: None, open: Vec::new(), seen: 0 }
    }

    /// Returns true if and only if a word for a secret stands in the bytes before `at`, and near.
    pub(super) fn is_near(&mut self, bytes: &[u8], at: usize) -> bool {
        let from = at.saturating_sub(NEAR);
        for start in self.seen.max(from)..at {
            if let Some(length) = self.shortest_at(bytes, start) {
                self.open.push(Span::new(start, start + length));
            }
        }
        self.seen = self.seen.max(at);
        if !self.open.is_empty() {
            let ended = self.open.extract_if(.., |word| word.end <= at).map(|word| word.start);
            self.last = ended.chain(self.last).max();
        }
        self.last.is_some_and(|last| last >= from)
    }

    /// Returns the length of the shortest of the words that stand at `start`, in whichever case.
    fn shortest_at(&self, bytes: &[u8], start: usize) -> Option<usize> {
        let rest = bytes.tail(start);
        let head = rest.first_chunk::<2>()?;
        if !has_bit(&self.heads, bit(*head)) {
            return None;
        }
        let stands = |word: &&str| {
            rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        };
        self.words.iter().copied().filter(stands).map(str::len).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Looks through all of the bytes before a place.
    fn plainly(bytes: &[u8], at: usize) -> bool {
        let before = bytes[at.saturating_sub(NEAR)..at].to_ascii_lowercase();
        let stands = |word: &&str| before.windows(word.len()).any(|found| found == word.as_bytes());
        phrases(WordList::SecretNames).iter().any(stands)
    }

    proptest! {
        #[test]
        fn names_are_found_as_by_looking_through_all(
            pieces in prop::collection::vec("Key|toke[nm]|secre[tx]|[a-z ]{0,40}|credential", 0..12),
            step in 1usize..40,
        ) {
            let text = pieces.concat();
            let mut names = SecretNames::new();
            for at in (0..=text.len()).step_by(step) {
                prop_assert_eq!(names.is_near(text.as_bytes(), at), plainly(text.as_bytes(), at));
            }
        }
    }
}
