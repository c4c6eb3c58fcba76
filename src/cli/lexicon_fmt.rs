//! Rewrites a lexicon file in order, in its place.

use std::path::Path;

use presend_lexicon::format::format;

use super::{CliError, failed};

/// Rewrites a lexicon in its place; returns false if it was in order already.
pub(crate) fn run(path: &Path) -> Result<bool, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| failed(path, &error))?;
    let sorted =
        format(&path.to_string_lossy(), &text).map_err(|error| CliError::Failed(error.to_string()))?;
    if sorted == text {
        return Ok(false);
    }
    super::fix::replace(path, sorted.as_bytes())
        .map_err(|reason| CliError::Failed(format!("{}: not changed: {reason}", path.display())))?;
    Ok(true)
}
