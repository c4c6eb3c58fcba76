//! Numbers the rules of the built-in lexicons and of a user's in a row.

use crate::builtin::DECISION;
use crate::message::RegionKind;
use presend_lexicon::decision::Variant;
use presend_lexicon::names::Check;
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
    /// Those of the rules that have a check.
    pub checked: &'a CheckedRules,
    /// Kinds of regions that are linted beside a writer's own words; a mask of `RegionKind::bit`.
    pub included: u8,
}

/// The rules that have a check, by number.
#[derive(Debug, Default)]
pub(crate) struct CheckedRules {
    /// Rules with a check that sees the words, in order.
    pub of_words: Vec<u32>,
    /// Rules with a check that sees the whole message, in the order in which these run.
    pub of_message: Vec<(Check, u32)>,
}

impl CheckedRules {
    /// Returns the numbers of all of them.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.of_words.iter().copied().chain(self.of_message.iter().map(|(_, number)| *number))
    }
}

impl<'a> RuleBook<'a> {
    /// Returns a rule by its number.
    #[must_use]
    pub(crate) fn rule(&self, number: u32) -> Option<Rule<'a>> {
        let number = number as usize;
        self.builtin.get(number).or_else(|| self.user?.get(number.checked_sub(self.builtin.len())?))
    }

    /// Returns where a rule speaks, as a mask of `RegionKind::bit`: what is linted too is read as the body is.
    pub(crate) fn regions(&self, rule: Rule<'_>) -> u8 {
        let own = rule.regions();
        if own & RegionKind::Body.bit() == 0 { own } else { own | self.included }
    }

    /// Returns what a rule says in a case that its check tells apart.
    #[must_use]
    pub(crate) fn variant(&self, number: u32, case: &str) -> Option<Variant<'static>> {
        DECISION.variant(&self.rule(number)?.code(), case)
    }
}
