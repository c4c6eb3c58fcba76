//! Finds many byte strings in a text at once, those that lie in each other too, whatever the case of ASCII letters.
//!
//! An automaton over as many strings as a text of nothing but secrets tells takes a hundred times longer to build than to use once.
//! Here they are sorted, and looked up only where their first bytes stand.

use std::ops::ControlFlow;

use super::Ends;

/// So many bytes at a place decide whether anything is looked up there, if no string is shorter.
const LONGEST_START: usize = 4;
/// A string takes up so many bits, so that most places of a text meet none that is set.
const BITS_FOR_EACH: usize = 16;
/// So many bytes side by side tell how far a search may go on.
const GRAM: usize = 3;
/// They are looked for in so many first bytes of each string at most.
const LONGEST_WINDOW: usize = 16;
/// Each of them takes up so many places of the table, so that most of a text meet none that is taken; no table has more places.
const PLACES_FOR_EACH: usize = 8;
const MOST_PLACES: usize = 1 << 16;

/// Strings in small letters, sorted.
#[derive(Debug)]
pub(super) struct FormSet {
    forms: Vec<Form>,
    /// How many bytes a string begins with at least.
    start: usize,
    /// A bit for each number that the first bytes of a string give.
    starts: Vec<u64>,
    skips: Skips,
}

/// How far a search may go on, by what stands at the end of a window as long as the shortest string.
#[derive(Debug)]
struct Skips {
    window: usize,
    /// For each number that bytes side by side give, how many bytes stand at least behind them in the first bytes of all strings;
    /// where they stand in none, a string begins behind the first of them at the earliest. Empty where a string is too short.
    steps: Vec<u8>,
}

#[derive(Debug)]
struct Form {
    bytes: Vec<u8>,
    /// As which it was given.
    number: usize,
    /// The longest other one that it begins with.
    inner: Option<usize>,
}

impl FormSet {
    /// Takes strings, numbered as they come; empty ones stand nowhere.
    pub(super) fn new(forms: impl Iterator<Item = Vec<u8>>) -> FormSet {
        let mut forms: Vec<Form> =
            forms.enumerate().map(|(number, bytes)| Form { bytes, number, inner: None }).collect();
        forms.iter_mut().for_each(|form| form.bytes.make_ascii_lowercase());
        forms.retain(|form| !form.bytes.is_empty());
        forms.sort_unstable_by(|one, other| (&one.bytes, one.number).cmp(&(&other.bytes, other.number)));
        let start = forms.iter().map(|form| form.bytes.len()).min().unwrap_or(0).min(LONGEST_START);
        let starts = vec![0; (forms.len() * BITS_FOR_EACH / 64).next_power_of_two()];
        let skips = Skips::of(&forms);
        let mut set = FormSet { starts, forms, start, skips };
        set.link();
        for form in &set.forms {
            let bit = bit_of(first_of(form.bytes.head(start)), set.starts.len());
            if let Some(word) = set.starts.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        set
    }

    /// Notes for each string which others it begins with: in their order these stand before it, the longest last.
    fn link(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.forms.len() {
            let Some((before, [form, ..])) = self.forms.split_at_mut_checked(at) else { return };
            let begins_with =
                |outer: &usize| before.get(*outer).is_some_and(|outer| form.bytes.starts_with(&outer.bytes));
            while open.last().is_some_and(|outer| !begins_with(outer)) {
                open.pop();
            }
            form.inner = open.last().copied();
            open.push(at);
        }
    }

    /// Calls `found` with the number, begin and end of each string that stands in a text, by where they begin, until it breaks.
    pub(super) fn find<B>(
        &self,
        text: &[u8],
        mut found: impl FnMut(usize, usize, usize) -> ControlFlow<B>,
    ) -> Option<B> {
        if self.forms.is_empty() {
            return None;
        }
        let mut at = 0;
        while let Some(step) = self.skips.step(text, at) {
            at += step;
            if step == 0 {
                if self.may_begin(text.between(at, at + self.start)) {
                    let mut next = self.longest_at(text.tail(at));
                    while let Some(form) = next.and_then(|next| self.forms.get(next)) {
                        if let ControlFlow::Break(end) = found(form.number, at, at + form.bytes.len()) {
                            return Some(end);
                        }
                        next = form.inner;
                    }
                }
                at += 1;
            }
        }
        None
    }

    /// Returns false if no string begins with these bytes.
    fn may_begin(&self, start: &[u8]) -> bool {
        let bit = bit_of(first_of(start), self.starts.len());
        self.starts.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Returns the longest string that a text begins with. All others that it begins with are parts of that one.
    fn longest_at(&self, text: &[u8]) -> Option<usize> {
        let small = || text.iter().map(u8::to_ascii_lowercase);
        let behind = self.forms.partition_point(|form| form.bytes.iter().copied().le(small()));
        let mut last = behind.checked_sub(1);
        while let Some(form) = last.and_then(|last| self.forms.get(last)) {
            if text.head(form.bytes.len()).eq_ignore_ascii_case(&form.bytes) {
                return last;
            }
            last = form.inner;
        }
        None
    }
}

impl Skips {
    fn of(forms: &[Form]) -> Skips {
        let window = forms.iter().map(|form| form.bytes.len()).min().unwrap_or(0).min(LONGEST_WINDOW);
        let Some(longest) = (window + 1).checked_sub(GRAM).filter(|longest| *longest > 1) else {
            return Skips { window, steps: Vec::new() };
        };
        let places = (forms.len() * longest * PLACES_FOR_EACH).next_power_of_two().min(MOST_PLACES);
        let mut steps = vec![u8::try_from(longest).unwrap_or(0); places];
        for form in forms {
            let grams = form.bytes.head(window).windows(GRAM).rev().filter_map(<[u8]>::first_chunk);
            for (behind, gram) in (0..).zip(grams) {
                if let Some(step) = steps.get_mut(place_of(*gram, places)) {
                    *step = behind.min(*step);
                }
            }
        }
        Skips { window, steps }
    }

    /// Returns how many of the next places no string begins at, as far as the end of the window there tells; `None` where the text
    /// is shorter than any string.
    #[inline]
    fn step(&self, text: &[u8], at: usize) -> Option<usize> {
        let window = text.get(at..at + self.window)?;
        let step =
            window.last_chunk::<GRAM>().and_then(|gram| self.steps.get(place_of(*gram, self.steps.len())));
        Some(step.map_or(0, |step| usize::from(*step)))
    }
}

/// Returns the place of bytes in a table of so many: the same for letters in either case.
#[inline]
const fn place_of([first, second, third]: [u8; GRAM], places: usize) -> usize {
    let bytes = u32::from_le_bytes([first, second, third, 0]) | 0x0020_2020;
    (mixed(bytes) >> 16) as usize & places.wrapping_sub(1)
}

/// Returns the number that the first bytes of a string give, whatever the case of their letters.
fn first_of(start: &[u8]) -> u32 {
    start.iter().fold(0, |first, byte| first << 8 | u32::from(byte.to_ascii_lowercase()))
}

/// Returns the bit of the first bytes of a string, in so many words of bits.
#[inline]
const fn bit_of(first: u32, words: usize) -> usize {
    (mixed(first) >> 7) as usize & (words * 64 - 1)
}

/// Returns a number of which the high bits depend on all bytes: it is multiplied by an odd one without a pattern.
const fn mixed(bytes: u32) -> u32 {
    bytes.wrapping_mul(0x9E37_79B1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn found(forms: &[&[u8]], text: &[u8]) -> Vec<(usize, usize, usize)> {
        let set = FormSet::new(forms.iter().map(|form| form.to_vec()));
        let mut all = Vec::new();
        let stopped: Option<()> = set.find(text, |number, start, end| {
            all.push((number, start, end));
            ControlFlow::Continue(())
        });
        assert!(stopped.is_none());
        all.sort_unstable();
        all
    }

    #[test]
    fn strings_that_lie_in_each_other_are_all_found() {
        assert_eq!(
            found(&[b"Kiln42", b"kiln", b"ln4", b"KILN"], b"a kiLN42"),
            [(0, 2, 8), (1, 2, 6), (2, 4, 7), (3, 2, 6)]
        );
        assert_eq!(found(&[b"a", b"", b"longer than the text"], b"aa"), [(0, 0, 1), (0, 1, 2)]);
        assert_eq!((found(&[], b"text"), found(&[b"text"], b"")), (vec![], vec![]));
    }

    #[test]
    fn a_search_ends_when_it_is_told_to() {
        let set = FormSet::new([b"a".to_vec(), b"ab".to_vec()].into_iter());
        let mut count = 0;
        let end = set.find(b"abab", |_, _, _| {
            count += 1;
            if count == 3 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
        });
        assert_eq!((end, count), (Some("enough"), 3));
    }

    proptest! {
        #[test]
        fn all_is_found_that_an_automaton_finds(
            forms in vec(vec(prop::sample::select(b"aAbB-\xc3\xa9".to_vec()), 1..7), 1..40),
            text in vec(prop::sample::select(b"aAbB-\xc3\xa9".to_vec()), 0..80),
        ) {
            let automaton = aho_corasick::AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .build(&forms)
                .unwrap();
            let mut all: Vec<_> = automaton
                .find_overlapping_iter(&text)
                .map(|one| (one.pattern().as_usize(), one.start(), one.end()))
                .collect();
            all.sort_unstable();
            let forms: Vec<&[u8]> = forms.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(found(&forms, &text), all);
        }
    }
}
