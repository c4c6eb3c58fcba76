//! Starts the server for agents.

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::servers::mcp;

/// Serves until standard input ends.
///
/// # Errors
/// Returns why a stream failed.
pub(super) fn run() -> Result<u8, CliError> {
    mcp::serve()?;
    Ok(CLEAN)
}
