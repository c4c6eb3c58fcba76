//! Recognises sentences that stand in signatures below the name: when somebody works, where to book a meeting.

use presend_lexicon::names::WordList;

use super::tidy::{fold, tidy};
use crate::builtin::phrases;
use crate::text::Ends;

/// Stands for a day of the week.
const DAY: char = '…';
/// A longer line is a paragraph of the writer's.
const LINE_BYTES: usize = 240;
/// Behind a day no more is said than another day.
const DAY_BYTES: usize = 40;

/// Returns true if and only if each sentence of a line is such a one.
pub(super) fn is_note(line: &str) -> bool {
    let line = fold(&tidy(line));
    let is_over = |at: &usize| line.tail(at + 1).starts_with(' ');
    let ends = line.match_indices(['.', '!']).map(|(at, _)| at).filter(is_over);
    let mut start = 0;
    let mut is_known = !line.is_empty() && line.len() <= LINE_BYTES && !line.contains('?');
    for end in ends.chain([line.len()]) {
        is_known =
            is_known && is_known_sentence(line.between(start, end).trim_start_matches([' ', '.', '!', '|']));
        start = end;
    }
    is_known
}

fn is_known_sentence(sentence: &str) -> bool {
    phrases(WordList::SignatureNotes).iter().any(|note| match note.split_once(DAY) {
        None => sentence.starts_with(note),
        Some((before, _)) => sentence.strip_prefix(before).is_some_and(|day| {
            day.len() <= DAY_BYTES && phrases(WordList::Weekdays).iter().any(|name| day.starts_with(name))
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_signatures_are_told_from_own_ones() {
        for line in [
            "I do not work on Fridays.",
            "I work flexibly and may write at odd hours. Please do not feel obliged to answer outside of yours.",
            "Working days: Monday to Thursday",
            "Ich arbeite nicht am Freitag.",
        ] {
            assert!(is_note(line), "{line}");
        }
        for line in [
            "I do not work on your team any more.",
            "I do not work on Fridays, and neither should the people whom you keep calling.",
            "I work flexibly. You are fired.",
            "Please do not feel obliged to stay?",
            "I work hard.",
            "",
        ] {
            assert!(!is_note(line), "{line}");
        }
    }
}
