//! Draws reports: turns what was found and judged into the bytes of an output format.
//!
//! A [`Renderer`] draws one message at a time and may be shared between threads; a [`Stream`] puts the drawn messages
//! into one output, in order, without holding an archive in memory.

mod advice;
mod diff;
mod excerpt;
mod explanation;
mod file_secrets;
mod fix;
mod formats;
mod head_fields;
mod mask;
mod options;
mod overlap;
mod people;
mod positions;
mod read_error;
mod regions;
mod rule_text;
mod sanitize;
mod stream;
mod summary;
mod values;
mod verdict_entry;
mod wire;

#[cfg(test)]
mod format_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;

pub use diff::diff;
pub use excerpt::Excerpt;
pub use explanation::explanation_text;
pub use file_secrets::FileSecrets;
pub use fix::{FileEdit, apply, edits, edits_and_left_parts, fixed};
pub use formats::OutputFormat;
pub use options::{Columns, RenderOptions};
pub use overlap::{OverlapPerson, OverlapQuery, OverlapStyle, overlap_json, overlap_text};
pub use people::PeopleKey;
pub use read_error::ReadError;
pub use regions::regions_text;
pub use rule_text::RuleText;
pub use sanitize::{sanitize, sanitize_json};
pub use stream::Stream;
pub use summary::Summary;

use crate::diagnostic::{Edit, Label};
use crate::record::MessageRecord;
use crate::report::Report;
use mask::Mask;

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
        let mask = Mask::with(report, &self.options);
        self.format.draw(report, &mask, &self.options).into_bytes()
    }
}

/// Hides what a report keeps private, for a program that words answers of its own.
pub struct PrivateMask<'r>(Mask<'r>);

impl<'r> PrivateMask<'r> {
    /// Collects what is hidden.
    #[must_use]
    pub fn new(report: &'r Report<'_>) -> PrivateMask<'r> {
        PrivateMask(Mask::new(report, false))
    }

    /// Returns a text about the draft without its private values.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.0.free(text)
    }

    /// Returns the subject, on one line and without its private values.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        self.0.subject().map(|subject| sanitize(&subject))
    }

    /// Returns the words at a place of the draft and around it, without its private values; nothing for a place in the header.
    #[must_use]
    pub fn excerpt(&self, label: &Label) -> Option<Excerpt> {
        excerpt::excerpt(self.0.message(), &self.0, label)
    }

    /// Returns true if and only if the new text of an edit holds nothing private, and stands for nothing that is.
    #[must_use]
    pub fn shows(&self, edit: &Edit) -> bool {
        self.0.edit(edit.part, edit.span, &edit.text) == edit.text
    }
}

impl std::fmt::Debug for PrivateMask<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PrivateMask")
    }
}

/// Returns the name of a message's source as reports show it: without private values of the message.
#[must_use]
pub fn shown_name(report: &Report<'_>) -> String {
    values::shown_name(report).into_owned()
}

/// Returns who wrote a message, to whom, when and where, as the options let it be shown: without private values, and without
/// words or people where these are hidden.
#[must_use]
pub fn shown_record(report: &Report<'_>, options: &RenderOptions) -> MessageRecord {
    Mask::with(report, options).record()
}

/// Returns a message as `json` has it, for a program that puts it into an answer of its own. Cannot fail on any report.
#[must_use]
pub fn to_value(report: &Report<'_>) -> serde_json::Value {
    formats::value(report, &Mask::new(report, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_what_json_says() {
        let report = sample::dismissal();
        let drawn = Renderer::new(OutputFormat::Json, RenderOptions::default()).render_report(&report);
        let parsed: serde_json::Value = serde_json::from_slice(&drawn).unwrap();
        assert_eq!(to_value(&report), parsed);
    }
}
