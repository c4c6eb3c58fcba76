//! Applies suggestions that keep the meaning.

use std::collections::BTreeMap;

use super::positions::in_source;
use crate::diagnostic::{Applicability, Edit};
use crate::report::Report;
use crate::text::Span;

/// One replacement in the bytes of a message's source.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileEdit {
    /// The bytes that go, counted in the message's source.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
    /// Index of the part it belongs to.
    pub(super) part: usize,
    /// The bytes that go, counted in that part.
    pub(super) part_span: Span,
}

/// Returns the edits that are safe to make, by start and not overlapping. A suggestion is taken whole or not at all;
/// one that touches an encoded part is left.
#[must_use]
pub fn safe_edits(report: &Report<'_>) -> Vec<FileEdit> {
    let mut taken: BTreeMap<usize, FileEdit> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        // Each place of a diagnostic has suggestions of its own; of two for one place the first is taken.
        for suggestion in diagnostic.suggestions.iter().filter(|s| s.applicability == Applicability::Safe) {
            let edits: Option<Vec<FileEdit>> =
                suggestion.edits.iter().map(|edit| placed(report, edit)).collect();
            let Some(edits) = edits else { continue };
            if edits.iter().all(|edit| is_free(&taken, edit.span)) {
                taken.extend(edits.into_iter().map(|edit| (edit.span.start, edit)));
            }
        }
    }
    taken.into_values().collect()
}

/// Applies edits, sorted and not overlapping, to the bytes of a message's source.
#[must_use]
pub fn apply(source: &[u8], edits: &[FileEdit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(source.len());
    let mut done = 0;
    for edit in edits {
        out.extend_from_slice(source.get(done..edit.span.start).unwrap_or_default());
        out.extend_from_slice(edit.text.as_bytes());
        done = edit.span.end;
    }
    out.extend_from_slice(source.get(done..).unwrap_or_default());
    out
}

/// Returns the source with all safe edits made, or `None` if there are none.
#[must_use]
pub fn fixed(report: &Report<'_>) -> Option<Vec<u8>> {
    let edits = safe_edits(report);
    (!edits.is_empty()).then(|| apply(&report.message.source, &edits))
}

fn placed(report: &Report<'_>, edit: &Edit) -> Option<FileEdit> {
    let span = in_source(report, edit.part, edit.span)?;
    let fits = span.start <= span.end && span.end <= report.message.source.len();
    let text = &report.message.parts.get(edit.part)?.text;
    let whole = text.is_char_boundary(edit.span.start) && text.is_char_boundary(edit.span.end);
    (fits && whole).then(|| FileEdit { span, text: edit.text.clone(), part: edit.part, part_span: edit.span })
}

fn is_free(taken: &BTreeMap<usize, FileEdit>, span: Span) -> bool {
    let before = taken.range(..=span.start).next_back();
    let after = taken.range(span.start..).next();
    before.is_none_or(|(&start, edit)| edit.span.end <= span.start && start != span.start)
        && after.is_none_or(|(&start, _)| start >= span.end && start != span.start)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::diagnostic::{Severity, Suggestion};

    fn with_edits(text: &str, edits: &[(&str, &str)]) -> Report<'static> {
        let mut report = sample::report(text);
        for (words, replacement) in edits {
            let mut diagnostic = sample::diagnostic(&report, "T005", Severity::Hint, words);
            let edit = Edit { part: 0, span: diagnostic.label.span, text: (*replacement).to_owned() };
            let title = "reword".to_owned();
            diagnostic.suggestions.push(Suggestion {
                title,
                applicability: Applicability::Safe,
                edits: vec![edit],
            });
            report.diagnostics.push(diagnostic);
        }
        report
    }

    #[test]
    fn edits_apply_once_and_in_order() {
        let report = with_edits("\u{feff}one two three", &[("three", "3"), ("one", "1"), ("two three", "x")]);
        assert_eq!(fixed(&report).unwrap(), "\u{feff}1 two 3".as_bytes());
        assert_eq!(fixed(&sample::report("one")), None);
    }

    #[test]
    fn unsafe_and_encoded_suggestions_are_left() {
        let mut report = with_edits("one", &[("one", "1")]);
        report.diagnostics[0].suggestions[0].applicability = Applicability::Unsafe;
        assert_eq!(fixed(&report), None);
        let mut report = sample::encoded();
        let edit = Edit { part: 0, span: Span::new(0, 2), text: String::new() };
        report.diagnostics[0].suggestions.push(Suggestion {
            title: String::new(),
            applicability: Applicability::Safe,
            edits: vec![edit],
        });
        assert_eq!(fixed(&report), None);
    }
}
