//! Starts the server for editors.

use clap::Args;

use super::greeting::say_what_waits;
use crate::error::CliError;
use crate::servers::lsp;

#[derive(Debug, Default, Args)]
pub(super) struct LspArgs {
    /// What clients add for a server on standard input and output; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Serves until the client ends it.
pub(super) fn run(_: &LspArgs) -> Result<u8, CliError> {
    say_what_waits("lsp", "an editor");
    Ok(lsp::serve())
}
