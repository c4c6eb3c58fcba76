//! Draws diagnostics in the format of reviewdog: as entries of a document, or one a line.

use serde_json::{Value, json};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Label, Severity};
use crate::message::RegionKind;
use crate::render::advice::{advice, aside};
use crate::render::mask::Mask;
use crate::render::positions::{Position, PositionIndex, is_verbatim};
use crate::render::read_error::ReadError;
use crate::render::verdict_entry::{CODE as VERDICT, VerdictEntry};
use crate::render::wire::to_line;
use crate::report::Report;

/// What stands before the entries of a document.
pub(super) const OPEN: &str = r#"{"source":{"name":"presend"},"diagnostics":["#;

/// Draws every diagnostic of a report as a line.
pub(super) fn lines(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let mut out = String::new();
    for mut entry in entries(report, mask) {
        if let Some(entry) = entry.as_object_mut() {
            entry.insert("source".to_owned(), json!({ "name": "presend" }));
        }
        out += &to_line(&entry);
        out.push('\n');
    }
    out
}

/// Draws every diagnostic of a report as an entry, with commas between.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    entries(report, mask).map(|entry| to_line(&entry)).collect::<Vec<_>>().join(",\n")
}

fn entries<'r>(report: &'r Report<'_>, mask: &'r Mask<'_>) -> impl Iterator<Item = Value> + 'r {
    let verdict = VerdictEntry::of(report, mask);
    let edits = report.diagnostics.iter().flat_map(offered).map(place_of);
    let places: Vec<Label> = edits.chain(verdict.iter().map(|verdict| verdict.label.clone())).collect();
    let positions = PositionIndex::with(report, &places);
    let verdict = verdict.map(|entry| {
        let located = positions.of(report, &entry.label);
        json!({
            "message": entry.text + &aside(report, &entry.label, &located),
            "location": { "path": mask.name(), "range": range(located.source_start, located.source_end) },
            "severity": severity(entry.severity),
            "code": { "value": VERDICT },
        })
    });
    let found = report.diagnostics.iter().map(move |found| {
        let located = positions.of(report, &found.label);
        let text = advice(found, &aside(report, &found.label, &located), mask);
        let range = range(located.source_start, located.source_end);
        let mut entry = json!({
            "message": text,
            "location": { "path": mask.name(), "range": range },
            "severity": severity(found.severity),
            "code": { "value": found.code },
        });
        let suggestions: Vec<Value> = offered(found)
            .filter(|edit| report.message.parts.get(edit.part).is_some_and(is_verbatim))
            .map(|edit| suggestion(report, edit, mask, &positions))
            .collect();
        if let (false, Some(entry)) = (suggestions.is_empty(), entry.as_object_mut()) {
            entry.insert("suggestions".to_owned(), Value::Array(suggestions));
        }
        entry
    });
    found.chain(verdict)
}

/// Draws the entry on what could not be read, as one of a document.
pub(super) fn failure(error: &ReadError) -> String {
    to_line(&failed(error))
}

/// Draws the line on what could not be read.
pub(super) fn failure_line(error: &ReadError) -> String {
    let mut entry = failed(error);
    if let Some(entry) = entry.as_object_mut() {
        entry.insert("source".to_owned(), json!({ "name": "presend" }));
    }
    to_line(&entry) + "\n"
}

fn failed(error: &ReadError) -> Value {
    let start = json!({ "line": error.line.unwrap_or(1), "column": 1 });
    json!({
        "message": format!("not checked: {}", error.error),
        "location": { "path": error.path, "range": { "start": start } },
        "severity": "ERROR",
        "code": { "value": "not-checked" },
    })
}

/// Lists the edits that stand for a whole suggestion: a reviewer takes each by itself.
fn offered(found: &Diagnostic) -> impl Iterator<Item = &Edit> {
    let whole = found.suggestions.iter().filter(|suggestion| {
        suggestion.applicability != Applicability::DisplayOnly && suggestion.edits.len() == 1
    });
    whole.flat_map(|suggestion| &suggestion.edits)
}

fn place_of(edit: &Edit) -> Label {
    Label { part: edit.part, span: edit.span, region: RegionKind::Body, message: "".into() }
}

fn suggestion(report: &Report<'_>, edit: &Edit, mask: &Mask<'_>, positions: &PositionIndex) -> Value {
    let located = positions.of(report, &place_of(edit));
    let range = range(located.source_start, located.source_end);
    json!({ "range": range, "text": mask.edit(edit.part, edit.span, &edit.text) })
}

/// Columns count bytes of UTF-8 from 1, the end is exclusive.
fn range(start: Position, end: Position) -> Value {
    json!({
        "start": { "line": start.line, "column": start.byte },
        "end": { "line": end.line, "column": end.byte },
    })
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Hint => "INFO",
    }
}
