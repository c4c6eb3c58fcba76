//! Rewrites a lexicon file in order, in its place.

use std::path::Path;

use presend_lexicon::format::format;

use crate::error::CliError;
use crate::named_file::read_settings_text;
use crate::output::replace::replace;

/// Rewrites a lexicon in its place; returns false if it was already in order.
///
/// # Errors
/// Returns what is wrong with the file, or why it could not be read or written.
pub(super) fn run(path: &Path) -> Result<bool, CliError> {
    let text = read_settings_text(path).map_err(|error| CliError::of_file(path, &error))?;
    let sorted =
        format(&path.to_string_lossy(), &text).map_err(|error| CliError::Failed(error.to_string()))?;
    if sorted == text {
        return Ok(false);
    }
    replace(path, sorted.as_bytes())
        .map_err(|reason| CliError::Failed(format!("{}: not changed: {reason}", path.display())))?;
    Ok(true)
}
