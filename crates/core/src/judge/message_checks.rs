//! Runs the checks that weigh what other rules found in the whole message.

use super::checks::{MessageCheck, message_check};
use super::facts::Facts;
use super::finding::Finding;
use super::message_context::MessageContext;
use super::message_stats::MessageStats;
use super::rule_book::RuleBook;
use super::scores::CueEvidence;
use crate::diagnostic::Severity;
use crate::message::Message;
use presend_lexicon::Rule;
use presend_lexicon::names::{Check, Group};

/// Runs the checks of the whole message, in their order, on the findings of a message.
pub(super) fn check_message(
    message: &Message<'_>,
    book: &RuleBook<'_>,
    findings: &mut Vec<Finding>,
    (stats, facts, cues): (&MessageStats, &Facts, &CueEvidence<'_>),
    severities: &[Option<Severity>],
) {
    let check_of = |rule: Rule<'_>| {
        let name = rule.check()?;
        message_check(name).map(|check| (name, check))
    };
    let is_on = |number: u32| severities.get(number as usize).copied().flatten().is_some();
    let speaks = |rule: Rule<'_>| !message.headers.is_bulk || rule.group() == Group::Private;
    let mut rules: Vec<(Check, u32, MessageCheck)> = book
        .all()
        .filter(|(number, rule)| is_on(*number) && speaks(*rule))
        .filter_map(|(number, rule)| check_of(rule).map(|(name, check)| (name, number, check)))
        .collect();
    rules.sort_unstable_by_key(|(name, number, _)| (*name, *number));
    let is_marker = |finding: &Finding| book.rule(finding.hit.rule).and_then(check_of).is_some();
    let (markers, mut all): (Vec<Finding>, Vec<Finding>) =
        std::mem::take(findings).into_iter().partition(is_marker);
    for (_, number, check) in rules {
        let own: Vec<Finding> = markers.iter().filter(|marker| marker.hit.rule == number).cloned().collect();
        let context = MessageContext { message, book, findings: &all, markers: &markers, stats, facts, cues };
        let more = check(&context, number, own);
        all.extend(more);
    }
    *findings = all;
}
