//! Tries the examples of a lexicon: what a rule says about a text of its own.

use jiff::Timestamp;

use super::{Linter, Policy, Settings};
use crate::guidelines::{Guidelines, Team};
use crate::message::format::{self, Format};
use crate::text::Source;
use presend_lexicon::file::LexiconSource;

/// Returns the settings under which the examples of a lexicon file hold: its `[examples]`.
///
/// # Errors
/// Returns what is wrong with the guidelines or the time that stand there.
pub fn example_settings(source: &LexiconSource) -> Result<Settings, String> {
    let given = &source.toml.examples;
    let team = match &given.guidelines {
        Some(text) => {
            let name = format!("{}: guidelines of [examples]", source.path);
            Team::new(&Guidelines::parse(&name, text).map_err(|error| error.to_string())?)
        }
        None => Team::default(),
    };
    let read = |text: &String| {
        text.parse::<Timestamp>().map_err(|_| {
            format!("{}: now of [examples]: `{text}` is not a time such as 2026-03-10T09:00:00Z", source.path)
        })
    };
    Ok(Settings { team, now: given.now.as_ref().map(read).transpose()?, ..Settings::default() })
}

impl Linter {
    /// Returns the codes that speak on an example: a plain text, a mail if it opens with headers, or an invitation.
    #[must_use]
    pub fn codes_on(&self, example: &str, policy: &Policy) -> Vec<String> {
        let found = Format::detect("example", example.as_bytes());
        let format = if matches!(found, Format::Email | Format::Ics) { found } else { Format::Text };
        let message = format::read(Source::new("example", example.as_bytes()), format);
        self.lint(message, policy).diagnostics.iter().map(|found| found.code.to_string()).collect()
    }
}
