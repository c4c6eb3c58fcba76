//! Draws the plan of a talk: what to say live, what to write.

use anstyle::Style;

use super::RenderOptions;
use super::full::paint;
use super::mask::Mask;
use super::sanitize::{sanitize, wrap};
use crate::diagnostic::Point;
use crate::report::Report;

/// Columns before a line of the plan.
const INDENT: usize = 5;

/// A question of the draft is cut after so many characters.
const MAX_CHARS: usize = 160;

/// Draws the plan, if there is one.
pub(super) fn draw(out: &mut String, report: &Report<'_>, mask: &Mask<'_>, options: &RenderOptions) {
    let Some(plan) = &report.plan else { return };
    let bold = paint(options, Style::new().bold());
    for (title, points) in [("say live", &plan.live), ("write", &plan.write)] {
        if points.is_empty() {
            continue;
        }
        out.push_str(&format!("   {bold}{title}{bold:#}\n"));
        for point in points {
            let text = text(point, mask);
            let wrapped = wrap(&sanitize(&text), options.width.saturating_sub(INDENT + 2).max(20), 0);
            for (number, line) in wrapped.lines().enumerate() {
                let mark = if number == 0 { "- " } else { "  " };
                out.push_str(&format!("{:INDENT$}{mark}{}\n", "", line.trim_start()));
            }
        }
    }
}

/// Returns the words of a point; those of the draft masked and on one line.
pub(super) fn text(point: &Point, mask: &Mask<'_>) -> String {
    match point {
        Point::Text(text) => text.to_string(),
        Point::Draft(part, span) => {
            let text = mask.text(*part, *span);
            let line: Vec<&str> = text.split_whitespace().collect();
            let line: String = line.join(" ").chars().take(MAX_CHARS).collect();
            format!("{line}?")
        }
    }
}
