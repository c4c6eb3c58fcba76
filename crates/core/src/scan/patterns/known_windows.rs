//! Keeps what patterns made of their latest windows: where the same values stand again and again, no expression runs twice.

use std::ops::Range;
use std::rc::Rc;

use crate::scan::latest::Latest;
use crate::text::Span;

/// What came of one window.
type Values = Rc<[Range<usize>]>;

/// The latest windows of the patterns in one text.
#[derive(Debug, Default)]
pub(super) struct KnownWindows {
    of: Vec<OfPattern>,
    /// Windows around numbers, with the patterns that want digits grouped as there.
    grouped: Latest<(Span, Rc<[usize]>)>,
}

/// Those of one pattern.
#[derive(Debug, Default)]
struct OfPattern {
    values: Latest<(Span, Values)>,
    /// Values, and whether they pass the pattern's test.
    tests: Latest<(Span, bool)>,
    /// Windows, the place of a value in each, and whether an exception overlaps it.
    exceptions: Latest<(Span, Range<usize>, bool)>,
}

impl KnownWindows {
    /// Returns the values of a pattern in a window of the text, found by `find` if no window alike is known.
    pub(super) fn values(
        &mut self,
        (number, bytes): (usize, &[u8]),
        window: Span,
        find: impl FnOnce() -> Vec<Range<usize>>,
    ) -> Values {
        let values = &mut self.of(number).values;
        if let Some((_, known)) = values.find(|(known, _)| are_alike(bytes, *known, window)) {
            return Rc::clone(known);
        }
        let found: Values = find().into();
        values.keep((window, Rc::clone(&found)));
        found
    }

    /// Returns whether a value passes the test of a pattern, as `test` tells if no value alike is known.
    pub(super) fn passes(
        &mut self,
        (number, bytes): (usize, &[u8]),
        value: Span,
        test: impl FnOnce() -> bool,
    ) -> bool {
        let tests = &mut self.of(number).tests;
        if let Some((_, passes)) = tests.find(|(known, _)| are_alike(bytes, *known, value)) {
            return *passes;
        }
        let passes = test();
        tests.keep((value, passes));
        passes
    }

    /// Returns whether a value in a window is excepted, as `look` tells if no window alike is known.
    pub(super) fn is_excepted(
        &mut self,
        (number, bytes): (usize, &[u8]),
        (window, value): (Span, Range<usize>),
        look: impl FnOnce() -> bool,
    ) -> bool {
        let exceptions = &mut self.of(number).exceptions;
        let is_same = |(known, place, _): &&(Span, Range<usize>, bool)| {
            *place == value && are_alike(bytes, *known, window)
        };
        if let Some((.., is_excepted)) = exceptions.find(is_same) {
            return *is_excepted;
        }
        let is_excepted = look();
        exceptions.keep((window, value, is_excepted));
        is_excepted
    }

    /// Returns the patterns that want digits grouped as in a window, listed by `list` if no window alike is known.
    pub(super) fn grouped(
        &mut self,
        bytes: &[u8],
        window: Span,
        list: impl FnOnce() -> Vec<usize>,
    ) -> Rc<[usize]> {
        if let Some((_, known)) = self.grouped.find(|(known, _)| are_alike(bytes, *known, window)) {
            return Rc::clone(known);
        }
        let numbers: Rc<[usize]> = list().into();
        self.grouped.keep((window, Rc::clone(&numbers)));
        numbers
    }

    fn of(&mut self, number: usize) -> &mut OfPattern {
        if self.of.len() <= number {
            self.of.resize_with(number + 1, OfPattern::default);
        }
        &mut self.of[number]
    }
}

/// Returns true if and only if the same bytes stand in two windows.
fn are_alike(bytes: &[u8], one: Span, other: Span) -> bool {
    bytes.get(one.start..one.end) == bytes.get(other.start..other.end)
}
