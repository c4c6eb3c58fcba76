//! Recognises names and what stands below them in a signature: numbers, addresses, titles.

use presend_lexicon::names::WordList;

use super::lines::starts_with_folded;
use crate::text::{Ends, is_listed};

/// A pronoun in brackets behind a name is no longer.
const PRONOUN_LETTERS: usize = 6;

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
    is_reachable(line) || line.trim().contains(" | ")
}

/// The same without lines of which bars alone say so.
pub(super) fn is_reachable(line: &str) -> bool {
    let line = line.trim();
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let words = line.split_whitespace().count();
    (digits >= 6 && words <= 8)
        || (line.contains('@') && words <= 4)
        || (words <= 3 && (line.contains("://") || starts_with_folded(line, "www.")))
}

/// A name, a title, a firm, a place: few words, the longer of them with a capital or known from titles, and none that speaks to
/// somebody.
pub(super) fn is_title(line: &str) -> bool {
    let line = without_pronouns(line.trim()).trim_matches(['*', '_', '-', '–', '—', '~', ' ']);
    let bare = line.trim_end_matches(',');
    let mut has_capital = false;
    let mut words = bare.split_whitespace();
    let fits = words.clone().count() <= 7 && line.len() <= 70 && !line.ends_with(['?', '!', ':']);
    let named = words.all(|word| {
        let letters = letters(word);
        let is_small = letters.starts_with(char::is_lowercase);
        has_capital |= !is_small && letters.starts_with(char::is_alphanumeric);
        (!is_small || letters.chars().count() <= 3 || is_role(letters))
            && (is_initial(word) || !is_listed(WordList::NotNames, &letters.to_lowercase()))
    });
    fits && named && has_capital && !ends_sentence(bare)
}

fn letters(word: &str) -> &str {
    word.trim_matches(|char: char| !char.is_alphanumeric())
}

/// `i. A.`, `J.`: one letter with a full stop is no word.
fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.chars().count() == 2
}

fn is_role(word: &str) -> bool {
    is_listed(WordList::RoleWords, &word.to_lowercase())
}

/// Returns true if and only if a line has a word of titles.
pub(super) fn has_role(line: &str) -> bool {
    line.split_whitespace().any(|word| is_role(letters(word)))
}

/// Cuts off how somebody is spoken of: `Mira Holt (she/her)`.
pub(super) fn without_pronouns(line: &str) -> &str {
    let line = line.trim_end();
    let Some(start) = line.rfind(['(', '[']).filter(|_| line.ends_with([')', ']'])) else { return line };
    let inner = line.tail(start).trim_matches(['(', ')', '[', ']']);
    let is_pronoun = |word: &str| {
        let word = word.trim();
        (2..=PRONOUN_LETTERS).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
    };
    let are_pronouns = inner.contains('/') && inner.split('/').all(is_pronoun);
    if are_pronouns { line.head(start).trim_end() } else { line }
}

/// A name in small letters, alone on its line.
pub(super) fn is_nickname(line: &str) -> bool {
    let line = line.trim();
    (1..=20).contains(&line.len())
        && line.chars().all(char::is_alphabetic)
        && !is_listed(WordList::NotNames, &line.to_lowercase())
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
                && !is_listed(WordList::NotNames, &letters.to_lowercase())
        })
        && !(line.len() > 3 && line.chars().all(|char| !char.is_lowercase()))
        && !ends_sentence(line)
        && !(count == 1 && line.ends_with('.') && line.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_may_have_small_words_that_titles_have() {
        for line in [
            "Mira Holt (she/her)",
            "i. A. Mira Holt",
            "Directora comercial",
            "Software engineer, Platform team",
            "Gerente de vendas",
            "Responsable commerciale",
            "Head of people operations",
        ] {
            assert!(is_title(line), "{line}");
        }
        for line in [
            "The manager lied",
            "Software engineer, you know him",
            "Ventas is a word for sales.",
            "I quit",
            "Mira Holt (who left)",
            "Team meeting moved again",
        ] {
            assert!(!is_title(line), "{line}");
        }
    }
}
