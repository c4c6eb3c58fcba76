//! Draws results for SARIF 2.1.0, which code hosts and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::render::advice::{advice, aside};
use crate::render::mask::Mask;
use crate::render::positions::{LabelPositions, PositionIndex, is_verbatim};
use crate::render::read_error::ReadError;
use crate::render::wire::{MOST_RELATED, percent, rounded, to_line};
use crate::report::Report;

/// What stands before the results.
pub(super) const OPEN: &str = concat!(
    r#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"#,
    r#""columnKind":"unicodeCodePoints","results":["#
);

/// Draws every diagnostic of a report as a result, with commas between.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let positions = PositionIndex::new(report);
    let results = report.diagnostics.iter().map(|found| to_line(&result(report, found, mask, &positions)));
    results.collect::<Vec<_>>().join(",\n")
}

/// Draws what stands behind the results: the tool with the rules that spoke, and what could not be read.
pub(super) fn close(rules: &BTreeMap<String, String>, errors: &[ReadError]) -> String {
    let rules: Vec<Value> = rules.iter().map(|(code, name)| json!({ "id": code, "name": name })).collect();
    let notifications: Vec<Value> = errors
        .iter()
        .map(|error| {
            let region = error.line.map(|line| json!({ "startLine": line }));
            let mut place = json!({ "artifactLocation": { "uri": uri(&error.path) } });
            if let (Some(place), Some(region)) = (place.as_object_mut(), region) {
                place.insert("region".to_owned(), region);
            }
            let message = json!({ "text": error.error });
            json!({ "level": "error", "message": message, "locations": [{ "physicalLocation": place }] })
        })
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    let tool = json!({ "driver": { "name": "presend", "version": version, "semanticVersion": version, "rules": rules } });
    let invocation =
        json!({ "executionSuccessful": errors.is_empty(), "toolExecutionNotifications": notifications });
    format!("],\n\"tool\":{},\n\"invocations\":[{}]}}]}}\n", to_line(&tool), to_line(&invocation))
}

fn result(report: &Report<'_>, found: &Diagnostic, mask: &Mask<'_>, positions: &PositionIndex) -> Value {
    let located = positions.of(report, &found.label);
    let text = advice(found, &aside(report, &found.label, &located), mask);
    let mut result = json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": physical(report, mask, &found.label, &located) }],
        "partialFingerprints": { "presend/v1": found.fingerprint },
        // The standard counts from 0 to 100.
        "rank": percent(found.confidence),
        "properties": { "verdict": report.verdict.action.name(), "channel": report.verdict.channel, "verdictConfidence": rounded(report.verdict.confidence) },
    });
    let related = found.related.iter().take(MOST_RELATED).enumerate();
    let related: Vec<Value> = related.map(|(at, label)| also(report, (at, label), mask, positions)).collect();
    if let (false, Some(result)) = (related.is_empty(), result.as_object_mut()) {
        result.insert("relatedLocations".to_owned(), Value::Array(related));
    }
    result
}

/// A further place of a diagnostic, numbered, for the standard wants no two alike.
fn also(
    report: &Report<'_>,
    (at, label): (usize, &Label),
    mask: &Mask<'_>,
    positions: &PositionIndex,
) -> Value {
    let located = positions.of(report, label);
    let mut place = json!({ "id": at, "physicalLocation": physical(report, mask, label, &located) });
    if let (false, Some(place)) = (label.message.is_empty(), place.as_object_mut()) {
        place.insert("message".to_owned(), json!({ "text": mask.free(&label.message) }));
    }
    place
}

fn physical(report: &Report<'_>, mask: &Mask<'_>, label: &Label, located: &LabelPositions) -> Value {
    let (start, end) = (located.source_start, located.source_end);
    let mut region = json!({
        "startLine": start.line,
        "startColumn": start.char,
        "endLine": end.line,
        "endColumn": end.char,
    });
    if let (Some(region), Some(true)) =
        (region.as_object_mut(), report.message.parts.get(label.part).map(is_verbatim))
    {
        let source = located.source;
        region.insert("byteOffset".to_owned(), json!(source.start));
        region.insert("byteLength".to_owned(), json!(source.end - source.start));
    }
    json!({ "artifactLocation": { "uri": uri(mask.name()) }, "region": region })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

/// Writes a path as a reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri += "file://";
    }
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a b/é:1.eml"), "a%20b/%C3%A9%3A1.eml");
        assert_eq!(uri("/tmp/x.eml"), "file:///tmp/x.eml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
