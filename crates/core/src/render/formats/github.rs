//! Draws commands for the log of GitHub Actions, which shows them beside the lines.

use std::fmt::Write;

use crate::diagnostic::Severity;
use crate::render::advice::{advice, aside};
use crate::render::mask::Mask;
use crate::render::positions::PositionIndex;
use crate::render::sanitize::sanitize;
use crate::report::Report;

/// Draws one command per diagnostic. Columns count chars.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let positions = PositionIndex::new(report);
    let file = property(mask.name());
    let mut out = String::new();
    for found in &report.diagnostics {
        let located = positions.of(report, &found.label);
        let (start, end) = (located.source_start, located.source_end);
        let title = property(&format!("{} {}", found.code, found.name));
        let text = data(&advice(found, &aside(report, &found.label, &located), mask));
        let _ = writeln!(
            out,
            "::{} file={file},line={},endLine={},col={},endColumn={},title={title}::{text}",
            command(found.severity),
            start.line,
            end.line,
            start.char,
            end.char
        );
    }
    out
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    }
}

/// Escapes what would end a command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "");
    text.split('\n').map(sanitize).collect::<Vec<_>>().join("%0A")
}

/// Escapes what would end a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::render::{OutputFormat, RenderOptions, Renderer, sample};

    #[test]
    fn a_command_holds_no_end_of_a_command() {
        let mut report = sample::dismissal();
        report.message.name = "a,b:c\n%.eml".into();
        let drawn = Renderer::new(OutputFormat::Github, RenderOptions::default()).render_report(&report);
        let text = String::from_utf8(drawn).unwrap();
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("::error file=a%2Cb%3Ac%0A%25.eml,line=7,endLine=7,col=26,endColumn=36,title=S001 employment-ending::this tells"), "{first}");
        assert_eq!(text.lines().count(), report.diagnostics.len());
    }
}
