//! Names the JSON that presend writes: the wire form of reports, kept apart from the types inside.

use jiff::ZonedDateTime;
use serde::Serialize;

use super::positions::Position;
use super::sanitize::sanitize_json;
use presend_lexicon::Code;
use presend_lexicon::names::Channel;

/// One message: a line of `jsonl`, or an entry of `messages` in `json`.
#[derive(Debug, Serialize)]
pub(super) struct WireMessage<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<String>,
    pub(super) line: usize,
    #[serde(flatten)]
    pub(super) record: WireRecord,
    pub(super) verdict: WireVerdict<'r>,
    pub(super) diagnostics: Vec<WireDiagnostic<'r>>,
    pub(super) regions: Vec<WireRegion<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) remarks: Vec<String>,
}

/// Who wrote a message, to whom, when, where and how much.
#[derive(Debug, Serialize)]
pub(super) struct WireRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) to: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cc: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) thread: Option<String>,
    pub(super) words: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<WirePlace>,
}

#[derive(Debug, Serialize)]
pub(super) struct WirePlace {
    pub(super) file: String,
    pub(super) message: usize,
    pub(super) offset: WireOffset,
}

#[derive(Debug, Serialize)]
pub(super) struct WireVerdict<'r> {
    pub(super) action: &'static str,
    pub(super) channel: Channel,
    pub(super) row: usize,
    pub(super) modifiers: &'r [u32],
    pub(super) follow_up: bool,
    pub(super) language: &'static str,
    pub(super) reply: &'static str,
    pub(super) wait: bool,
    pub(super) confidence: f64,
    pub(super) scores: WireScores,
    pub(super) reasons: &'r [Code],
    pub(super) summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) shared_hours: Option<WireTimeRange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) plan: Option<WirePlan>,
}

/// What to say live and what to write.
#[derive(Debug, Serialize)]
pub(super) struct WirePlan {
    pub(super) live: Vec<String>,
    pub(super) write: Vec<String>,
}

/// A range of time, in UTC.
#[derive(Debug, Serialize)]
pub(super) struct WireTimeRange {
    pub(super) start: String,
    pub(super) end: String,
}

#[derive(Debug, Serialize)]
pub(super) struct WireScores {
    pub(super) sensitive: f64,
    pub(super) urgent: f64,
    pub(super) charged: f64,
    pub(super) coordination: f64,
    pub(super) relationship: f64,
    pub(super) fyi: f64,
    pub(super) meeting: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct WireDiagnostic<'r> {
    pub(super) code: &'r str,
    pub(super) name: &'r str,
    pub(super) severity: &'static str,
    pub(super) confidence: f64,
    pub(super) message: String,
    pub(super) note: String,
    pub(super) help: String,
    pub(super) text: String,
    pub(super) region: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<&'r str>,
    pub(super) range: WireRange,
    pub(super) offset: WireOffset,
    pub(super) source: WireOffset,
    pub(super) related: Vec<WireRelated<'r>>,
    pub(super) more: usize,
    pub(super) suggestions: Vec<WireSuggestion<'r>>,
    pub(super) fingerprint: &'r str,
}

/// A stretch of a message, and what decided that it is not the writer's own words.
#[derive(Debug, Serialize)]
pub(super) struct WireRegion<'r> {
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<&'r str>,
    pub(super) range: WireRange,
    pub(super) offset: WireOffset,
    pub(super) source: WireOffset,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct WireRelated<'r> {
    pub(super) message: String,
    pub(super) text: String,
    pub(super) range: WireRange,
    pub(super) offset: WireOffset,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<&'r str>,
}

#[derive(Debug, Serialize)]
pub(super) struct WireSuggestion<'r> {
    pub(super) title: String,
    pub(super) applicability: &'static str,
    pub(super) edits: Vec<WireEdit<'r>>,
}

#[derive(Debug, Serialize)]
pub(super) struct WireEdit<'r> {
    pub(super) offset: WireOffset,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<&'r str>,
}

#[derive(Debug, Serialize)]
pub(super) struct WireRange {
    pub(super) start: Position,
    pub(super) end: Position,
}

#[derive(Debug, Serialize)]
pub(super) struct WireOffset {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Related places beyond this many are only counted.
pub(super) const MOST_RELATED: usize = 8;

/// Writes a value as one line of JSON in which no program sees a line end, and no terminal a command.
#[expect(clippy::expect_used, reason = "the wire types hold only strings, numbers, lists and structs")]
pub(super) fn to_line<T: Serialize>(value: &T) -> String {
    let json = serde_json::to_string(value).expect("these types have a form in JSON");
    sanitize_json(json)
}

/// Returns a value as JSON that can be taken apart.
#[expect(clippy::expect_used, reason = "the wire types hold only strings, numbers, lists and structs")]
pub(super) fn to_value<T: Serialize>(value: &T) -> serde_json::Value {
    serde_json::to_value(value).expect("these types have a form in JSON")
}

/// Writes a date as RFC 3339 has it, such as `2026-03-10T15:04:00+01:00`.
pub(super) fn dated(date: &ZonedDateTime) -> String {
    date.timestamp().display_with_offset(date.offset()).to_string()
}

/// Rounds a share, 0..=1, to thousandths; what is no number is 0.
pub(super) fn rounded(share: f32) -> f64 {
    f64::from(thousandths(share)) / 1000.0
}

/// Returns a share in percent, to tenths.
pub(super) fn percent(share: f32) -> f64 {
    f64::from(thousandths(share)) / 10.0
}

fn thousandths(share: f32) -> f32 {
    if share.is_finite() { (share.clamp(0.0, 1.0) * 1000.0).round() } else { 0.0 }
}
