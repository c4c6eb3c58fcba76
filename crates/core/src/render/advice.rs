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

/// Names the place inside a decoded part, for formats whose lines are those of the file, and the message where the line does not
/// tell it.
pub(super) fn aside(report: &Report<'_>, label: &Label, located: &LabelPositions) -> String {
    let part = report.message.parts.get(label.part).filter(|part| !is_verbatim(part)).map(|part| {
        let name = part.label.as_deref().unwrap_or("text");
        format!("part {}, line {}", sanitize(name), located.start.line)
    });
    match (crowded(report), part) {
        (Some(number), Some(part)) => format!(" (in message {number}, {part})"),
        (Some(number), None) => format!(" (in message {number})"),
        (None, Some(part)) => format!(" (in {part})"),
        (None, None) => String::new(),
    }
}

/// Returns the number of a message that stands with others on the first and only line of its file, as some programs export chats.
pub(super) fn crowded(report: &Report<'_>) -> Option<usize> {
    let message = &report.message;
    message.number.filter(|_| message.base_line == 1 && message.base_column.byte > 0)
}
