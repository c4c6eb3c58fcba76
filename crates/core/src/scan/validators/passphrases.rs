//! Tests whether plain words in a row are a passphrase, or what is said about a password.

use std::ops::RangeInclusive;

use crate::builtin::{LEXICON, WORDS};
use presend_lexicon::names::WordList;
use presend_lexicon::table::{COMMON, FUNCTION};

/// A passphrase of words alone has so many, since fewer are a label,
const PHRASE_WORDS: RangeInclusive<usize> = 4..=8;
/// and each has so many letters.
const WORD_LETTERS: RangeInclusive<usize> = 3..=10;
/// A word that ends like a verb or an adverb has so many, where it is one.
const INFLECTED_LETTERS: usize = 6;
/// So many words may end so, as words of passphrases do by chance.
const MOST_INFLECTED: usize = 1;
/// A seed phrase has so many words,
const SEED_WORDS: RangeInclusive<usize> = 12..=24;
/// of which at most so many are words of grammar too.
const MOST_OF_GRAMMAR: usize = 3;

/// Returns true if and only if a text is one plain word after another, as passphrases are made of: what a label says has words in
/// it that hold the others together, which [`WordList::NotPasswords`] has.
pub(super) fn is_of_words(value: &str) -> bool {
    let is_plain =
        |word: &str| WORD_LETTERS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    PHRASE_WORDS.contains(&value.split(' ').count()) && value.split(' ').all(is_plain)
}

/// Returns true if and only if what follows `password is` are words that nothing holds together, perhaps with a number behind
/// them: no word of grammar is among them, and none that sentences about passwords have.
pub(super) fn passphrase(value: &str) -> bool {
    let mut words: Vec<&str> = value.split_whitespace().collect();
    words.pop_if(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let folded: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let has_form = PHRASE_WORDS.contains(&words.len())
        && folded.iter().all(|word| {
            WORD_LETTERS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
        });
    let is_capital = |word: &&str| word.starts_with(|first: char| first.is_ascii_uppercase());
    let is_even = words.iter().all(|word| !is_capital(word)) || words.iter().all(is_capital);
    let inflected = folded.iter().filter(|word| is_inflected(word)).count();
    has_form
        && is_even
        && inflected <= MOST_INFLECTED
        && folded.first().is_some_and(|first| !is_inflected(first) && !is_glue(first))
        && folded
            .iter()
            .skip(1)
            .all(|word| !is_glue(word) && !WORDS.get(WordList::NotPasswords).contains(word))
}

/// Returns true if and only if these may be the words of a seed phrase, numbered or not: a sentence has more words of grammar.
pub(super) fn seed_words(value: &str) -> bool {
    let words = value.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    let flags = |word: &str| LEXICON.table.flags(LEXICON.table.word(&word.to_lowercase()));
    let (all, of_grammar) =
        words.fold((0, 0), |(all, known), word| (all + 1, known + usize::from(flags(word) & FUNCTION != 0)));
    SEED_WORDS.contains(&all) && of_grammar <= MOST_OF_GRAMMAR
}

/// A word of grammar, or of sentences about passwords.
fn is_glue(word: &str) -> bool {
    let flags = LEXICON.table.flags(LEXICON.table.word(word));
    flags & (COMMON | FUNCTION) != 0 || WORDS.get(WordList::PasswordTalk).contains(word)
}

fn is_inflected(word: &str) -> bool {
    let endings = WORDS.get(WordList::NotPasswordEndings);
    word.len() >= INFLECTED_LETTERS && endings.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn passphrases_are_told_from_sentences() {
        check(
            passphrase,
            &[
                "correct horse battery staple",
                "otter lamp kiln herring",
                "Otter Lamp Kiln Herring",
                "otter  lamp\nkiln herring 42",
                "velvet canyon pickle drum orbit",
                "marble ring table lobster",
                "copper lantern singing walrus violet moss",
            ],
            &[
                "same password from before",
                "stored under kitchen sink",
                "hidden behind kitchen clock",
                "printed below each router",
                "wrong again today sorry",
                "pretty easy guess work",
                "something everybody should know",
                "common knowledge round here",
                "written inside notebook cover",
                "Company name plus year",
                "otter Lamp kiln Herring",
                "otter lamp kiln",
                "otter lamp kiln he",
                "otter lamp-kiln herring moon",
                "4711 4712 4713 4714",
                "",
            ],
        );
    }

    #[test]
    fn seed_phrases_are_told_from_sentences() {
        check(
            seed_words,
            &[
                "meadow copper violin lantern orbit pepper walnut canyon ribbon timber oyster velvet",
                "1. Meadow 2. Copper 3. Violin 4. Will 5. Orbit 6. Pepper 7. Walnut 8. You 9. Ribbon 10. Timber 11. Oyster 12. Velvet",
            ],
            &[
                "meadow copper violin lantern orbit pepper walnut canyon ribbon timber oyster",
                "was never written down because nobody could find their paper notebook again today",
                "",
            ],
        );
    }
}
