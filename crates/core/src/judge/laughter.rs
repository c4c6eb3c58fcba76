//! Sees whether somebody laughs behind what was found, as friends do where they tease.

use crate::builtin::WORDS;
use crate::scan::Hit;
use crate::text::boundaries::floor_char;
use crate::text::{Ends, Span};
use crate::words::Words;
use presend_lexicon::names::WordList;

/// A laugh stands at most so many bytes behind the words that it is about.
const REACH: usize = 120;

/// Returns true if and only if a laughing sign stands behind a hit, before the next sentence begins.
pub(super) fn laughs_behind(text: &str, words: &Words, hit: &Hit) -> bool {
    let next = words.sentence(hit.last as usize).end;
    let end = words.list.get(next).map_or(words.end, |word| words.base + word.start as usize);
    let behind = Span::new(hit.span.end, end.max(hit.span.end)).of(text);
    let behind = behind.head(floor_char(behind, REACH));
    let paragraph = behind.split("\n\n").next().unwrap_or(behind);
    let is_laugh = |word: &str| {
        WORDS.get(WordList::LaughingSigns).iter().any(|sign| match sign.is_ascii() {
            // Letters and colons stand in words too.
            true => word.eq_ignore_ascii_case(sign),
            false => word.contains(sign),
        })
    };
    paragraph.split_whitespace().any(is_laugh)
}

#[cfg(test)]
mod tests {
    use crate::Action;
    use crate::diagnostic::Severity;
    use crate::lint;

    /// Returns the severity of the gravest diagnostic.
    fn gravest(text: &str) -> Option<Severity> {
        lint(text).diagnostics.iter().map(|found| found.severity).max()
    }

    #[test]
    fn a_laugh_behind_a_tease_makes_it_milder() {
        for text in [
            "You idiot \u{1F602}",
            "you idiot\u{1F602}\u{1F602} see you tonight",
            "Oh you idiot! \u{1F923} I nearly choked.",
            "You idiot xD",
            "You idiot, that was my cup :D",
        ] {
            assert!(gravest(text) < Some(Severity::Error), "{text}");
            let verdict = lint(text).verdict;
            assert!(verdict.confidence < 0.9 || verdict.action == Action::Write, "{text}");
        }
        for text in [
            "You idiot.",
            "That was fun \u{1F602} You idiot.",
            "You idiot. Bo is late again \u{1F602}",
            "You idiot\n\nSee you \u{1F602}",
            "You idiot, see list:D4",
            "You idiot \u{1F621}",
        ] {
            assert_eq!(gravest(text), Some(Severity::Error), "{text}");
        }
    }
}
