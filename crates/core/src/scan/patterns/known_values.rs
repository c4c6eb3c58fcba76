//! Knows where values of a rule stand in a stretch of text, a bit for each byte.

use crate::text::Span;

/// Where values stand.
#[derive(Debug)]
pub(super) struct KnownValues {
    /// The byte of the text that the first bit is for.
    base: usize,
    /// A rule has bits once it has a value.
    of: Vec<(u32, Vec<u64>)>,
}

impl KnownValues {
    /// Starts with none in a stretch of text.
    pub(super) const fn new(stretch: Span) -> KnownValues {
        KnownValues { base: stretch.start, of: Vec::new() }
    }

    /// Adds a value of a rule.
    pub(super) fn add(&mut self, rule: u32, value: Span) {
        let of_rule = match self.of.iter().position(|(known, _)| *known == rule) {
            Some(at) => &mut self.of[at].1,
            None => {
                self.of.push((rule, Vec::new()));
                let last = self.of.len() - 1;
                &mut self.of[last].1
            }
        };
        for (word, bits) in words(self.base, value) {
            if of_rule.len() <= word {
                of_rule.resize(word + 1, 0);
            }
            of_rule[word] |= bits;
        }
    }

    /// Returns true if and only if a value of the rule overlaps a place.
    pub(super) fn overlap(&self, rule: u32, place: Span) -> bool {
        let of_rule = self.of.iter().find(|(known, _)| *known == rule);
        of_rule.is_some_and(|(_, known)| {
            words(self.base, place).any(|(word, bits)| known.get(word).is_some_and(|known| known & bits != 0))
        })
    }
}

/// Returns the numbers that hold the bits of a place, with those bits.
fn words(base: usize, place: Span) -> impl Iterator<Item = (usize, u64)> {
    let (start, end) = (place.start.saturating_sub(base), place.end.saturating_sub(base));
    (start / 64..end.div_ceil(64)).map(move |word| {
        let (from, to) = (start.max(word * 64) - word * 64, end.min(word * 64 + 64) - word * 64);
        (word, (u64::MAX << from) & (u64::MAX >> (64 - to.max(1))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_known_where_they_stand_and_nowhere_else() {
        let mut known = KnownValues::new(Span::new(100, 1_000));
        for (rule, start, end) in [(1, 110, 120), (1, 163, 165), (2, 228, 420), (1, 500, 501)] {
            known.add(rule, Span::new(start, end));
        }
        for (rule, start, end, expected) in [
            (1, 100, 110, false),
            (1, 119, 130, true),
            (1, 120, 163, false),
            (1, 164, 165, true),
            (1, 165, 500, false),
            (1, 100, 900, true),
            (2, 110, 120, false),
            (2, 419, 990, true),
            (2, 420, 990, false),
            (3, 100, 900, false),
        ] {
            assert_eq!(known.overlap(rule, Span::new(start, end)), expected, "{rule}: {start}..{end}");
        }
    }
}
