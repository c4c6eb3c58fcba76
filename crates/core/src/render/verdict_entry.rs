//! Makes of the verdict an entry like that of a diagnostic, for formats of lines in which it would be told nowhere else.

use super::mask::Mask;
use crate::diagnostic::{Label, Severity};
use crate::message::RegionKind;
use crate::report::Report;
use crate::text::Span;

/// Stands where the code of a rule would; `presend explain verdict` knows it.
pub(super) const CODE: &str = "verdict";

/// What is said of the verdict in the list of the rules.
pub(super) const MESSAGE: &str = "taken as a whole, the message should not go out as it stands";

/// A verdict as an entry.
pub(super) struct VerdictEntry {
    pub(super) severity: Severity,
    pub(super) label: Label,
    /// Action and summary, on one line.
    pub(super) text: String,
}

impl VerdictEntry {
    /// Makes the entry, at the first line of the writer's own words; `None` where the diagnostics say why.
    pub(super) fn of(report: &Report<'_>, mask: &Mask<'_>) -> Option<VerdictEntry> {
        if !report.lists_verdict() {
            return None;
        }
        let verdict = &report.verdict;
        let severity = if report.verdict_stops { Severity::Error } else { Severity::Info };
        let summary = mask.free(&verdict.summary);
        let end = if summary.is_empty() { String::new() } else { format!(": {summary}") };
        Some(VerdictEntry { severity, label: place(report), text: format!("{}{end}", verdict.action.name()) })
    }
}

fn place(report: &Report<'_>) -> Label {
    let message = &report.message;
    let is_own = |kind: RegionKind| matches!(kind, RegionKind::Greeting | RegionKind::Body);
    let own = message.regions.iter().find(|region| is_own(region.kind)).or(message.regions.first());
    let (part, span, region) = own.map_or((0, Span::new(0, 0), RegionKind::Body), |own| {
        let text = message.parts.get(own.part).map_or("", |part| own.span.of(&part.text));
        let line = text.lines().next().unwrap_or_default();
        (own.part, Span::new(own.span.start, own.span.start + line.len()), own.kind)
    });
    Label { part, span, region, message: "".into() }
}
