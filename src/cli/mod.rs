//! Runs the command line: arguments to settings, inputs to reports, results to exit codes.

mod args;
mod baseline;
mod check;
mod checker;
mod clock;
mod draft_fields;
mod edit;
mod fix;
mod header_overrides;
mod hook;
mod input;
mod lexicon_fmt;
mod lint_session;
mod lsp;
mod mcp;
mod native_host;
mod output_style;
mod overlap;
mod pages;
mod parallel;
mod progress;
mod sendmail;
mod settings;
mod sink;
mod slack;
mod terminal;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Parser;

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Something at or above `--fail-on`, or a verdict to hold.
const FOUND: u8 = 1;
/// Could not do it.
const FAILED: u8 = 2;

/// What stops a run.
enum CliError {
    /// A line for standard error.
    Failed(String),
    /// Writing or reading failed; a closed pipe is success.
    Io(io::Error),
}

impl CliError {
    /// Returns the reason in one or more lines.
    fn why(self) -> String {
        match self {
            CliError::Failed(why) => why,
            CliError::Io(error) => reason(&error),
        }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> CliError {
        CliError::Io(error)
    }
}

/// Runs presend with these arguments and returns the exit code.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> u8 {
    let cli = match args::Cli::try_parse_from(arguments) {
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
        Some(command) => pages::run(command),
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

/// Says why a file could not be opened, read or written.
fn failed(path: &std::path::Path, error: &io::Error) -> CliError {
    CliError::Failed(format!("{}: {}", path.display(), reason(error)))
}

/// Returns an error of the system without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// Says on standard error why it could not be done.
fn complain(reason: &str) -> u8 {
    for line in reason.lines() {
        say(&format!("presend: {line}"));
    }
    FAILED
}

/// Writes a line to standard error; nobody is left to tell if that fails.
fn say(line: &str) {
    let _ = writeln!(
        io::stderr(),
        "{}",
        line.lines().map(presend_core::render::sanitize).collect::<Vec<_>>().join("\n")
    );
}
