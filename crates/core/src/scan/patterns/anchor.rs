//! Says where a match of an expression may begin, by the bytes that stand in every match of it.

use crate::text::Ends;

/// Bytes that stand in every match of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    signs: [u8; 8],
    length: usize,
    /// At most so many bytes of a match stand before them.
    reach: usize,
}

impl Anchor {
    /// Reads the anchor of a program; `None` where nothing stands in every match.
    pub(super) fn of([low, high, rest]: [u32; 3]) -> Option<Anchor> {
        let signs = (u64::from(low) | u64::from(high) << 32).to_le_bytes();
        let (length, reach) = ((rest & 0xFF) as usize, (rest >> 8) as usize);
        (length > 0).then_some(Anchor { signs, length: length.min(signs.len()), reach })
    }

    /// Returns where those bytes stand next, from `at` on.
    pub(super) fn next(&self, text: &[u8], at: usize) -> Option<usize> {
        let signs = self.signs.head(self.length);
        let rest = text.get(at..)?;
        let is_here = |place: &usize| rest.tail(*place).starts_with(signs);
        memchr::memchr_iter(*signs.first()?, rest).find(is_here).map(|next| at + next)
    }

    /// Returns the first place at which a match may begin that has those bytes at `place`.
    pub(super) const fn first_start(&self, place: usize) -> usize {
        place.saturating_sub(self.reach)
    }
}
