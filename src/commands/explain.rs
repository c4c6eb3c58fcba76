//! Explains a rule, the verdict, or the scores of a draft.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use presend_core::render::explanation_text;

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::output::rule_page::rule_page;
use crate::session::draft::Draft;
use crate::session::lint_session::LintSession;

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A code or name, or `verdict`
    #[arg(required_unless_present = "why", conflicts_with = "why")]
    topic: Option<String>,
    /// Say for a draft which words, shapes and rules weigh on each axis
    #[arg(long, value_name = "FILE")]
    why: Option<PathBuf>,
}

/// Explains what was asked for.
///
/// # Errors
/// Returns that there is no such rule, or why the draft could not be read.
pub(super) fn run(args: ExplainArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    let session = LintSession::built_in()?;
    let text = match args {
        ExplainArgs { why: Some(path), .. } => why(&session, &path)?,
        ExplainArgs { topic, .. } => rule_page(session.linter(), &topic.unwrap_or_default())?,
    };
    out.write_all(text.as_bytes())?;
    Ok(CLEAN)
}

/// Says what made the scores of a draft.
fn why(session: &LintSession, path: &Path) -> Result<String, CliError> {
    let bytes = std::fs::read(path).map_err(|error| CliError::of_file(path, &error))?;
    let name = path.to_string_lossy();
    let (report, axes) = session.explain(&Draft { name: &name, bytes: &bytes, ..Draft::default() });
    Ok(explanation_text(&report, &axes))
}
