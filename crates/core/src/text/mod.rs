//! Holds text as it came in: sources, byte spans, decoding to UTF-8.

mod bits;
pub(crate) mod boundaries;
pub(crate) mod decode;
pub(crate) mod digest;
mod each_line;
mod ends;
mod form_set;
mod grouping;
pub(crate) mod json;
pub(crate) mod letters;
pub(crate) mod lines;
mod listed;
pub(crate) mod markup_view;
pub(crate) mod nearest;
mod plain_view;
pub(crate) mod private_values;
mod rewritten_values;
pub(crate) mod word_forms;

use std::borrow::Cow;

pub(crate) use bits::{clear_bit, has_bit, set_bit};
pub(crate) use each_line::{each_line, each_line_of};
pub(crate) use ends::Ends;
pub(crate) use grouping::group_by_number;
pub use lines::Column;
pub(crate) use listed::is_listed;

/// A half-open range of bytes, `start..end`, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte of the range.
    pub start: usize,
    /// First byte after the range; never below `start`.
    pub end: usize,
}

impl Span {
    /// Makes the span `start..end`, in bytes.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// Returns the length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Returns true if and only if the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns true if and only if the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns true if and only if `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the text under the span, or an empty string where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Returns the bytes under the span, or none where the span does not fit.
    #[must_use]
    pub fn of_bytes(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.start..self.end).unwrap_or_default()
    }
}

/// Named bytes of one message: a whole file, standard input, or one message of an archive.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    /// The path that reports show, `<stdin>` for standard input without a name.
    pub name: Cow<'a, str>,
    /// The bytes exactly as they came in.
    pub bytes: Cow<'a, [u8]>,
    /// Where these bytes start in their file, in bytes from 0; not 0 only inside an archive.
    pub base_offset: usize,
    /// The line of the file on which these bytes start, from 1.
    pub base_line: usize,
    /// Where in that line these bytes start; not 0 only inside an archive.
    pub base_column: Column,
}

impl<'a> Source<'a> {
    /// Makes a source that is a whole file of its own.
    #[must_use]
    pub fn new(name: impl Into<Cow<'a, str>>, bytes: impl Into<Cow<'a, [u8]>>) -> Source<'a> {
        let (name, bytes, base_column) = (name.into(), bytes.into(), Column::default());
        Source { name, bytes, base_offset: 0, base_line: 1, base_column }
    }
}
