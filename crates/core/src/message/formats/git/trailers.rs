//! Finds the trailers of a commit message.

use presend_lexicon::names::RegionKind;

use crate::text::{Ends, Span};

/// The profile of what goes into a project's history.
pub(super) const PROFILE: &str = "commit";

/// Returns the lines of a stretch, each with its end.
pub(super) fn lines(text: &str, range: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = range.start;
    range.of(text).split_inclusive('\n').map(move |line| {
        at += line.len();
        Span::new(at - line.len(), at)
    })
}

/// Finds the trailers: the last paragraph, if all its lines are `Signed-off-by: …` and the like.
pub(super) fn trailers<'t>(
    text: &'t str,
    lines: &[Span],
) -> impl Iterator<Item = (RegionKind, Span)> + use<'t> {
    let is_blank = |line: &Span| line.of(text).trim().is_empty();
    let end = lines.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
    let lines = lines.head(end);
    let paragraph = lines.rsplit(is_blank).next().unwrap_or_default();
    let is_trailer = |line: &Span| {
        let line = line.of(text);
        let name = line.split(':').next().unwrap_or_default();
        line.starts_with("(cherry picked from commit ")
            || line.starts_with([' ', '\t'])
            || (line.len() > name.len()
                && name.contains('-')
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
    };
    let ends = paragraph.first().zip(paragraph.last()).filter(|_| paragraph.iter().all(is_trailer));
    let span = ends.map(|(first, last)| Span::new(first.start, last.end));
    span.map(|span| (RegionKind::Signature, span)).into_iter()
}
