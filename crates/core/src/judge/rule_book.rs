//! Numbers the rules of the built-in lexicons and of a user's in a row.

use crate::builtin::DECISION;
use presend_lexicon::decision::Variant;
use presend_lexicon::rule::Frames;
use presend_lexicon::{Rule, Rules};

/// The built-in rules and a user's, numbered in a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleBook<'a> {
    /// The built-in rules.
    pub builtin: Rules<'a>,
    /// A user's rules, numbered after them.
    pub user: Option<Rules<'a>>,
    /// The context frames.
    pub frames: Frames<'a>,
}

impl<'a> RuleBook<'a> {
    /// Returns a rule by its number.
    #[must_use]
    pub(crate) fn rule(&self, number: u32) -> Option<Rule<'a>> {
        let number = number as usize;
        self.builtin.get(number).or_else(|| self.user?.get(number.checked_sub(self.builtin.len())?))
    }

    /// Returns what a rule says in a case that its check tells apart.
    #[must_use]
    pub(crate) fn variant(&self, number: u32, case: &str) -> Option<Variant<'static>> {
        DECISION.variant(&self.rule(number)?.code(), case)
    }

    /// Returns every rule with its number.
    pub(crate) fn all(&self) -> impl Iterator<Item = (u32, Rule<'a>)> {
        self.builtin
            .iter()
            .chain(self.user.into_iter().flat_map(Rules::iter))
            .enumerate()
            .map(|(number, rule)| (u32::try_from(number).unwrap_or(u32::MAX), rule))
    }
}
