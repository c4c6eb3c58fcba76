//! Finds the places at which matches of a program may begin.

#![expect(
    clippy::indexing_slicing,
    reason = "a table has an entry for each byte, and a look stands at a place of its text"
)]

use presend_lexicon::program::{LINE_END, LINE_START, TEXT_END, TEXT_START, WORD_EDGE, head_number};

/// Where matches may begin, by their first bytes and by what must hold there.
pub(super) struct Starts {
    pub(super) firsts: [u32; 8],
    /// A bit for the number of each three bytes that a match may begin with, if none is shorter.
    pub(super) heads: Option<[u32; 8]>,
    pub(super) look: Option<u32>,
    /// One behind the last place: that of the text too, if a match may be empty.
    pub(super) end: usize,
}

impl Starts {
    /// Returns the first place from `from` on at which a match may begin.
    #[inline]
    pub(super) fn next(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        let found = match self.look {
            // Of the places of a text few are the edges of words.
            Some(WORD_EDGE) => {
                let mut was_word = from.checked_sub(1).is_some_and(|before| is_word(text[before]));
                rest.iter().enumerate().position(|(at, byte)| {
                    let is_edge = std::mem::replace(&mut was_word, is_word(*byte)) != is_word(*byte);
                    is_edge && self.has(*byte) && self.has_head(rest, at)
                })
            }
            look => (from..).zip(rest).position(|(at, byte)| {
                self.has(*byte) && self.has_head(text, at) && look.is_none_or(|look| holds(look, text, at))
            }),
        };
        let at_end = text.len();
        let may_end = || at_end < self.end && self.look.is_none_or(|look| holds(look, text, at_end));
        found.map(|at| from + at).or_else(|| may_end().then_some(at_end))
    }

    #[inline]
    fn has(&self, byte: u8) -> bool {
        self.firsts[usize::from(byte) / 32] >> (byte % 32) & 1 == 1
    }

    #[inline]
    fn has_head(&self, text: &[u8], at: usize) -> bool {
        self.heads.is_none_or(|heads| {
            text.get(at..).and_then(<[u8]>::first_chunk).is_some_and(|head| {
                let number = head_number(*head);
                heads[number as usize / 32] >> (number % 32) & 1 == 1
            })
        })
    }
}

/// Whether words are made of a byte, by the letters, digits and the underscore of ASCII.
const WORD_BYTES: [bool; 256] = {
    let mut are = [false; 256];
    let mut byte = 0;
    while byte < are.len() {
        are[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    are
};

#[inline]
fn is_word(byte: u8) -> bool {
    WORD_BYTES[usize::from(byte)]
}

/// Returns true if and only if what a look asks for holds at a place.
pub(super) fn holds(look: u32, text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| text[at]);
    let after = text.get(at).copied();
    let is_word = |byte: Option<u8>| byte.is_some_and(is_word);
    match look {
        TEXT_START => before.is_none(),
        TEXT_END => after.is_none(),
        LINE_START => before.is_none_or(|byte| byte == b'\n'),
        LINE_END => after.is_none_or(|byte| byte == b'\n'),
        WORD_EDGE => is_word(before) != is_word(after),
        _ => is_word(before) == is_word(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_next_start_is_the_first_place_at_which_all_holds(
            text in "[ab_ 0é\n.]{0,24}",
            from in 0_usize..26,
            firsts in "[ab_ 0é\n.]{0,4}",
            look in prop::option::of(TEXT_START..6),
            may_be_empty in any::<bool>(),
        ) {
            let (text, mut set) = (text.as_bytes(), [0_u32; 8]);
            for byte in firsts.bytes() {
                set[usize::from(byte) / 32] |= 1 << (byte % 32);
            }
            let end = text.len() + usize::from(may_be_empty);
            let starts = Starts { firsts: set, heads: None, look, end };
            let is_start = |at: &usize| {
                text.get(*at).is_none_or(|byte| firsts.as_bytes().contains(byte))
                    && look.is_none_or(|look| holds(look, text, *at))
            };
            prop_assert_eq!(starts.next(text, from), (from..end).find(is_start));
        }

        #[test]
        fn where_heads_are_known_only_they_begin_a_match(
            text in "[abA_ ]{0,24}",
            from in 0_usize..26,
            head in "[ab_ ]{3}",
            look in prop::option::of(TEXT_START..6),
        ) {
            let mut heads = [0; 8];
            let number = |head: &str| head_number([0, 1, 2].map(|at| head.as_bytes()[at]));
            heads[number(&head) as usize / 32] |= 1 << (number(&head) % 32);
            let starts = Starts { firsts: [u32::MAX; 8], heads: Some(heads), look, end: text.len() };
            let is_start = |at: &usize| {
                let written = text.get(*at..at + 3);
                written.is_some_and(|written| number(written) == number(&head))
                    && look.is_none_or(|look| holds(look, text.as_bytes(), *at))
            };
            prop_assert_eq!(starts.next(text.as_bytes(), from), (from..text.len()).find(is_start));
        }
    }
}
