//! Explains a rule, the verdict, or the scores or regions of a draft.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use presend_core::message::Address;
use presend_core::render::{ReadError, explanation_text, regions_text, sanitize};

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::input::inputs::Inputs;
use crate::input::unit::Unit;
use crate::options::InputOptions;
use crate::output::rule_page::rule_page;
use crate::session::draft::Draft;
use crate::session::lint_session::LintSession;

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A code or name, or `verdict`
    #[arg(required_unless_present_any = ["why", "regions"], conflicts_with_all = ["why", "regions"])]
    topic: Option<String>,
    /// Say for a draft which words, sentences and rules weigh for the verdict and on each axis
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
    let text = match args {
        ExplainArgs { why: Some(path), .. } => explained(&session, &path)?,
        ExplainArgs { regions: Some(path), .. } => regions_of(&session, path)?,
        ExplainArgs { topic, .. } => rule_page(session.linter(), &topic.unwrap_or_default())?,
    };
    out.write_all(text.as_bytes())?;
    Ok(CLEAN)
}

/// Lints the draft in a file and says what weighed for its verdict.
fn explained(session: &LintSession, path: &Path) -> Result<String, CliError> {
    let bytes = std::fs::read(path).map_err(|error| CliError::of_file(path, &error))?;
    let name = path.to_string_lossy();
    let (report, axes) = session.explain(&Draft { name: &name, bytes: &bytes, ..Draft::default() });
    Ok(explanation_text(&report, &axes))
}

/// Draws the regions of all messages in a file, as a check reads them; where there are more than one, each below its place
/// and its writer.
fn regions_of(session: &LintSession, path: PathBuf) -> Result<String, CliError> {
    let options = InputOptions { paths: vec![path], stdin_name: "<stdin>".to_owned(), format: None };
    let inputs = Inputs::new(options, |_| Ok::<usize, CliError>(0))?;
    let mut drawn: Vec<(String, String)> = Vec::new();
    for unit in inputs.units() {
        match unit {
            Unit::Message(raw) => {
                let outcome = session.lint_bytes(&raw).map_err(|error| failed(&error))?;
                let writers = outcome.report.message.headers.from.iter();
                let writers: String = writers.map(|from| format!(", {}", shown(from))).collect();
                let heading = sanitize(&format!("{}:{}{writers}", raw.path, raw.line));
                drawn.push((heading, regions_text(&outcome.report)));
            }
            Unit::Error(error) => return Err(failed(&error)),
            Unit::Note(note) => drawn.push((sanitize(&note), String::new())),
        }
    }
    if let [(_, text)] = &drawn[..]
        && !text.is_empty()
    {
        return Ok(text.clone());
    }
    let texts: Vec<String> = drawn.into_iter().map(|(heading, text)| format!("{heading}\n{text}")).collect();
    Ok(texts.join("\n"))
}

fn failed(ReadError { path, line, error }: &ReadError) -> CliError {
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    CliError::Failed(format!("{path}{line}: {error}"))
}

/// Returns the name of a writer, or else the address.
fn shown(writer: &Address) -> &str {
    if writer.name.is_empty() { &writer.address } else { &writer.name }
}
