//! Tells by three bytes which lines may begin, or end, as phrases of lists do: nearly no line of prose does.

use super::tidy::is_mark;
use crate::text::{has_bit, set_bit};

/// Five bits of each of three bytes make one of so many numbers.
const NUMBERS: usize = 1 << 15;
/// Marks and blanks before the first letter are passed over so far; this is much less than a tidy form is made of.
const PASSED_BYTES: usize = 64;

/// How phrases begin, or end: a bit for each number that three bytes of one give.
#[derive(Debug)]
pub(super) struct Heads {
    bits: [u64; NUMBERS / 64],
    /// The bytes that are phrases alone, by five bits.
    short: u32,
    /// One of the phrases is empty, so that any line may begin with it.
    is_any: bool,
}

impl Heads {
    /// The heads of no phrase.
    pub(super) const NONE: Heads = Heads { bits: [0; NUMBERS / 64], short: 0, is_any: false };

    /// Notes how phrases in small letters begin.
    pub(super) fn of<'p>(phrases: impl Iterator<Item = &'p [u8]>) -> Heads {
        let mut heads = Heads::NONE;
        phrases.for_each(|phrase| heads.note(phrase.iter()));
        heads
    }

    /// Adds how a phrase begins, or how it ends where it comes from its last byte to its first. What begins beyond ASCII is never
    /// passed over.
    pub(super) fn note<'p>(&mut self, mut phrase: impl Iterator<Item = &'p u8>) {
        match (phrase.next(), phrase.next(), phrase.next()) {
            (Some(a), Some(b), Some(c)) => {
                set_bit(&mut self.bits, number([*a, *b, *c]));
            }
            // Whatever follows.
            (Some(a), Some(b), None) => {
                (0..32).for_each(|c| _ = set_bit(&mut self.bits, number([*a, *b, c])));
            }
            (Some(a), ..) => self.short |= 1 << (a & 31),
            (None, ..) => self.is_any = true,
        }
    }

    /// Returns true if the tidy form of a line, behind its marks, may begin with one of the phrases in any case; false for nearly
    /// every line of prose.
    pub(super) fn may_begin(&self, line: &[u8]) -> bool {
        let begin = line.get(..PASSED_BYTES).unwrap_or(line);
        self.may_be(begin.iter().skip_while(|byte| is_passed(byte)))
    }

    /// The same of the end of a line before its marks, where full stops and exclamation marks stand behind the phrase.
    pub(super) fn may_end(&self, line: &[u8]) -> bool {
        let before_marks = line.iter().rev().skip_while(|byte| is_passed(byte));
        self.may_be(before_marks.skip_while(|byte| matches!(byte, b'.' | b'!')))
    }

    /// Returns true if one of the phrases may stand in a text; of a text beyond ASCII that is always so.
    pub(super) fn may_stand_in(&self, text: &[u8]) -> bool {
        let is_head = |three: &[u8]| matches!(*three, [a, b, c] if has_bit(&self.bits, number([a, b, c])));
        self.short != 0 || self.is_any || !text.is_ascii() || text.windows(3).any(is_head)
    }

    fn may_be<'b>(&self, bytes: impl Iterator<Item = &'b u8>) -> bool {
        let Some(three) = first_three(bytes) else { return true };
        has_bit(&self.bits, number(three)) || self.short >> (three[0] & 31) & 1 == 1 || self.is_any
    }
}

/// What the tidy form of a line leaves out at its ends, and marks.
fn is_passed(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || byte.is_ascii() && is_mark(char::from(*byte))
}

/// Returns the first three bytes, if a tidy form has the same: behind a blank another one would be left out, and of signs beyond
/// ASCII some are seen by nobody.
fn first_three<'b>(mut bytes: impl Iterator<Item = &'b u8>) -> Option<[u8; 3]> {
    let three = [*bytes.next()?, *bytes.next()?, *bytes.next()?];
    let is_seen = three.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    (is_seen && three[0] != b' ' && three[1..] != *b"  ").then_some(three)
}

/// Five bits of a byte tell letters apart and ignore their case.
fn number(three: [u8; 3]) -> usize {
    three.into_iter().fold(0, |number, byte| number << 5 | usize::from(byte & 31))
}

#[cfg(test)]
mod tests {
    use super::super::tidy::{fold, tidy};
    use super::*;
    use proptest::prelude::*;

    fn of(phrases: &[&str]) -> Heads {
        Heads::of(phrases.iter().map(|phrase| phrase.as_bytes()))
    }

    #[test]
    fn lines_that_begin_as_no_phrase_does_are_passed_over() {
        let heads = of(&["begin forwarded", "on … wrote", "cc"]);
        for line in
            ["Begin forwarded message:", " ** begin", "On Tue", "CC: Ana", "", "ab", "\u{200b}we", "a  b"]
        {
            assert!(heads.may_begin(line.as_bytes()), "{line}");
        }
        for line in ["Behind the mill", "We begin\n", "* one", "O no, not again"] {
            assert!(!heads.may_begin(line.as_bytes()), "{line}");
        }
        assert!(of(&[""]).may_begin(b"We begin") && !of(&[]).may_begin(b"We begin"));
        let mut ends = Heads::NONE;
        ["sent", "go"].iter().for_each(|phrase| ends.note(phrase.as_bytes().iter().rev()));
        assert!(
            ends.may_end(b"it was sent. *\r\n")
                && ends.may_end(b"On the go!")
                && !ends.may_end(b"sent by Ana")
        );
    }

    proptest! {
        /// Whatever a tidy line begins or ends with, the look at its bytes does not rule it out.
        #[test]
        fn no_phrase_of_a_tidy_line_is_passed_over(
            letters in proptest::collection::vec(prop::sample::select("aBé -*.!\t\n\u{b}\u{ad}\u{200b}[:".chars().collect::<Vec<_>>()), 0..12),
            len in 0_usize..8,
        ) {
            let line: String = letters.into_iter().collect();
            let folded = fold(&tidy(&line));
            let bare = folded.trim_start_matches(is_mark);
            if bare.is_char_boundary(len) && len <= bare.len() {
                prop_assert!(of(&[bare.split_at(len).0]).may_begin(line.as_bytes()), "{line:?}");
            }
            let bare = bare.trim_end_matches(is_mark).trim_end_matches(['.', '!', '。']);
            if len <= bare.len() && bare.is_char_boundary(bare.len() - len) {
                let end = bare.split_at(bare.len() - len).1;
                // No phrase ends with a blank.
                let mut heads = Heads::NONE;
                heads.note(end.trim().as_bytes().iter().rev());
                prop_assert!(end.ends_with(' ') || heads.may_end(line.as_bytes()), "{line:?}");
            }
        }
    }
}
