//! Draws one line per diagnostic: `file:line:col: severity[CODE]: message`.

use std::fmt::Write;

use crate::diagnostic::Label;
use crate::render::advice::aside;
use crate::render::mask::Mask;
use crate::render::options::Columns;
use crate::render::positions::{Position, PositionIndex};
use crate::render::sanitize::sanitize;
use crate::render::verdict_entry::{CODE as VERDICT, VerdictEntry};
use crate::report::Report;

/// Draws all diagnostics of a report.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>, columns: Columns) -> String {
    let mut out = String::new();
    let verdict = VerdictEntry::of(report, mask);
    if report.diagnostics.is_empty() && verdict.is_none() {
        return out;
    }
    let places: Vec<Label> = verdict.iter().map(|verdict| verdict.label.clone()).collect();
    let positions = PositionIndex::with(report, &places);
    let name = sanitize(mask.name());
    for diagnostic in &report.diagnostics {
        let located = positions.of(report, &diagnostic.label);
        let (line, column) = (located.source_start.line, column(located.source_start, columns));
        let (severity, code) = (diagnostic.severity.name(), &diagnostic.code);
        let message = sanitize(&mask.free(&diagnostic.message));
        let aside = aside(report, &diagnostic.label, &located);
        let _ = writeln!(out, "{name}:{line}:{column}: {severity}[{code}]: {message}{aside}");
    }
    if let Some(VerdictEntry { severity, label, text }) = verdict {
        let located = positions.of(report, &label);
        let (line, column) = (located.source_start.line, column(located.source_start, columns));
        let (severity, text) = (severity.name(), sanitize(&text));
        let aside = aside(report, &label, &located);
        let _ = writeln!(out, "{name}:{line}:{column}: {severity}[{VERDICT}]: {text}{aside}");
    }
    out
}

fn column(place: Position, columns: Columns) -> usize {
    match columns {
        Columns::Byte => place.byte,
        Columns::Char => place.char,
        Columns::Utf16 => place.utf16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{OutputFormat, RenderOptions, Renderer, sample};

    fn lines(report: &Report<'_>, columns: Columns) -> String {
        let options = RenderOptions { columns, ..RenderOptions::default() };
        String::from_utf8(Renderer::new(OutputFormat::Concise, options).render_report(report)).unwrap()
    }

    #[test]
    fn columns_count_what_was_asked_for() {
        let report = sample::pointing_at("\u{feff}x\r\né😀 let you go", "let you go");
        assert_eq!(
            lines(&report, Columns::Byte),
            "draft.eml:2:8: error[S001]: this tells someone that their job is ending\n"
        );
        assert!(lines(&report, Columns::Char).starts_with("draft.eml:2:4: "));
        assert!(lines(&report, Columns::Utf16).starts_with("draft.eml:2:5: "));
    }

    #[test]
    fn a_place_in_a_decoded_part_is_named() {
        let report = sample::encoded();
        assert_eq!(
            lines(&report, Columns::Byte),
            "draft.eml:13:1: error[S001]: this tells someone that their job is ending (in part 1.2, line 2)\n"
        );
    }

    #[test]
    fn names_are_escaped() {
        let mut report = sample::dismissal();
        report.message.name = "a\u{1b}[2J\n".into();
        assert!(lines(&report, Columns::Byte).starts_with(r"a\u{1b}[2J :7:26: error[S001]: "));
    }
}
