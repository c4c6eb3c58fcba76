//! Compiles a user's lexicons and finds the built-in words in their vocabulary.

use super::LexiconFile;
use crate::lexicon::table::{NONE, Table};
use crate::lexicon::{Lexicon, LexiconError, compile_user, file};
use crate::scan::Patterns;

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
