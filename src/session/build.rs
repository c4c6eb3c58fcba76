//! Builds linters from lexicon files.

use std::path::Path;

use presend_core::{Linter, LinterBuilder};

use crate::error::CliError;
use crate::named_file::read_settings_text;

/// Builds a linter of the built-in lexicons, without settings.
///
/// # Errors
/// Returns what is wrong with them.
pub(crate) fn built_in() -> Result<Linter, CliError> {
    Ok(Linter::builder().build()?)
}

/// Builds a linter of the built-in lexicons and the one in a file, without settings.
///
/// # Errors
/// Returns why the file could not be read, or all that is wrong with it, one error a line.
pub(crate) fn with_file(path: &Path) -> Result<Linter, CliError> {
    Ok(with_lexicon(Linter::builder(), path)?.build()?)
}

/// Adds the lexicon in a file.
///
/// # Errors
/// Returns why the file could not be read.
pub(crate) fn with_lexicon(builder: LinterBuilder, path: &Path) -> Result<LinterBuilder, CliError> {
    let text = read_settings_text(path).map_err(|error| CliError::of_file(path, &error))?;
    Ok(builder.lexicon(path.display().to_string(), text))
}
