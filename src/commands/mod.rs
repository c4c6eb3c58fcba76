//! Runs the command line: arguments to settings, inputs to reports, results to exit codes.

pub(crate) mod check;
pub(crate) mod edit;
pub(crate) mod explain;
pub(crate) mod hook;
pub(crate) mod lexicon_fmt;
pub(crate) mod overlap;

use std::ffi::OsString;
use std::io;

use clap::Parser;

use crate::error::{CliError, reason};
use crate::exit::{CLEAN, FAILED};
use crate::sendmail;
use crate::terminal::say;

/// Runs presend with these arguments and returns the exit code.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> u8 {
    let cli = match check::args::Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { usage_code() } else { CLEAN };
            return match error.print() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => FAILED,
                _ => code,
            };
        }
    };
    let done = match cli.command {
        Some(command) => explain::run(command),
        None => check::run(&cli.check),
    };
    match done {
        Ok(code) => code,
        Err(CliError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(CliError::Io(error)) => complain(&reason(&error)),
        Err(CliError::Failed(why)) => complain(&why),
    }
}

/// Returns the code of a command line that cannot be used: mail programs know that of a sendmail, and 2 from the hook of an
/// agent would say that a message was checked and must not go.
fn usage_code() -> u8 {
    let words: Vec<OsString> = std::env::args_os().skip(1).take(2).collect();
    match words.as_slice() {
        [command, ..] if command == "sendmail" => sendmail::USAGE,
        [command, name] if command == "hook" && name == "agent" => hook::AGENT_FAILED,
        _ => FAILED,
    }
}

/// Says on standard error why it could not be done.
fn complain(reason: &str) -> u8 {
    for line in reason.lines() {
        say(&format!("presend: {line}"));
    }
    FAILED
}
