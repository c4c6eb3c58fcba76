//! Adds up evidence per axis: score = 1 − Π(1 − weight × factor), one weight per rule.

use super::cues::CueScores;
use crate::builtin::DECISION;
use crate::diagnostic::Axis;
use crate::judge::finding::Finding;
use crate::judge::message_stats::MessageStats;
use crate::judge::rule_book::RuleBook;
use presend_lexicon::Rule;
use presend_lexicon::cues::Signal;

/// Evidence that one rule gives.
#[derive(Debug, Clone, Copy)]
pub(in crate::judge) struct Evidence<'a> {
    /// The rule.
    pub(in crate::judge) rule: Rule<'a>,
    /// The strongest factor among its findings.
    pub(in crate::judge) factor: f32,
    /// The writer speaks of themself near one of its findings.
    pub(in crate::judge) first_person: bool,
    /// Every finding only names the topic of a talk that the draft asks for.
    pub(in crate::judge) is_topic: bool,
}

/// Gathers one piece of evidence per rule.
pub(in crate::judge) fn evidence<'a>(book: &RuleBook<'a>, findings: &[Finding]) -> Vec<Evidence<'a>> {
    let mut all: Vec<Evidence<'a>> = Vec::new();
    for finding in findings {
        let Some(rule) = book.rule(finding.hit.rule) else { continue };
        match all.iter_mut().find(|evidence| evidence.rule.code() == rule.code()) {
            Some(evidence) => {
                evidence.factor = evidence.factor.max(finding.factor);
                evidence.first_person |= finding.first_person;
                evidence.is_topic &= finding.is_topic;
            }
            None => all.push(Evidence {
                rule,
                factor: finding.factor,
                first_person: finding.first_person,
                is_topic: finding.is_topic,
            }),
        }
    }
    all
}

/// Returns the signals that are there: the rules that spoke, and whether something is asked.
pub(in crate::judge) fn signals(all: &[Evidence<'_>], stats: &MessageStats) -> impl Iterator<Item = Signal> {
    let rules = all.iter().map(|one| Signal::Rule(one.rule.code()));
    rules.chain(stats.asks.then_some(Signal::Asks))
}

/// Returns the scores of a message: what its cues say, and on the axes that rules speak on, what these say where it is more than a hint.
pub(in crate::judge) fn combined(all: &[Evidence<'_>], cues: &CueScores) -> [f32; 7] {
    let rules = scores(all);
    Axis::ALL.map(|axis| {
        let (rules, cues) = (axis.of(&rules), axis.of(&cues.axes));
        match axis {
            Axis::Relationship => rules,
            Axis::Fyi | Axis::Meeting => cues,
            _ if rules + 1e-4 >= DECISION.levels[1] => rules.max(cues),
            _ => cues,
        }
    })
}

impl Evidence<'_> {
    /// Returns the weight the evidence has on an axis, 0..=1.
    pub(in crate::judge) fn weight(&self, axis: Axis) -> f32 {
        self.rule.weight(axis).map_or(0.0, |weight| weight * self.factor)
    }
}

/// Returns the score of every axis, in the order of [`Axis::ALL`].
pub(in crate::judge) fn scores(all: &[Evidence<'_>]) -> [f32; 7] {
    Axis::ALL.map(|axis| 1.0 - all.iter().map(|evidence| 1.0 - evidence.weight(axis)).product::<f32>())
}

/// Returns how many of the thresholds a score reaches, 0..=3.
pub(in crate::judge) fn level(score: f32) -> u8 {
    // A hair of tolerance: 0.5 is reached by weights that add up to it in decimals.
    DECISION.levels.iter().map(|&threshold| u8::from(score + 1e-4 >= threshold)).sum()
}
