//! Opens what a report is written to, and refuses to write it over what the same run reads.

use std::io::{self, Write};
use std::path::Path;

use crate::error::CliError;
use crate::input::inputs::Inputs;
use crate::input::walk::is_same;
use crate::options::{CheckOptions, ConfigChoice, EditMode, ReportOptions};
use crate::output::replace::NewFile;

/// Opens what the report is written to, and the file it becomes. A draft that was piped in to be fixed has standard output for
/// itself.
///
/// # Errors
/// Returns why the file cannot be begun.
pub(super) fn open(
    options: &ReportOptions,
    inputs: &Inputs,
) -> Result<(Box<dyn Write>, Option<NewFile>), CliError> {
    Ok(match &options.output_file {
        _ if options.quiet => (Box::new(io::sink()), None),
        Some(path) => {
            let begin = || NewFile::begin(path).and_then(|file| Ok((file.writer()?, file)));
            let (writer, file) = begin().map_err(|error| CliError::of_file(path, &error))?;
            (Box::new(writer), Some(file))
        }
        None if options.edits == EditMode::Fix && inputs.has_stdin() => (Box::new(io::stderr()), None),
        None => (Box::new(io::stdout()), None),
    })
}

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
