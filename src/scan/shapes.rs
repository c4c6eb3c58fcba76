//! Tells from the shape of digits and letters whether a costly expression could match at all.

use crate::text::Span;

/// Numbers with fewer digits than this in all are no value that could be told by its shape alone.
pub(super) const DIGITS: usize = 6;

/// Returns the words that hold a letter and a digit, or inside them a sign that prose does not put there.
pub(super) fn mixed_words(window: &[u8], base: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    window.split(u8::is_ascii_whitespace).filter_map(move |word| {
        let start = base + at;
        at += word.len() + 1;
        let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
        let inner = word.get(1..word.len().saturating_sub(1)).unwrap_or_default();
        let signs = inner.iter().filter(|byte| b"!#$%^&*_+=?@".contains(byte)).count();
        (word.len() >= 6 && letters > 0 && digits + signs > 0).then(|| Span::new(start, start + word.len()))
    })
}

/// One group of digits of a number.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) length: usize,
    /// A letter stands right before it.
    lettered: bool,
    /// One blank, dot or hyphen lies between it and the group before.
    joined: bool,
}

/// What a group of digits must be like: behind a letter or not, and how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct GroupShape {
    lettered: bool,
    least: usize,
    most: usize,
}

/// Reads `3-2-4`, `18+`, `A2-4`.
pub(super) fn shape_of(text: &str) -> Vec<GroupShape> {
    let group = |text: &str| {
        let (lettered, length) = text.strip_prefix('A').map_or((false, text), |rest| (true, rest));
        let least = length.trim_end_matches('+').parse().unwrap_or(usize::MAX);
        GroupShape { lettered, least, most: if length.ends_with('+') { usize::MAX } else { least } }
    };
    text.split('-').map(group).collect()
}

/// Returns the groups of digits in a window.
pub(super) fn groups(window: &[u8]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::with_capacity(8);
    let (mut at, mut last_end) = (0, usize::MAX);
    while at < window.len() {
        if !window[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let length = window[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let before = at.checked_sub(1).map(|before| window[before]);
        let lettered = before.is_some_and(|byte| byte.is_ascii_alphabetic());
        let joined =
            last_end != usize::MAX && at == last_end + 1 && matches!(before, Some(b' ' | b'.' | b'-'));
        groups.push(Group { length, lettered, joined });
        at += length;
        last_end = at;
    }
    groups
}

/// Returns true if and only if neighbouring groups have the shape.
pub(super) fn has_shape(groups: &[Group], shape: &[GroupShape]) -> bool {
    groups.windows(shape.len().max(1)).any(|run| {
        run.iter().zip(shape).enumerate().all(|(number, (group, wanted))| {
            let long_enough = (wanted.least..=wanted.most).contains(&group.length);
            long_enough && (!wanted.lettered || group.lettered) && (number == 0 || group.joined)
        })
    })
}

/// Returns true if and only if a token of digits is too short for a value and no other digits are joined to it.
pub(super) fn is_short_and_alone(bytes: &[u8], token: Span) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let joins = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| matches!(byte, b' ' | b'.' | b'-'))
    };
    let after = joins(Some(token.end)) && is_digit(Some(token.end + 1));
    let before = joins(token.start.checked_sub(1)) && is_digit(token.start.checked_sub(2));
    let digits = bytes[token.start..token.end].iter().filter(|byte| byte.is_ascii_digit()).count();
    digits < DIGITS && !after && !before
}
