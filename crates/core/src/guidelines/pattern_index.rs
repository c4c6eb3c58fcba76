//! Finds among many patterns the one that names an address, and those that claim the same people, without trying each.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound::{Excluded, Unbounded};

use super::pattern::{Named, Pattern};

/// Patterns by what addresses start and end with, each with its number.
#[derive(Debug, Clone, Default)]
pub(super) struct PatternIndex {
    addresses: HashMap<String, usize>,
    names: HashMap<String, usize>,
    /// By the start; then by the end, read backwards, so that ends which end alike stand together.
    by_start: HashMap<String, BTreeMap<String, usize>>,
    /// By the end; then by the start.
    by_end: HashMap<String, BTreeMap<String, usize>>,
    start_lengths: BTreeSet<usize>,
    end_lengths: BTreeSet<usize>,
}

impl PatternIndex {
    /// Adds a pattern; of the same one twice the first number holds.
    pub(super) fn insert(&mut self, pattern: &Pattern, number: usize) {
        let (start, end) = match pattern.named() {
            Named::Ends(start, end) => (start, end),
            Named::Address(address) => return note(&mut self.addresses, address, number),
            Named::Name(name) => return note(&mut self.names, name, number),
        };
        self.start_lengths.insert(start.len());
        self.end_lengths.insert(end.len());
        self.by_start.entry(start.clone()).or_default().entry(backwards(end)).or_insert(number);
        self.by_end.entry(end.clone()).or_default().entry(start.clone()).or_insert(number);
    }

    /// Returns a pattern that can name the same address as this one while neither is a special case of the other.
    #[must_use]
    pub(super) fn clash(&self, pattern: &Pattern) -> Option<usize> {
        let (start, end) = match pattern.named() {
            Named::Ends(start, end) => (start.as_str(), end.as_str()),
            Named::Address(address) => return self.addresses.get(address).copied(),
            Named::Name(name) => return self.names.get(name).copied(),
        };
        let end_backwards = backwards(end);
        let same = self.by_start.get(start).and_then(|ends| ends.get(&end_backwards));
        // Its start is more general than this one's, and its end more special.
        let shorter_start = self
            .start_lengths
            .range(..start.len())
            .find_map(|&length| first_behind(self.by_start.get(start.get(..length)?)?, &end_backwards));
        let shorter_end = || {
            let suffix = |length: usize| end.get(end.len() - length..);
            let mut lengths = self.end_lengths.range(..end.len());
            lengths.find_map(|&length| first_behind(self.by_end.get(suffix(length)?)?, start))
        };
        same.copied().or(shorter_start).or_else(shorter_end)
    }

    /// Returns the most special pattern that names an address, in small letters: itself, else its name, else the one of most
    /// letters, of several such the first.
    #[must_use]
    pub(super) fn most_special(&self, address: &str) -> Option<usize> {
        if let Some(&number) = self.addresses.get(address) {
            return Some(number);
        }
        let name = address.rsplit_once('@').map_or(address, |(name, _)| name);
        if let Some(&number) = self.names.get(name) {
            return Some(number);
        }
        let mut best: Option<(usize, usize)> = None;
        for &end_length in self.end_lengths.range(..=address.len()) {
            let rest = address.len() - end_length;
            let Some(starts) = address.get(rest..).and_then(|end| self.by_end.get(end)) else { continue };
            for &length in self.start_lengths.range(..=rest).rev() {
                let Some(&number) = address.get(..length).and_then(|start| starts.get(start)) else {
                    continue;
                };
                let letters = length + end_length;
                if best.is_none_or(|(most, first)| letters > most || (letters == most && number < first)) {
                    best = Some((letters, number));
                }
                break;
            }
        }
        best.map(|(_, number)| number)
    }
}

fn note(numbers: &mut HashMap<String, usize>, key: &str, number: usize) {
    numbers.entry(key.to_owned()).or_insert(number);
}

/// Returns the first that begins with `start` and goes on.
fn first_behind(sorted: &BTreeMap<String, usize>, start: &str) -> Option<usize> {
    let (text, &number) = sorted.range::<str, _>((Excluded(start), Unbounded)).next()?;
    text.starts_with(start).then_some(number)
}

fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(patterns: &[&str]) -> PatternIndex {
        let mut index = PatternIndex::default();
        patterns.iter().enumerate().for_each(|(number, text)| index.insert(&Pattern::new(text), number));
        index
    }

    #[test]
    fn patterns_name_addresses() {
        for (pattern, address, expected) in [
            ("Ana@Example.com", "ana@example.com", true),
            ("*@example.jp", "x@example.jp", true),
            ("example.jp", "x@example.jp", true),
            ("@example.jp", "x@sub.example.jp", false),
            ("ops-*@example.com", "ops-eu@example.com", true),
            ("a*a@x", "a@x", false),
            ("*é", "né", true),
            ("bo", "bo", true),
            ("Bo", "bo@example.com", true),
            ("bo", "bob", false),
            ("bo", "x@bo", false),
            ("bo berg", "bo berg", true),
            ("dr. berg", "dr. berg", true),
            ("@localhost", "x@localhost", true),
            ("bo*", "bob", true),
        ] {
            assert_eq!(index(&[pattern]).most_special(address).is_some(), expected, "{pattern} {address}");
        }
    }

    #[test]
    fn the_most_special_pattern_counts() {
        let index = index(&["*@x.y", "ops-*@x.y", "*", "o*@x.y", "ops-1@x.y", "*.y", "bo", "ops-*", "o*x.y"]);
        for (address, number) in [
            ("ops-1@x.y", 4),
            ("ops-2@x.y", 1),
            ("one@x.y", 3),
            ("a@x.y", 0),
            ("a@z.y", 5),
            ("é", 2),
            ("bo@x.y", 6),
            ("ops-9", 7),
        ] {
            assert_eq!(index.most_special(address), Some(number), "{address}");
        }
    }

    #[test]
    fn clashes_are_patterns_of_which_neither_is_more_special() {
        for (one, other, expected) in [
            ("a@x.y", "A@x.y", true),
            ("a@x.y", "*@x.y", false),
            ("*@x.y", "@x.y", true),
            ("ops-*@x.y", "*@x.y", false),
            ("ops-*", "*@x.y", true),
            ("*@x.y", "*@z.y", false),
            ("a*", "b*", false),
            ("ops-*y", "o*x.y", true),
            ("bo", "Bo", true),
            ("bo", "bo@x.y", false),
            ("bo", "*@x.y", false),
        ] {
            assert_eq!(index(&[one]).clash(&Pattern::new(other)).is_some(), expected, "{one} {other}");
            assert_eq!(index(&[other]).clash(&Pattern::new(one)).is_some(), expected, "{other} {one}");
        }
    }

    /// Trying each for each would take minutes.
    #[test]
    fn many_patterns_are_not_tried_one_by_one() {
        let patterns: Vec<String> =
            (0..60_000).map(|number| format!("team-{number}-*@d{number}.example")).collect();
        let mut index = PatternIndex::default();
        for (number, pattern) in patterns.iter().enumerate() {
            let pattern = Pattern::new(pattern);
            assert_eq!(index.clash(&pattern), None);
            index.insert(&pattern, number);
        }
        for number in (0..60_000).step_by(7) {
            let address = format!("team-{number}-a@d{number}.example");
            assert_eq!(index.most_special(&address), Some(number));
        }
    }
}
