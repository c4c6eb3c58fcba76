//! Builds linters from lexicon files.

use std::path::Path;

use presend_core::{LexiconFile, Linter, Settings};

use crate::error::CliError;

/// Builds a linter.
///
/// # Errors
/// Returns all errors of its lexicons, one a line.
pub(crate) fn build(settings: Settings) -> Result<Linter, CliError> {
    Linter::new(settings).map_err(|errors| {
        CliError::Failed(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

/// Builds a linter of the built-in lexicons and these, without settings.
///
/// # Errors
/// Returns all errors of the lexicons, one a line.
pub(crate) fn plain(lexicons: Vec<LexiconFile>) -> Result<Linter, CliError> {
    build(Settings { lexicons, ..Settings::default() })
}

/// Reads the text of a lexicon.
///
/// # Errors
/// Returns why the file could not be read.
pub(crate) fn read_lexicon(path: &Path) -> Result<LexiconFile, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| CliError::of_file(path, &error))?;
    Ok(LexiconFile { path: path.display().to_string(), text })
}
