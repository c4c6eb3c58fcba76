//! Splits greeting, signature and disclaimer off the ends of the writer's own words.

use presend_lexicon::names::RegionKind;

use super::disclaimer::disclaimer_start;
use super::greeting::greeting_end;
use super::signature::signature_start;
use crate::message::model::Segment;
use crate::text::Span;

/// Splits them off the segments of the body.
pub(super) fn split_ends(text: &str, segments: &[Segment]) -> Vec<Segment> {
    let mut refined = Vec::with_capacity(segments.len() + 4);
    let mut is_first = true;
    for (index, &(kind, span)) in segments.iter().enumerate() {
        let next = segments.get(index + 1).map(|&(next, _)| next);
        match kind {
            RegionKind::Body => {
                let ends_words = next.is_none_or(|next| {
                    matches!(next, RegionKind::Quote | RegionKind::Forward | RegionKind::Signature)
                });
                body(text, span, is_first, ends_words, &mut refined);
                is_first = false;
            }
            RegionKind::Signature => split_disclaimer(text, span, RegionKind::Signature, &mut refined),
            _ => push(&mut refined, kind, span),
        }
    }
    refined
}

fn push(segments: &mut Vec<Segment>, kind: RegionKind, span: Span) {
    match segments.last_mut() {
        _ if span.is_empty() => {}
        Some((last, before)) if *last == kind && before.end == span.start => before.end = span.end,
        _ => segments.push((kind, span)),
    }
}

fn body(text: &str, span: Span, is_first: bool, ends_words: bool, segments: &mut Vec<Segment>) {
    let mut start = span.start;
    if is_first && let Some(end) = greeting_end(span.of(text)) {
        push(segments, RegionKind::Greeting, Span::new(start, start + end));
        start += end;
    }
    if !ends_words {
        return push(segments, RegionKind::Body, Span::new(start, span.end));
    }
    let words_end = disclaimer_start(text, Span::new(start, span.end)).unwrap_or(span.end);
    let own = Span::new(start, words_end);
    let signature = signature_start(own.of(text)).map_or(words_end, |offset| start + offset);
    push(segments, RegionKind::Body, Span::new(start, signature));
    push(segments, RegionKind::Signature, Span::new(signature, words_end));
    push(segments, RegionKind::Disclaimer, Span::new(words_end, span.end));
}

fn split_disclaimer(text: &str, span: Span, kind: RegionKind, segments: &mut Vec<Segment>) {
    let start = disclaimer_start(text, span).unwrap_or(span.end);
    push(segments, kind, Span::new(span.start, start));
    push(segments, RegionKind::Disclaimer, Span::new(start, span.end));
}
