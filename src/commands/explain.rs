//! Explains a rule, the verdict, or the scores or regions of a draft.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use presend_core::render::{explanation_text, regions_text};
use presend_core::{Report, ScoreExplanation};

use crate::error::CliError;
use crate::exit::CLEAN;
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
        ExplainArgs { why: Some(path), .. } => {
            explained(&session, &path, |(report, axes)| explanation_text(&report, &axes))?
        }
        ExplainArgs { regions: Some(path), .. } => {
            explained(&session, &path, |(report, _)| regions_text(&report))?
        }
        ExplainArgs { topic, .. } => rule_page(session.linter(), &topic.unwrap_or_default())?,
    };
    out.write_all(text.as_bytes())?;
    Ok(CLEAN)
}

/// Lints the draft in a file and draws what was asked for of it.
fn explained(
    session: &LintSession,
    path: &Path,
    draw: impl Fn((Report<'_>, Vec<ScoreExplanation>)) -> String,
) -> Result<String, CliError> {
    let bytes = std::fs::read(path).map_err(|error| CliError::of_file(path, &error))?;
    let name = path.to_string_lossy();
    Ok(draw(session.explain(&Draft { name: &name, bytes: &bytes, ..Draft::default() })))
}
