//! Checks what git is about to commit or to mail.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use presend_core::message::Format;
use presend_core::message::Headers;

use super::args::OnHookError;
use crate::config::ConfigLookup;
use crate::environment::is_forced;
use crate::error::reason;
use crate::exit::{CLEAN, FOUND};
use crate::options::CheckOptions;
use crate::output::style;
use crate::session::draft::{Draft, IgnorePolicy};
use crate::session::header_overrides;
use crate::session::lint_session::LintSession;
use crate::session::stop_rule::StopRule;
use crate::terminal::say;

/// Checks a file of git's, says what was found and how to go on `anyway`, and returns the code. What fails inside presend
/// lets the work go on unless that was asked otherwise: a linter must not stop a project.
pub(super) fn check(
    (file, format): (&Path, Format),
    fields: Option<&Path>,
    on_error: OnHookError,
    anyway: &str,
) -> u8 {
    match report(file, format, fields) {
        Ok(None) => CLEAN,
        Ok(Some(report)) => {
            // Nobody is left to tell if this fails.
            let _ = io::stderr().write_all(report.as_bytes());
            say(&format!("presend: stopped; the text is in {}; {anyway}", file.display()));
            FOUND
        }
        Err(why) => {
            why.lines().for_each(|line| say(&format!("presend: not checked: {line}")));
            if on_error == OnHookError::Block { FOUND } else { CLEAN }
        }
    }
}

/// Returns the report on a text that must stop; `fields` is a file of headers that stand in for the text's own.
fn report(file: &Path, format: Format, fields: Option<&Path>) -> Result<Option<String>, String> {
    if is_forced() {
        return Ok(None);
    }
    let read =
        |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {}", path.display(), reason(&error)));
    let bytes = read(file)?;
    let headers: Option<Headers> = fields
        .map(|path| Ok::<_, String>(header_overrides::parse(&path.to_string_lossy(), read(path)?)))
        .transpose()?;
    let lookup = ConfigLookup::From(Path::new("."));
    let session = LintSession::open(lookup, &CheckOptions::default(), StopRule::PersonSends)
        .map_err(|error| error.reason())?;
    // The subject that git hands over is the patch's own, with its prefix.
    let headers = headers.map(|headers| Headers { subject: None, ..headers });
    let name = file.to_string_lossy();
    let comment = comment_sign().filter(|_| format == Format::CommitMsg);
    let draft = Draft {
        name: &name,
        bytes: &bytes,
        format: Some(format),
        comment: comment.as_deref(),
        headers: headers.as_ref(),
        ignores: IgnorePolicy::All,
        ..Draft::default()
    };
    let outcome = session.lint(&draft)?;
    let asked = outcome.report.message.headers.presend.as_deref();
    let stops = outcome.stops && asked.is_none_or(|value| value.trim() != "skip");
    Ok(stops.then(|| outcome.draw_full(style::on_stderr())))
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
