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
    of: Vec<Option<Box<OfPattern>>>,
    /// Windows around numbers, with the patterns that want digits grouped as there.
    grouped: Latest<(Span, Rc<[usize]>)>,
}

/// Those of one pattern.
#[derive(Debug, Default)]
struct OfPattern {
    values: Latest<(Span, Values)>,
    /// Nothing but the window decides whether the pattern is run.
    is_plain: bool,
    /// Values, and whether they pass the pattern's test.
    tests: Latest<(Span, bool)>,
    /// Windows, the place of a value in each, and whether an exception overlaps it.
    exceptions: Latest<(Span, Range<usize>, bool)>,
}

impl KnownWindows {
    /// Returns the values of a pattern in a window of the text, found by `find` if no window alike is known. `is_plain` says that
    /// nothing but the window decides whether the pattern is run.
    pub(super) fn values(
        &mut self,
        (number, bytes): (usize, &[u8]),
        (window, is_plain): (Span, bool),
        find: impl FnOnce() -> Vec<Range<usize>>,
    ) -> Values {
        let of = self.of(number);
        of.is_plain = is_plain;
        if let Some((_, known)) = of.values.find(|(known, _)| are_alike(bytes, *known, window)) {
            return Rc::clone(known);
        }
        let found: Values = find().into();
        of.values.keep((window, Rc::clone(&found)));
        found
    }

    /// Returns true if and only if a pattern is known to find nothing in a window, however often it is run there.
    pub(super) fn holds_nothing(&self, (number, bytes): (usize, &[u8]), window: Span) -> bool {
        let is_it = |(known, values): &&(Span, Values)| values.is_empty() && are_alike(bytes, *known, window);
        let of = self.of.get(number).and_then(Option::as_ref);
        of.is_some_and(|of| of.is_plain && of.values.find(is_it).is_some())
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

    #[expect(clippy::indexing_slicing, reason = "the list was made long enough for the number just before")]
    fn of(&mut self, number: usize) -> &mut OfPattern {
        if self.of.len() <= number {
            self.of.resize_with(number + 1, || None);
        }
        self.of[number].get_or_insert_default()
    }
}

/// Returns true if and only if the same bytes stand in two windows.
fn are_alike(bytes: &[u8], one: Span, other: Span) -> bool {
    bytes.get(one.start..one.end) == bytes.get(other.start..other.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &[u8] = b"pin 12 pin 12 pin 13";

    /// Places of which the first, second and fourth hold the same bytes.
    const WINDOWS: [Span; 4] = [Span::new(0, 6), Span::new(7, 13), Span::new(14, 20), Span::new(7, 13)];

    #[test]
    fn what_is_known_of_a_window_holds_for_its_bytes_alone() {
        let mut known = KnownWindows::default();
        let (mut found, mut tested, mut listed) = (0, 0, 0);
        for window in WINDOWS {
            let values = known.values((3, BYTES), (window, true), || {
                found += 1;
                vec![0..3, 4..6]
            });
            assert_eq!(*values, [0..3, 4..6]);
            known.passes((3, BYTES), window, || {
                tested += 1;
                true
            });
            known.grouped(BYTES, window, || {
                listed += 1;
                vec![3]
            });
        }
        assert_eq!((found, tested, listed), (2, 2, 2));
        // Another pattern makes something else of the same window.
        assert!(known.values((2, BYTES), (WINDOWS[0], true), Vec::new).is_empty());
    }

    #[test]
    fn an_exception_is_known_by_the_place_of_the_value_too() {
        let mut known = KnownWindows::default();
        let mut ask = |window: Span, value: Range<usize>, answer: bool| {
            known.is_excepted((0, BYTES), (window, value), || answer)
        };
        assert!(ask(WINDOWS[0], 4..6, true));
        assert!(ask(WINDOWS[1], 4..6, false), "known from the first");
        assert!(!ask(WINDOWS[1], 0..3, false) && !ask(WINDOWS[2], 4..6, false));
    }

    #[test]
    fn nothing_is_held_where_more_than_the_window_decides() {
        let mut known = KnownWindows::default();
        known.values((0, BYTES), (WINDOWS[0], true), Vec::new);
        known.values((1, BYTES), (WINDOWS[0], false), Vec::new);
        known.values((2, BYTES), (WINDOWS[0], true), || vec![0..3, 4..6]);
        let holds = |number: usize| known.holds_nothing((number, BYTES), WINDOWS[1]);
        assert_eq!([holds(0), holds(1), holds(2), holds(9)], [true, false, false, false]);
    }
}
