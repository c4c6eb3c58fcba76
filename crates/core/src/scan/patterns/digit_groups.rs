//! Tells from the shape of digits and letters whether a costly expression could match at all.

use crate::text::{Ends, Span};

/// Numbers with fewer digits than this in all are not a value that could be told by its shape alone.
pub(super) const LEAST_DIGITS: usize = 6;

/// What a byte is in a word.
const LETTER: u8 = 1;
const DIGIT: u8 = 1 << 1;
/// A sign that prose does not put inside of words.
const SIGN: u8 = 1 << 2;
const BLANK: u8 = 1 << 3;

#[expect(clippy::indexing_slicing, reason = "the compiler runs this, and refuses an index out of range")]
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'!' | b'#' | b'$' | b'%' | b'^' | b'&' | b'*' | b'_' | b'+' | b'=' | b'?' | b'@' => SIGN,
            byte if byte.is_ascii_whitespace() => BLANK,
            _ => 0,
        };
        at += 1;
    }
    kinds
};

fn kind(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// A shorter word is no value that mixes letters and digits.
const MIXED_BYTES: usize = 6;

/// Returns the words that hold a letter and a digit, or inside them a sign that prose does not put there.
pub(super) fn mixed_words(window: &[u8], base: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < window.len() {
            let (start, mut kinds) = (at, 0);
            let is_inside = |byte: &&u8| {
                kinds |= kind(**byte);
                kind(**byte) != BLANK
            };
            let length = window.tail(at).iter().take_while(is_inside).count();
            at += length + 1;
            let is_mixed = kinds & LETTER != 0 && kinds & (DIGIT | SIGN) != 0;
            if length >= MIXED_BYTES && is_mixed {
                let inside = window.between(start + 1, start + length - 1);
                if kinds & DIGIT != 0 || inside.iter().any(|byte| kind(*byte) == SIGN) {
                    return Some(Span::new(base + start, base + start + length));
                }
            }
        }
        None
    })
}

/// One group of digits of a number.
#[derive(Clone, Copy)]
pub(super) struct DigitGroup {
    pub(super) length: usize,
    /// A letter stands right before it.
    lettered: bool,
    /// One blank, dot or hyphen lies between it and the group before.
    joined: bool,
}

/// What a group of digits must be like: behind a letter or not, and how long.
#[derive(Debug, Clone, Copy)]
struct WantedGroup {
    lettered: bool,
    least: usize,
    most: usize,
}

/// How the groups of a number must follow on each other.
#[derive(Debug)]
pub(super) struct Grouping {
    groups: Vec<WantedGroup>,
    /// The bits of groups with which it may begin.
    first: u64,
}

impl DigitGroup {
    /// One bit for its length, another 32 bits up if a letter stands before it.
    fn bits(self) -> u64 {
        let length = 1 << self.length.min(31);
        if self.lettered { length | length << 32 } else { length }
    }
}

/// Returns the bits of all groups.
pub(super) fn bits_of(groups: &[DigitGroup]) -> u64 {
    groups.iter().fold(0, |bits, group| bits | group.bits())
}

/// Reads `3-2-4`, `18+`, `A2-4`.
pub(super) fn grouping_of(text: &str) -> Grouping {
    let group = |text: &str| {
        let (lettered, length) = text.strip_prefix('A').map_or((false, text), |rest| (true, rest));
        let least = length.trim_end_matches('+').parse().unwrap_or(usize::MAX);
        WantedGroup { lettered, least, most: if length.ends_with('+') { usize::MAX } else { least } }
    };
    let groups: Vec<WantedGroup> = text.split('-').map(group).collect();
    let first = groups.first().map_or(0, |first| {
        (first.least..=first.most.min(31))
            .chain([first.most.min(31)])
            .fold(0, |bits, length| bits | 1 << length)
            << if first.lettered { 32 } else { 0 }
    });
    Grouping { groups, first }
}

/// Counts digits, in stretches of which a byte holds the count: so the processor takes many bytes at a time.
pub(super) fn count_digits(bytes: &[u8]) -> usize {
    let count = |stretch: &[u8]| stretch.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|stretch| usize::from(count(stretch))).sum()
}

/// Gathers the groups of digits in a window.
pub(super) fn groups(window: &[u8], groups: &mut Vec<DigitGroup>) {
    groups.clear();
    let (mut at, mut last_end) = (0, usize::MAX);
    while let Some(skip) = window.tail(at).iter().position(u8::is_ascii_digit) {
        at += skip;
        let length = window.tail(at).iter().take_while(|byte| byte.is_ascii_digit()).count();
        let before = window.head(at).last().copied();
        let lettered = before.is_some_and(|byte| byte.is_ascii_alphabetic());
        let joined =
            last_end != usize::MAX && at == last_end + 1 && matches!(before, Some(b' ' | b'.' | b'-' | b'_'));
        groups.push(DigitGroup { length, lettered, joined });
        at += length;
        last_end = at;
    }
}

impl Grouping {
    /// Returns the bits of the groups with which it may begin.
    pub(super) const fn first(&self) -> u64 {
        self.first
    }
}

/// Returns true if and only if neighbouring groups follow on each other so; `bits` are those of all groups.
pub(super) fn has_grouping(groups: &[DigitGroup], bits: u64, wanted: &Grouping) -> bool {
    if wanted.first & bits == 0 {
        return false;
    }
    groups.windows(wanted.groups.len().max(1)).any(|run| {
        run.iter().zip(&wanted.groups).enumerate().all(|(number, (group, wanted))| {
            let long_enough = (wanted.least..=wanted.most).contains(&group.length);
            long_enough && (!wanted.lettered || group.lettered) && (number == 0 || group.joined)
        })
    })
}

/// Returns true if and only if a token of digits is too short for a value and no other digits are joined to it.
pub(super) fn is_short_and_alone(bytes: &[u8], token: Span) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let joins = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| matches!(byte, b' ' | b'.' | b'-' | b'_'))
    };
    let after = joins(Some(token.end)) && is_digit(Some(token.end + 1));
    let before = joins(token.start.checked_sub(1)) && is_digit(token.start.checked_sub(2));
    let digits = bytes.between(token.start, token.end).iter().filter(|byte| byte.is_ascii_digit()).count();
    digits < LEAST_DIGITS && !after && !before
}
