//! Turns reports into the form in which they are written as JSON.

use crate::diagnostic::{Axis, Diagnostic, Label, Point, Suggestion};
use crate::message::{Marker, Region};
use crate::record::{MessagePlace, MessageRecord};
use crate::render::mask::Mask;
use crate::render::positions::{LabelPositions, PositionIndex, in_source};
use crate::render::wire::{
    MOST_RELATED, WireDiagnostic, WireEdit, WireMessage, WireOffset, WirePlace, WirePlan, WireRange,
    WireRecord, WireRegion, WireRelated, WireScores, WireSuggestion, WireTimeRange, WireVerdict, dated,
    rounded,
};
use crate::report::Report;
use crate::text::Span;

struct Context<'r, 'm> {
    report: &'r Report<'r>,
    mask: &'m Mask<'r>,
    positions: PositionIndex,
}

/// Makes the wire form of a report; `path` is given where the format has it inside the message.
pub(super) fn message<'r>(
    report: &'r Report<'r>,
    path: Option<&'r str>,
    mask: &'r Mask<'r>,
) -> WireMessage<'r> {
    let places: Vec<Label> = report.message.regions.iter().map(place).collect();
    let context = Context { report, mask, positions: PositionIndex::with(report, &places) };
    WireMessage {
        path,
        id: report.message.id.as_deref().map(|id| mask.id(id)),
        subject: mask.subject(),
        line: report.message.base_line,
        record: record(mask.record()),
        verdict: verdict(report, mask),
        diagnostics: report.diagnostics.iter().map(|diagnostic| context.diagnostic(diagnostic)).collect(),
        regions: report.message.regions.iter().zip(&places).map(|both| context.region(both)).collect(),
        remarks: report.remarks.iter().map(|remark| mask.free(remark)).collect(),
    }
}

fn record(record: MessageRecord) -> WireRecord {
    let MessageRecord { from, to, cc, date, channel, thread, words, place } = record;
    let place = place.map(|MessagePlace { file, number, bytes }| WirePlace {
        file,
        message: number,
        offset: offset(bytes),
    });
    WireRecord { from, to, cc, date: date.as_ref().map(dated), channel, thread, words, place }
}

/// Returns the place of a region, to be looked up with those of the diagnostics.
fn place(region: &Region) -> Label {
    Label { part: region.part, span: region.span, region: region.kind, message: "".into() }
}

impl<'r> Context<'r, '_> {
    fn region(&self, (region, place): (&Region, &Label)) -> WireRegion<'r> {
        let located = self.positions.of(self.report, place);
        WireRegion {
            kind: region.kind.name(),
            part: self.part(region.part),
            range: range(&located),
            offset: offset(located.offset),
            source: offset(located.source),
            why: region.marker.map(Marker::name),
        }
    }

    fn diagnostic(&self, diagnostic: &'r Diagnostic) -> WireDiagnostic<'r> {
        let label = &diagnostic.label;
        let located = self.positions.of(self.report, label);
        let beyond = diagnostic.related.len().saturating_sub(MOST_RELATED);
        WireDiagnostic {
            code: &diagnostic.code,
            name: &diagnostic.name,
            severity: diagnostic.severity.name(),
            confidence: rounded(diagnostic.confidence),
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
        let located = self.positions.of(self.report, label);
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
        in_source(self.report, part, span).map_or(span, |span| {
            let base = self.report.message.base_offset;
            Span::new(base + span.start, base + span.end)
        })
    }
}

fn verdict<'r>(report: &'r Report<'_>, mask: &Mask<'_>) -> WireVerdict<'r> {
    let verdict = &report.verdict;
    let lines = |points: &[Point]| points.iter().map(|point| mask.point(point)).collect();
    let plan = report.plan.as_ref();
    let score = |axis: Axis| rounded(axis.of(&verdict.scores));
    WireVerdict {
        action: verdict.action.name(),
        channel: verdict.channel,
        row: verdict.row,
        modifiers: &verdict.modifiers,
        follow_up: verdict.follow_up,
        language: verdict.language.name(),
        reply: if verdict.reply_needed { "needed" } else { "not-needed" },
        wait: verdict.wait,
        confidence: rounded(verdict.confidence),
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
            .map(|(start, end)| WireTimeRange { start: start.to_string(), end: end.to_string() }),
        plan: plan.map(|plan| WirePlan { live: lines(&plan.live), write: lines(&plan.write) }),
    }
}

fn range(located: &LabelPositions) -> WireRange {
    WireRange { start: located.start, end: located.end }
}

fn offset(span: Span) -> WireOffset {
    WireOffset { start: span.start, end: span.end }
}
