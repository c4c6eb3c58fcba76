//! Says what must hold of messages, reports and outputs, whatever came in.

use presend_core::message::{Message, Origin, Part};
use presend_core::render::{OutputFormat, sanitize};
use presend_core::{Report, Span};
use serde_json::Value;

/// Parts come from the source, and regions fit their parts without overlapping.
pub(super) fn message(message: &Message<'_>) {
    for part in &message.parts {
        origin(part, &message.source);
    }
    for region in &message.regions {
        fits(message, region.part, region.span);
    }
    // They stand in the order in which they are read, which need not be that of the source.
    let mut taken: Vec<_> =
        message.regions.iter().map(|region| (region.part, region.span, region.kind)).collect();
    taken.sort_by_key(|(part, span, _)| (*part, *span));
    for (before, after) in taken.iter().zip(taken.iter().skip(1)) {
        assert!(before.0 != after.0 || before.1.end <= after.1.start, "{before:?} overlaps {after:?}");
    }
    let places = message.headers.places;
    for (part, span) in [places.date, places.to, places.cc, places.bcc].into_iter().flatten() {
        fits(message, part, span);
    }
}

fn origin(part: &Part<'_>, source: &[u8]) {
    match part.origin {
        Origin::Verbatim { start } => {
            let own = source.get(start..).and_then(|rest| rest.get(..part.text.len()));
            assert!(own == Some(part.text.as_bytes()), "a verbatim part is not what stands at {start}");
        }
        Origin::Decoded { span, .. } => {
            assert!(source.get(span.start..span.end).is_some(), "{span:?} is outside");
        }
    }
}

/// A span lies in its part, on the bounds of characters, and comes from bytes of the source.
fn fits(message: &Message<'_>, part: usize, span: Span) {
    let part = message.parts.get(part).unwrap_or_else(|| panic!("no part {part}"));
    assert!(
        part.text.get(span.start..span.end).is_some(),
        "{span:?} does not fit a part of {} bytes",
        part.text.len()
    );
    let source = part.source_span(&message.source, span);
    assert!(
        message.source.get(source.start..source.end).is_some(),
        "{span:?} comes from {source:?}, outside"
    );
}

/// Everything that a report points at is there, and its chances are chances.
pub(super) fn report(report: &Report<'_>) {
    message(&report.message);
    for found in &report.diagnostics {
        for label in std::iter::once(&found.label).chain(&found.related) {
            // Of a mail without any text there is nothing to point at.
            if !report.message.parts.is_empty() || (label.part, label.span) != (0, Span::default()) {
                fits(&report.message, label.part, label.span);
            }
        }
        for suggestion in &found.suggestions {
            let mut end = None;
            for edit in &suggestion.edits {
                fits(&report.message, edit.part, edit.span);
                assert!(
                    end.is_none_or(|end| end <= (edit.part, edit.span.start)),
                    "edits overlap: {suggestion:?}"
                );
                end = Some((edit.part, edit.span.end));
            }
        }
        assert!((0.0..=1.0).contains(&found.confidence), "{} is {} sure", found.code, found.confidence);
    }
    for (part, span) in &report.masked {
        fits(&report.message, *part, *span);
    }
    let verdict = &report.verdict;
    assert!(
        (0.0..=1.0).contains(&verdict.confidence)
            && verdict.scores.iter().all(|score| (0.0..=1.0).contains(score))
    );
}

/// What the standard library writes where a program breaks its own rules.
const FAULTS: [&str; 6] =
    ["panicked", "unwrap()", "called `Option", "called `Result", "out of bounds", "internal error"];

/// Each line of a refusal names the file and a line of it, says what is wrong there, and moves no terminal.
pub(super) fn refusal(file: &str, text: &str, reason: &str) {
    lines(reason);
    let last = 1 + text.matches('\n').count();
    for told in reason.split('\n') {
        let place = told.strip_prefix(file).and_then(|rest| rest.strip_prefix(':'));
        let (line, what) = place.and_then(|rest| rest.split_once(": ")).unwrap_or_default();
        // Some know the column too.
        let (line, _) = line.split_once(':').unwrap_or((line, ""));
        let is_there = line.parse().is_ok_and(|line| (1..=last).contains(&line));
        assert!(
            is_there && !what.trim().is_empty(),
            "no line of {last} and no reason: {told:?} in {reason:?}"
        );
        // What the file itself says may be shown.
        let fault = FAULTS.iter().find(|fault| told.contains(**fault) && !text.contains(**fault));
        assert!(fault.is_none(), "a fault of presend's own: {told:?}");
    }
}

/// A document is what its format says, and nothing in it moves a terminal.
pub(super) fn output(format: OutputFormat, bytes: &[u8]) {
    let text = utf8(bytes);
    match format {
        OutputFormat::Json | OutputFormat::Sarif | OutputFormat::Gitlab | OutputFormat::Rdjson => json(text),
        OutputFormat::Jsonl | OutputFormat::Rdjsonl => text.lines().for_each(json),
        _ => lines(text),
    }
}

/// The text is JSON that is safe on a terminal.
pub(super) fn json(text: &str) {
    assert!(serde_json::from_str::<Value>(text).is_ok(), "no JSON: {text}");
    lines(text);
}

/// No line holds what a terminal would obey or hide.
pub(super) fn lines(text: &str) {
    for line in text.split('\n') {
        assert!(sanitize(line) == line, "not safe on a terminal: {line:?}");
    }
}

pub(super) fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(bytes)))
}

/// A fixed draft differs from the draft in what its suggestions name alone: what stands before the first and behind the last
/// stays.
pub(super) fn fixed(report: &Report<'_>, fixed: &[u8]) {
    let edits = presend_core::render::edits(report, presend_core::Applicability::Unsafe);
    assert_eq!(
        fixed,
        presend_core::render::apply(&report.message.source, &edits),
        "two ways to fix, two drafts"
    );
}

/// A mail that asks nothing of presend is sent byte for byte; of another whole lines are missing and nothing else. A byte order
/// mark stays where it was, though the line behind it may go.
pub(super) fn outgoing(message: &[u8], sent: &[u8]) {
    let asks = message.to_ascii_lowercase().windows(8).any(|word| word == b"presend:" || word == b"-presend");
    assert!(asks || sent == message, "a mail that asks for nothing was changed");
    let bare = |bytes| <[u8]>::strip_prefix(bytes, b"\xef\xbb\xbf").unwrap_or(bytes);
    let (message, sent) = (bare(message), bare(sent));
    let mut lines = message.split_inclusive(|byte| *byte == b'\n');
    for line in sent.split_inclusive(|byte| *byte == b'\n') {
        assert!(
            lines.any(|own| own == line),
            "{:?} is no line of the mail, or moved",
            String::from_utf8_lossy(line)
        );
    }
}
