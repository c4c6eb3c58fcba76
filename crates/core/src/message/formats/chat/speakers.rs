//! Tells names from words of one line that stand above a time, by what the rest of the log shows.

use std::collections::HashMap;

use presend_lexicon::names::WordList;
use presend_lexicon::table::NONE;

use crate::builtin::{LEXICON, WORDS};

/// Returns true if and only if what stands above a time is a whole message, and nobody's name: `Yes`, `Thanks`.
pub(super) fn is_answer(name: &[u8]) -> bool {
    single_word(name).is_some_and(|word| WORDS.get(WordList::ShortAnswers).contains(&word))
}

/// Returns which of the names that stand above times are words. What has a meaning and speaks once, where others speak again or
/// have two names, is a message of one word above the time at which its writer goes on. The first name opens the log.
pub(super) fn words_among<'l>(names: &HashMap<&'l [u8], usize>, first: &[u8]) -> Vec<&'l [u8]> {
    let is_person =
        |(name, times): (&&[u8], &usize)| !is_answer(name) && (*times > 1 || name.contains(&b' '));
    let has_people = names.iter().any(is_person);
    let is_word =
        |name: &[u8], times: usize| is_answer(name) || has_people && times == 1 && has_meaning(name);
    let found = names.iter().filter(|(name, times)| **name != first && is_word(name, **times));
    found.map(|(name, _)| *name).collect()
}

/// Returns true if and only if rules or cues know the word, and people are not called so too.
fn has_meaning(name: &[u8]) -> bool {
    single_word(name).is_some_and(|word| {
        LEXICON.table.word(&word) != NONE && !WORDS.get(WordList::NamesThatAreWords).contains(&word)
    })
}

/// Returns the one word that a line has, without the mark behind it.
fn single_word(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?.trim();
    let word = line.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    (!word.is_empty() && !word.contains(char::is_whitespace)).then(|| word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_names() {
        for name in [
            "Ana", "Ben", "Carla", "Bo", "Zoe", "Mark", "Will", "Grace", "Tom", "Sara", "Ali", "Priya",
            "Jürgen",
        ] {
            assert!(!has_meaning(name.as_bytes()) && !is_answer(name.as_bytes()), "{name}");
        }
        for word in ["Yes", "Thanks", "ok", "Danke", "Tomorrow"] {
            assert!(is_answer(word.as_bytes()), "{word}");
        }
        for word in ["Deadline", "Lunch", "Approved", "Fired"] {
            assert!(has_meaning(word.as_bytes()), "{word}");
        }
    }
}
