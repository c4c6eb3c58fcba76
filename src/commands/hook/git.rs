//! Checks what git is about to commit or to mail.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use presend_core::StopRule;
use presend_core::message::Format;
use presend_core::message::Headers;
use presend_core::message::git::{Cleanup, CommentRule};

use super::args::OnHookError;
use crate::config::ConfigLookup;
use crate::environment::{has_no_editor, is_forced};
use crate::error::reason;
use crate::exit::{CLEAN, FOUND};
use crate::options::CheckOptions;
use crate::output::style;
use crate::session::draft::{Draft, IgnorePolicy};
use crate::session::lint_session::LintSession;
use crate::session::pieces::pieces;
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
    match is_forced() {
        Ok(true) => return Ok(None),
        Ok(false) => {}
        Err(why) => say(&format!("presend: {why}")),
    }
    let read =
        |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {}", path.display(), reason(&error)));
    let bytes = read(file)?;
    let headers: Option<Headers> = fields
        .map(|path| Ok::<_, String>(Headers::parse(&path.to_string_lossy(), read(path)?)))
        .transpose()?;
    let lookup = ConfigLookup::From(Path::new("."));
    let session = LintSession::open(lookup, &CheckOptions::default(), StopRule::PersonSends)
        .map_err(|error| error.reason())?;
    // The subject that git hands over is the patch's own, with its prefix.
    let headers = headers.map(|mut headers| {
        headers.subject = None;
        headers
    });
    let name = file.to_string_lossy();
    let settings =
        if format == Format::CommitMsg { CommitSettings::of_git() } else { CommitSettings::default() };
    let mut stopped = String::new();
    for piece in pieces(&bytes, format) {
        let draft = Draft {
            name: &name,
            bytes: &piece.bytes,
            place: Some(piece.place),
            format: Some(piece.format),
            commit_rule: settings.rule(),
            headers: headers.as_ref(),
            ignores: IgnorePolicy::All,
            ..Draft::default()
        };
        let outcome = session.lint(&draft)?;
        let asked = outcome.report.message.headers.presend.as_deref();
        if outcome.stops && asked.is_none_or(|value| value.trim() != "skip") {
            stopped += &outcome.draw_full(style::on_stderr());
        }
    }
    Ok(Some(stopped).filter(|stopped| !stopped.is_empty()))
}

/// What git's settings say about commit messages; empty where git is missing.
#[derive(Debug, Default, PartialEq, Eq)]
struct CommitSettings {
    /// What comments begin with; nothing where git chooses that anew for each message.
    sign: Option<String>,
    /// What is taken away from a message that was written in an editor.
    cleanup: Option<Cleanup>,
}

impl CommitSettings {
    fn of_git() -> CommitSettings {
        let keys = "^(core\\.comment(char|string)|commit\\.cleanup)$";
        let output = Command::new("git").args(["config", "--get-regexp", keys]).output();
        match output {
            // Code 1 says that none of them is set.
            Ok(output) if matches!(output.status.code(), Some(0 | 1)) => {
                CommitSettings::parse(&String::from_utf8_lossy(&output.stdout))
            }
            _ => CommitSettings::default(),
        }
    }

    /// Reads settings as git lists them; of two that set the same thing, the last counts.
    fn parse(listed: &str) -> CommitSettings {
        let of = |keys: &[&str]| {
            let values = listed.lines().filter_map(|line| line.split_once(' '));
            values.filter(|(key, _)| keys.contains(key)).map(|(_, value)| value).next_back()
        };
        let sign = of(&["core.commentchar", "core.commentstring"]).unwrap_or("#");
        let cleanup = match of(&["commit.cleanup"]) {
            Some("verbatim" | "whitespace" | "scissors") => Cleanup::Scissors,
            _ => Cleanup::Comments,
        };
        CommitSettings { sign: Some(sign.to_owned()).filter(|sign| sign != "auto"), cleanup: Some(cleanup) }
    }

    /// Returns how a message is read; where git opened no editor it takes nothing away.
    fn rule(&self) -> CommentRule<'_> {
        let cleanup = if has_no_editor() { Some(Cleanup::Nothing) } else { self.cleanup };
        CommentRule { sign: self.sign.as_deref(), cleanup }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_setting_counts() {
        let found = |listed: &str| CommitSettings::parse(listed);
        let usual = CommitSettings { sign: Some("#".to_owned()), cleanup: Some(Cleanup::Comments) };
        assert_eq!(found(""), usual);
        assert_eq!(found("core.commentchar auto\n").sign, None);
        assert_eq!(found("core.commentchar ;\ncore.commentstring // x\n").sign.as_deref(), Some("// x"));
        for (value, cleanup) in [
            ("strip", Cleanup::Comments),
            ("default", Cleanup::Comments),
            ("verbatim", Cleanup::Scissors),
            ("whitespace", Cleanup::Scissors),
            ("scissors", Cleanup::Scissors),
        ] {
            assert_eq!(found(&format!("commit.cleanup {value}\n")).cleanup, Some(cleanup), "{value}");
        }
    }
}
