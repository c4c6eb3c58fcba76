//! Says where a match of an expression may begin, by the bytes that stand in every match of it.

use presend_lexicon::program::{EITHER_CASE, ENDLESS, ONE_BYTE, SIGNS};

use crate::text::Ends;

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
            _ => self.next_of_any(text.tail(at)),
        };
        next.map(|next| at + next)
    }

    /// Returns where those bytes stand first, none of which is worth looking for by itself.
    fn next_of_any(&self, text: &[u8]) -> Option<usize> {
        let is_here = |bytes: &[u8]| {
            bytes.first_chunk().is_some_and(|bytes| u64::from_le_bytes(*bytes) & self.mask == self.value)
        };
        let last = (text.len() + 1).saturating_sub(size_of::<u64>());
        let early = text.windows(size_of::<u64>()).position(is_here);
        early.or_else(|| (last..text.len()).find(|place| self.stands_at(text, *place)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use presend_lexicon::program::ANY;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_next_place_is_the_first_that_has_all_bits(
            text in "[kK7 :]{0,24}",
            signs in prop::collection::vec(prop::sample::select(vec![(0xFF, b' '), (0xDF, b'K'), (0xF0, b'0')]), 1..5),
            at in 0_usize..26,
        ) {
            let bytes = |of: fn(&(u8, u8)) -> u8| -> [u8; 8] {
                std::array::from_fn(|place| signs.get(place).map_or(0, of))
            };
            let cells = |[a, b, c, d, e, f, g, h]: [u8; 8]| {
                [u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])]
            };
            let ([mask, more_mask], [value, more_value]) = (cells(bytes(|sign| sign.0)), cells(bytes(|sign| sign.1)));
            let text = text.as_bytes();
            let stands = |place: &usize| {
                let rest = &text[*place..];
                rest.len() >= signs.len() && rest.iter().zip(&signs).all(|(byte, (mask, value))| byte & mask == *value)
            };
            let expected = (at.min(text.len())..text.len()).find(stands);
            for (rarest, (mask_of, _)) in (0..).zip(&signs) {
                let kind = match mask_of { 0xFF => ONE_BYTE, 0xDF => EITHER_CASE, _ => ANY };
                let length = u8::try_from(signs.len()).unwrap();
                let rest = u32::from_le_bytes([length, ENDLESS, rarest, u8::try_from(kind).unwrap()]);
                let anchor = Anchor::of([mask, more_mask, value, more_value, rest]).unwrap();
                prop_assert_eq!(anchor.next(text, at), expected);
            }
        }
    }
}
