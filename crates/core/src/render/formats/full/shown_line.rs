//! Holds a line as far as it is shown, and says where in it a mark stands.

use annotate_snippets::{Annotation, AnnotationKind};

use super::wrap::width;
use crate::text::{Ends, Span};

/// What is marked, and what is said of it.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) kind: AnnotationKind,
    pub(super) label: String,
}

/// A line of a part, as far as it is shown.
pub(super) struct ShownLine {
    pub(super) text: String,
    /// Bytes of the part and of `text`, for each cluster shown and the end.
    pub(super) offsets: Vec<(usize, usize)>,
}

impl ShownLine {
    /// Returns the mark as far as it is in view; `base` is where the row starts in the snippet. A label that would not fit into the
    /// columns is left out: broken over two lines it says nothing.
    pub(super) fn annotation<'a>(&self, mark: &Mark, base: usize, columns: usize) -> Option<Annotation<'a>> {
        let (first, last) = (self.offsets.first()?, self.offsets.last()?);
        let is_in_view = mark.span.start < last.0 && mark.span.end > first.0;
        let is_at = mark.span.is_empty() && (first.0..=last.0).contains(&mark.span.start);
        if !is_in_view && !is_at && first.0 != last.0 {
            return None;
        }
        let place = |offset: usize| {
            let index = self.offsets.partition_point(|&(at, _)| at < offset);
            base + self.offsets.get(index).unwrap_or(last).1
        };
        let (start, end) = (place(mark.span.start), place(mark.span.end));
        let annotation = mark.kind.span(start..end.max(start));
        let before = width(self.text.head(end.max(start) - base));
        let fits = before + 1 + width(&mark.label) <= columns;
        Some(if fits && !mark.label.is_empty() { annotation.label(mark.label.clone()) } else { annotation })
    }
}
