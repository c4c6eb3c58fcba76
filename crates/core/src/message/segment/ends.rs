//! Splits greeting, signature and disclaimer off the ends of the writer's own words.

use presend_lexicon::names::RegionKind;

use super::disclaimer::notice;
use super::greeting::greeting_end;
use super::joined::add;
use super::signature::signature;
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::Span;

/// Splits them off the segments of the body.
pub(super) fn split_ends(text: &str, segments: &[Segment]) -> Vec<Segment> {
    let mut refined = Vec::with_capacity(segments.len() + 4);
    let mut is_first = true;
    for (index, segment) in segments.iter().enumerate() {
        // How to join a call may stand below the signature.
        let after = segments.iter().skip(index + 1).map(|after| after.kind);
        let next = after.into_iter().find(|kind| *kind != RegionKind::Disclaimer);
        let span = segment.span;
        match segment.kind {
            RegionKind::Body => {
                let ends_words = next.is_none_or(|next| {
                    matches!(next, RegionKind::Quote | RegionKind::Forward | RegionKind::Signature)
                });
                body(text, span, is_first, ends_words, &mut refined);
                is_first = false;
            }
            RegionKind::Signature => split_disclaimer(text, *segment, &mut refined),
            _ => add(&mut refined, *segment),
        }
    }
    refined
}

fn body(text: &str, span: Span, is_first: bool, ends_words: bool, segments: &mut Vec<Segment>) {
    let mut start = span.start;
    if is_first && let Some(end) = greeting_end(span.of(text)) {
        add(segments, Segment::new(RegionKind::Greeting, Span::new(start, start + end)));
        start += end;
    }
    if !ends_words {
        return add(segments, Segment::new(RegionKind::Body, Span::new(start, span.end)));
    }
    let notice = notice(text, Span::new(start, span.end), true);
    let words_end = notice.map_or(span.end, |notice| notice.span.start);
    let own = Span::new(start, words_end);
    let (signature, marker) = match signature(own.of(text)) {
        Some((found, marker)) => (Span::new(start + found.start, start + found.end), marker),
        None => (Span::new(words_end, words_end), Marker::Closing),
    };
    add(segments, Segment::new(RegionKind::Body, Span::new(start, signature.start)));
    add(segments, Segment::marked(RegionKind::Signature, signature, marker));
    // What stands below a title or an address and is neither is the writer's again.
    add(segments, Segment::new(RegionKind::Body, Span::new(signature.end, words_end)));
    if let Some(notice) = notice {
        add(segments, Segment::marked(RegionKind::Disclaimer, notice.span, notice.marker));
        add(segments, Segment::new(RegionKind::Body, Span::new(notice.span.end, span.end)));
    }
}

fn split_disclaimer(text: &str, segment: Segment, segments: &mut Vec<Segment>) {
    let span = segment.span;
    let Some(notice) = notice(text, span, false) else { return add(segments, segment) };
    add(segments, Segment { span: Span::new(span.start, notice.span.start), ..segment });
    add(segments, Segment::marked(RegionKind::Disclaimer, notice.span, notice.marker));
    add(segments, Segment { span: Span::new(notice.span.end, span.end), ..segment });
}
