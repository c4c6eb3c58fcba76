//! Keeps of each rule as many findings as a report can use; of more only how many there are, and where private values stand.

use std::collections::HashMap;

use super::finding::Finding;
use crate::scan::Hit;
use crate::text::Span;

/// Most findings of one rule that are kept: far more than anybody reads, and as many as may be mended at once.
pub(crate) const MOST_FINDINGS: usize = 256;

/// What was found in a piece, or in the whole, of a message.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    /// The findings that are kept.
    pub(crate) list: Vec<Finding>,
    /// Part and span of the private values among those that are not kept.
    pub(crate) private: Vec<(usize, Span)>,
    by_rule: HashMap<u32, OfRule>,
}

/// What is known of the findings of one rule.
#[derive(Debug, Clone, Copy, Default)]
struct OfRule {
    kept: usize,
    /// One that is kept speaks in full, so that no other could say more.
    has_full: bool,
    beyond: usize,
}

impl Findings {
    /// Returns true if and only if further findings of a rule are only counted.
    pub(crate) fn is_full(&self, rule: u32) -> bool {
        self.by_rule.get(&rule).is_some_and(|of_rule| of_rule.kept >= MOST_FINDINGS && of_rule.has_full)
    }

    /// Adds a finding; beyond the most that are kept only where it is the first to speak in full.
    pub(crate) fn add(&mut self, finding: Finding) {
        let is_first_in_full = finding.is_in_full() && !finding.is_topic;
        let of_rule = self.by_rule.entry(finding.hit.rule).or_default();
        if of_rule.kept < MOST_FINDINGS || (is_first_in_full && !of_rule.has_full) {
            of_rule.kept += 1;
            of_rule.has_full |= is_first_in_full;
            self.list.push(finding);
        } else {
            self.count(&finding.hit);
        }
    }

    /// Counts a hit beyond those that are kept. Neither `unless` nor what stands around it was looked at, so that the count
    /// says how many would be found at most.
    pub(crate) fn count(&mut self, hit: &Hit) {
        self.by_rule.entry(hit.rule).or_default().beyond += 1;
        self.hide(hit);
    }

    /// Notes where a private value stands of which nothing is said.
    pub(crate) fn hide(&mut self, hit: &Hit) {
        if hit.is_value {
            self.private.push((hit.part, hit.span));
        }
    }

    /// Returns how many findings of a rule are not kept, at most.
    pub(crate) fn beyond(&self, rule: u32) -> usize {
        self.by_rule.get(&rule).map_or(0, |of_rule| of_rule.beyond)
    }

    /// Adds what the next piece holds.
    #[must_use]
    pub(crate) fn and(mut self, next: Findings) -> Findings {
        for (rule, of_rule) in next.by_rule {
            self.by_rule.entry(rule).or_default().beyond += of_rule.beyond;
        }
        next.list.into_iter().for_each(|finding| self.add(finding));
        self.private.extend(next.private);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(rule: u32, at: usize, factor: f32) -> Finding {
        Finding { factor, ..Finding::new(Hit::on_text(rule, 0, Span::new(at, at + 1), true)) }
    }

    #[test]
    fn what_is_beyond_the_most_is_counted_and_its_values_are_known() {
        let mut found = Findings::default();
        (0..300).for_each(|at| found.add(finding(1, at, 0.5)));
        assert!(!found.is_full(1));
        found.add(finding(1, 300, 1.0));
        assert!(found.is_full(1) && !found.is_full(2));
        (301..310).for_each(|at| found.add(finding(1, at, 1.0)));
        found.count(&finding(1, 310, 1.0).hit);
        assert_eq!((found.list.len(), found.beyond(1)), (MOST_FINDINGS + 1, 310 - MOST_FINDINGS));
        assert_eq!(found.list.last().map(|last| last.hit.span.start), Some(300));
        assert_eq!(found.list.len() + found.private.len(), 311);
        found.add(finding(2, 0, 1.0));
        let both = found.clone().and(found);
        assert_eq!((both.list.len(), both.beyond(1)), (MOST_FINDINGS + 3, 622 - MOST_FINDINGS - 1));
        assert_eq!(both.list.len() + both.private.len(), 624);
    }
}
