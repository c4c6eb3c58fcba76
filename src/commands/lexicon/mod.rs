//! Tries, sorts, lists and measures lexicon files.

mod coverage;
mod fmt;
mod test;
mod texts;
mod words;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::output::rule_table;
use crate::session::build::{built_in, with_file};

/// What is done with a lexicon.
#[derive(Debug, Subcommand)]
pub(super) enum LexiconAction {
    /// Compile a lexicon and try its examples
    Test { file: PathBuf },
    /// Put a lexicon in order: rules and terms sorted, each term once, lists wrapped at 100 columns
    Fmt { file: PathBuf },
    /// List the rules of a lexicon
    List { file: PathBuf },
    /// Count the messages that each term finds: fine ones, others, and those that no other term of its rule finds
    Coverage {
        /// Lexicons whose terms to try
        #[arg(value_name = "LEXICON", required = true)]
        files: Vec<PathBuf>,
        /// Messages as jsonl, labelled by `labels.verdict` or `label`, or not at all
        #[arg(long, value_name = "FILE", required = true)]
        texts: Vec<PathBuf>,
    },
    /// Print the writer's own words in messages, cut and folded, as one JSON object per message
    Words {
        /// Messages as jsonl
        #[arg(value_name = "FILE")]
        texts: PathBuf,
    },
}

/// Does it.
///
/// # Errors
/// Returns what is wrong with the file, or why it could not be read or written.
pub(super) fn run(action: &LexiconAction, out: &mut dyn Write) -> Result<u8, CliError> {
    match action {
        LexiconAction::Test { file } => test::run(file, out),
        LexiconAction::Fmt { file } => {
            let said = if fmt::run(file)? { "sorted" } else { "already in order" };
            writeln!(out, "{}: {said}", file.display())?;
            Ok(CLEAN)
        }
        LexiconAction::List { file } => list(file, out),
        LexiconAction::Coverage { files, texts } => coverage::run(files, texts, out),
        LexiconAction::Words { texts } => words::run(texts, out),
    }
}

fn list(path: &Path, out: &mut dyn Write) -> Result<u8, CliError> {
    let built_in = built_in()?.rules().count();
    let linter = with_file(path)?;
    rule_table::write_table(linter.rules().skip(built_in), out)?;
    Ok(CLEAN)
}
