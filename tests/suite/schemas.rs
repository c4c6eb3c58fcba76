//! Holds the machine-readable formats to the schemas in `schemas/`, on drafts that fill every field of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{finish, presend, read, text};

const DISMISSAL: &str = "Hi Bo,\n\nUnfortunately we have to let you go effective Friday.\n\n\
    As I said before, this is final. ASAP please, and pay the 40 € tomorrow.\n";

/// So that hours are shared, and a channel has a name of the team's own.
const GUIDELINES: &str = "[me]\naddress = \"ana@example.com\"\ntime-zone = \"Europe/Lisbon\"\n\
    [hours]\nwork = \"09:00-17:30\"\n\
    [[people]]\nmatch = \"bo@example.com\"\ntime-zone = \"Europe/Lisbon\"\n\
    [channels]\nin-person-or-video = \"the blue room\"\n";

fn schema(name: &str) -> Value {
    // One pattern of the standard's own schema has a bracket too many, which is no expression.
    let text = read(&format!("schemas/{name}.schema.json")).replace("{2}]?$", "{2}$");
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

/// Returns the names of all fields that a schema describes.
fn described(schema: &Value) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        let fields = value.get("properties").and_then(Value::as_object);
        names.extend(fields.into_iter().flat_map(|fields| fields.keys().map(String::as_str)));
        open.extend(inside(value));
    }
    names
}

/// Returns the names of all fields that documents have.
fn used<'a>(documents: impl IntoIterator<Item = &'a Value>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    let mut open: Vec<&Value> = documents.into_iter().collect();
    while let Some(value) = open.pop() {
        names.extend(value.as_object().into_iter().flat_map(|fields| fields.keys().map(String::as_str)));
        open.extend(inside(value));
    }
    names
}

fn inside(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Object(fields) => Box::new(fields.values()),
        Value::Array(list) => Box::new(list.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

fn faults(validator: &jsonschema::Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|fault| format!("{fault} at {}", fault.instance_path())).collect()
}

/// Writes the drafts: an archive, lines with an id, a secret, one rule at many places, an encoded part with a typing error
/// in it, a byte order mark before words on two lines, a long text that is not English, and an ignore without a use.
fn write_drafts(folder: &Path) {
    let mail = format!("From: ana@example.com\nTo: bo@example.com\nSubject: News\n\n{DISMISSAL}");
    let lunch = "From: ana@example.com\nSubject: Lunch\n\nThe menu is on the wiki page.\n";
    let stamp = "From ana@example.com Mon Jan  5 10:00:00 2026";
    let line = serde_json::json!({ "id": "7", "subject": "News", "text": DISMISSAL, "cc": "cy@example.com",
        "date": "2026-03-09T08:00:00Z", "channel": "kiln", "thread": "5" });
    let secret = "From: ana@example.com\nSubject: 4111 1111 1111 1111\n\nThe card is 4111 1111 1111 1111, so let you go.\n";
    // "We have to let you go, see teh end. 日本" in base64.
    let encoded = "From: ana@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
        --b\nContent-Type: text/plain\n\nsee below\n--b\nContent-Type: text/plain; charset=utf-8\n\
        Content-Transfer-Encoding: base64\n\nV2UgaGF2ZSB0byBsZXQgeW91IGdvLCBzZWUgdGVoIGVuZC4g5pel5pysCg==\n--b--\n";
    let german = "Die Glasur ist noch nicht trocken, und der Ofen wird erst morgen frei, also brennen wir am Freitag.\n";
    for (name, text) in [
        ("archive.mbox", &*format!("{stamp}\n{lunch}\n{stamp}\n{mail}")),
        ("crowded.txt", &"You never listen to me.\n\n".repeat(12)),
        ("encoded.eml", encoded),
        ("german.txt", german),
        ("ids.jsonl", &format!("{line}\n{{\"text\"\n")),
        ("ignoring.txt", "presend: ignore[S008] agreed\n\nThe menu is on the wiki page.\n"),
        ("marked.txt", "\u{feff}é😀\r\nwe have to let\r\nyou go effective Friday.\r\n"),
        ("secret.eml", secret),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    fs::write(folder.join("words.toml"), read("tests/cases/fix-stdin/words.toml")).unwrap();
    fs::write(folder.join("presend.toml"), GUIDELINES).unwrap();
}

/// Lints the drafts, and a file that is not there.
fn lint(format: &str, more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    write_drafts(folder.path());
    let args =
        ["--format", format, "--fail-on", "never", "--lexicon", "words.toml", "--plan", "gone.eml", "."];
    let mut command = presend(folder.path(), &[&args[..], more].concat());
    let output = finish(command.env("PRESEND_NOW", "2026-03-10T08:00:00Z"), b"");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn lines(more: &[&str]) -> Vec<Value> {
    lint("jsonl", more).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn lines_fit_the_schema_and_hold_nothing_undescribed() {
    let published = schema("message");
    let mut closed = published.clone();
    close(&mut closed);
    jsonschema::meta::validate(&published).unwrap();
    let open = jsonschema::validator_for(&published).unwrap();
    let closed = jsonschema::validator_for(&closed).unwrap();
    let plain = lines(&[]);
    for line in plain.iter().chain(&lines(&["--redact"])) {
        assert_eq!((faults(&open, line), faults(&closed, line)), (Vec::new(), Vec::new()), "{line}");
    }
    assert_eq!(described(&published), used(&plain));
    let mut broken = plain.iter().find(|line| line["diagnostics"][0].is_object()).unwrap().clone();
    broken["diagnostics"][0].as_object_mut().unwrap().remove("fingerprint");
    assert!(!open.is_valid(&broken));
}

#[test]
fn documents_fit_the_schema() {
    let published = schema("report");
    let mut closed = published.clone();
    close(&mut closed);
    jsonschema::meta::validate(&published).unwrap();
    let document: Value = serde_json::from_str(&lint("json", &[])).unwrap();
    assert_eq!(faults(&jsonschema::validator_for(&closed).unwrap(), &document), Vec::<String>::new());
    assert_eq!(described(&published), used([&document]));
}

/// The cases keep what `presend overlap` prints.
#[test]
fn shared_hours_fit_the_schema() {
    let mut schema = schema("overlap");
    jsonschema::meta::validate(&schema).unwrap();
    close(&mut schema);
    let closed = jsonschema::validator_for(&schema).unwrap();
    let documents = ["overlap-json", "overlap-json-none-shared"].map(|case| {
        serde_json::from_str::<Value>(&read(&format!("tests/cases/{case}/expected.json"))).unwrap()
    });
    for document in &documents {
        assert_eq!(faults(&closed, document), Vec::<String>::new());
    }
    for list in ["people", "left_out", "shared", "nearest"] {
        assert!(documents.iter().any(|document| document[list][0].is_object()), "no case has {list}");
    }
    let mut broken = documents[0].clone();
    broken["shared"][0]["start"] = "2026-03-10T14:00:00+01:00".into();
    assert!(!closed.is_valid(&broken));
}

#[test]
fn sarif_keeps_to_the_standards_schema() {
    let validator = jsonschema::validator_for(&schema("sarif-2.1.0")).unwrap();
    let full: Value = serde_json::from_str(&lint("sarif", &[])).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let clean = finish(&mut presend(folder.path(), &["--format", "sarif", "-"]), b"Lunch is at noon.\n");
    let clean: Value = serde_json::from_slice(&clean.stdout).unwrap();
    let found: usize = lines(&[]).iter().filter_map(|line| Some(line["diagnostics"].as_array()?.len())).sum();
    for (log, count, is_read) in [(full, found, false), (clean, 0, true)] {
        assert_eq!(faults(&validator, &log), Vec::<String>::new());
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), count);
        assert_eq!(run["invocations"][0]["executionSuccessful"], is_read);
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().is_empty(), count == 0);
    }
}
