//! Lists the built-in rules.

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::output::rule_table;
use crate::session::build::built_in;

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// How to list them
    #[arg(long, default_value = "table")]
    format: RulesFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RulesFormat {
    Table,
    Json,
}

/// Lists them in the format that was asked for.
///
/// # Errors
/// Returns why the list could not be written.
pub(super) fn run(args: &RulesArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    let linter = built_in()?;
    match args.format {
        RulesFormat::Table => rule_table::write_table(linter.rules(), out)?,
        RulesFormat::Json => writeln!(out, "{:#}", rule_table::to_json(linter.rules()))?,
    }
    Ok(CLEAN)
}
