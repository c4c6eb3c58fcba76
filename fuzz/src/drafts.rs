//! Reads, lints and draws what a fuzzer made.

use presend::harness;
use presend_core::Report;
use presend_core::message::Format;
use presend_core::render::{
    self, Columns, OutputFormat, PeopleKey, RenderOptions, Renderer, Stream, Summary,
};

use super::checks;

/// Reads every message of an input.
pub(super) fn read(format: Option<Format>, bytes: &[u8]) {
    harness::messages(format, bytes, &mut |message| checks::message(message));
}

/// Lints every message of an input, and draws each report in every way.
pub(super) fn lint(format: Option<Format>, bytes: &[u8]) {
    harness::reports(format, bytes, &mut |report| draw(report));
}

/// Draws a report in every way there is.
pub(super) fn draw(report: &Report<'_>) {
    checks::report(report);
    // What is chosen depends on the text alone, so that a failure comes again.
    let size = report.message.source.len();
    let columns = Columns::ALL.get(size % 3).copied().unwrap_or_default();
    let options = RenderOptions {
        color: false,
        unicode: size.is_multiple_of(2),
        width: size % 150,
        columns,
        redact: size.is_multiple_of(5),
        people: size.is_multiple_of(3).then(|| PeopleKey::new([7; 16])),
    };
    for format in OutputFormat::ALL {
        let drawn = Renderer::new(format, options).render_report(report);
        let mut stream = Stream::new(Vec::new(), format);
        let written = stream.message("draft", &drawn).and_then(|()| stream.finish(&Summary::default()));
        checks::output(format, &written.unwrap_or_default());
    }
    checks::json(&render::sanitize_json(render::to_value(report).to_string()));
    checks::lines(&render::regions_text(report));
    checks::lines(&render::shown_name(report));
    if let Some(diff) = render::diff(report, &options, presend_core::Applicability::Unsafe) {
        // The lines of a diff keep their tabs and the returns at their ends, or no program could apply it.
        checks::lines(&diff.replace('\t', " ").replace("\r\n", "\n"));
    }
    if let Some(fixed) = render::fixed(report, presend_core::Applicability::Unsafe) {
        checks::fixed(report, &fixed);
    }
}
