//! Answers the hooks of git and of agents: checks what is about to be committed or sent, and installs itself.

mod agent;
mod args;
mod call;
mod install;

use std::env;
use std::io::{self, Write};
use std::path::Path;

use super::args::Check;
use super::desk::{Desk, Draft, Heed, Lookup};
use super::{CLEAN, FOUND, Stop, headers, reason, say, settings};
use crate::message::Headers;
use crate::message::format::Format;
use crate::render::OutputFormat;

pub(crate) use agent::FAILED as AGENT_FAILED;
pub(crate) use args::HookAction;

/// Runs a hook.
pub(crate) fn run(action: &HookAction) -> Result<u8, Stop> {
    match action {
        HookAction::CommitMsg { file } => {
            let anyway = "`git commit --no-verify` commits it as it is";
            Ok(check(file, Format::CommitMsg, None, anyway))
        }
        HookAction::SendemailValidate { file, headers } => {
            let anyway = "`git send-email --no-validate` sends it as it is";
            Ok(check(file, Format::GitPatch, headers.as_deref(), anyway))
        }
        HookAction::Agent(args) => Ok(agent::run(args)),
        HookAction::Install { global, .. } => install::install(*global),
        HookAction::Uninstall { global, .. } => install::uninstall(*global),
    }
}

/// Checks a file of git's. What fails inside presend is said and lets the work go on: a linter must not stop a project.
fn check(file: &Path, format: Format, headers: Option<&Path>, anyway: &str) -> u8 {
    if is_forced() {
        return CLEAN;
    }
    match look(file, format, headers) {
        Ok(None) => CLEAN,
        Ok(Some(report)) => {
            // Nobody is left to tell if this fails.
            let _ = io::stderr().write_all(report.as_bytes());
            say(&format!("presend: stopped; the text is in {}; {anyway}", file.display()));
            FOUND
        }
        Err(why) => {
            say(&format!("presend: not checked: {why}"));
            CLEAN
        }
    }
}

/// Returns the report on a text that must stop.
fn look(file: &Path, format: Format, fields: Option<&Path>) -> Result<Option<String>, String> {
    let read =
        |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {}", path.display(), reason(&error)));
    let bytes = read(file)?;
    let given: Option<Headers> = fields
        .map(|path| Ok::<_, String>(headers::parse(&path.to_string_lossy(), read(path)?)))
        .transpose()?;
    let desk = Desk::open(Lookup::From(Path::new(".")), &Check { threads: 1, ..Check::default() }).map_err(
        |stop| match stop {
            Stop::Failed(why) => why,
            Stop::Io(error) => reason(&error),
        },
    )?;
    // The subject that git hands over is the patch's own, with its prefix.
    let given = given.map(|given| Headers { subject: None, ..given });
    let name = file.to_string_lossy();
    let draft = Draft {
        name: &name,
        bytes: &bytes,
        format: Some(format),
        headers: given.as_ref(),
        heeds: Heed::All,
        ..Draft::default()
    };
    let looked = desk.lint(&draft)?;
    let is_skipped =
        looked.report.message.headers.presend.as_deref().is_some_and(|value| value.trim() == "skip");
    let stops = looked.stops && !is_skipped;
    Ok(stops.then(|| desk.draw(&looked.report, OutputFormat::Full, settings::on_stderr())))
}

/// Returns true if and only if the person asked by `PRESEND_FORCE` to go on without a check.
pub(crate) fn is_forced() -> bool {
    env::var_os("PRESEND_FORCE").is_some_and(|value| !value.is_empty() && value != "0")
}
