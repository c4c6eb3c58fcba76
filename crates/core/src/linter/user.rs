//! Compiles a user's lexicons and finds the built-in words in their vocabulary.

use super::settings::LexiconFile;
use crate::builtin::LEXICON;
use crate::scan::ValueFinder;
use presend_lexicon::table::{NONE, Table};
use presend_lexicon::{LexiconError, UserLexicon, file};

pub(super) fn compile_files(files: &[LexiconFile]) -> Result<UserLexicon, Vec<LexiconError>> {
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
    let lexicon = UserLexicon::compile(*LEXICON, &sources)?;
    let path = sources.first().map_or("", |source| &source.path);
    ValueFinder::validate(path, lexicon.open().patterns)?;
    Ok(lexicon)
}

/// Returns for each word of `from` its number in `to`.
pub(super) fn translate(from: Table<'_>, to: Table<'_>) -> Vec<u32> {
    (0..from.word_count()).map(|word| to.word(from.text(u32::try_from(word).unwrap_or(NONE)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Linter;
    use std::fmt::Write as _;

    #[test]
    fn more_words_than_two_bytes_can_number_are_compiled() {
        let mut text = String::from(
            "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T900\"\nname = \"codenames\"\nseverity = \"info\"\nmessage = \"m\"\nterms = [\n",
        );
        for number in 0..70_000 {
            writeln!(text, "\"word{}\",", number_word(number)).expect("writing to a string");
        }
        text += "]\n";
        let compiled =
            compile_files(&[LexiconFile { path: "team.toml".to_owned(), text }]).expect("a large lexicon");
        let table = compiled.open().table;
        assert!(table.word_count() > 70_000);
        let last = format!("word{}", number_word(69_999));
        assert_eq!(table.text(table.word(&last)), last);
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

    fn built(term: &str) -> Result<Linter, String> {
        let text = format!(
            "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T901\"\nname = \"house\"\nseverity = \"info\"\n\
             weight = {{ charged = 0.2 }}\nmessage = \"m\"\nterms = [\"{term}\"]\n"
        );
        Linter::builder().lexicon("own.toml", &text).build().map_err(|error| error.to_string())
    }

    #[test]
    fn a_row_of_optional_words_costs_no_more_than_its_square() {
        assert!(built(&format!("a {}", "(b)? ".repeat(100))).is_ok());
        let why = built(&format!("a {}", "(b)? ".repeat(1200))).unwrap_err();
        assert!(why.contains("own.toml:9") && why.contains("fewer optional words"), "{why}");
        let choice: Vec<String> = (0..50_000).map(number_word).collect();
        assert!(built(&format!("({})", choice.join("|"))).is_ok());
    }
}
