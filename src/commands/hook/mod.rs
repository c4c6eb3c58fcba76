//! Answers the hooks of git and of agents: checks what is about to be committed or sent, and installs itself.

mod agent;
mod args;
mod install;
mod tool_call;

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use crate::commands::check::args::Check;
use crate::environment::is_forced;
use crate::error::CliError;
use crate::error::reason;
use crate::exit::CLEAN;
use crate::exit::FOUND;
use crate::output::style;
use crate::session::header_overrides;
use crate::session::lint_session::{Draft, IgnorePolicy, LintSession, Lookup};
use crate::terminal::say;
use presend_core::message::Headers;
use presend_core::message::format::Format;
use presend_core::render::OutputFormat;

pub(crate) use agent::FAILED as AGENT_FAILED;
pub(crate) use args::HookAction;

/// Runs a hook.
pub(crate) fn run(action: &HookAction) -> Result<u8, CliError> {
    match action {
        HookAction::CommitMsg { file, on_error } => {
            let anyway = "`git commit --no-verify` commits it as it is";
            Ok(check(look(file, Format::CommitMsg, None), file, on_error, anyway))
        }
        HookAction::SendemailValidate { file, headers, on_error } => {
            let anyway = "`git send-email --no-validate` sends it as it is";
            Ok(check(look(file, Format::GitPatch, headers.as_deref()), file, on_error, anyway))
        }
        HookAction::Agent(args) => Ok(agent::run(args)),
        HookAction::Install { global, .. } => install::install(*global),
        HookAction::Uninstall { global, .. } => install::uninstall(*global),
    }
}

/// Says what came of a look at a file of git's, and returns the code. What fails inside presend lets the work go on unless
/// that was asked otherwise: a linter must not stop a project.
fn check(looked: Result<Option<String>, String>, file: &Path, on_error: &str, anyway: &str) -> u8 {
    match looked {
        Ok(None) => CLEAN,
        Ok(Some(report)) => {
            // Nobody is left to tell if this fails.
            let _ = io::stderr().write_all(report.as_bytes());
            say(&format!("presend: stopped; the text is in {}; {anyway}", file.display()));
            FOUND
        }
        Err(why) => {
            why.lines().for_each(|line| say(&format!("presend: not checked: {line}")));
            if on_error == "block" { FOUND } else { CLEAN }
        }
    }
}

/// Returns the report on a text that must stop.
fn look(file: &Path, format: Format, fields: Option<&Path>) -> Result<Option<String>, String> {
    if is_forced() {
        return Ok(None);
    }
    let read =
        |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {}", path.display(), reason(&error)));
    let bytes = read(file)?;
    let given: Option<Headers> = fields
        .map(|path| Ok::<_, String>(header_overrides::parse(&path.to_string_lossy(), read(path)?)))
        .transpose()?;
    let desk = LintSession::open(Lookup::From(Path::new(".")), &Check { threads: 1, ..Check::default() })
        .map_err(|error| error.reason())?;
    // The subject that git hands over is the patch's own, with its prefix.
    let given = given.map(|given| Headers { subject: None, ..given });
    let name = file.to_string_lossy();
    let comment = comment_sign().filter(|_| format == Format::CommitMsg);
    let draft = Draft {
        name: &name,
        bytes: &bytes,
        format: Some(format),
        comment: comment.as_deref(),
        headers: given.as_ref(),
        heeds: IgnorePolicy::All,
        ..Draft::default()
    };
    let looked = desk.lint(&draft)?;
    let is_skipped =
        looked.report.message.headers.presend.as_deref().is_some_and(|value| value.trim() == "skip");
    let stops = looked.stops && !is_skipped;
    Ok(stops.then(|| desk.draw(&looked.report, OutputFormat::Full, style::on_stderr())))
}

/// Returns what comments begin with by git's settings; nothing where git chooses that anew for each message, or is missing.
fn comment_sign() -> Option<String> {
    let output = Command::new("git")
        .args(["config", "--get-regexp", "^core\\.comment(char|string)$"])
        .output()
        .ok()?;
    let listed = String::from_utf8_lossy(&output.stdout);
    // Both keys set the same thing, and the last word counts.
    match (output.status.code()?, listed.lines().last()) {
        (0, Some(line)) => {
            line.split_once(' ').map(|(_, sign)| sign.to_owned()).filter(|sign| sign != "auto")
        }
        (1, _) => Some("#".to_owned()),
        _ => None,
    }
}
