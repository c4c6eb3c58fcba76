//! Reads lists of words in place that the program asks for by name, such as the words by which a writer speaks of themself.

#[cfg(feature = "built-in")]
mod toml;

#[cfg(feature = "built-in")]
pub(crate) use toml::{Lists, flagged, pack, read};

use super::names::WordList;
#[cfg(feature = "squeezed")]
use super::pack::Packer;
use super::pack::{Cell, List, Packed, Pool, Section};

/// Cells of a list: the number of its first text and how many there are, and the number of the first of the same texts in
/// the order of their lengths, and of their bytes where they are as long.
pub(crate) const LIST_SIZE: usize = 3;

/// The lists, by name.
#[derive(Debug, Clone, Copy)]
pub struct WordLists<'a> {
    records: &'a [[Cell; LIST_SIZE]],
    pool: Pool<'a>,
}

impl<'a> WordLists<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> WordLists<'a> {
        WordLists { records: packed.records(Section::WordLists), pool: packed.pool() }
    }

    /// Returns the lists that were packed, while other things are.
    #[cfg(feature = "squeezed")]
    pub(crate) fn of_packer(packer: &'a Packer) -> WordLists<'a> {
        WordLists { records: packer.records(Section::WordLists), pool: packer.pool() }
    }

    /// Returns a list, in the order of its file.
    #[must_use]
    pub fn get(self, list: WordList) -> List<'a> {
        let record = self.records.get(list as usize);
        record.map_or_else(List::default, |[first, count, _]| self.pool.list([*first, *count]))
    }

    /// Returns true if and only if a text is in a list, halving what it may be at each look.
    #[must_use]
    pub fn holds(self, list: WordList, text: &str) -> bool {
        let record = self.records.get(list as usize);
        record.is_some_and(|[_, count, sorted]| self.pool.list([*sorted, *count]).holds(text))
    }
}
