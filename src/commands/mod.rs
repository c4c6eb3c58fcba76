//! Runs the command line: arguments to options, results to exit codes.

mod check;
mod closed_set;
mod command_line;
mod completions;
mod config;
mod edit;
mod explain;
mod greeting;
pub(crate) mod hook;
mod lexicon;
mod lsp;
mod man;
mod mcp;
mod native_host;
mod overlap;
mod plain_line;
mod report;
mod rules;
mod sendmail;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;

use clap::{CommandFactory, Subcommand};

use presend_core::render::sanitize;

use crate::error::{CliError, reason};
use crate::exit::{CLEAN, FAILED};
use crate::output::plain::PlainText;
use crate::terminal::say;
use command_line::{Command, CommandLine};

/// Runs presend with these arguments and returns the exit code.
#[must_use]
pub fn run(arguments: impl Iterator<Item = OsString>) -> u8 {
    let line = match CommandLine::read(arguments.collect()) {
        Ok(line) => line,
        Err(error) => {
            let is_unknown = error.kind() == clap::error::ErrorKind::UnknownArgument;
            let words: Vec<OsString> = std::env::args_os().skip(1).filter(|_| is_unknown).collect();
            let late = || greeting::late(&words, Command::has_subcommand);
            if let Some(meant) = words.first().and_then(|word| mistyped(word)).or_else(late) {
                complain(&meant);
                return usage_code();
            }
            let code = if error.use_stderr() { usage_code() } else { CLEAN };
            // What was typed may have come from a file name, or from another program.
            let told = error.render().to_string();
            if error.use_stderr() && told.lines().any(|line| sanitize(line) != line) {
                say(&told);
                return code;
            }
            return match error.print() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => FAILED,
                _ => code,
            };
        }
    };
    let done = match line.command {
        Some(command) => run_command(command),
        None => match line.check.first_path().and_then(|path| mistyped(path.as_os_str())) {
            Some(meant) => Err(CliError::Failed(meant)),
            None => check::run(line.check),
        },
    };
    match done {
        Ok(code) => code,
        Err(CliError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(CliError::Io(error)) => complain(&reason(&error)),
        Err(CliError::Failed(why)) => complain(&why),
    }
}

fn run_command(command: Command) -> Result<u8, CliError> {
    let mut out = PlainText::new(io::BufWriter::new(io::stdout()));
    let code = match command {
        Command::Explain(args) => explain::run(args, &mut out)?,
        Command::Rules(args) => rules::run(&args, &mut out)?,
        Command::Lexicon { action } => lexicon::run(&action, &mut out)?,
        Command::Config { action } => config::run(&action, &mut out)?,
        Command::Overlap(args) => overlap::run(&args, &mut out)?,
        Command::Report(args) => report::run(&args)?,
        Command::Sendmail(args) => sendmail::run(args),
        Command::Edit(args) => edit::run(args)?,
        Command::Hook { action } => hook::run(action)?,
        Command::Lsp(args) => lsp::run(&args)?,
        Command::Mcp => mcp::run()?,
        Command::NativeHost(args) => native_host::run(&args)?,
        Command::Completions { shell } => completions::run(shell, &mut out)?,
        Command::Man => man::run(&mut out)?,
    };
    out.flush()?;
    Ok(code)
}

/// Returns what to say where a word was probably meant to be a command.
fn mistyped(word: &OsStr) -> Option<String> {
    // A file is by far the most usual: nothing is described for it.
    if Path::new(word).exists() {
        return None;
    }
    let line = CommandLine::command();
    let names: Vec<&str> = line.get_subcommands().map(clap::Command::get_name).collect();
    greeting::mistyped(word, &names)
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
