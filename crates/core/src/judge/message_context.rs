//! Runs the checks that weigh what other rules found in the whole message.

use super::check_context::{Finding, MessageStats, RuleBook};
use super::checks::{LATE_CHECKS, LateCheck};
use super::cues::{CueEvidence, CueScores};
use super::facts::Facts;
use super::score::{Evidence, evidence, spoke};
use crate::builtin::DECISION;
use crate::diagnostic::{Axis, Severity};
use crate::message::Message;
use presend_lexicon::Rule;
use presend_lexicon::names::Group;

/// Everything that was found in a message.
#[derive(Debug, Clone, Copy)]
pub struct MessageContext<'a> {
    /// The message.
    pub message: &'a Message<'a>,
    /// The rules.
    pub book: &'a RuleBook<'a>,
    /// What was found by all rules that are on, those of late checks only once they have run.
    pub findings: &'a [Finding],
    /// Hits of the terms of all rules with a late check, before the check.
    pub markers: &'a [Finding],
    /// Counts over the whole message.
    pub tally: &'a MessageStats,
    /// What is known beside the words.
    pub facts: &'a Facts,
    /// Its cues and its shape.
    pub seen: &'a CueEvidence<'a>,
}

impl<'a> MessageContext<'a> {
    /// Returns the first finding of a rule by its code.
    #[must_use]
    pub fn finding(&self, code: &str) -> Option<&'a Finding> {
        self.findings.iter().find(|finding| self.is_of(finding, code))
    }

    /// Returns true if and only if the terms of a rule with a late check stand in the message.
    #[must_use]
    pub fn has_marker(&self, code: &str) -> bool {
        self.markers.iter().any(|finding| self.is_of(finding, code))
    }

    /// Returns true if and only if the message as a whole meets the context frame of this name.
    #[must_use]
    pub fn is_framed(&self, name: &str) -> bool {
        self.book.is_framed(self.tally, name)
    }

    /// Returns true if and only if the finding's rule has this code.
    #[must_use]
    pub fn is_of(&self, finding: &Finding, code: &str) -> bool {
        self.rule(finding).is_some_and(|rule| rule.code() == *code)
    }

    /// Returns the rule of a finding.
    #[must_use]
    pub fn rule(&self, finding: &Finding) -> Option<Rule<'a>> {
        self.book.rule(finding.hit.rule)
    }

    /// Returns the findings that weigh something for a person, weightiest first: level 2 on the sensitive or the charged
    /// axis, or a private matter.
    #[must_use]
    pub fn grave(&self) -> Vec<&'a Finding> {
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
    #[must_use]
    pub fn scores(&self) -> CueScores {
        let evidence = self.evidence();
        self.seen.scores(&|code| spoke(&evidence, self.tally, code))
    }

    /// Returns one piece of evidence per rule.
    pub(super) fn evidence(&self) -> Vec<Evidence<'a>> {
        evidence(self.book, self.findings)
    }
}

/// Runs the late checks, in their order, on the findings of a message.
pub(super) fn run_late(
    message: &Message<'_>,
    book: &RuleBook<'_>,
    findings: &mut Vec<Finding>,
    (tally, facts, seen): (&MessageStats, &Facts, &CueEvidence<'_>),
    severities: &[Option<Severity>],
) {
    let late_of = |rule: Rule<'_>| LATE_CHECKS.iter().position(|(check, _)| Some(*check) == rule.check());
    let is_on = |number: u32| severities.get(number as usize).copied().flatten().is_some();
    let mut rules: Vec<(usize, u32)> = book
        .all()
        .filter(|(number, rule)| {
            is_on(*number) && !(message.headers.is_bulk && rule.group() != Group::Private)
        })
        .filter_map(|(number, rule)| Some((late_of(rule)?, number)))
        .collect();
    rules.sort_unstable();
    let is_late = |finding: &Finding| book.rule(finding.hit.rule).is_some_and(|rule| late_of(rule).is_some());
    let (markers, mut all): (Vec<Finding>, Vec<Finding>) =
        std::mem::take(findings).into_iter().partition(is_late);
    for (check, number) in rules {
        let own: Vec<Finding> = markers.iter().filter(|marker| marker.hit.rule == number).cloned().collect();
        let late = MessageContext { message, book, findings: &all, markers: &markers, tally, facts, seen };
        let check: LateCheck = LATE_CHECKS[check].1;
        let more = check(&late, number, own);
        all.extend(more);
    }
    *findings = all;
}
