//! Starts the server for extensions of mail programs, or installs it.

use std::ffi::OsString;

use clap::Args;

use super::greeting::say_what_waits;
use crate::error::CliError;
use crate::exit::CLEAN;
use crate::servers::native_host;

#[derive(Debug, Args)]
pub(super) struct NativeHostArgs {
    /// Write what Thunderbird needs to find presend
    #[arg(long, conflicts_with = "uninstall")]
    install: bool,
    /// Remove that again
    #[arg(long)]
    uninstall: bool,
    /// What the program adds: the description's path and the extension
    #[arg(hide = true)]
    added: Vec<OsString>,
}

/// Answers message after message until standard input ends, or installs the host.
///
/// # Errors
/// Returns why a stream failed, or why a file could not be written.
pub(super) fn run(args: &NativeHostArgs) -> Result<u8, CliError> {
    match (args.install, args.uninstall) {
        (true, _) => native_host::install::install()?,
        (false, true) => native_host::install::uninstall()?,
        (false, false) => {
            say_what_waits("native-host", "an extension of a mail program");
            native_host::serve()?;
        }
    }
    Ok(CLEAN)
}
