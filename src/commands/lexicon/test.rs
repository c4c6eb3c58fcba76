//! Tries a lexicon's own examples; what is only untidy is told and does not fail.

use std::io::Write;
use std::path::Path;

use presend_core::{Linter, RuleRequest};
use presend_lexicon::file;

use crate::error::CliError;
use crate::exit::{CLEAN, FOUND};
use crate::session::build::built_in;

/// Tries the examples of a lexicon, and says which of them are wrong.
///
/// # Errors
/// Returns what is wrong with the lexicon, or why it could not be read.
pub(super) fn run(path: &Path, out: &mut dyn Write) -> Result<u8, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| CliError::of_file(path, &error))?;
    let name = path.display().to_string();
    let mut builder = Linter::builder();
    if let Ok(source) = file::parse(&name, &text) {
        file::warnings(&source).iter().try_for_each(|warning| writeln!(out, "warning: {warning}"))?;
        builder = Linter::builder_for_examples(&source)?;
    }
    let built_in = built_in()?.rules().count();
    let linter = builder.lexicon(name, text).build()?;
    let (tried, wrong) = try_examples(&linter, built_in, out)?;
    writeln!(out, "{tried} examples, {wrong} wrong")?;
    Ok(if wrong == 0 { CLEAN } else { FOUND })
}

/// Tries the examples of all rules but the first ones; returns how many there are, and how many are wrong.
fn try_examples(linter: &Linter, first: usize, out: &mut dyn Write) -> Result<(usize, usize), CliError> {
    let policy = linter.policy(&RuleRequest::default())?;
    let (mut tried, mut wrong) = (0, 0);
    for rule in linter.rules().skip(first) {
        let fires = rule.fires().iter().map(|text| (text, true));
        for (text, expected) in fires.chain(rule.quiet().iter().map(|text| (text, false))) {
            let spoke = linter.codes_on(text, &policy).iter().any(|code| rule.code() == **code);
            tried += 1;
            if spoke != expected {
                wrong += 1;
                let said = if expected { "is silent on" } else { "speaks on" };
                writeln!(out, "{} {said}: {text}", rule.code())?;
            }
        }
    }
    Ok((tried, wrong))
}
