//! Draws reports: turns what was found and judged into the bytes of an output format.
//!
//! A [`Renderer`] draws one message at a time and may be shared between threads; a [`Stream`] puts the drawn messages
//! into one output, in order, without holding an archive in memory.

mod concise;
mod fix;
mod full;
mod github;
mod gitlab;
mod mask;
mod overlap;
mod place;
mod plan;
mod rdjson;
mod sanitize;
mod sarif;
mod snippet;
mod stream;
mod verdict;
mod why;
mod window;
mod wire;

#[cfg(test)]
mod format_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;

pub use fix::{FileEdit, apply, diff, fixed, safe_edits};
pub use overlap::{Asked, Look, Person, overlap_json, overlap_text};
pub use sanitize::sanitize;
pub use stream::{Stream, Summary};
pub use why::why_text;
pub use wire::ReadError;

use crate::diagnostic::{Diagnostic, Report};
use mask::Mask;

/// What output looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// Snippets and a verdict block, for a person.
    Full,
    /// One line per diagnostic.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON object per message.
    Jsonl,
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
    pub const ALL: [OutputFormat; 9] = [
        OutputFormat::Full,
        OutputFormat::Concise,
        OutputFormat::Json,
        OutputFormat::Jsonl,
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
            OutputFormat::Full => "full",
            OutputFormat::Concise => "concise",
            OutputFormat::Json => "json",
            OutputFormat::Jsonl => "jsonl",
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

/// What the columns of line formats count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Columns {
    /// Bytes of UTF-8.
    #[default]
    Byte,
    /// Unicode scalar values.
    Char,
    /// UTF-16 code units.
    Utf16,
}

impl Columns {
    /// Every unit.
    pub const ALL: [Columns; 3] = [Columns::Byte, Columns::Char, Columns::Utf16];

    /// Returns the name used in options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Columns::Byte => "byte",
            Columns::Char => "char",
            Columns::Utf16 => "utf16",
        }
    }

    /// Reads a unit by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Columns> {
        Columns::ALL.into_iter().find(|columns| columns.name() == name)
    }
}

/// How to draw. The caller decides; nothing is read from the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// Colour `full` output with ANSI styles.
    pub color: bool,
    /// Draw with characters beyond ASCII in `full`.
    pub unicode: bool,
    /// Columns that `full` may use.
    pub width: usize,
    /// What the columns of `concise` count.
    pub columns: Columns,
    /// Show a dot for every letter and digit of the draft; ASCII signs and spaces stay.
    pub redact: bool,
}

impl Default for RenderOptions {
    fn default() -> RenderOptions {
        RenderOptions { color: false, unicode: true, width: 100, columns: Columns::Byte, redact: false }
    }
}

/// Draws single messages in one format.
#[derive(Debug, Clone, Copy)]
pub struct Renderer {
    format: OutputFormat,
    options: RenderOptions,
}

impl Renderer {
    /// Makes a renderer.
    #[must_use]
    pub const fn new(format: OutputFormat, options: RenderOptions) -> Renderer {
        Renderer { format, options }
    }

    /// Draws one message, to be handed to [`Stream::message`]. Cannot fail on any report.
    #[must_use]
    pub fn render_report(&self, report: &Report<'_>) -> Vec<u8> {
        let mask = Mask::new(report, self.options.redact);
        match self.format {
            OutputFormat::Full => full::render(report, &mask, &self.options),
            OutputFormat::Concise => concise::render(report, &mask, self.options.columns),
            OutputFormat::Json => wire::to_line(&wire::message(report, None, &mask)),
            OutputFormat::Jsonl => {
                let path = Some(report.message.name.as_ref());
                wire::to_line(&wire::message(report, path, &mask)) + "\n"
            }
            OutputFormat::Sarif => sarif::render(report, &mask),
            OutputFormat::Github => github::render(report, &mask),
            OutputFormat::Gitlab => gitlab::render(report, &mask),
            OutputFormat::Rdjson => rdjson::render(report, &mask),
            OutputFormat::Rdjsonl => rdjson::lines(report, &mask),
        }
        .into_bytes()
    }
}

/// Puts message, note and help of a diagnostic into a few lines of plain text.
fn advice(found: &Diagnostic, aside: &str, mask: &Mask<'_>) -> String {
    let mut text = mask.free(&found.message) + aside;
    for (word, line) in [("note", &found.note), ("help", &found.help)] {
        if !line.is_empty() {
            text += &format!("\n{word}: {}", mask.free(line));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

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
