//! Refuses to write a report over what the same run reads.

use std::path::Path;

use crate::error::CliError;
use crate::input::inputs::Inputs;
use crate::input::walk::is_same;
use crate::options::{CheckOptions, ConfigChoice, HeaderOptions, ReportOptions};

/// Checks that no file is to be read and to be written over. A baseline may be renewed, for it is read before.
///
/// # Errors
/// Returns which file is both.
pub(super) fn are_no_inputs(
    report: &ReportOptions,
    inputs: &Inputs,
    (headers, check): (&HeaderOptions, &CheckOptions),
) -> Result<(), CliError> {
    let config = if let ConfigChoice::File(path) = &check.config { Some(path) } else { None };
    let others = || headers.file.iter().chain(&check.lexicons).chain(config);
    let is_read = |path: &Path| inputs.reads(path) || others().any(|other| is_same(other, path));
    let written = [("--output-file", &report.output_file), ("--write-baseline", &report.write_baseline)];
    for (option, path) in written {
        if let Some(path) = path.as_deref().filter(|path| is_read(path)) {
            let why = "it is read in this run, and would be lost; choose another name";
            return Err(CliError::Failed(format!("{option} {}: {why}", path.display())));
        }
    }
    Ok(())
}
