//! Adds segments in the order of the text, joined where two of one kind meet.

use crate::message::model::Segment;

/// Adds a segment, unless it is empty; one that goes on where the last of its kind ends lengthens that.
pub(super) fn add(segments: &mut Vec<Segment>, segment: Segment) {
    match segments.last_mut() {
        _ if segment.span.start >= segment.span.end => {}
        Some(last) if last.kind == segment.kind && last.span.end == segment.span.start => {
            last.span.end = segment.span.end;
        }
        _ => segments.push(segment),
    }
}
