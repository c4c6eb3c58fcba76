//! Prints the manual page.

use std::io::Write;

use clap::CommandFactory;

use super::command_line::CommandLine;
use crate::error::CliError;
use crate::exit::CLEAN;

/// Prints the page as roff.
///
/// # Errors
/// Returns why it could not be written.
pub(super) fn run(mut out: &mut dyn Write) -> Result<u8, CliError> {
    clap_mangen::Man::new(CommandLine::command()).render(&mut out)?;
    Ok(CLEAN)
}
