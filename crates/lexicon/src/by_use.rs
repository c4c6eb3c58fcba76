//! Orders what words lead to by how often it is come to, so that what ordinary texts need lies together.

#![expect(
    clippy::indexing_slicing,
    reason = "all of so many have their places in the lists that are built here"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::pack::small;

/// Doublings are counted in parts of so many, in powers of two.
const PARTS: u32 = 4;

/// How rare it is to come to something: the logarithm of one in how many, in sixteenths of a doubling.
pub(super) type Rarity = u32;

/// Returns so many doublings.
pub(super) const fn doublings(count: u32) -> Rarity {
    count << PARTS
}

/// Returns among how many words one that is numbered by use stands once: about as many as its number says, times a few.
#[must_use]
pub(super) const fn one_in(word: u32) -> u32 {
    word.saturating_add(2).saturating_mul(8)
}

/// Returns how rare a word is where words are numbered by use.
#[must_use]
pub(super) const fn of_word(word: u32) -> Rarity {
    let one_in = one_in(word) as u64;
    let whole = one_in.ilog2();
    // Between powers of two the logarithm is nearly a straight line.
    doublings(whole) + ((one_in << PARTS >> whole) & ((1 << PARTS) - 1)) as u32
}

/// Returns all of `count` numbers, those that are come to most often first: `starts` are come to first, with their rarity, and
/// `next` hands over what one leads to, and how rarely. The order does not depend on the numbers of those that are come to, but
/// on the order in which they are handed over.
pub(super) fn most_used_first(
    count: usize,
    starts: impl Iterator<Item = (u32, Rarity)>,
    next: impl Fn(u32, &mut dyn FnMut(u32, Rarity)),
) -> Vec<u32> {
    let (mut order, mut least) = (Vec::with_capacity(count), vec![Rarity::MAX; count]);
    let (mut met, mut waiting) = (0_u32, BinaryHeap::new());
    let mut meet = |waiting: &mut BinaryHeap<_>, least: &mut Vec<Rarity>, number: u32, rarity: Rarity| {
        if rarity < least[number as usize] {
            least[number as usize] = rarity;
            waiting.push(Reverse((rarity, met, number)));
            met += 1;
        }
    };
    starts.for_each(|(number, rarity)| meet(&mut waiting, &mut least, number, rarity));
    while let Some(Reverse((rarity, _, number))) = waiting.pop() {
        // It was met again on a more frequent way since.
        if rarity > least[number as usize] {
            continue;
        }
        order.push(number);
        next(number, &mut |next, step| meet(&mut waiting, &mut least, next, rarity.saturating_add(step)));
    }
    order.extend((0..small(count)).filter(|number| least[*number as usize] == Rarity::MAX));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_of_twice_the_number_is_about_a_doubling_rarer() {
        assert!((1..70_000).all(|word| of_word(word) <= of_word(word + 1)));
        for word in [100, 1_000, 20_000] {
            assert!((of_word(word * 2) - of_word(word)).abs_diff(doublings(1)) <= 1);
        }
    }

    /// Returns how rarely each is come to, looking at all steps again until nothing changes.
    fn rarities(count: usize, starts: &[(u32, Rarity)], steps: &[(u32, u32, Rarity)]) -> Vec<Rarity> {
        let mut least = vec![Rarity::MAX; count];
        starts.iter().for_each(|(to, rarity)| least[*to as usize] = least[*to as usize].min(*rarity));
        for _ in 0..count {
            for &(from, to, rarity) in steps {
                let on_this_way = least[from as usize].saturating_add(rarity);
                least[to as usize] = least[to as usize].min(on_this_way);
            }
        }
        least
    }

    proptest! {
        #[test]
        fn each_stands_once_and_behind_what_is_come_to_more_often(
            starts in prop::collection::vec((0_u32..12, 0_u32..50), 0..6),
            steps in prop::collection::vec((0_u32..12, 0_u32..12, 0_u32..50), 0..30),
        ) {
            let order = most_used_first(12, starts.iter().copied(), |number, meet| {
                let own = steps.iter().filter(|(from, ..)| *from == number);
                own.for_each(|(_, to, rarity)| meet(*to, *rarity));
            });
            let least = rarities(12, &starts, &steps);
            prop_assert!(order.is_sorted_by_key(|number| least[*number as usize]));
            let mut all = order;
            all.sort_unstable();
            prop_assert_eq!(all, (0..12).collect::<Vec<u32>>());
        }

        #[test]
        fn the_order_does_not_depend_on_numbers(
            starts in prop::collection::vec((0_u32..12, 0_u32..50), 1..6),
            steps in prop::collection::vec((0_u32..12, 0_u32..12, 0_u32..50), 0..30),
            others in Just((0_u32..12).collect::<Vec<u32>>()).prop_shuffle(),
        ) {
            let other = |number: u32| others[number as usize];
            let back = |number: u32| others.iter().zip(0..).find(|(other, _)| **other == number).map_or(0, |(_, own)| own);
            let order = most_used_first(12, starts.iter().copied(), |number, meet| {
                steps.iter().filter(|(from, ..)| *from == number).for_each(|(_, to, rarity)| meet(*to, *rarity));
            });
            let renumbered = most_used_first(12, starts.iter().map(|(to, rarity)| (other(*to), *rarity)), |number, meet| {
                let own = steps.iter().filter(|(from, ..)| *from == back(number));
                own.for_each(|(_, to, rarity)| meet(other(*to), *rarity));
            });
            let met = rarities(12, &starts, &steps).into_iter().filter(|rarity| *rarity != Rarity::MAX).count();
            let expected: Vec<u32> = order[..met].iter().map(|number| other(*number)).collect();
            prop_assert_eq!(&renumbered[..met], expected);
        }
    }
}
