//! Starts the server for agents.

use super::greeting::say_what_waits;
use crate::error::CliError;
use crate::exit::CLEAN;
use crate::servers::mcp;

/// Serves until standard input ends.
///
/// # Errors
/// Returns why a stream failed.
pub(super) fn run() -> Result<u8, CliError> {
    say_what_waits("mcp", "an agent");
    mcp::serve()?;
    Ok(CLEAN)
}
