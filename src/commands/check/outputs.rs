//! Refuses to write a report over what the same run reads.

use std::path::Path;

use crate::error::CliError;
use crate::input::inputs::Inputs;
use crate::input::walk::is_same;
use crate::options::{CheckOptions, ConfigChoice};

/// Checks that the file that an option names is not to be read too, and so written over; `more` is one that is read besides
/// the inputs and what the options name. A baseline may be renewed, for it is read before.
///
/// # Errors
/// Returns that it is both.
pub(in crate::commands) fn is_no_input(
    (option, path): (&str, &Path),
    inputs: &Inputs,
    check: &CheckOptions,
    more: Option<&Path>,
) -> Result<(), CliError> {
    let config = if let ConfigChoice::File(path) = &check.config { Some(path) } else { None };
    let others = check.lexicons.iter().chain(config).map(|path| &**path).chain(more);
    if !inputs.reads(path) && !others.into_iter().any(|other| is_same(other, path)) {
        return Ok(());
    }
    let why = "it is read in this run and would be overwritten; choose another name";
    Err(CliError::Failed(format!("{option} {}: {why}", path.display())))
}
