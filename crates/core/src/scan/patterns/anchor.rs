//! Says where a match of an expression may begin, by the bytes that stand in every match of it.

use presend_lexicon::program::{EITHER_CASE, ENDLESS, ONE_BYTE, SIGNS};

/// Bytes that stand in every match of an expression, one behind the other: of each some bits are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    /// The bits that are known,
    mask: u64,
    /// and what they are.
    value: u64,
    length: usize,
    /// At most so many bytes of a match stand before them; `None` where there may be any number.
    reach: Option<usize>,
    /// Of which the fewest stand in a text, and how it is looked for.
    rarest: usize,
    kind: u32,
}

impl Anchor {
    /// Reads the anchor of a program; `None` where nothing stands in every match.
    pub(super) fn of([mask, more_mask, value, more_value, rest]: [u32; SIGNS]) -> Option<Anchor> {
        let joined = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        let [length, reach, rarest, kind] = rest.to_le_bytes();
        (length > 0).then_some(Anchor {
            mask: joined(mask, more_mask),
            value: joined(value, more_value),
            length: usize::from(length),
            reach: (reach != ENDLESS).then_some(usize::from(reach)),
            rarest: usize::from(rarest),
            kind: u32::from(kind),
        })
    }

    /// Returns where those bytes stand next, from `at` on.
    pub(super) fn next(&self, text: &[u8], at: usize) -> Option<usize> {
        let rare = self.value.to_le_bytes().get(self.rarest).copied().unwrap_or(0);
        let rest = text.get(at + self.rarest..)?;
        let is_here = |place: &usize| self.stands_at(text, at + place);
        let next = match self.kind {
            ONE_BYTE => memchr::memchr_iter(rare, rest).find(is_here),
            EITHER_CASE => memchr::memchr2_iter(rare, rare.to_ascii_lowercase(), rest).find(is_here),
            _ => (0..rest.len()).find(is_here),
        };
        next.map(|next| at + next)
    }

    #[inline]
    fn stands_at(&self, text: &[u8], at: usize) -> bool {
        let Some(rest) = text.get(at..).filter(|rest| rest.len() >= self.length) else { return false };
        let bytes = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [0; 8];
            bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            bytes
        });
        u64::from_le_bytes(bytes) & self.mask == self.value
    }

    /// Returns the first place at which a match may begin that has those bytes at `place`.
    pub(super) fn first_start(&self, place: usize) -> usize {
        self.reach.map_or(0, |reach| place.saturating_sub(reach))
    }
}
