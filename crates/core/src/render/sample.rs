//! Builds reports for tests.

use crate::diagnostic::{
    Action, Applicability, Diagnostic, Edit, Label, Language, Severity, Suggestion, Verdict,
};
use crate::message::{Coding, Headers, Message, Origin, Part, Region, RegionKind};
use crate::report::Report;
use crate::text::{Column, Span};
use presend_lexicon::Code;
use presend_lexicon::names::Channel;

pub(super) const DISMISSAL: &str = "From: ana@example.com\nTo: bo@example.com\nSubject: News\n\nHi Bo,\n\n\
    Unfortunately we have to let you go effective Friday.\n\nAs I said before, this is final. ASAP please.\n";

/// Makes a code of its text.
fn code_of(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

/// A clean report about a text.
pub(super) fn report(text: &str) -> Report<'static> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let part =
        Part { label: None, text: text[start..].to_owned().into(), origin: Origin::Verbatim { start } };
    let message = Message {
        name: "draft.eml".into(),
        source: text.as_bytes().to_vec().into(),
        base_offset: 0,
        base_line: 1,
        base_column: Column::default(),
        number: None,
        id: None,
        channel: None,
        thread: None,
        parts: vec![part],
        regions: Vec::new(),
        headers: Headers::default(),
        attachments: None,
        profile: None,
        mentions_all: false,
        is_live: false,
        burst: 1,
        meeting: None,
        unread: Vec::new(),
        files: Vec::new(),
    };
    let verdict = Verdict {
        action: Action::Write,
        channel: Channel::Message,
        row: 15,
        confidence: 0.875,
        spares: false,
        follow_up: false,
        language: Language::English,
        reply_needed: false,
        wait: false,
        scores: [0.0; 7],
        reasons: Vec::new(),
        summary: "Nothing stands in the way of sending this.".into(),
        modifiers: Vec::new(),
        shared_hours: None,
    };
    Report {
        message,
        diagnostics: Vec::new(),
        verdict,
        words: 0,
        date: None,
        people: Vec::new(),
        masked: Vec::new(),
        of_others: None,
        other_writers: None,
        own_values: std::sync::OnceLock::new(),
        plan: None,
        remarks: Vec::new(),
        verdict_stops: false,
    }
}

/// A label at the first place of some words in part 0.
pub(super) fn label(report: &Report<'_>, words: &str, message: &'static str) -> Label {
    let start = report.message.parts[0].text.find(words).unwrap();
    let span = Span::new(start, start + words.len());
    Label { part: 0, span, region: RegionKind::Body, message: message.into() }
}

/// A diagnostic at some words.
pub(super) fn diagnostic(
    report: &Report<'_>,
    code: &'static str,
    severity: Severity,
    words: &str,
) -> Diagnostic {
    Diagnostic {
        code: code_of(code),
        name: "employment-ending".into(),
        severity,
        message: "this tells someone that their job is ending".into(),
        note: "alone with a screen there is no room for questions, and tone is guessed".into(),
        help: "meet in person or by video; send this as the written follow-up".into(),
        label: label(report, words, ""),
        related: Vec::new(),
        more: 0,
        suggestions: Vec::new(),
        fingerprint: "00c0ffee".into(),
        blocks: true,
        confidence: 0.5,
    }
}

/// A text with one error.
pub(super) fn pointing_at(text: &str, words: &str) -> Report<'static> {
    let mut report = report(text);
    report.diagnostics.push(diagnostic(&report, "S001", Severity::Error, words));
    report
}

/// A mail that dismisses someone.
pub(super) fn dismissal() -> Report<'static> {
    let mut report = pointing_at(DISMISSAL, "let you go");
    report.message.headers.subject = Some("News".into());
    report.message.regions.push(Region::new(RegionKind::Subject, 0, Span::new(50, 54)));
    let related = label(&report, "effective Friday", "and when");
    report.diagnostics[0].related.push(related);
    let mut heated = diagnostic(&report, "E006", Severity::Warning, "As I said before");
    heated.message = "this reminds the reader of having been told".into();
    heated.note = "".into();
    heated.help = "say the thing once more, without the reminder".into();
    let span = heated.label.span;
    heated.suggestions.push(Suggestion {
        title: "drop the reminder".into(),
        applicability: Applicability::Safe,
        edits: vec![Edit { part: 0, span: Span::new(span.start, span.end + 3), text: "T".into() }],
    });
    report.diagnostics.push(heated);
    report.verdict = Verdict {
        action: Action::Talk,
        channel: Channel::InPersonOrVideo,
        row: 8,
        confidence: 0.875,
        spares: false,
        follow_up: true,
        language: Language::English,
        reply_needed: true,
        wait: false,
        scores: [0.85, 0.0, 0.2104, 0.0, 0.0, 0.0, 0.0],
        reasons: vec![code_of("S001"), code_of("E006")],
        summary: "Tell them in person or by video, then send this as the written follow-up.".into(),
        modifiers: vec![3],
        shared_hours: "2026-03-10T14:00:00Z".parse().ok().zip("2026-03-10T17:30:00Z".parse().ok()),
    };
    report
}

/// A mail whose body is base64.
pub(super) fn encoded() -> Report<'static> {
    let head = "x: y\n".repeat(11) + "\n";
    let mut report = pointing_at("Hi,\nwe have to let you go, 日本.", "let you go");
    report.message.source = (head.clone() + "SGksCndlIGhhdmUg\n").into_bytes().into();
    let part = &mut report.message.parts[0];
    part.label = Some("1.2".into());
    let span = Span::new(head.len(), head.len() + 17);
    part.origin = Origin::Decoded { span, coding: Coding::Opaque };
    report
}
