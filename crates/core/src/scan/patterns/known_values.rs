//! Knows where values of a rule stand in a stretch of text, a bit for each byte.

use crate::text::Span;

/// Where values stand.
#[derive(Debug)]
pub(super) struct KnownValues {
    /// The byte of the text that the first bit is for.
    base: usize,
    /// A rule has bits once it has a value.
    of: Vec<OfRule>,
}

/// Where values of one rule stand.
#[derive(Debug)]
struct OfRule {
    rule: u32,
    /// A bit for each byte of a value.
    places: Vec<u64>,
    /// A bit for each byte that a value begins with.
    begins: Vec<u64>,
}

impl KnownValues {
    /// Starts with none in a stretch of text.
    pub(super) const fn new(stretch: Span) -> KnownValues {
        KnownValues { base: stretch.start, of: Vec::new() }
    }

    /// Adds a value of a rule.
    pub(super) fn add(&mut self, rule: u32, value: Span) {
        let mut new = OfRule { rule, places: Vec::new(), begins: Vec::new() };
        let known = self.of.iter_mut().find(|of_rule| of_rule.rule == rule);
        let is_new = known.is_none();
        let of_rule = known.unwrap_or(&mut new);
        add(&mut of_rule.places, self.base, value);
        add(&mut of_rule.begins, self.base, Span::new(value.start, value.start + 1));
        if is_new {
            self.of.push(new);
        }
    }

    /// Returns true if and only if a value of the rule overlaps a place and is not its beginning alone: one word may be taken for
    /// a password whose other words another pattern finds.
    pub(super) fn hold(&self, rule: u32, place: Span) -> bool {
        let Some(known) = self.of.iter().find(|of_rule| of_rule.rule == rule) else { return false };
        let holds = |set: &[u64], start: usize, end: usize| {
            let set_bits = |(word, bits)| set.get(word).is_some_and(|known| known & bits != 0);
            start < end && words(self.base, Span::new(start, end)).any(set_bits)
        };
        let is_beginning = || {
            let second = place.start + 1;
            holds(&known.begins, place.start, second)
                && !holds(&known.begins, second, place.end)
                && !holds(&known.places, place.end.saturating_sub(1), place.end)
        };
        holds(&known.places, place.start, place.end) && !is_beginning()
    }
}

/// Adds the bits of a place to a set.
fn add(set: &mut Vec<u64>, base: usize, place: Span) {
    for (word, bits) in words(base, place) {
        if set.len() <= word {
            set.resize(word + 1, 0);
        }
        if let Some(known) = set.get_mut(word) {
            *known |= bits;
        }
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
            // What a value is the beginning of is not known, unless another stands in it.
            (1, 110, 121, false),
            (1, 110, 120, true),
            (1, 110, 163, false),
            (1, 110, 164, true),
            (1, 165, 500, false),
            (1, 500, 501, true),
            (1, 100, 900, true),
            (2, 110, 120, false),
            (2, 419, 990, true),
            (2, 420, 990, false),
            (3, 100, 900, false),
        ] {
            assert_eq!(known.hold(rule, Span::new(start, end)), expected, "{rule}: {start}..{end}");
        }
    }
}
