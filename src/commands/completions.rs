//! Prints a completion script.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::command_line::CommandLine;
use crate::error::CliError;
use crate::exit::CLEAN;

/// Prints the script for a shell.
///
/// # Errors
/// Returns why it could not be written.
pub(super) fn run(shell: Shell, out: &mut dyn Write) -> Result<u8, CliError> {
    // Written to memory first: the generator panics on a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "presend", &mut script);
    out.write_all(&script)?;
    Ok(CLEAN)
}
