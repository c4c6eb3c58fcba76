//! Checks what the machine-readable formats say; `tests/suite/schemas.rs` holds them to their schemas.

use serde_json::Value;

use super::{OutputFormat, ReadError, RenderOptions, Renderer, RuleText, Stream, Summary, sample};
use crate::builtin::LEXICON;
use crate::report::Report;
use crate::text::Span;

fn reports() -> Vec<Report<'static>> {
    let mut archived = sample::dismissal();
    archived.message.base_line = 40;
    archived.message.base_offset = 1000;
    archived.message.id = Some("7".into());
    let mut masked = sample::dismissal();
    masked.masked = vec![(0, Span::new(50, 100))];
    masked.remarks.push("a remark".into());
    let mut crowded = sample::dismissal();
    let related = crowded.diagnostics[0].related[0].clone();
    crowded.diagnostics[0].related = vec![related; 11];
    vec![
        sample::report(""),
        archived,
        masked,
        crowded,
        sample::encoded(),
        sample::pointing_at("\u{feff}é😀\r\nlet\r\nyou go\r\n", "let\r\nyou go"),
    ]
}

fn lines() -> Vec<Value> {
    let mut found = Vec::new();
    for redact in [false, true] {
        let renderer =
            Renderer::new(OutputFormat::Jsonl, RenderOptions { redact, ..RenderOptions::default() });
        for report in reports() {
            let drawn = String::from_utf8(renderer.render_report(&report)).unwrap();
            assert_eq!(drawn.matches('\n').count(), 1);
            found.push(serde_json::from_str(&drawn).unwrap());
        }
    }
    found
}

#[test]
fn positions_are_of_the_file_or_of_the_decoded_part() {
    let lines = lines();
    let archived = &lines[1]["diagnostics"][0];
    assert_eq!(archived["text"], "let you go");
    assert_eq!(archived["range"]["start"]["line"], 46);
    assert_eq!(archived["range"]["start"]["byte"], 26);
    assert_eq!(archived["range"]["end"]["byte"], 36);
    let start = sample::DISMISSAL.find("let you go").unwrap();
    assert_eq!(archived["offset"]["start"], 1000 + start);
    assert_eq!(archived["offset"], archived["source"]);
    assert_eq!(lines[1]["id"], "7");
    assert_eq!(lines[1]["verdict"]["scores"]["charged"], 0.21);
    let encoded = &lines[4]["diagnostics"][0];
    assert_eq!(encoded["part"], "1.2");
    assert_eq!(encoded["offset"]["start"], 15);
    assert_eq!(encoded["range"]["start"]["line"], 2);
    assert_eq!(encoded["source"]["start"], 56);
    let marked = &lines[5]["diagnostics"][0];
    assert_eq!(marked["offset"]["start"], 11);
    assert_eq!(marked["range"]["end"]["line"], 3);
    let crowded = &lines[3]["diagnostics"][0];
    assert_eq!(crowded["related"].as_array().unwrap().len(), 8);
    assert_eq!(crowded["more"], 3);
}

/// Draws a whole output of a format, with an error behind the messages.
fn output(format: OutputFormat, reports: &[Report<'_>]) -> String {
    let mut out = Vec::new();
    let mut stream = Stream::new(&mut out, format);
    for report in reports {
        for found in &report.diagnostics {
            let rule = LEXICON.rules.iter().find(|rule| rule.code() == found.code).unwrap();
            stream.rule(&found.code, RuleText::of(rule));
        }
        let drawn = Renderer::new(format, RenderOptions::default()).render_report(report);
        stream.message(&report.message.name, &drawn).unwrap();
    }
    if !reports.is_empty() {
        stream.error(ReadError { path: "a b.jsonl".into(), line: Some(3), error: "no text".into() }).unwrap();
    }
    stream.finish(&Summary::default()).unwrap();
    String::from_utf8(out).unwrap()
}

fn document(format: OutputFormat, reports: &[Report<'_>]) -> Value {
    serde_json::from_str(&output(format, reports)).unwrap()
}

#[test]
fn sarifs_regions_count_characters_and_bytes() {
    let log = document(
        OutputFormat::Sarif,
        &[sample::pointing_at("\u{feff}é😀\r\nlet\r\nyou go\r\n", "let\r\nyou go")],
    );
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    let numbers = ["startLine", "startColumn", "endLine", "endColumn", "byteOffset", "byteLength"]
        .map(|key| region[key].as_u64().unwrap());
    assert_eq!(numbers, [2, 1, 3, 7, 11, 11]);
}

#[test]
fn reviewdogs_columns_count_bytes_and_its_edits_have_ranges() {
    let log = document(OutputFormat::Rdjson, &reports());
    assert_eq!(log["source"]["name"], "presend");
    let first = &document(OutputFormat::Rdjson, &[sample::pointing_at("é😀 let you go", "let you go")])["diagnostics"]
        [0];
    assert_eq!(first["location"]["range"]["start"], serde_json::json!({ "line": 1, "column": 8 }));
    assert_eq!(first["location"]["range"]["end"]["column"], 18);
    assert_eq!((&first["severity"], &first["code"]["value"]), (&"ERROR".into(), &"S001".into()));
    let all = log["diagnostics"].as_array().unwrap();
    let edits: Vec<&Value> = all.iter().filter_map(|found| found.get("suggestions")).collect();
    assert!(!edits.is_empty() && edits.iter().all(|edits| edits[0]["range"]["end"]["column"].is_u64()));
    let lines = output(OutputFormat::Rdjsonl, &reports());
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() == all.len() && lines.iter().all(|line| line["source"]["name"] == "presend"));
    assert_eq!(document(OutputFormat::Rdjson, &[])["diagnostics"], serde_json::json!([]));
}

#[test]
fn gitlabs_fingerprints_tell_files_apart() {
    let mut other = sample::dismissal();
    other.message.name = "other.eml".into();
    let entries = document(OutputFormat::Gitlab, &[sample::dismissal(), other]);
    let entries = entries.as_array().unwrap();
    let (own, others) = entries.split_at(entries.len() / 2);
    assert!(own.iter().zip(others).all(|(own, other)| own["fingerprint"] != other["fingerprint"]));
    assert_eq!(entries[0]["location"], serde_json::json!({ "path": "draft.eml", "lines": { "begin": 7 } }));
    assert_eq!(entries[0]["severity"], "critical");
    assert_eq!(document(OutputFormat::Gitlab, &[]), serde_json::json!([]));
}

#[test]
fn no_format_shows_a_secret() {
    let mut report = sample::dismissal();
    let secret = "let you go";
    let label = sample::label(&report, secret, "");
    report.masked = vec![(0, label.span)];
    report.diagnostics[0].message = format!("the words {secret}").into();
    for format in OutputFormat::ALL {
        assert!(!output(format, std::slice::from_ref(&report)).contains(secret), "{}", format.name());
    }
}
