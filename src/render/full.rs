//! Draws a message for a person: the weightiest diagnostics with their lines, the rest in one line each, the verdict.

use std::cmp::Reverse;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::concise::aside;
use super::mask::{DOT, Mask};
use super::place::Places;
use super::sanitize::sanitize;
use super::snippet::Canvas;
use super::{RenderOptions, verdict};
use crate::diagnostic::{Action, Diagnostic, Report, Severity};

/// Diagnostics shown with their lines.
const WITH_SNIPPET: usize = 3;

/// Hints shown in one line each; further ones are only counted.
const MOST_HINTS: usize = 3;

/// Draws a report.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>, options: &RenderOptions) -> String {
    if report.diagnostics.is_empty() && report.verdict.action == Action::Write {
        return verdict::calm(report, mask, options);
    }
    let mut out = String::new();
    let places = Places::new(report);
    let canvas = Canvas { report, mask, places: &places, options };
    let mut ordered: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    ordered.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    let (shown, rest) = ordered.split_at(ordered.len().min(WITH_SNIPPET));
    for diagnostic in shown {
        out.push_str(&canvas.draw(diagnostic));
        out.push('\n');
    }
    let (hints, others): (Vec<_>, Vec<_>) =
        rest.iter().partition::<Vec<&Diagnostic>, _>(|diagnostic| diagnostic.severity == Severity::Hint);
    for diagnostic in others.iter().chain(hints.iter().take(MOST_HINTS)) {
        out.push_str(&one_line(&canvas, diagnostic));
    }
    match hints.len().saturating_sub(MOST_HINTS) {
        0 => {}
        1 => out.push_str("and 1 more hint\n"),
        more => writeln!(out, "and {more} more hints").expect("writing to a string cannot fail"),
    }
    if !rest.is_empty() {
        out.push('\n');
    }
    out.push_str(&verdict::block(report, mask, options));
    out
}

fn one_line(canvas: &Canvas<'_, '_>, diagnostic: &Diagnostic) -> String {
    let located = canvas.places.of(canvas.report, &diagnostic.label);
    let style = paint(canvas.options, severity_style(diagnostic.severity));
    let (severity, code) = (diagnostic.severity.name(), sanitize(&diagnostic.code));
    let name = sanitize(&canvas.report.message.name);
    let (line, column) = (located.source_start.line, located.source_start.char);
    let message = sanitize(&canvas.mask.free(&diagnostic.message));
    let message = if canvas.options.unicode { message } else { message.replace(DOT, "*") };
    let aside = aside(canvas.report, &diagnostic.label, &located);
    format!("{style}{severity}[{code}]{style:#} {name}:{line}:{column}: {message}{aside}\n")
}

/// Returns the style, or none where colour is off.
pub(super) fn paint(options: &RenderOptions, style: Style) -> Style {
    if options.color { style } else { Style::new() }
}

fn severity_style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightBlue,
        Severity::Hint => AnsiColor::BrightCyan,
    };
    color.on_default().bold()
}
