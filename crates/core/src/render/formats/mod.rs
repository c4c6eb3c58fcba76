//! The output formats, one file each: what each is called, and how it draws, opens and closes.

mod concise;
#[cfg(feature = "csv")]
pub(super) mod csv;
#[cfg(feature = "snippets")]
mod full;
mod github;
mod gitlab;
mod json;
mod rdjson;
mod sarif;

use std::collections::BTreeMap;

use super::mask::Mask;
use super::options::RenderOptions;
use super::read_error::ReadError;
use super::wire;
use crate::report::Report;

/// What output looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutputFormat {
    /// Snippets and a verdict block, for a person; with the feature `snippets`.
    #[cfg(feature = "snippets")]
    Full,
    /// One line per diagnostic.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON object per message.
    Jsonl,
    /// One row of comma-separated values per message, below their names; with the feature `csv`.
    #[cfg(feature = "csv")]
    Csv,
    /// SARIF 2.1.0.
    Sarif,
    /// Commands for the log of GitHub Actions.
    Github,
    /// A code quality report for GitLab.
    Gitlab,
    /// One document for reviewdog.
    Rdjson,
    /// One line per diagnostic for reviewdog.
    Rdjsonl,
}

impl OutputFormat {
    /// Every format.
    pub const ALL: [OutputFormat; 8 + cfg!(feature = "snippets") as usize + cfg!(feature = "csv") as usize] = [
        #[cfg(feature = "snippets")]
        OutputFormat::Full,
        OutputFormat::Concise,
        OutputFormat::Json,
        OutputFormat::Jsonl,
        #[cfg(feature = "csv")]
        OutputFormat::Csv,
        OutputFormat::Sarif,
        OutputFormat::Github,
        OutputFormat::Gitlab,
        OutputFormat::Rdjson,
        OutputFormat::Rdjsonl,
    ];

    /// Returns the name used in options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "snippets")]
            OutputFormat::Full => "full",
            OutputFormat::Concise => "concise",
            OutputFormat::Json => "json",
            OutputFormat::Jsonl => "jsonl",
            #[cfg(feature = "csv")]
            OutputFormat::Csv => "csv",
            OutputFormat::Sarif => "sarif",
            OutputFormat::Github => "github",
            OutputFormat::Gitlab => "gitlab",
            OutputFormat::Rdjson => "rdjson",
            OutputFormat::Rdjsonl => "rdjsonl",
        }
    }

    /// Reads a format by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<OutputFormat> {
        OutputFormat::ALL.into_iter().find(|format| format.name() == name)
    }
}

impl OutputFormat {
    /// Draws one message.
    pub(super) fn draw(self, report: &Report<'_>, mask: &Mask<'_>, options: &RenderOptions) -> String {
        match self {
            #[cfg(feature = "snippets")]
            OutputFormat::Full => full::render(report, mask, options),
            OutputFormat::Concise => concise::render(report, mask, options.columns),
            OutputFormat::Json => wire::to_line(&json::message(report, None, mask)),
            OutputFormat::Jsonl => {
                let path = Some(mask.name());
                wire::to_line(&json::message(report, path, mask)) + "\n"
            }
            #[cfg(feature = "csv")]
            OutputFormat::Csv => csv::render(report, mask),
            OutputFormat::Sarif => sarif::render(report, mask),
            OutputFormat::Github => github::render(report, mask),
            OutputFormat::Gitlab => gitlab::render(report, mask),
            OutputFormat::Rdjson => rdjson::render(report, mask),
            OutputFormat::Rdjsonl => rdjson::lines(report, mask),
        }
    }

    /// Returns what opens a document that is one list of entries; `None` for every other format.
    pub(super) const fn opening(self) -> Option<&'static str> {
        match self {
            OutputFormat::Sarif => Some(sarif::OPEN),
            OutputFormat::Gitlab => Some("["),
            OutputFormat::Rdjson => Some(rdjson::OPEN),
            _ => None,
        }
    }

    /// Returns what closes that document: `rules` are those that spoke, by code, `errors` what could not be read.
    pub(super) fn closing(self, rules: &BTreeMap<String, String>, errors: &[ReadError]) -> String {
        match self {
            OutputFormat::Sarif => sarif::close(rules, errors),
            OutputFormat::Rdjson => "]}\n".to_owned(),
            _ => "]\n".to_owned(),
        }
    }
}

/// Returns a message as `json` has it, as a value.
pub(super) fn value(report: &Report<'_>, mask: &Mask<'_>) -> serde_json::Value {
    wire::to_value(&json::message(report, None, mask))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::options::Columns;

    #[test]
    fn formats_and_columns_are_found_by_name() {
        for format in OutputFormat::ALL {
            assert_eq!(OutputFormat::parse(format.name()), Some(format));
        }
        for columns in Columns::ALL {
            assert_eq!(Columns::parse(columns.name()), Some(columns));
        }
        assert_eq!(OutputFormat::parse("xml"), None);
    }
}
