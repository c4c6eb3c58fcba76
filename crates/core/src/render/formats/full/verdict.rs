//! Draws the verdict: what to do, the evidence per axis as bars, and the reason in one sentence.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::plan;
use super::style::paint;
use super::wrap::wrap;
use crate::diagnostic::{Action, Axis, Verdict};
use crate::render::advice::crowded;
use crate::render::mask::{DOT, Mask};
use crate::render::options::RenderOptions;
use crate::render::sanitize::sanitize;
use crate::report::Report;

/// Cells of a bar.
const CELLS: usize = 10;

/// Evidence below this is not worth a bar.
const LEAST_SHOWN: f32 = 0.05;

/// Codes named behind one bar.
const MOST_CODES: usize = 4;

/// From this width on, two bars stand side by side.
const TWO_COLUMNS: usize = 80;

/// Draws one line for a message that nothing was found in, with its remarks.
pub(super) fn calm(report: &Report<'_>, mask: &Mask<'_>, options: &RenderOptions) -> String {
    let style = paint(options, action_style(report.verdict.action));
    let line = match (report.message.base_line, crowded(report)) {
        (_, Some(number)) => format!(":1: message {number}"),
        (1, None) => String::new(),
        (line, None) => format!(":{line}"),
    };
    let heading = heading(&report.verdict);
    let mut out = format!("{}{line}: {style}{heading}{style:#}\n", sanitize(mask.name()));
    remarks(&mut out, report, mask, options);
    plan::draw(&mut out, report, mask, options);
    out
}

/// Draws heading, bars, summary and remarks.
pub(super) fn block(report: &Report<'_>, mask: &Mask<'_>, options: &RenderOptions) -> String {
    let bold = paint(options, Style::new().bold());
    let style = paint(options, action_style(report.verdict.action));
    let mut out = format!("{bold}verdict:{bold:#} {style}{}{style:#}\n", heading(&report.verdict));
    bars(&mut out, &report.verdict, options);
    if !report.verdict.summary.is_empty() {
        indented(&mut out, &mask.free(&report.verdict.summary), options);
    }
    remarks(&mut out, report, mask, options);
    plan::draw(&mut out, report, mask, options);
    out
}

/// Says what to do in a few words.
fn heading(verdict: &Verdict) -> &'static str {
    match (verdict.action, verdict.follow_up) {
        (Action::Write, _) if verdict.reply_needed => "write",
        (Action::Write, _) => "write, no reply needed",
        (Action::Reword, _) => "reword before sending",
        (Action::Hold, _) => "hold",
        (Action::Talk, true) => "talk first, then write",
        (Action::Talk, false) => "talk",
    }
}

fn bars(out: &mut String, verdict: &Verdict, options: &RenderOptions) {
    let shown: Vec<Axis> =
        Axis::ALL.into_iter().filter(|&axis| axis.of(&verdict.scores) >= LEAST_SHOWN).collect();
    let mut unplaced: Vec<&str> = verdict.reasons.iter().map(AsRef::as_ref).collect();
    let cells: Vec<String> = shown.iter().map(|&axis| cell(verdict, axis, &mut unplaced, options)).collect();
    let names = |axes: &[Axis]| axes.iter().map(|axis| axis.name().len()).max().unwrap_or(0);
    let per_row = if options.width >= TWO_COLUMNS { 2 } else { 1 };
    let wide = cells.iter().step_by(per_row).map(|cell| length(cell)).max().unwrap_or(0);
    let column = |offset: usize| shown.iter().skip(offset).step_by(per_row).copied().collect::<Vec<_>>();
    let (left, right) = (names(&column(0)), names(&column(1)));
    for (row, axes) in cells.chunks(per_row).zip(shown.chunks(per_row)) {
        let (Some(first), Some(axis)) = (row.first(), axes.first()) else { continue };
        let mut line = format!("   {:<left$} {first}", axis.name());
        if let (Some(second), Some(axis)) = (row.get(1), axes.get(1)) {
            let padding = " ".repeat(wide.saturating_sub(length(first)));
            let _ = write!(line, "{padding}   {:<right$} {second}", axis.name());
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    if !unplaced.is_empty() {
        indented(out, &format!("because of {}", codes(&unplaced, 2 * MOST_CODES)), options);
    }
}

/// One bar with its number and the codes behind it, which are taken off the list.
fn cell(verdict: &Verdict, axis: Axis, unplaced: &mut Vec<&str>, options: &RenderOptions) -> String {
    let score = axis.of(&verdict.scores).clamp(0.0, 1.0);
    let filled = (0..CELLS).filter(|&cell| score * 10.0 >= cell as f32 + 0.999).count();
    let (full, empty) = if options.unicode { ("█", "░") } else { ("#", ".") };
    let bar = full.repeat(filled) + &empty.repeat(CELLS - filled);
    let here: Vec<&str> = unplaced.iter().copied().filter(|code| axis_of(code) == Some(axis)).collect();
    unplaced.retain(|code| axis_of(code) != Some(axis));
    let codes = codes(&here, MOST_CODES);
    format!("{bar} {score:.2}{}{codes}", if codes.is_empty() { "" } else { "  " })
}

/// The axis that a group of rules speaks to; a report lists its reasons without one.
fn axis_of(code: &str) -> Option<Axis> {
    match code.chars().next()? {
        'S' | 'W' => Some(Axis::Sensitive),
        'U' => Some(Axis::Urgent),
        'E' | 'T' => Some(Axis::Charged),
        'K' => Some(Axis::Coordination),
        _ => None,
    }
}

fn codes(codes: &[&str], most: usize) -> String {
    let named = codes.iter().take(most).map(|code| sanitize(code)).collect::<Vec<_>>().join(" ");
    match codes.len().saturating_sub(most) {
        0 => named,
        more => format!("{named} +{more}"),
    }
}

fn remarks(out: &mut String, report: &Report<'_>, mask: &Mask<'_>, options: &RenderOptions) {
    for remark in &report.remarks {
        indented(out, &format!("note: {}", mask.free(remark)), options);
    }
}

/// Writes a sentence under the heading, wrapped.
fn indented(out: &mut String, sentence: &str, options: &RenderOptions) {
    let sentence = sanitize(sentence);
    let sentence = if options.unicode { sentence } else { sentence.replace(DOT, "*") };
    for line in wrap(&sentence, options.width.max(30), 3).lines() {
        out.push_str("   ");
        out.push_str(line);
        out.push('\n');
    }
}

fn action_style(action: Action) -> Style {
    let color = match action {
        Action::Write => AnsiColor::Green,
        Action::Reword => AnsiColor::Yellow,
        Action::Hold => AnsiColor::BrightRed,
        Action::Talk => AnsiColor::BrightMagenta,
    };
    color.on_default().bold()
}

fn length(text: &str) -> usize {
    text.chars().count()
}
