//! Reads texts and lists of texts in place.

use super::numbers::{Cell, number};

/// Where the texts and lists of a packed table stand.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pool<'a> {
    pub(super) texts: &'a str,
    pub(super) lists: &'a [[Cell; 2]],
}

impl<'a> Pool<'a> {
    /// Returns a text by its start and its length.
    #[inline]
    pub(crate) fn text(self, [start, length]: [Cell; 2]) -> Text<'a> {
        let start = number(start) as usize;
        Text(self.texts.get(start..start + number(length) as usize).unwrap_or_default())
    }

    /// Returns the one list whose place a section holds.
    pub(crate) fn list_of(self, cells: &[Cell]) -> List<'a> {
        cells.first_chunk().map_or_else(List::default, |place| self.list(*place))
    }

    /// Returns a list by the number of its first text and how many there are.
    #[inline]
    pub(crate) fn list(self, [first, count]: [Cell; 2]) -> List<'a> {
        let first = number(first) as usize;
        let places = self.lists.get(first..first + number(count) as usize).unwrap_or_default();
        List { pool: self, places }
    }
}

/// A text of a packed table.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// Returns the text.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// Returns its bytes.
    pub(crate) const fn as_bytes(self) -> &'a [u8] {
        self.0.as_bytes()
    }
}

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.as_str(), f)
    }
}

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self.as_str(), f)
    }
}

/// A list of texts in a packed table.
#[derive(Clone, Copy, Default)]
pub struct List<'a> {
    pool: Pool<'a>,
    places: &'a [[Cell; 2]],
}

impl<'a> List<'a> {
    /// Returns the texts in order.
    pub fn iter(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.places.iter().map(move |place| self.pool.text(*place).as_str())
    }

    /// Returns the bytes of the texts in order.
    pub fn bytes(self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.places.iter().map(move |place| self.pool.text(*place).as_bytes())
    }

    /// Returns where each text lies and how long it is.
    #[cfg(feature = "squeezed")]
    pub(crate) fn places(self) -> impl Iterator<Item = [Cell; 2]> + use<'a> {
        self.places.iter().copied()
    }

    /// Returns true if and only if `text` is among them, where they stand in the order of their lengths, and of their bytes
    /// where they are as long: most looks compare two numbers.
    pub(crate) fn holds(self, text: &str) -> bool {
        let order = |place: &[Cell; 2]| {
            let by_length = (number(place[1]) as usize).cmp(&text.len());
            by_length.then_with(|| self.pool.text(*place).as_bytes().cmp(text.as_bytes()))
        };
        self.places.binary_search_by(order).is_ok()
    }

    /// Returns how many texts there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.places.len()
    }

    /// Returns true if and only if there is no text.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.places.is_empty()
    }

    /// Returns true if and only if `text` is among them.
    #[must_use]
    pub fn contains(self, text: &str) -> bool {
        self.places.iter().any(|place| self.pool.text(*place) == *text)
    }
}

impl std::fmt::Debug for List<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
