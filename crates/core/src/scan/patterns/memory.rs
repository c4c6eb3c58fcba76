//! Keeps what is known from the blocks of a text before: windows reach beyond their block, and what two of them show is judged once.

use std::collections::BTreeMap;

use super::known_windows::KnownWindows;
use super::room::Room;
use crate::text::Span;

/// What the search of one block leaves to those of the next ones in the same text, which follow in order.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    part: Option<usize>,
    /// The latest windows of each pattern.
    pub(super) windows: KnownWindows,
    pub(super) room: Room,
    /// What patterns found behind the words of a block, by its place and the pattern's number, with the values taken there.
    ahead: BTreeMap<(Span, usize), Vec<Span>>,
    keeps_ahead: bool,
}

impl Memory {
    /// Knows nothing yet; for blocks whose hits are judged together, so that one that was found from the block before need not be
    /// found again.
    #[must_use]
    pub(crate) fn of_joint_hits() -> Memory {
        Memory { keeps_ahead: true, ..Memory::default() }
    }

    /// Begins a block that starts at `start` in a part.
    pub(super) fn begin(&mut self, part: usize, start: usize) {
        if self.part.replace(part) != Some(part) {
            (self.windows, self.ahead) = (KnownWindows::default(), BTreeMap::new());
        }
        while let Some(first) = self.ahead.first_entry().filter(|first| first.key().0.start < start) {
            first.remove();
        }
    }

    /// Keeps the values that a pattern took where it found something behind the block.
    pub(super) fn keep_ahead(&mut self, number: usize, found: Span, taken: &[Span]) {
        if self.keeps_ahead {
            self.ahead.insert((found, number), taken.to_vec());
        }
    }

    /// Returns the values that the same pattern took there from a block before, which are among its hits.
    pub(super) fn taken(&self, number: usize, found: Span) -> Option<&[Span]> {
        self.ahead.get(&(found, number)).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_ahead_is_known_to_its_pattern_until_its_place_is_passed() {
        let (one, other) = (Span::new(40, 44), Span::new(60, 64));
        let mut memory = Memory::of_joint_hits();
        memory.begin(0, 0);
        memory.keep_ahead(3, one, &[one, other]);
        memory.begin(0, 40);
        assert_eq!(memory.taken(3, one), Some(&[one, other][..]));
        assert_eq!((memory.taken(2, one), memory.taken(3, other)), (None, None));
        memory.begin(0, 41);
        assert_eq!(memory.taken(3, one), None);
        memory.keep_ahead(3, other, &[other]);
        memory.begin(1, 0);
        assert_eq!(memory.taken(3, other), None, "another text");
    }

    #[test]
    fn blocks_that_are_judged_one_by_one_find_all_of_theirs() {
        let (mut memory, place) = (Memory::default(), Span::new(40, 44));
        memory.begin(0, 0);
        memory.keep_ahead(3, place, &[place]);
        assert_eq!(memory.taken(3, place), None);
    }
}
