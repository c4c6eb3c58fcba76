//! Draws entries of a code quality report for GitLab.

use serde_json::json;

use crate::diagnostic::{Label, Severity};
use crate::render::advice::{advice, aside};
use crate::render::mask::Mask;
use crate::render::positions::PositionIndex;
use crate::render::read_error::ReadError;
use crate::render::verdict_entry::{CODE as VERDICT, VerdictEntry};
use crate::render::wire::to_line;
use crate::report::Report;
use presend_lexicon::fold::hash_of;

/// Draws every diagnostic of a report as an entry, with commas between.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let verdict = VerdictEntry::of(report, mask);
    let places: Vec<Label> = verdict.iter().map(|verdict| verdict.label.clone()).collect();
    let positions = PositionIndex::with(report, &places);
    let path = mask.name().trim_start_matches("./");
    let entries = report.diagnostics.iter().map(|found| {
        let located = positions.of(report, &found.label);
        let description =
            format!("{}: {}", found.code, advice(found, &aside(report, &found.label, &located), mask));
        let name = format!("{}-{}", found.code, found.name);
        // Entries with the same fingerprint are shown once: that of a text may stand in two files.
        let fingerprint = format!("{}{:016x}", found.fingerprint, hash_of(path));
        entry(
            (&description, &name),
            &fingerprint,
            severity(found.severity),
            (path, located.source_start.line),
        )
    });
    let verdict = verdict.iter().map(|found| {
        let line = positions.of(report, &found.label).source_start.line;
        let fingerprint = format!("{:016x}{:016x}", hash_of(VERDICT), hash_of(&format!("{path}:{line}")));
        let description = format!("{VERDICT}: {}", found.text);
        entry((&description, VERDICT), &fingerprint, severity(found.severity), (path, line))
    });
    entries.chain(verdict).collect::<Vec<_>>().join(",\n")
}

/// Draws the entry on what could not be read.
pub(super) fn failure(error: &ReadError) -> String {
    let (path, line) = (error.path.trim_start_matches("./"), error.line.unwrap_or(1));
    let fingerprint = format!("{:016x}{:016x}", hash_of(&error.error), hash_of(&format!("{path}:{line}")));
    let description = format!("not checked: {}", error.error);
    entry((&description, "not-checked"), &fingerprint, "blocker", (path, line))
}

fn entry(
    (description, name): (&str, &str),
    fingerprint: &str,
    severity: &str,
    (path, line): (&str, usize),
) -> String {
    to_line(&json!({
        "description": description,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": path, "lines": { "begin": line } },
    }))
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "minor",
        Severity::Hint => "info",
    }
}
