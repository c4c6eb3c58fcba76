//! Words what a diagnostic says for formats of plain text.

use super::mask::Mask;
use super::positions::{LabelPositions, is_verbatim};
use super::sanitize::sanitize;
use crate::diagnostic::{Diagnostic, Label};
use crate::report::Report;

/// Puts message, note and help of a diagnostic into a few lines of plain text.
pub(super) fn advice(found: &Diagnostic, aside: &str, mask: &Mask<'_>) -> String {
    let mut text = mask.free(&found.message) + aside;
    for (word, line) in [("note", &found.note), ("help", &found.help)] {
        if !line.is_empty() {
            text += &format!("\n{word}: {}", mask.free(line));
        }
    }
    text
}

/// Names the place inside a decoded part, for formats whose lines are those of the file.
pub(super) fn aside(report: &Report<'_>, label: &Label, located: &LabelPositions) -> String {
    match report.message.parts.get(label.part) {
        Some(part) if !is_verbatim(part) => {
            let name = part.label.as_deref().unwrap_or("text");
            format!(" (in part {}, line {})", sanitize(name), located.start.line)
        }
        _ => String::new(),
    }
}
