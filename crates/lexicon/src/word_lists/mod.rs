//! Reads lists of words in place that the program asks for by name, such as the words by which a writer speaks of themself.

#[cfg(feature = "built-in")]
mod toml;

#[cfg(feature = "built-in")]
pub(crate) use toml::{Lists, flagged, pack, read};

use super::names::WordList;
use super::pack::{Cell, List, Packed, Pool, Section};

/// The lists, by name.
#[derive(Debug, Clone, Copy)]
pub struct WordLists<'a> {
    records: &'a [[Cell; 2]],
    pool: Pool<'a>,
}

impl<'a> WordLists<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> WordLists<'a> {
        WordLists { records: packed.records(Section::WordLists), pool: packed.pool() }
    }

    /// Returns a list, in the order of its file.
    #[must_use]
    pub fn get(self, list: WordList) -> List<'a> {
        self.records.get(list as usize).map_or_else(List::default, |record| self.pool.list(*record))
    }
}
