//! Reads numbers of four bytes in place, at any address and on every machine.

/// Stands for "none" where a record holds the number of a named value.
pub(crate) const NO_NAME: u32 = 0xFF;

/// A number of four bytes as it lies in the table.
pub(crate) type Cell = [u8; 4];

/// Reads a number.
#[inline]
pub(crate) const fn number(cell: Cell) -> u32 {
    u32::from_le_bytes(cell)
}

/// Returns two neighbours of a record: where something lies, and how much there is.
#[inline]
pub(crate) fn pair(cells: &[Cell], at: usize) -> [Cell; 2] {
    cells.get(at..).and_then(<[Cell]>::first_chunk).copied().unwrap_or_default()
}

/// Numbers of four bytes, little-endian and at any address: read in place on every machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numbers<'a>(pub(super) &'a [Cell]);

impl<'a> Numbers<'a> {
    /// Takes cells for numbers.
    #[cfg(test)]
    pub(crate) const fn of(cells: &'a [Cell]) -> Numbers<'a> {
        Numbers(cells)
    }

    /// Returns the number at an index.
    ///
    /// # Panics
    /// Where the index is not below [`Numbers::len`].
    #[must_use]
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "who asks has the index from the same table: its packer counted"
    )]
    pub const fn at(self, index: usize) -> u32 {
        number(self.0[index])
    }

    /// Returns the number at an index, if there is one.
    #[must_use]
    #[inline]
    pub fn get(self, index: usize) -> Option<u32> {
        self.0.get(index).copied().map(number)
    }

    /// Returns `N` numbers from an index on.
    ///
    /// # Panics
    /// Where there are fewer.
    #[must_use]
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "who asks has the index from the same table: its packer counted"
    )]
    pub fn row<const N: usize>(self, from: usize) -> [u32; N] {
        self.0[from..from + N].as_chunks::<N>().0[0].map(number)
    }

    /// Returns the numbers of a range.
    ///
    /// # Panics
    /// Where the range does not lie inside.
    #[must_use]
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "who asks has the range from the same table: its packer counted"
    )]
    pub fn range(self, range: std::ops::Range<usize>) -> Numbers<'a> {
        Numbers(&self.0[range])
    }

    /// Returns the index of a number among sorted ones.
    #[must_use]
    #[inline]
    pub fn search(self, wanted: u32) -> Option<usize> {
        self.0.binary_search_by_key(&wanted, |cell| number(*cell)).ok()
    }

    /// Returns how many of the sorted rows of `N` numbers have a first number below `wanted`.
    #[must_use]
    pub fn rows_below<const N: usize>(self, wanted: u32) -> usize {
        self.0.as_chunks::<N>().0.partition_point(|row| number(row[0]) < wanted)
    }

    /// Returns the rows of `N` numbers.
    pub fn rows<const N: usize>(self) -> impl Iterator<Item = [u32; N]> + use<'a, N> {
        self.0.as_chunks::<N>().0.iter().map(|row| row.map(number))
    }

    /// Returns all numbers.
    pub fn iter(self) -> impl Iterator<Item = u32> + use<'a> {
        self.0.iter().copied().map(number)
    }

    /// Returns how many numbers there are.
    #[must_use]
    #[inline]
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// Returns true if and only if there is no number.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// Narrows a length; a lexicon of 4 GiB is beyond what a program could hold.
pub(crate) fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
