//! Draws commands for the log of GitHub Actions, which shows them beside the lines.

use crate::diagnostic::{Label, Severity};
use crate::render::advice::{advice, aside};
use crate::render::mask::Mask;
use crate::render::positions::PositionIndex;
use crate::render::read_error::ReadError;
use crate::render::sanitize::sanitize;
use crate::render::verdict_entry::{CODE as VERDICT, VerdictEntry};
use crate::report::Report;

/// Draws one command per diagnostic. Columns count chars.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let verdict = VerdictEntry::of(report, mask);
    let places: Vec<Label> = verdict.iter().map(|verdict| verdict.label.clone()).collect();
    let positions = PositionIndex::with(report, &places);
    let file = property(mask.name());
    let line = |severity: Severity, label: &Label, title: &str, text: &str| {
        let located = positions.of(report, label);
        let (start, end) = (located.source_start, located.source_end);
        let (command, title) = (command(severity), property(title));
        let text = data(text);
        format!(
            "::{command} file={file},line={},endLine={},col={},endColumn={},title={title}::{text}\n",
            start.line, end.line, start.char, end.char
        )
    };
    let found = report.diagnostics.iter().map(|found| {
        let title = format!("{} {}", found.code, found.name);
        let aside = aside(report, &found.label, &positions.of(report, &found.label));
        line(found.severity, &found.label, &title, &advice(found, &aside, mask))
    });
    let verdict = verdict.iter().map(|entry| line(entry.severity, &entry.label, VERDICT, &entry.text));
    found.chain(verdict).collect()
}

/// Draws the command on what could not be read.
pub(super) fn failure(error: &ReadError) -> String {
    let (file, line) = (property(&error.path), error.line.unwrap_or(1));
    format!("::error file={file},line={line},title=not checked::{}\n", data(&error.error))
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
