//! Checks the JSON formats against the schemas in the repository.

use serde_json::Value;

use super::{OutputFormat, ReadError, RenderOptions, Renderer, Stream, Summary, sample};
use crate::report::Report;
use crate::text::Span;

fn schema(name: &str) -> Value {
    let path = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    // One pattern of the standard's own schema has a bracket too many, which is no expression.
    let text = std::fs::read_to_string(path).unwrap().replace("{2}]?$", "{2}$");
    serde_json::from_str(&text).unwrap()
}

/// Forbids fields that the schema does not describe, which the published schema leaves open.
fn close(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") {
            object.insert("additionalProperties".to_owned(), Value::Bool(false));
        }
        object.values_mut().for_each(close);
    } else if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(close);
    }
}

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
fn lines_fit_the_schema_and_hold_nothing_undescribed() {
    let mut schema = schema("message");
    jsonschema::meta::validate(&schema).unwrap();
    let open = jsonschema::validator_for(&schema).unwrap();
    close(&mut schema);
    let closed = jsonschema::validator_for(&schema).unwrap();
    let error = serde_json::json!({ "path": "a", "line": 3, "error": "no text" });
    for line in lines().iter().chain([&error]) {
        assert!(open.is_valid(line), "{line}");
        assert!(closed.is_valid(line), "{line}");
    }
    let mut broken = lines().remove(1);
    broken["diagnostics"][0].as_object_mut().unwrap().remove("fingerprint");
    assert!(!open.is_valid(&broken));
}

#[test]
fn documents_fit_the_schema() {
    let mut schema = schema("report");
    jsonschema::meta::validate(&schema).unwrap();
    close(&mut schema);
    let closed = jsonschema::validator_for(&schema).unwrap();
    let mut out = Vec::new();
    let mut summary = Summary::default();
    let mut stream = Stream::new(&mut out, OutputFormat::Json);
    let renderer = Renderer::new(OutputFormat::Json, RenderOptions::default());
    for report in reports() {
        summary.add(&report);
        stream.message(&report.message.name, &renderer.render_report(&report)).unwrap();
    }
    stream.error(ReadError { path: "b".into(), line: None, error: "no such file".into() }).unwrap();
    stream.finish(&summary).unwrap();
    let document: Value = serde_json::from_slice(&out).unwrap();
    let faults: Vec<String> = closed.iter_errors(&document).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// The cases keep what `presend overlap` prints.
#[test]
fn shared_hours_fit_the_schema() {
    let mut schema = schema("overlap");
    jsonschema::meta::validate(&schema).unwrap();
    close(&mut schema);
    let closed = jsonschema::validator_for(&schema).unwrap();
    let documents = ["overlap-json", "overlap-json-none-shared"].map(|case| {
        let path = format!("{}/tests/cases/{case}/expected.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str::<Value>(&std::fs::read_to_string(path).unwrap()).unwrap()
    });
    for document in &documents {
        let faults: Vec<String> = closed.iter_errors(document).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
    }
    for list in ["people", "left_out", "shared", "nearest"] {
        assert!(documents.iter().any(|document| document[list][0].is_object()), "no case has {list}");
    }
    let mut broken = documents[0].clone();
    broken["shared"][0]["start"] = "2026-03-10T14:00:00+01:00".into();
    assert!(!closed.is_valid(&broken));
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
        report.diagnostics.iter().for_each(|found| stream.rule(&found.code, &found.name));
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
fn sarif_keeps_to_the_standards_schema() {
    let validator = jsonschema::validator_for(&schema("sarif-2.1.0")).unwrap();
    for reports in [reports(), Vec::new()] {
        let log = document(OutputFormat::Sarif, &reports);
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let run = &log["runs"][0];
        let count: usize = reports.iter().map(|report| report.diagnostics.len()).sum();
        assert_eq!(run["results"].as_array().unwrap().len(), count);
        assert_eq!(run["invocations"][0]["executionSuccessful"], reports.is_empty());
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().is_empty(), reports.is_empty());
    }
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
