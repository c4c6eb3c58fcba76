//! Starts an editor, and checks what was written when it ends.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use presend_core::Report;
use presend_core::{Action, Severity, StopRule};

use crate::config::ConfigLookup;
use crate::error::{CliError, reason};
use crate::options::{CheckOptions, ConfigChoice};
use crate::output::style;
use crate::session::draft::{Draft, IgnorePolicy};
use crate::session::lint_session::LintSession;
use crate::terminal::{Terminal, say};

/// Options of `presend edit`.
#[derive(Debug, Args)]
pub(super) struct EditArgs {
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    isolated: bool,
    /// The editor with its arguments, the file last
    #[arg(last = true, required = true, value_name = "EDITOR")]
    editor: Vec<OsString>,
}

/// Runs the editor until the draft is kept; its code is returned, whatever was found: it decides about the draft.
///
/// # Errors
/// Returns why the editor could not be started.
pub(super) fn run(args: EditArgs) -> Result<u8, CliError> {
    let EditArgs { config, isolated, editor } = args;
    let options = CheckOptions { config: ConfigChoice::new(config, isolated), ..CheckOptions::default() };
    let (program, rest) =
        editor.split_first().map_or((OsStr::new(""), &[][..]), |(program, rest)| (program, rest));
    loop {
        let status = Command::new(program).args(rest).status();
        let status = status.map_err(|error| {
            CliError::Failed(format!("{}: {}", program.to_string_lossy(), reason(&error)))
        })?;
        let code = u8::try_from(status.code().unwrap_or(1)).unwrap_or(1);
        // The file of an editor that failed is not to be used.
        let Some(file) = rest.last().filter(|_| code == 0).map(Path::new) else { return Ok(code) };
        match report(&options, file) {
            Ok(Some(report)) if wants_to_edit(&report) => {}
            Ok(_) => return Ok(code),
            Err(why) => {
                // The draft is the editor's: what went wrong here must not lose it.
                say(&format!("presend: not checked: {why}"));
                return Ok(code);
            }
        }
    }
}

/// Shows a report and asks; without a terminal it is only shown.
fn wants_to_edit(report: &str) -> bool {
    match Terminal::open() {
        Some(mut terminal) => terminal.ask(report, "presend: [e]dit again, [k]eep?").starts_with('e'),
        None => {
            // Nobody is left to tell if this fails.
            let _ = io::stderr().write_all(report.as_bytes());
            false
        }
    }
}

/// Returns the report on a draft about which there is something to say.
fn report(options: &CheckOptions, file: &Path) -> Result<Option<String>, String> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        // An editor that was left without saving made no file.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{}: {}", file.display(), reason(&error))),
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let session = LintSession::open(ConfigLookup::From(folder), options, StopRule::PersonSends)
        .map_err(|error| error.reason())?;
    let name = file.to_string_lossy();
    let draft = Draft { name: &name, bytes: &bytes, ignores: IgnorePolicy::All, ..Draft::default() };
    let outcome = session.lint(&draft)?;
    let says = outcome.stops || is_worth_a_look(&outcome.report);
    Ok(says.then(|| outcome.draw_full(style::on_stderr())))
}

/// Returns true if and only if a person who has just closed an editor should be asked.
fn is_worth_a_look(report: &Report<'_>) -> bool {
    report.verdict.action != Action::Write
        || report.diagnostics.iter().any(|found| found.severity >= Severity::Warning)
}
