//! Tells by three bytes which lines may begin, or end, as phrases of lists do: nearly no line of prose does.

use super::tidy::is_mark;
use crate::text::{has_bit, set_bit};

/// Five bits of each of three bytes make one of so many numbers.
const NUMBERS: usize = 1 << 15;
/// Marks and blanks before the first letter are passed over so far; this is much less than a tidy form is made of.
const PASSED_BYTES: usize = 64;

/// How phrases begin: a bit for each number that three bytes of one give.
#[derive(Debug)]
pub(super) struct Heads {
    bits: [u64; NUMBERS / 64],
    /// The bytes that are phrases alone, by five bits.
    short: u32,
    /// One of the phrases is empty, so that any line may begin with it.
    is_any: bool,
    /// One of them has fewer than three bytes.
    has_short: bool,
}

impl Heads {
    /// Notes how phrases in small letters begin.
    pub(super) fn of<'p>(phrases: impl Iterator<Item = &'p [u8]>) -> Heads {
        let mut heads = Heads { bits: [0; NUMBERS / 64], short: 0, is_any: false, has_short: false };
        for phrase in phrases {
            heads.has_short |= phrase.len() < 3;
            match *phrase {
                [a, b, c, ..] => {
                    set_bit(&mut heads.bits, number([a, b, c]));
                }
                // Whatever follows.
                [a, b] => (0..32).for_each(|c| _ = set_bit(&mut heads.bits, number([a, b, c]))),
                [a] => heads.short |= 1 << (a & 31),
                [] => heads.is_any = true,
            }
        }
        heads
    }

    /// Returns true if the tidy form of a line, behind its marks, may begin with one of the phrases in any case; false for nearly
    /// every line of prose.
    pub(super) fn may_begin(&self, line: &[u8]) -> bool {
        let Some(three) = first_three(line) else { return true };
        has_bit(&self.bits, number(three)) || self.short >> (three[0] & 31) & 1 == 1 || self.is_any
    }

    /// Returns true if one of the phrases may stand in a text; of a text beyond ASCII that is always so.
    pub(super) fn may_stand_in(&self, text: &[u8]) -> bool {
        let is_head = |three: &[u8]| matches!(*three, [a, b, c] if has_bit(&self.bits, number([a, b, c])));
        self.has_short || !text.is_ascii() || text.windows(3).any(is_head)
    }
}

/// Returns the first three bytes of the tidy form of a line behind its marks, in small letters; `None` where a look at the line
/// does not tell them.
pub(super) fn first_three(line: &[u8]) -> Option<[u8; 3]> {
    let begin = line.get(..PASSED_BYTES).unwrap_or(line);
    three(begin.iter().skip_while(|byte| is_passed(byte)))
}

/// Returns likewise the last three before the marks, and before full stops and exclamation marks in front of these.
pub(super) fn last_three(line: &[u8]) -> Option<[u8; 3]> {
    let before_marks = line.iter().rev().skip_while(|byte| is_passed(byte));
    let [last, second, third] = three(before_marks.skip_while(|byte| matches!(byte, b'.' | b'!')))?;
    Some([third, second, last])
}

/// What the tidy form of a line leaves out at its ends, and marks.
fn is_passed(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || byte.is_ascii() && is_mark(char::from(*byte))
}

/// Returns three bytes, if a tidy form has the same: beside a blank another one would be left out, and of signs beyond ASCII some
/// are seen by nobody.
fn three<'b>(mut bytes: impl Iterator<Item = &'b u8>) -> Option<[u8; 3]> {
    let three = [*bytes.next()?, *bytes.next()?, *bytes.next()?];
    let is_seen = three.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    (is_seen && three[0] != b' ' && three[1..] != *b"  ").then(|| three.map(|byte| byte.to_ascii_lowercase()))
}

/// Five bits of a byte tell letters apart and ignore their case.
fn number(three: [u8; 3]) -> usize {
    three.into_iter().fold(0, |number, byte| number << 5 | usize::from(byte & 31))
}

#[cfg(test)]
mod tests {
    use super::super::tidy::{fold, tidy};
    use super::*;
    use crate::text::Ends;
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
        assert_eq!(last_three(b"it was SENT. *\r\n"), Some(*b"ent"));
        assert_eq!((last_three("sent\u{200b}".as_bytes()), last_three(b"go")), (None, None));
        assert!(heads.may_stand_in(b"we begin") && of(&["begin"]).may_stand_in("é".as_bytes()));
        assert!(!of(&["begin"]).may_stand_in(b"We end") && of(&["cc"]).may_stand_in(b"cc"));
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
                let end = bare.split_at(bare.len() - len).1.as_bytes();
                let last = last_three(line.as_bytes());
                let ends_so = |last: [u8; 3]| last.ends_with(end.tail(end.len().saturating_sub(3)));
                prop_assert!(last.is_none_or(ends_so), "{line:?}");
            }
        }
    }
}
