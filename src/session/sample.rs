//! Chooses some messages of an archive, always the same ones: those of which a hash is smallest.

use std::collections::{BTreeSet, BinaryHeap};
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// Chooses so many messages while they are handed in one after another, holding no more of them than their numbers.
///
/// Whether a message is chosen depends on what it says and on what the others say, neither on its place nor on the machine: a
/// message more in the archive takes the place of one at most.
#[derive(Debug)]
pub(crate) struct Sample {
    size: usize,
    /// Hash and number of those that are chosen so far, the largest hash on top.
    chosen: BinaryHeap<(u64, usize)>,
}

impl Sample {
    /// Starts to choose.
    pub(crate) fn new(size: usize) -> Sample {
        Sample { size, chosen: BinaryHeap::new() }
    }

    /// Takes the hash of a message and its number.
    pub(crate) fn add(&mut self, hash: u64, number: usize) {
        self.chosen.push((hash, number));
        if self.chosen.len() > self.size {
            self.chosen.pop();
        }
    }

    /// Returns the numbers of those that are chosen.
    pub(crate) fn numbers(self) -> BTreeSet<usize> {
        self.chosen.into_iter().map(|(_, number)| number).collect()
    }
}

/// Hashes a message. The key is fixed, for a sample has to be the same in every run.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn sample(messages: &[String], size: usize) -> BTreeSet<&str> {
        let mut sample = Sample::new(size);
        for (number, message) in messages.iter().enumerate() {
            sample.add(hash(message.as_bytes()), number);
        }
        sample.numbers().into_iter().map(|number| &*messages[number]).collect()
    }

    #[test]
    fn the_hash_is_that_of_every_version() {
        assert_eq!(hash(b"The menu is here."), 0xff40_d025_7531_027c);
    }

    proptest! {
        #[test]
        fn the_order_changes_nothing_and_one_more_changes_one(count in 1..60_usize, size in 0..70_usize) {
            let mut messages: Vec<String> = (0..count).map(|number| format!("message {number}")).collect();
            let before: Vec<String> = sample(&messages, size).into_iter().map(str::to_owned).collect();
            prop_assert_eq!(before.len(), size.min(count));
            messages.reverse();
            messages.push("one more".to_owned());
            let after = sample(&messages, size);
            prop_assert!(before.iter().filter(|message| !after.contains(&***message)).count() <= 1);
        }
    }
}
