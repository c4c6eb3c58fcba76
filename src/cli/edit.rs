//! Starts an editor, and checks what was written when it ends.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use super::args::Check;
use super::lint_session::{Draft, IgnorePolicy, LintSession, Lookup};
use super::terminal::Terminal;
use super::{CliError, output_style, reason, say};
use presend_core::Report;
use presend_core::diagnostic::{Action, Severity};
use presend_core::render::OutputFormat;

/// Options of `presend edit`.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    pub(crate) isolated: bool,
    /// The editor with its arguments, the file last
    #[arg(last = true, required = true, value_name = "EDITOR")]
    pub(crate) editor: Vec<OsString>,
}

/// Runs the editor until the draft is kept; its code is returned, whatever was found: it decides about the draft.
pub(crate) fn run(args: &Edit) -> Result<u8, CliError> {
    let (program, rest) =
        args.editor.split_first().map_or((OsStr::new(""), &[][..]), |(program, rest)| (program, rest));
    loop {
        let status = Command::new(program).args(rest).status();
        let status = status.map_err(|error| {
            CliError::Failed(format!("{}: {}", program.to_string_lossy(), reason(&error)))
        })?;
        let code = u8::try_from(status.code().unwrap_or(1)).unwrap_or(1);
        // The file of an editor that failed is not to be used.
        let Some(file) = rest.last().filter(|_| code == 0).map(Path::new) else { return Ok(code) };
        match report(args, file) {
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
fn report(args: &Edit, file: &Path) -> Result<Option<String>, String> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        // An editor that was left without saving made no file.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{}: {}", file.display(), reason(&error))),
    };
    let check =
        Check { config: args.config.clone(), isolated: args.isolated, threads: 1, ..Check::default() };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let desk = LintSession::open(Lookup::From(folder), &check).map_err(CliError::why)?;
    let name = file.to_string_lossy();
    let draft = Draft { name: &name, bytes: &bytes, heeds: IgnorePolicy::All, ..Draft::default() };
    let looked = desk.lint(&draft)?;
    let says = looked.stops || is_worth_a_look(&looked.report);
    Ok(says.then(|| desk.draw(&looked.report, OutputFormat::Full, output_style::on_stderr())))
}

/// Returns true if and only if a person who has just closed an editor should be asked.
fn is_worth_a_look(report: &Report<'_>) -> bool {
    report.verdict.action != Action::Write
        || report.diagnostics.iter().any(|found| found.severity >= Severity::Warning)
}
