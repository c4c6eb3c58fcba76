//! Checks the JSON formats against the schemas in the repository.

use serde_json::Value;

use super::{OutputFormat, ReadError, RenderOptions, Renderer, Stream, Summary, sample};
use crate::diagnostic::Report;
use crate::text::Span;

fn schema(name: &str) -> Value {
    let path = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
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
