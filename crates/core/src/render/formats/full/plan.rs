//! Draws the plan of a talk: what to say live, what to write.

use anstyle::Style;

use super::style::paint;
use super::wrap::{prose_width, wrap};
use crate::render::mask::Mask;
use crate::render::options::RenderOptions;
use crate::render::sanitize::sanitize;
use crate::report::Report;

/// Columns before a line of the plan.
const INDENT: usize = 5;

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
            let wrapped = wrap(
                &sanitize(&mask.point(point)),
                prose_width(options.width).saturating_sub(INDENT + 2).max(20),
                0,
            );
            for (number, line) in wrapped.lines().enumerate() {
                let mark = if number == 0 { "- " } else { "  " };
                out.push_str(&format!("{:INDENT$}{mark}{}\n", "", line.trim_start()));
            }
        }
    }
}
