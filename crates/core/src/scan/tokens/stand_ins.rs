//! Tells a token from what only stands in for one: repeated signs, signs in a row, words.

use presend_lexicon::names::WordList;

use crate::builtin::WORDS;
use crate::text::digest::digest;
use crate::text::{Ends, set_bit};

/// A piece of a placeholder of fewer letters may stand in a random token.
const SHORTEST_PIECE: usize = 5;
/// A piece of a placeholder that is less than this part of a token may stand in it by chance.
const LEAST_SHARE: usize = 12;
/// A value of fewer letters and digits is no token.
const FEWEST_SIGNS: usize = 4;

/// Returns true if and only if the signs behind a token's prefix were not drawn at random.
pub(super) fn stands_in(body: &[u8]) -> bool {
    is_filled(body) || is_wordy(body)
}

/// Returns true if and only if documentation shows this very value to everybody.
pub(in crate::scan) fn is_published(value: &[u8]) -> bool {
    WORDS.get(WordList::PublishedValues).contains(&digest(value))
}

/// Returns true if and only if a value is filled up: few different signs, signs in a row, or the same again and again.
pub(in crate::scan) fn is_filled(value: &[u8]) -> bool {
    let signs: Vec<u8> =
        value.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect();
    signs.len() < FEWEST_SIGNS
        || has_few_signs(&signs)
        || is_row(&signs)
        || has_period(&signs)
        || has_long_run(&signs)
}

/// Few different signs: a random token of eight hexadecimal digits has more.
fn has_few_signs(signs: &[u8]) -> bool {
    let mut seen = [0; 4];
    signs.iter().filter(|sign| set_bit(&mut seen, usize::from(**sign))).count()
        < if signs.len() < 16 { 4 } else { 6 }
}

/// Signs in a row, as in `0123456789abcdef`, for more than half of it.
fn is_row(signs: &[u8]) -> bool {
    let is_step = |pair: &&[u8]| match pair {
        [b'9' | b'z', b'0' | b'a'] => true,
        [sign, next] => *next == sign.wrapping_add(1),
        _ => false,
    };
    let steps = signs.windows(2).filter(is_step);
    steps.count() * 2 > signs.len()
}

/// The same few signs again and again.
fn has_period(signs: &[u8]) -> bool {
    (1..=signs.len() / 3).any(|period| signs.iter().zip(signs.tail(period)).all(|(one, other)| one == other))
}

/// One sign many times, in a token that is not binary data with its zeros.
fn has_long_run(signs: &[u8]) -> bool {
    let (mut longest, mut run) = (0, 0);
    let mut before = None;
    for sign in signs {
        run = if before == Some(sign) { run + 1 } else { 1 };
        (longest, before) = (longest.max(run), Some(sign));
    }
    longest > 5 && longest * 4 > signs.len()
}

/// Words that say so, or words alone: no digit, and no capital behind a small letter but in two places.
fn is_wordy(body: &[u8]) -> bool {
    let folded = String::from_utf8_lossy(body).to_ascii_lowercase();
    let says_so = |piece: &str| {
        let is_word = piece.len() >= SHORTEST_PIECE && piece.bytes().any(|byte| byte.is_ascii_alphabetic());
        is_word && piece.len() * LEAST_SHARE >= folded.len() && folded.contains(piece)
    };
    let is_turn =
        |pair: &&[u8]| matches!(pair, [sign, next] if sign.is_ascii_lowercase() && next.is_ascii_uppercase());
    let turns = body.windows(2).filter(is_turn);
    let is_plain = !body.iter().any(u8::is_ascii_digit) && turns.count() < 3;
    is_plain || WORDS.get(WordList::Placeholders).iter().any(says_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_are_told_from_tokens() {
        for body in [
            "xxxxxxxxxxxxxxxxxxxxxxxx",
            "0123456789abcdef0123456789abcdef",
            "abc1abc1abc1abc1abc1",
            "IOSFODNN7EXAMPLE",
            "your-api-key-goes-here-1",
            "somebody-wrote-words-here",
            "12ab0000000000000000cd34",
            "",
        ] {
            assert!(stands_in(body.as_bytes()), "{body}");
        }
        for body in
            ["q7RkT2mZx9LpW4vB8sNd", "5f2d9c0b7a1e4836d2c9f0ab13e57c48", "20498316", "kVqRbZtYwPxLmNcJdHsG"]
        {
            assert!(!stands_in(body.as_bytes()), "{body}");
        }
    }
}
