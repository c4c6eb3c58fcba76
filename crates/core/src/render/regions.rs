//! Draws a draft with the region of each line in the margin, and what decided it.

use std::fmt::Write as _;

use super::mask::Mask;
use super::sanitize::sanitize;
use crate::message::Region;
use crate::report::Report;
use crate::text::{Ends, Span};

/// Draws every line of a draft that is read, with its region; private values are masked.
///
/// ```
/// let report = presend_core::lint("Hi Bo,\nthe lift works again.\n\n-- \nAna\n");
/// let drawn = presend_core::render::regions_text(&report);
/// assert!(drawn.contains("signature (signature-mark) | -- \n"));
/// ```
#[must_use]
pub fn regions_text(report: &Report<'_>) -> String {
    let mask = Mask::new(report, false);
    let message = &report.message;
    let lines: Vec<(String, String)> =
        runs(&message.regions).flat_map(|run| marked_lines(report, &mask, run)).collect();
    let width = lines.iter().map(|(margin, _)| margin.len()).max().unwrap_or_default();
    let mut out = String::new();
    for (margin, line) in lines {
        let gap = if line.is_empty() { "" } else { " " };
        let _ = writeln!(out, "{margin:<width$} |{gap}{line}");
    }
    out
}

/// Returns the regions by the part they stand in, where they follow each other.
fn runs(regions: &[Region]) -> impl Iterator<Item = &[Region]> {
    regions.chunk_by(|before, after| before.part == after.part && before.span.end <= after.span.start)
}

/// Returns the lines of a part in which regions stand, each with its margin.
fn marked_lines(report: &Report<'_>, mask: &Mask<'_>, regions: &[Region]) -> Vec<(String, String)> {
    let Some(part) =
        regions.first().and_then(|region| Some((region.part, report.message.parts.get(region.part)?)))
    else {
        return Vec::new();
    };
    let (number, text) = (part.0, &*part.1.text);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut open = regions;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        // Regions that ended above this line cannot stand in it.
        open = open.tail(open.partition_point(|region| region.span.end <= start));
        let here = open.head(open.partition_point(|region| region.span.start < end));
        if !here.is_empty() {
            let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
            lines.push((margin(here, text, span), sanitize(&mask.text(number, span))));
        }
        start = end;
    }
    lines
}

/// Names the regions of a line in their order, those of blanks only where it has no others.
fn margin(regions: &[Region], text: &str, line: Span) -> String {
    let holds_words = |region: &&Region| {
        let (start, end) = (region.span.start.max(line.start), region.span.end.min(line.end));
        text.get(start..end).is_some_and(|held| !held.trim().is_empty())
    };
    let filled: Vec<&Region> = regions.iter().filter(holds_words).collect();
    let shown = if filled.is_empty() { regions.iter().take(1).collect() } else { filled };
    let mut names: Vec<String> = shown.into_iter().map(named).collect();
    names.dedup();
    names.join(" + ")
}

fn named(region: &Region) -> String {
    match region.marker {
        Some(marker) if marker.name() != region.kind.name() => {
            format!("{} ({})", region.kind.name(), marker.name())
        }
        _ => region.kind.name().to_owned(),
    }
}
