//! Draws entries of a code quality report for GitLab.

use serde_json::json;

use crate::diagnostic::Severity;
use crate::render::advice::{advice, aside};
use crate::render::mask::Mask;
use crate::render::positions::PositionIndex;
use crate::render::wire::to_line;
use crate::report::Report;
use presend_lexicon::fold::hash_of;

/// Draws every diagnostic of a report as an entry, with commas between.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let positions = PositionIndex::new(report);
    let path = mask.name().trim_start_matches("./");
    let entries = report.diagnostics.iter().map(|found| {
        let located = positions.of(report, &found.label);
        let aside = aside(report, &found.label, &located);
        // Entries with the same fingerprint are shown once: that of a text may stand in two files.
        let fingerprint = format!("{}{:016x}", found.fingerprint, hash_of(path));
        to_line(&json!({
            "description": format!("{}: {}", found.code, advice(found, &aside, mask)),
            "check_name": format!("{}-{}", found.code, found.name),
            "fingerprint": fingerprint,
            "severity": severity(found.severity),
            "location": { "path": path, "lines": { "begin": located.source_start.line } },
        }))
    });
    entries.collect::<Vec<_>>().join(",\n")
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "minor",
        Severity::Hint => "info",
    }
}
