//! Looks texts up among a few thousand that are laid out at little cost, for what is asked only now and then in a draft.

use super::{Ends, group_by_number};

/// Texts with what each stands for, told apart by a number of their bytes.
#[derive(Debug)]
pub(crate) struct Lookup<T> {
    entries: Vec<(&'static [u8], T)>,
    /// Where the entries of each number end: those of the next begin there.
    ends: Vec<usize>,
}

impl<T: Copy> Lookup<T> {
    /// Lays out entries; of those with the same text the last one counts.
    pub(crate) fn new(entries: &[(&'static [u8], T)]) -> Lookup<T> {
        let groups = entries.len().next_power_of_two();
        let (entries, ends) = group_by_number(entries, groups, |(text, _)| number(text, groups));
        Lookup { entries, ends }
    }

    /// Returns what a text stands for.
    pub(crate) fn get(&self, text: &str) -> Option<T> {
        let (text, end) =
            (text.as_bytes(), |number: usize| self.ends.get(number).copied().unwrap_or_default());
        let number = number(text, self.ends.len());
        let alike = self.entries.between(number.checked_sub(1).map_or(0, end), end(number));
        alike.iter().rev().find(|(other, _)| *other == text).map(|(_, value)| *value)
    }
}

/// Tells texts apart by their length and three of their bytes; `groups` is a power of two.
fn number(text: &[u8], groups: usize) -> usize {
    let byte = |at: usize| text.get(at).map_or(0, |byte| usize::from(*byte));
    let (len, middle, last) = (text.len(), text.len() / 2, text.len().saturating_sub(1));
    (len ^ byte(0) << 2 ^ byte(middle) << 4 ^ byte(last) << 1) & (groups - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_entry_of_a_text_is_found_and_nothing_else() {
        let entries: [(&[u8], u8); 5] = [(b"from", 1), (b"sent", 2), (b"", 3), (b"from", 4), (b"fram", 5)];
        let lookup = Lookup::new(&entries);
        let found = ["from", "sent", "", "fram", "frim", "fro"].map(|text| lookup.get(text));
        assert_eq!(found, [Some(4), Some(2), Some(3), Some(5), None, None]);
        assert_eq!([Lookup::<u8>::new(&[]).get(""), Lookup::<u8>::new(&[]).get("a")], [None; 2]);
    }
}
