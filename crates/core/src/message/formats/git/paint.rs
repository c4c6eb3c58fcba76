//! Gives stretches of a message another kind than its regions say.

use presend_lexicon::names::RegionKind;

use crate::message::marker::Marker;
use crate::message::model::Region;
use crate::text::Span;

/// Gives stretches of parts another kind, whatever they were; where two overlap, the one that starts first counts. It
/// is one sweep, for a text may hold a comment on every other line.
pub(super) fn paint(regions: &mut Vec<Region>, marks: Vec<(usize, RegionKind, Span)>) {
    let marks = apart(marks);
    let mut painted: Vec<Region> = Vec::with_capacity(regions.len() + 2 * marks.len());
    let mut is_set = vec![false; marks.len()];
    for region in regions.drain(..) {
        let mut left = region.span;
        let is_before = |mark: &Region| (mark.part, mark.span.end) <= (region.part, region.span.start);
        let first = marks.partition_point(is_before);
        for (mark, is_set) in marks.iter().zip(&mut is_set).skip(first) {
            if mark.part != region.part || mark.span.start >= region.span.end {
                break;
            }
            if left.start < mark.span.start {
                painted.push(Region { span: Span::new(left.start, mark.span.start), ..region });
            }
            if !*is_set {
                painted.push(*mark);
                *is_set = true;
            }
            left.start = mark.span.end.min(region.span.end);
        }
        if !left.is_empty() {
            painted.push(Region { span: left, ..region });
        }
    }
    *regions = painted;
}

/// Sorts marks and cuts off what lies in the one before.
fn apart(mut marks: Vec<(usize, RegionKind, Span)>) -> Vec<Region> {
    marks.sort_by_key(|(part, _, span)| (*part, span.start));
    let mut found: Vec<Region> = Vec::with_capacity(marks.len());
    for (part, kind, span) in marks {
        let taken = found.last().filter(|last| last.part == part).map_or(0, |last| last.span.end);
        let span = Span::new(span.start.max(taken), span.end.max(taken));
        if !span.is_empty() {
            found.push(Region { marker: Some(Marker::Machine), ..Region::new(kind, part, span) });
        }
    }
    found
}
