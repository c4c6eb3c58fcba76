//! Draws one row of comma-separated values a message, for spreadsheets and whatever else reads tables.

use csv::WriterBuilder;

use crate::diagnostic::{Axis, Severity};
use crate::render::mask::Mask;
use crate::render::read_error::ReadError;
use crate::render::sanitize::sanitize;
use crate::render::wire::{dated, rounded};
use crate::report::Report;

/// The columns; those from `sensitive` on are the axes of the verdict.
const COLUMNS: [&str; 29] = [
    "file",
    "message",
    "line",
    "start",
    "end",
    "id",
    "from",
    "to",
    "cc",
    "date",
    "channel",
    "thread",
    "subject",
    "words",
    "verdict",
    "verdict_channel",
    "reply",
    "wait",
    "confidence",
    "sensitive",
    "urgent",
    "charged",
    "coordination",
    "relationship",
    "fyi",
    "meeting",
    "severity",
    "rules",
    "error",
];

/// Signs with which a spreadsheet takes a cell for a formula, whoever wrote it.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Returns the row of names above all others.
pub(in crate::render) fn head() -> String {
    row(&COLUMNS.map(str::to_owned))
}

/// Draws the row of a message.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let (record, verdict) = (mask.record(), &report.verdict);
    let place = record.place.as_ref();
    let number = |found: Option<usize>| found.map(|number| number.to_string()).unwrap_or_default();
    let gravest = report.diagnostics.iter().map(|found| found.severity).max();
    let rules: Vec<&str> = report.diagnostics.iter().map(|found| &*found.code).collect();
    let mut cells = vec![
        text(mask.name()),
        number(place.map(|place| place.number)),
        report.message.base_line.to_string(),
        number(place.map(|place| place.bytes.start)),
        number(place.map(|place| place.bytes.end)),
        text(&report.message.id.as_deref().map(|id| mask.id(id)).unwrap_or_default()),
        text(&record.from.unwrap_or_default()),
        text(&record.to.join(", ")),
        text(&record.cc.join(", ")),
        record.date.as_ref().map(dated).unwrap_or_default(),
        text(&record.channel.unwrap_or_default()),
        text(&record.thread.unwrap_or_default()),
        text(&mask.subject().unwrap_or_default()),
        record.words.to_string(),
        verdict.action.name().to_owned(),
        verdict.channel.name().to_owned(),
        if verdict.reply_needed { "needed" } else { "not-needed" }.to_owned(),
        verdict.wait.to_string(),
        rounded(verdict.confidence).to_string(),
    ];
    cells.extend(AXES.iter().map(|axis| rounded(axis.of(&verdict.scores)).to_string()));
    cells.extend([gravest.map_or("", Severity::name).to_owned(), rules.join(" "), String::new()]);
    row(&cells)
}

/// The axes in the order of their columns.
const AXES: [Axis; 7] = [
    Axis::Sensitive,
    Axis::Urgent,
    Axis::Charged,
    Axis::Coordination,
    Axis::Relationship,
    Axis::Fyi,
    Axis::Meeting,
];

/// Draws the row of what could not be read: its file, its line and why.
pub(in crate::render) fn unread(ReadError { path, line, error }: &ReadError) -> String {
    let cell = |column: &str| match column {
        "file" => text(path),
        "line" => line.map(|line| line.to_string()).unwrap_or_default(),
        "error" => text(error),
        _ => String::new(),
    };
    row(&COLUMNS.map(cell))
}

/// Returns what a cell holds of a text: on one line, without commands for a terminal or a spreadsheet.
fn text(text: &str) -> String {
    let safe = sanitize(text);
    if safe.trim_start().starts_with(FORMULA) { format!("'{safe}") } else { safe }
}

#[expect(clippy::expect_used, reason = "a vector takes any row, and the cells are text")]
fn row(cells: &[String]) -> String {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(cells).expect("a vector takes every row");
    String::from_utf8(writer.into_inner().expect("a vector takes every row")).expect("cells are text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{OutputFormat, RenderOptions, Renderer, sample};

    #[test]
    fn every_row_has_a_cell_for_every_column() {
        let mut report = sample::dismissal();
        report.message.id = Some("=HYPERLINK(\"x\"), \"two\nlines\"\u{1b}[2J".to_owned());
        let options = RenderOptions::default();
        let drawn = Renderer::new(OutputFormat::Csv, options).render_report(&report);
        let error = ReadError { path: "bad, too".into(), line: Some(3), error: "no text".into() };
        let table = head() + &String::from_utf8(drawn).unwrap() + &unread(&error);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let column = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(table.lines().count(), 3);
        assert_eq!(&rows[0][column("id")], "'=HYPERLINK(\"x\"), \"two lines\"\\u{1b}[2J");
        assert_eq!((&rows[0][column("verdict")], &rows[0][column("severity")]), ("talk", "error"));
        assert!(rows[0][column("rules")].starts_with("S001"), "{:?}", rows[0]);
        assert_eq!(
            (&rows[1][column("file")], &rows[1][column("line")], &rows[1][column("error")]),
            ("bad, too", "3", "no text")
        );
    }
}
