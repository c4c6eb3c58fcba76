//! Tells whether words stand inside quotation marks, and so are somebody else's or only mentioned.

use std::cell::LazyCell;

use memchr::{memchr, memchr_iter, memchr2, memmem, memrchr_iter};

use crate::text::boundaries::floor_char;
use crate::text::{Ends, Span};

/// Marks are looked for in so many bytes on each side, and in no other paragraph.
const REACH: usize = 600;

/// Marks that open, and those that close what they opened.
const PAIRS: [(char, &[char]); 6] =
    [('“', &['”']), ('„', &['“', '”']), ('«', &['»']), ('»', &['«']), ('‘', &['’']), ('\'', &['\''])];

/// Returns true if and only if the span stands inside quotation marks that hold more than two words.
pub(super) fn is_quoted(text: &str, span: Span) -> bool {
    words_in_quotes(text, span).is_some_and(|around| around + span.of(text).split_whitespace().count() > 3)
}

/// Returns true if and only if the span stands inside quotation marks, however few words they hold.
pub(super) fn stands_in_quotes(text: &str, span: Span) -> bool {
    words_in_quotes(text, span).is_some()
}

/// Returns how many words stand beside the span inside the quotation marks around it, the marks counted in; `None` outside of them.
fn words_in_quotes(text: &str, span: Span) -> Option<usize> {
    let before = text.between(floor_char(text, span.start.saturating_sub(REACH)), span.start);
    let before = before.tail(paragraph_start(before));
    let has_curly = may_have_curly(before.as_bytes());
    if !has_curly && memchr2(b'"', b'\'', before.as_bytes()).is_none() {
        return None;
    }
    // Mostly nothing is open, and then what stands behind is not looked at.
    let after = LazyCell::new(|| {
        let after = text.between(span.end, floor_char(text, span.end + REACH));
        after.head(memmem::find(after.as_bytes(), b"\n\n").unwrap_or(after.len()))
    });
    let in_pair = PAIRS.iter().find_map(|&(open, closes)| {
        let opened = match open {
            '\'' => straight_opened_at(before)?,
            _ if !has_curly => return None,
            _ => opened_at(before, open, closes)?,
        };
        // What closes may stand right behind the span, whose last sign says whether it does.
        let last = span.of(text).chars().next_back();
        Some((opened, closed_at(last, &after, closes)?))
    });
    let (opened, closed) = in_pair.or_else(|| {
        let is_open = memchr_iter(b'"', before.as_bytes()).count() % 2 == 1;
        is_open.then(|| before.rfind('"').zip(after.find('"'))).flatten()
    })?;
    let count = |text: &str| text.split_whitespace().count();
    Some(count(before.tail(opened)) + count(after.head(closed)))
}

/// Returns false if none of the curly marks stands in a text: all but two begin with the same two bytes. Emoji have neither.
fn may_have_curly(text: &[u8]) -> bool {
    !text.is_ascii() && (memchr(0xC2, text).is_some() || memmem::find(text, b"\xE2\x80").is_some())
}

/// Returns where the last paragraph of a text begins: behind its last two line ends in a row. Line ends are few, so that this
/// takes less than to set up a search for both.
fn paragraph_start(before: &str) -> usize {
    let bytes = before.as_bytes();
    let is_second = |at: &usize| bytes.head(*at).ends_with(b"\n");
    memrchr_iter(b'\n', bytes).find(is_second).map_or(0, |second| second + 1)
}

/// Returns where the mark stands that is open at the end of a text, the straight one apart.
fn opened_at(before: &str, open: char, closes: &[char]) -> Option<usize> {
    let mut next = None;
    for (at, sign) in before.char_indices().rev() {
        if sign == open && opens(open, before.head(at).chars().next_back(), next) {
            return Some(at);
        }
        if closes.contains(&sign) && closes_before(sign, next) {
            return None;
        }
        next = Some(sign);
    }
    None
}

/// The same for the straight mark, which closes what it opened: only the places of such marks are looked at.
fn straight_opened_at(before: &str) -> Option<usize> {
    for at in memrchr_iter(b'\'', before.as_bytes()) {
        let next = before.tail(at + 1).chars().next();
        if opens('\'', before.head(at).chars().next_back(), next) {
            return Some(at);
        }
        if closes_before('\'', next) {
            return None;
        }
    }
    None
}

/// Returns where what is open is closed behind `last`.
fn closed_at(mut last: Option<char>, after: &str, closes: &[char]) -> Option<usize> {
    let mut signs = after.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|&(_, next)| next);
        if closes.contains(&sign) && closes_before(sign, next) {
            // A straight mark behind a letter may as well be an apostrophe: `the boys' car`.
            let is_end = sign != '\'' || last.is_some_and(|last| matches!(last, '.' | ',' | '!' | '?' | '…'));
            return is_end.then_some(at);
        }
        last = Some(sign);
    }
    None
}

/// Marks that also close, or are apostrophes, open only before a word and behind none.
fn opens(open: char, before: Option<char>, next: Option<char>) -> bool {
    let is_apart = before
        .is_none_or(|sign| sign.is_whitespace() || matches!(sign, '(' | '[' | '—' | '–' | '"' | '“' | '*'));
    match open {
        '“' | '„' => true,
        // Behind a word it closes what `»` opened.
        '«' => is_apart || next.is_some_and(|sign| !sign.is_whitespace()),
        _ => is_apart && next.is_none_or(|sign| !sign.is_whitespace()),
    }
}

/// An apostrophe inside a word closes nothing.
fn closes_before(close: char, next: Option<char>) -> bool {
    !matches!(close, '’' | '\'') || next.is_none_or(|sign| !sign.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_around(text: &str) -> bool {
        let at = text.find("you are").unwrap();
        is_quoted(text, Span::new(at, at + "you are a fool".len()))
    }

    #[test]
    fn marks_of_all_kinds_quote() {
        for text in [
            "Cy said “you are a fool” again.",
            "Cy said \"you are a fool\" again.",
            "Cy said ‘you are a fool’ again.",
            "Cy said ‘I don’t care, you are a fool.’",
            "Cy wrote « you are a fool ».",
            "Cy wrote «you are a fool».",
            "Cy schrieb »you are a fool«.",
            "Cy schrieb „you are a fool“.",
            "Cy said 'I don't care, you are a fool.' And left.",
            "'Well, you are a fool,' said Cy.",
            "He said ‘no’ and then (‘you are a fool’).",
        ] {
            assert!(is_around(text), "{text}");
        }
    }

    #[test]
    fn apostrophes_and_what_is_closed_do_not() {
        for text in [
            "Don’t ask, you are a fool, and it’s the boys’ car.",
            "Don't ask, you are a fool, and it's the boys' car.",
            "I asked 'em, you are a fool, and so are the boys' friends.",
            "He said ‘no’ and you are a fool, that’s ‘it’.",
            "He said 'no.' And you are a fool, that's 'it.'",
            "« Non » you are a fool « oui ».",
            "«Non» you are a fool «oui».",
            "»Nein« you are a fool »ja«.",
            "He said “no” and you are a fool, “that” is it.",
            "He said \"no\" and you are a fool, \"that\" is it.",
            "‘Open\n\nyou are a fool’",
            "the dogs’ bowl, you are a fool’",
        ] {
            assert!(!is_around(text), "{text}");
        }
    }
}
