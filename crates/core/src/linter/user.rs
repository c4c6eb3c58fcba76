//! Compiles a user's lexicons and finds the built-in words in their vocabulary.

use super::LexiconFile;
use crate::builtin::compile_user;
use crate::scan::Patterns;
use presend_lexicon::table::{NONE, Table};
use presend_lexicon::{Lexicon, LexiconError, file};

pub(super) fn compile_files(files: &[LexiconFile]) -> Result<Lexicon, Vec<LexiconError>> {
    let mut errors = Vec::new();
    let mut sources = Vec::new();
    for given in files {
        match file::parse(&given.path, &given.text) {
            Ok(source) => sources.push(source),
            Err(more) => errors.extend(more),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let lexicon = compile_user(&sources)?;
    let path = sources.first().map_or("", |source| &source.path);
    Patterns::validate(path, &lexicon.patterns)?;
    Ok(lexicon)
}

/// Returns for each word of `from` its number in `to`.
pub(super) fn translate(from: &Table, to: &Table) -> Vec<u32> {
    (0..from.flags.len()).map(|word| to.word(from.text(u32::try_from(word).unwrap_or(NONE)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// The numbers of words have two bytes in the table; more words are refused where the first of them stands.
    #[test]
    fn more_words_than_a_table_holds_are_an_error_with_its_place() {
        let mut text = String::from(
            "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T900\"\nname = \"codenames\"\nseverity = \"info\"\nmessage = \"m\"\nterms = [\n",
        );
        for number in 0..66_000 {
            writeln!(text, "\"word{}\",", number_word(number)).expect("writing to a string");
        }
        text += "]\n";
        let errors =
            compile_files(&[LexiconFile { path: "team.toml".to_owned(), text }]).expect_err("too many words");
        let error = errors[0].to_string();
        assert!(
            error.starts_with("team.toml:") && error.contains("more than 65535 different words"),
            "{error}"
        );
    }

    /// Spells a number in letters, for digits are no words.
    fn number_word(mut number: u32) -> String {
        let mut word = String::new();
        for _ in 0..4 {
            word.push(char::from(b'a' + u8::try_from(number % 26).expect("below 26")));
            number /= 26;
        }
        word
    }
}
