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

/// A name, a title, a firm, a place: few words, the longer of them with a capital, and none that speaks to somebody.
pub(super) fn is_title(line: &str) -> bool {
    let line = line.trim().trim_matches(['*', '_', '-', '–', '—', '~', ' ']);
    let bare = line.trim_end_matches(',');
    let mut has_capital = false;
    let mut words = bare.split_whitespace();
    let fits = words.clone().count() <= 7 && line.len() <= 70 && !line.ends_with(['?', '!', ':']);
    let named = words.all(|word| {
        let letters = word.trim_matches(|char: char| !char.is_alphanumeric());
        let is_small = letters.starts_with(char::is_lowercase);
        has_capital |= !is_small && letters.starts_with(char::is_alphanumeric);
        (!is_small || letters.chars().count() <= 3)
            && !phrases(WordList::NotNames).contains(&letters.to_lowercase().as_str())
    });
    fits && named && has_capital && !ends_sentence(bare)
}

/// A name in small letters, alone on its line.
pub(super) fn is_nickname(line: &str) -> bool {
    let line = line.trim();
    (1..=20).contains(&line.len())
        && line.chars().all(char::is_alphabetic)
        && !phrases(WordList::NotNames).contains(&line.to_lowercase().as_str())
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
