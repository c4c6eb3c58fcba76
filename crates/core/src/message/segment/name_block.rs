//! Recognises names and what stands below them in a signature: numbers, addresses, titles.

use presend_lexicon::names::WordList;

use super::lines::starts_with_folded;
use crate::builtin::phrases;

/// A short line that is not a sentence.
pub(super) fn is_card_line(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 70
        && !line.ends_with(['?', '!', ':'])
        && (is_contact(line) || line.split_whitespace().count() <= 6 && !ends_sentence(line))
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with('.') && line.split_whitespace().count() > 2
}

/// A line with a telephone number, an address or a link.
pub(super) fn is_contact(line: &str) -> bool {
    let line = line.trim();
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let words = line.split_whitespace().count();
    (digits >= 6 && words <= 8)
        || (line.contains('@') && words <= 4)
        || (words <= 3 && (line.contains("://") || starts_with_folded(line, "www.")))
        || line.contains(" | ")
}

/// A line that may hold a name or a title.
pub(super) fn is_name_like(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.clone().count() <= 6 && words.any(|word| word.starts_with(char::is_uppercase))
}

/// One to three capitalised words without punctuation.
pub(super) fn is_name(line: &str) -> bool {
    let words = line.split_whitespace();
    let count = words.clone().count();
    (1..=3).contains(&count)
        && line.len() <= 40
        && words.clone().all(|word| {
            let letters = word.trim_end_matches('.');
            letters.starts_with(char::is_uppercase)
                && letters.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '\'' | '’' | '.'))
                && !phrases(WordList::NotNames).contains(&letters.to_lowercase().as_str())
        })
        && !(line.len() > 3 && line.chars().all(|char| !char.is_lowercase()))
        && !ends_sentence(line)
        && !(count == 1 && line.ends_with('.') && line.len() > 2)
}
