//! Checks that every report is drawn without a panic, and that what is drawn keeps its promises.

use proptest::prelude::*;

use super::sample;
use super::{Columns, OutputFormat, PeopleKey, RenderOptions, Renderer};
use crate::diagnostic::{Edit, Label, Severity, Suggestion};
use crate::message::RegionKind;
use crate::report::Report;
use crate::text::Span;

const TEXT: &str = "([ -~]|\\PC|[\r\n\t\u{202e}\u{200b}\u{feff}\u{2028}é日😀\u{301}]){0,120}";

fn report(text: &str, numbers: &[(u16, u16)], is_encoded: bool) -> Report<'static> {
    let mut report = sample::report(text);
    let length = report.message.parts[0].text.len() + 1;
    let span = |(start, wide): (u16, u16)| {
        let start = usize::from(start) % length;
        Span::new(start, (start + usize::from(wide) % 30).min(length + 2))
    };
    if is_encoded {
        let encoded = sample::encoded();
        report.message.source = encoded.message.source;
        report.message.parts[0].origin = encoded.message.parts[0].origin.clone();
        report.message.parts[0].label = Some("1.2".into());
    }
    for (index, &pair) in numbers.iter().enumerate() {
        let label = |message| Label { part: 0, span: span(pair), region: RegionKind::Body, message };
        match index % 3 {
            0 => {
                let severity = Severity::ALL[index % 4];
                let mut diagnostic = sample::diagnostic(&report, "S001", severity, "");
                diagnostic.label = label("".into());
                report.diagnostics.push(diagnostic);
            }
            1 => {
                let text = "x".to_owned();
                let edits = vec![Edit { part: 0, span: span(pair), text }];
                let applicability = crate::diagnostic::Applicability::Safe;
                let last = report.diagnostics.len() - 1;
                let title = "reword".to_owned();
                report.diagnostics[last].related.push(label("there".into()));
                report.diagnostics[last].suggestions.push(Suggestion { title, applicability, edits });
            }
            _ => report.masked.push((0, span(pair))),
        }
    }
    report
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_report_is_drawn(
        text in TEXT,
        numbers in proptest::collection::vec((0_u16..300, 0_u16..300), 0..24),
        is_encoded: bool, unicode: bool, color: bool, redact: bool, hides_people: bool,
        width in 0_usize..200,
    ) {
        let report = report(&text, &numbers, is_encoded);
        let people = hides_people.then(|| PeopleKey::new([7; 16]));
        let options = RenderOptions { color, unicode, width, columns: Columns::Utf16, redact, people };
        for format in OutputFormat::ALL {
            let drawn = String::from_utf8(Renderer::new(format, options).render_report(&report)).unwrap();
            if ["full", "concise", "github"].contains(&format.name()) {
                let bad = |c: char| super::sanitize::is_unsafe(c) && c != '\n' && !(color && c == '\u{1b}');
                prop_assert!(!drawn.contains(bad), "{drawn:?}");
            } else {
                if format.name() == "csv" {
                    #[cfg(feature = "csv")]
                    prop_assert_eq!(csv::Reader::from_reader(drawn.as_bytes()).into_records().count(), 0);
                    continue;
                }
                let json = match format {
                    OutputFormat::Json | OutputFormat::Jsonl => drawn.clone(),
                    OutputFormat::Rdjsonl => format!("[{}]", drawn.lines().collect::<Vec<_>>().join(",")),
                    _ => format!("[{drawn}]"),
                };
                prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
                let breaks_lines = drawn.contains(['\u{85}', '\u{2028}', '\u{2029}']);
                prop_assert!(!breaks_lines);
            }
        }
        let _ = super::diff(&report, &options, crate::diagnostic::Applicability::Unsafe);
        let _ = super::fixed(&report, crate::diagnostic::Applicability::Unsafe);
    }

    #[test]
    fn a_masked_secret_never_shows(
        before in "[a-z \n日]{0,90}", after in "[a-z \n日]{0,90}", numbers in proptest::collection::vec((0_u16..300, 0_u16..300), 1..12),
        width in 30_usize..120,
    ) {
        let text = format!("{before}AKIA7QX{after}");
        let mut report = report(&text, &numbers, false);
        report.masked.push((0, Span::new(before.len(), before.len() + 7)));
        report.masked.sort_unstable();
        report.verdict.summary = "found AKIA7QX".into();
        for format in OutputFormat::ALL {
            let options = RenderOptions { width, ..RenderOptions::default() };
            let drawn = String::from_utf8(Renderer::new(format, options).render_report(&report)).unwrap();
            prop_assert!(!["AKIA", "7Q", "QX"].iter().any(|piece| drawn.contains(piece)), "{drawn}");
        }
        let options = RenderOptions::default();
        if let Some(diff) = super::diff(&report, &options, crate::diagnostic::Applicability::Safe) {
            prop_assert!(!diff.contains("7Q"), "{diff}");
        }
    }
}
