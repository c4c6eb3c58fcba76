//! Reads numbers of two bytes in place, and longer ones that lie across them.

/// Numbers of two bytes, little-endian and at any address.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Halves<'a>(pub(super) &'a [[u8; 2]]);

impl<'a> Halves<'a> {
    /// Returns the number at an index.
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "who asks has the index from the same table: its packer counted"
    )]
    pub(crate) const fn at(self, index: usize) -> u16 {
        u16::from_le_bytes(self.0[index])
    }

    /// Returns the number of four bytes from an index on.
    #[inline]
    pub(crate) fn whole(self, index: usize) -> u32 {
        u32::from_le_bytes(self.bytes(index))
    }

    /// Returns the number of eight bytes from an index on.
    #[inline]
    pub(crate) fn double(self, index: usize) -> u64 {
        u64::from_le_bytes(self.bytes(index))
    }

    /// Returns `N` bytes from an index on.
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "who asks has the index from the same table: its packer counted"
    )]
    fn bytes<const N: usize>(self, index: usize) -> [u8; N] {
        self.0[index..index + N / 2].as_flattened().as_chunks::<N>().0[0]
    }

    /// Returns the numbers of a range.
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "who asks has the range from the same table: its packer counted"
    )]
    pub(crate) fn range(self, range: std::ops::Range<usize>) -> Halves<'a> {
        Halves(&self.0[range])
    }

    /// Returns the index of a number among sorted ones.
    #[inline]
    pub(crate) fn search(self, wanted: u16) -> Option<usize> {
        self.0.binary_search_by_key(&wanted, |half| u16::from_le_bytes(*half)).ok()
    }

    /// Returns the index of a number of four bytes among sorted ones.
    pub(crate) fn search_whole(self, wanted: u32) -> Option<usize> {
        let (wholes, _) = self.0.as_flattened().as_chunks::<4>();
        wholes.binary_search_by_key(&wanted, |whole| u32::from_le_bytes(*whole)).ok()
    }
}
