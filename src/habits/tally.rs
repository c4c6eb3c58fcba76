//! Counts messages by their verdict.

use presend_core::Action;

/// How many messages had each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally([usize; Action::ALL.len()]);

impl Tally {
    /// Counts a message.
    pub(crate) fn add(&mut self, action: Action) {
        if let Some(count) = self.0.get_mut(action as usize) {
            *count += 1;
        }
    }

    /// Adds what another tally counted.
    pub(crate) fn merge(&mut self, other: Tally) {
        self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
    }

    /// Returns how many messages had a verdict.
    pub(crate) fn of(&self, action: Action) -> usize {
        action.of(&self.0)
    }

    /// Returns how many messages were counted.
    pub(crate) fn all(&self) -> usize {
        self.0.iter().sum()
    }

    /// Returns how many were not fine as they stood.
    pub(crate) fn not_ready(&self) -> usize {
        self.all() - self.of(Action::Write)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_counted_apart() {
        let mut tally = Tally::default();
        for action in [Action::Write, Action::Talk, Action::Write, Action::Hold] {
            tally.add(action);
        }
        let mut twice = tally;
        twice.merge(tally);
        assert_eq!(
            [Action::Write, Action::Reword, Action::Hold, Action::Talk].map(|action| twice.of(action)),
            [4, 0, 2, 2]
        );
        assert_eq!((twice.all(), twice.not_ready()), (8, 4));
    }
}
