//! What a check of the whole message sees: what all rules found in it, its cues, and what is known beside the words.

use std::cell::OnceCell;

use super::facts::Facts;
use super::finding::Finding;
use super::message_stats::MessageStats;
use super::rule_book::RuleBook;
use super::scores::{CueEvidence, CueScores, Evidence, evidence, signals};
use crate::builtin::DECISION;
use crate::diagnostic::{Axis, Severity};
use crate::message::Message;
use presend_lexicon::Rule;
use presend_lexicon::names::{Check, FrameName, Group, RuleProperty};

/// Everything that was found in a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct MessageContext<'a> {
    /// The message.
    pub(super) message: &'a Message<'a>,
    /// The rules.
    pub(super) book: &'a RuleBook<'a>,
    /// What was found by all rules that are on, those with a check of the message only once it has run.
    pub(super) findings: &'a [Finding],
    /// Hits of the terms of all rules with a check of the message, before the check.
    pub(super) markers: &'a [Finding],
    /// Counts over the whole message.
    pub(super) stats: &'a MessageStats,
    /// What is known beside the words.
    pub(super) facts: &'a Facts,
    /// Its cues and its shape.
    pub(super) cues: &'a CueEvidence<'a>,
    /// What the findings add up to.
    pub(super) weighed: &'a Weighed<'a>,
}

/// What findings add up to, for the checks that ask; until one of them finds more, it holds for all.
#[derive(Debug, Default)]
pub(super) struct Weighed<'a> {
    evidence: OnceCell<Vec<Evidence<'a>>>,
    scores: OnceCell<CueScores>,
}

impl<'a> MessageContext<'a> {
    /// Returns the first finding of a rule by its code.
    pub(super) fn finding(&self, code: &str) -> Option<&'a Finding> {
        self.findings.iter().find(|finding| self.is_of(finding, code))
    }

    /// Returns the first finding of a rule by its check.
    pub(super) fn finding_of(&self, check: Check) -> Option<&'a Finding> {
        self.findings
            .iter()
            .find(|finding| self.rule(finding).is_some_and(|rule| rule.check() == Some(check)))
    }

    /// Returns true if and only if a rule with this property spoke.
    pub(super) fn has(&self, property: RuleProperty) -> bool {
        self.findings.iter().any(|finding| self.is(finding, property))
    }

    /// Returns true if and only if the terms of a rule, by its code, stand in the message; for a rule with a check of the message.
    pub(super) fn has_terms_of(&self, code: &str) -> bool {
        self.markers.iter().any(|finding| self.is_of(finding, code))
    }

    /// Returns true if and only if everyone is addressed at once: `@all`.
    pub(super) fn mentions_everyone(&self) -> bool {
        let is_mention = |rule: Rule<'_>| rule.check() == Some(Check::ToMany);
        self.markers.iter().any(|finding| self.rule(finding).is_some_and(is_mention))
    }

    /// Returns true if and only if the message as a whole meets a context frame.
    pub(super) const fn meets(&self, frame: FrameName) -> bool {
        self.stats.meets(frame)
    }

    /// Returns true if and only if the finding's rule has a property.
    pub(super) fn is(&self, finding: &Finding, property: RuleProperty) -> bool {
        self.rule(finding).is_some_and(|rule| rule.has(property))
    }

    /// Returns true if and only if the finding's rule has this code.
    pub(super) fn is_of(&self, finding: &Finding, code: &str) -> bool {
        self.rule(finding).is_some_and(|rule| rule.code() == *code)
    }

    /// Returns the rule of a finding.
    pub(super) fn rule(&self, finding: &Finding) -> Option<Rule<'a>> {
        self.book.rule(finding.hit.rule)
    }

    /// Returns the findings that weigh something for a person, weightiest first: level 2 on the sensitive or the charged
    /// axis, or a private matter.
    pub(super) fn grave(&self) -> Vec<&'a Finding> {
        let level = DECISION.levels[1];
        let weight = |finding: &Finding| {
            let rule = self.rule(finding);
            let own = |axis: Axis| rule.and_then(|rule| rule.weight(axis)).unwrap_or(0.0);
            let private =
                rule.is_some_and(|rule| rule.group() == Group::Private && rule.severity() != Severity::Hint);
            own(Axis::Sensitive).max(own(Axis::Charged)).max(if private { level } else { 0.0 })
                * finding.factor
        };
        let mut grave: Vec<(f32, &Finding)> = self
            .findings
            .iter()
            .map(|finding| (weight(finding), finding))
            .filter(|(weight, _)| weight + 1e-4 >= level)
            .collect();
        grave.sort_by(|a, b| b.0.total_cmp(&a.0));
        grave.into_iter().map(|(_, finding)| finding).collect()
    }

    /// Returns the scores of cues, shapes and the rules that spoke so far.
    pub(super) fn scores(&self) -> CueScores {
        *self.weighed.scores.get_or_init(|| self.cues.scores(signals(self.evidence(), self.stats)))
    }

    /// Returns one piece of evidence per rule.
    pub(super) fn evidence(&self) -> &'a [Evidence<'a>] {
        self.weighed.evidence.get_or_init(|| evidence(self.book, self.findings))
    }
}
