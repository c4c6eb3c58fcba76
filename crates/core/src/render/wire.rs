//! Names the JSON that presend writes: the wire form of reports, kept apart from the types inside.

use serde::Serialize;

use super::mask::Mask;
use super::place::{Located, Place, Places};
use crate::diagnostic::{Axis, Diagnostic, Label, Point, Suggestion};
use crate::report::Report;
use crate::text::Span;

/// One message: a line of `jsonl`, or an entry of `messages` in `json`.
#[derive(Debug, Serialize)]
pub(super) struct WireMessage<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    line: usize,
    verdict: WireVerdict<'r>,
    diagnostics: Vec<WireDiagnostic<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
}

/// A message that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadError {
    /// The path as reports show it.
    pub path: String,
    /// The line, where the file could be read and one line could not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What went wrong, in one line.
    pub error: String,
}

#[derive(Debug, Serialize)]
struct WireVerdict<'r> {
    action: &'static str,
    channel: presend_lexicon::names::Channel,
    row: usize,
    modifiers: &'r [u32],
    follow_up: bool,
    reply: &'static str,
    wait: bool,
    scores: WireScores,
    reasons: &'r [presend_lexicon::Code],
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_hours: Option<WireStretch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<WirePlan>,
}

/// What to say live and what to write.
#[derive(Debug, Serialize)]
struct WirePlan {
    live: Vec<String>,
    write: Vec<String>,
}

/// A stretch of time, in UTC.
#[derive(Debug, Serialize)]
struct WireStretch {
    start: String,
    end: String,
}

#[derive(Debug, Serialize)]
struct WireScores {
    sensitive: f64,
    urgent: f64,
    charged: f64,
    coordination: f64,
    relationship: f64,
    fyi: f64,
    meeting: f64,
}

#[derive(Debug, Serialize)]
struct WireDiagnostic<'r> {
    code: &'r str,
    name: &'r str,
    severity: &'static str,
    message: String,
    note: String,
    help: String,
    text: String,
    region: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'r str>,
    range: Range,
    offset: Offset,
    source: Offset,
    related: Vec<WireRelated<'r>>,
    more: usize,
    suggestions: Vec<WireSuggestion<'r>>,
    fingerprint: &'r str,
}

#[derive(Debug, Serialize)]
struct WireRelated<'r> {
    message: String,
    text: String,
    range: Range,
    offset: Offset,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'r str>,
}

#[derive(Debug, Serialize)]
struct WireSuggestion<'r> {
    title: String,
    applicability: &'static str,
    edits: Vec<WireEdit<'r>>,
}

#[derive(Debug, Serialize)]
struct WireEdit<'r> {
    offset: Offset,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'r str>,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Debug, Serialize)]
struct Offset {
    start: usize,
    end: usize,
}

/// Related places beyond this many are only counted.
pub(super) const MOST_RELATED: usize = 8;

struct Context<'r, 'm> {
    report: &'r Report<'r>,
    mask: &'m Mask<'r>,
    places: Places,
}

/// Makes the wire form of a report; `path` is given where the format has it inside the message.
pub(super) fn message<'r>(report: &'r Report<'r>, path: Option<&'r str>, mask: &Mask<'r>) -> WireMessage<'r> {
    let context = Context { report, mask, places: Places::new(report) };
    WireMessage {
        path,
        id: report.message.id.as_deref(),
        subject: mask.subject(),
        line: report.message.base_line,
        verdict: verdict(report, mask),
        diagnostics: report.diagnostics.iter().map(|diagnostic| context.diagnostic(diagnostic)).collect(),
        remarks: report.remarks.iter().map(|remark| mask.free(remark)).collect(),
    }
}

/// Writes a value as one line of JSON in which no program sees a line end.
pub(super) fn to_line<T: Serialize>(value: &T) -> String {
    let json =
        serde_json::to_string(value).expect("the wire types hold only strings, numbers, lists and structs");
    if !json.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return json;
    }
    json.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

impl<'r> Context<'r, '_> {
    fn diagnostic(&self, diagnostic: &'r Diagnostic) -> WireDiagnostic<'r> {
        let label = &diagnostic.label;
        let located = self.places.of(self.report, label);
        let beyond = diagnostic.related.len().saturating_sub(MOST_RELATED);
        WireDiagnostic {
            code: &diagnostic.code,
            name: &diagnostic.name,
            severity: diagnostic.severity.name(),
            message: self.mask.free(&diagnostic.message),
            note: self.mask.free(&diagnostic.note),
            help: self.mask.free(&diagnostic.help),
            text: self.mask.text(label.part, label.span),
            region: label.region.name(),
            part: self.part(label.part),
            range: range(&located),
            offset: offset(located.offset),
            source: offset(located.source),
            related: diagnostic.related.iter().take(MOST_RELATED).map(|label| self.related(label)).collect(),
            more: diagnostic.more + beyond,
            suggestions: diagnostic
                .suggestions
                .iter()
                .map(|suggestion| self.suggestion(suggestion))
                .collect(),
            fingerprint: &diagnostic.fingerprint,
        }
    }

    fn related(&self, label: &'r Label) -> WireRelated<'r> {
        let located = self.places.of(self.report, label);
        WireRelated {
            message: self.mask.free(&label.message),
            text: self.mask.text(label.part, label.span),
            range: range(&located),
            offset: offset(located.offset),
            part: self.part(label.part),
        }
    }

    fn suggestion(&self, suggestion: &'r Suggestion) -> WireSuggestion<'r> {
        let edits = suggestion.edits.iter().map(|edit| WireEdit {
            offset: offset(self.in_file(edit.part, edit.span)),
            text: self.mask.edit(edit.part, edit.span, &edit.text),
            part: self.part(edit.part),
        });
        WireSuggestion {
            title: self.mask.free(&suggestion.title),
            applicability: suggestion.applicability.name(),
            edits: edits.collect(),
        }
    }

    fn part(&self, part: usize) -> Option<&'r str> {
        self.report.message.parts.get(part)?.label.as_deref()
    }

    fn in_file(&self, part: usize, span: Span) -> Span {
        super::fix::in_source(self.report, part, span).map_or(span, |span| {
            let base = self.report.message.base_offset;
            Span::new(base + span.start, base + span.end)
        })
    }
}

fn verdict<'r>(report: &'r Report<'_>, mask: &Mask<'_>) -> WireVerdict<'r> {
    let verdict = &report.verdict;
    let lines = |points: &[Point]| points.iter().map(|point| super::plan::text(point, mask)).collect();
    let plan = report.plan.as_ref();
    let score = |axis: Axis| rounded(verdict.scores[axis as usize]);
    WireVerdict {
        action: verdict.action.name(),
        channel: verdict.channel,
        row: verdict.row,
        modifiers: &verdict.modifiers,
        follow_up: verdict.follow_up,
        reply: if verdict.reply_needed { "needed" } else { "not-needed" },
        wait: verdict.wait,
        scores: WireScores {
            sensitive: score(Axis::Sensitive),
            urgent: score(Axis::Urgent),
            charged: score(Axis::Charged),
            coordination: score(Axis::Coordination),
            relationship: score(Axis::Relationship),
            fyi: score(Axis::Fyi),
            meeting: score(Axis::Meeting),
        },
        reasons: &verdict.reasons,
        summary: mask.free(&verdict.summary),
        shared_hours: verdict
            .shared_hours
            .map(|(start, end)| WireStretch { start: start.to_string(), end: end.to_string() }),
        plan: plan.map(|plan| WirePlan { live: lines(&plan.live), write: lines(&plan.write) }),
    }
}

fn rounded(score: f32) -> f64 {
    if score.is_finite() { (f64::from(score.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0 } else { 0.0 }
}

fn range(located: &Located) -> Range {
    Range { start: located.start, end: located.end }
}

fn offset(span: Span) -> Offset {
    Offset { start: span.start, end: span.end }
}
