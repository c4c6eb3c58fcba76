//! Explains a rule, the verdict, or the scores or regions of a draft.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use presend_core::Report;
use presend_core::message::Address;
use presend_core::render::{
    FileSecrets, PrivateMask, ReadError, explanation_text, regions_text, sanitize, shown_name,
};

use super::greeting::ask_for_draft;
use crate::error::CliError;
use crate::exit::{CLEAN, FAILED};
use crate::input::inputs::Inputs;
use crate::input::read_message::read_message;
use crate::input::unit::{MessageBytes, Unit};
use crate::options::InputOptions;
use crate::output::rule_page::rule_page;
use crate::output::sink::complaint;
use crate::session::lint_session::{LintOutcome, LintSession};
use crate::terminal::say;

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A code or name, or `verdict`
    #[arg(required_unless_present_any = ["why", "regions"], conflicts_with_all = ["why", "regions"])]
    topic: Option<String>,
    /// Show which words, sentences and rules of a draft weigh on the verdict and on each axis
    #[arg(long, value_name = "FILE")]
    why: Option<PathBuf>,
    /// Print a draft with the region of each line in the margin: what counts as your own words, and what decided the rest
    #[arg(long, value_name = "FILE", conflicts_with = "why")]
    regions: Option<PathBuf>,
}

/// Explains what was asked for.
///
/// # Errors
/// Returns that there is no such rule, or why the draft could not be read.
pub(super) fn run(args: ExplainArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    let session = LintSession::built_in()?;
    let (text, code) = match args {
        ExplainArgs { why: Some(path), .. } => explained(&session, path)?,
        ExplainArgs { regions: Some(path), .. } => regions_of(&session, path)?,
        ExplainArgs { topic, .. } => (rule_page(session.linter(), &topic.unwrap_or_default())?, CLEAN),
    };
    out.write_all(text.as_bytes())?;
    Ok(code)
}

/// Says for all messages in a file what weighed for their verdicts.
fn explained(session: &LintSession, path: PathBuf) -> Result<(String, u8), CliError> {
    all_of(
        path,
        |raw| Ok(session.explain(raw, read_message(raw)?)),
        |report, axes| explanation_text(report, axes),
    )
}

/// Draws the regions of all messages in a file.
fn regions_of(session: &LintSession, path: PathBuf) -> Result<(String, u8), CliError> {
    all_of(
        path,
        |raw| session.lint_bytes(raw).map(|LintOutcome { report, .. }| (report, ())),
        |report, ()| regions_text(report),
    )
}

/// Draws all messages in a file, as a check reads them, without what is private in one of them; where there are more than one,
/// each below its place and its writer. What cannot be read is told on standard error, and the exit code says so.
fn all_of<T>(
    path: PathBuf,
    lint: impl for<'m> Fn(&'m MessageBytes) -> Result<(Report<'m>, T), ReadError>,
    draw: impl Fn(&Report<'_>, &T) -> String,
) -> Result<(String, u8), CliError> {
    let options =
        InputOptions { paths: vec![path], stdin_name: "<stdin>".to_owned(), format: None, archives: false };
    let inputs = Inputs::new(options, |_| Ok::<usize, CliError>(0))?;
    if inputs.has_stdin() {
        ask_for_draft();
    }
    let mut drawn: Vec<(String, String)> = Vec::new();
    let mut code = CLEAN;
    let mut secrets = FileSecrets::default();
    for unit in inputs.units() {
        let read = match unit {
            Unit::Message(raw) => lint(&raw).map(|(mut report, more)| {
                secrets.add(&report);
                secrets.hide(&mut report);
                (heading(&report, raw.line), draw(&report, &more))
            }),
            Unit::Error(error) => Err(error),
            Unit::Note(note) => Ok((sanitize(&note), String::new())),
        };
        match read {
            Ok(message) => drawn.push(message),
            Err(error) => {
                say(&complaint(&error));
                code = FAILED;
            }
        }
    }
    if let [(_, text)] = &drawn[..]
        && !text.is_empty()
    {
        return Ok((text.clone(), code));
    }
    let texts: Vec<String> = drawn.into_iter().map(|(heading, text)| format!("{heading}\n{text}")).collect();
    Ok((texts.join("\n"), code))
}

/// Says where a message stands and who wrote it, without its private values.
fn heading(report: &Report<'_>, line: usize) -> String {
    let mask = PrivateMask::new(report);
    let writers = report.message.headers.from.iter();
    let writers: String = writers.map(|from| format!(", {}", mask.text(name_or_address(from)))).collect();
    sanitize(&format!("{}:{line}{writers}", shown_name(report)))
}

/// Returns the name of a writer, or else the address.
fn name_or_address(writer: &Address) -> &str {
    if writer.name.is_empty() { &writer.address } else { &writer.name }
}
