//! Turns a report into diagnostics of the protocol, with what actions and hovers need of it.

use gen_lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Position, Range, Uri,
};
use serde_json::{Value, json};

use super::fixes::{OfferedFix, offered};
use super::positions::{Encoding, LineIndex, overlap};
use presend_core::Linter;
use presend_core::Report;
use presend_core::Span;
use presend_core::message::{Origin, RegionKind};
use presend_core::render::PrivateMask;
use presend_core::{Action, Axis, Label, Severity};
use presend_lexicon::names::RuleProperty;

/// What was found in one version of a document.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) found: Vec<Finding>,
    /// The hint that holds for a whole message, unless it may go as it is; one for each such message.
    hints: Vec<Diagnostic>,
    /// The parameters of `presend/verdict`, without document and version: the strictest of all messages.
    pub(super) verdict: Value,
    action: Option<Action>,
}

/// One diagnostic with what belongs to it.
pub(super) struct Finding {
    pub(super) shown: Diagnostic,
    pub(super) code: String,
    pub(super) fixes: Vec<OfferedFix>,
    /// It may be silenced.
    pub(super) can_ignore: bool,
    /// Where a line that asks to ignore it can be put; `None` in encoded text, and where no draft can silence it.
    pub(super) ignore_at: Option<Position>,
    page: String,
}

/// Turns places and texts of one report into those of the protocol.
struct ReportConverter<'r> {
    report: &'r Report<'r>,
    text: &'r str,
    uri: &'r str,
    lines: LineIndex,
    mask: PrivateMask<'r>,
}

impl Findings {
    /// Turns a report on a text.
    pub(super) fn new(
        report: &Report<'_>,
        linter: &Linter,
        (text, uri): (&str, &str),
        encoding: Encoding,
    ) -> Findings {
        let (lines, mask) = (LineIndex::new(text, encoding), PrivateMask::new(report));
        let converter = ReportConverter { report, text, uri, lines, mask };
        let ignore_at = converter.ignore_at();
        let found = report.diagnostics.iter().map(|found| Finding {
            shown: converter.diagnostic(found),
            code: found.code.to_string(),
            fixes: offered(report, &converter.mask, found, |part, span| converter.range(part, span)),
            can_ignore: !is_unsuppressible(&found.code, linter),
            ignore_at: ignore_at.filter(|_| !is_unsuppressible(&found.code, linter)),
            page: converter.mask.text(&page(found, linter)),
        });
        Findings {
            found: found.collect(),
            hints: converter.hint().into_iter().collect(),
            verdict: verdict(report, &converter.mask),
            action: Some(report.verdict.action),
        }
    }

    /// Adds what was found in a further message of the same document.
    pub(super) fn add(&mut self, more: Findings) {
        self.found.extend(more.found);
        self.hints.extend(more.hints);
        if self.action < more.action {
            (self.action, self.verdict) = (more.action, more.verdict);
        }
    }

    /// Returns the diagnostics to show.
    pub(super) fn shown(&self) -> Vec<&Diagnostic> {
        self.found.iter().map(|found| &found.shown).chain(&self.hints).collect()
    }

    /// Returns the page of the rule at a position.
    pub(super) fn hover(&self, position: Position) -> Value {
        let range = Range { start: position, end: position };
        match self.found.iter().find(|found| overlap(&found.shown.range, &range)) {
            Some(found) => {
                json!({ "contents": { "kind": "markdown", "value": found.page }, "range": found.shown.range })
            }
            None => Value::Null,
        }
    }
}

impl ReportConverter<'_> {
    fn diagnostic(&self, found: &presend_core::Diagnostic) -> Diagnostic {
        let mut message = found.message.to_string();
        if !found.help.is_empty() {
            message = format!("{message}\nhelp: {}", found.help);
        }
        let related: Vec<DiagnosticRelatedInformation> = found
            .related
            .iter()
            .map(|label| DiagnosticRelatedInformation {
                location: Location {
                    uri: Uri(self.uri.to_owned()),
                    range: self.range(label.part, label.span),
                },
                message: self.words(label),
            })
            .collect();
        Diagnostic {
            range: self.range(found.label.part, found.label.span),
            severity: Some(severity(found.severity)),
            code: Some(found.code.to_string().into()),
            source: Some("presend".to_owned()),
            message: self.mask.text(&message).into(),
            related_information: (!related.is_empty()).then_some(related),
            data: Some(json!({ "code": found.code, "fingerprint": found.fingerprint })),
            ..Diagnostic::default()
        }
    }

    /// Returns what a further place is: the rule's words for it, but none of the draft's, which may be a secret.
    fn words(&self, label: &Label) -> String {
        if label.message.is_empty() { "also here".to_owned() } else { self.mask.text(&label.message) }
    }

    fn range(&self, part: usize, span: Span) -> Range {
        let message = &self.report.message;
        let source =
            message.parts.get(part).map_or(Span::new(0, 0), |part| part.source_span(&message.source, span));
        let base = message.base_offset;
        self.lines.range(self.text, Span::new(base + source.start, base + source.end))
    }

    /// Makes the hint on the verdict, at the first line of the writer's own words.
    fn hint(&self) -> Option<Diagnostic> {
        let verdict = &self.report.verdict;
        if verdict.action == Action::Write {
            return None;
        }
        let own = self.report.message.regions.iter().find(|region| is_own(region.kind))?;
        let part = self.report.message.parts.get(own.part)?;
        let line = own.span.of(&part.text).lines().next().unwrap_or_default();
        let range = self.range(own.part, Span::new(own.span.start, own.span.start + line.len()));
        Some(Diagnostic {
            range,
            severity: Some(DiagnosticSeverity::Hint),
            code: Some("verdict".to_owned().into()),
            source: Some("presend".to_owned()),
            message: format!("verdict: {}: {}", verdict.action.name(), self.mask.text(&verdict.summary))
                .into(),
            ..Diagnostic::default()
        })
    }

    /// Returns the place after the last line of the writer's own body.
    fn ignore_at(&self) -> Option<Position> {
        let message = &self.report.message;
        let body = message.regions.iter().rfind(|region| region.kind == RegionKind::Body)?;
        let part = message.parts.get(body.part)?;
        let Origin::Verbatim { start } = part.origin else { return None };
        let own = body.span.of(&part.text).trim_end();
        let end = message.base_offset + start + body.span.start + own.len();
        Some(self.lines.position(self.text, self.lines.next_line(self.text, end.saturating_sub(1))))
    }
}

const fn is_own(kind: RegionKind) -> bool {
    matches!(kind, RegionKind::Subject | RegionKind::Greeting | RegionKind::Body)
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Info => DiagnosticSeverity::Information,
        Severity::Hint => DiagnosticSeverity::Hint,
    }
}

fn verdict(report: &Report<'_>, mask: &PrivateMask<'_>) -> Value {
    let verdict = &report.verdict;
    let scores: serde_json::Map<String, Value> = Axis::ALL
        .iter()
        .zip(verdict.scores)
        .map(|(axis, score)| (axis.name().to_owned(), json!(score)))
        .collect();
    json!({
        "action": verdict.action.name(),
        "channel": verdict.channel,
        "summary": mask.text(&verdict.summary),
        "scores": scores,
        "reasons": verdict.reasons,
    })
}

/// Returns true if and only if a draft cannot silence the rule.
fn is_unsuppressible(code: &str, linter: &Linter) -> bool {
    linter.rules().any(|rule| rule.code() == code && rule.has(RuleProperty::Unsuppressible))
}

/// Writes what a rule is about, as Markdown.
fn page(found: &presend_core::Diagnostic, linter: &Linter) -> String {
    let group = linter.rules().find(|rule| rule.code() == found.code).map_or("", |rule| rule.group().name());
    let mut page = format!(
        "**{} {}** ({group}, {})\n\n{}",
        found.code,
        found.name,
        found.severity.name(),
        found.message
    );
    for (word, line) in [("why", &found.note), ("do", &found.help)] {
        if !line.is_empty() {
            page += &format!("\n\n*{word}:* {line}");
        }
    }
    page
}
