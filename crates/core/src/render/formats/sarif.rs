//! Draws results for SARIF 2.1.0, which code hosts and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::render::advice::{advice, aside};
use crate::render::mask::Mask;
use crate::render::positions::{LabelPositions, PositionIndex, is_verbatim};
use crate::render::read_error::ReadError;
use crate::render::rule_text::RuleText;
use crate::render::verdict_entry::{CODE as VERDICT, VerdictEntry};
use crate::render::wire::{MOST_RELATED, percent, rounded, to_line};
use crate::report::Report;

/// What stands before the results.
pub(super) const OPEN: &str = concat!(
    r#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"#,
    r#""columnKind":"unicodeCodePoints","results":["#
);

/// Draws every diagnostic of a report as a result, with commas between.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>) -> String {
    let verdict = VerdictEntry::of(report, mask);
    let places: Vec<Label> = verdict.iter().map(|verdict| verdict.label.clone()).collect();
    let positions = PositionIndex::with(report, &places);
    let results = report.diagnostics.iter().map(|found| to_line(&result(report, found, mask, &positions)));
    let verdict = verdict.iter().map(|entry| {
        let located = positions.of(report, &entry.label);
        to_line(&json!({
            "ruleId": VERDICT,
            "level": level(entry.severity),
            "message": { "text": entry.text },
            "locations": [{ "physicalLocation": physical(report, mask, &entry.label, &located) }],
            "rank": percent(report.verdict.confidence),
            "properties": of_verdict(report),
        }))
    });
    results.chain(verdict).collect::<Vec<_>>().join(",\n")
}

/// Says what the verdict is, beside each result of its message.
fn of_verdict(report: &Report<'_>) -> Value {
    let verdict = &report.verdict;
    let confidence = rounded(verdict.confidence);
    json!({ "verdict": verdict.action.name(), "channel": verdict.channel, "verdictConfidence": confidence })
}

/// Draws what stands behind the results: the tool with the rules that spoke, and what could not be read.
pub(super) fn close(rules: &BTreeMap<String, RuleText>, errors: &[ReadError], code: Option<u8>) -> String {
    let rules: Vec<Value> = rules.iter().map(|(code, text)| rule(code, text)).collect();
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
    let mut invocation =
        json!({ "executionSuccessful": errors.is_empty(), "toolExecutionNotifications": notifications });
    if let (Some(invocation), Some(code)) = (invocation.as_object_mut(), code) {
        invocation.insert("exitCode".to_owned(), json!(code));
    }
    format!("],\n\"tool\":{},\n\"invocations\":[{}]}}]}}\n", to_line(&tool), to_line(&invocation))
}

/// Describes a rule. It has no `helpUri`: its page is in the program, and the standard wants an absolute address.
fn rule(code: &str, text: &RuleText) -> Value {
    let RuleText { name, message, note, help } = text;
    let page = format!("presend explain {code}");
    let full = if note.is_empty() { message.clone() } else { format!("{message}: {note}") };
    let advice = if help.is_empty() { String::new() } else { format!("{help}\n\n") };
    json!({
        "id": code,
        "name": name,
        "shortDescription": { "text": message },
        "fullDescription": { "text": full },
        "help": {
            "text": format!("{advice}The whole page of the rule: {page}"),
            "markdown": format!("{advice}The whole page of the rule: `{page}`"),
        },
    })
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
        "properties": of_verdict(report),
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
