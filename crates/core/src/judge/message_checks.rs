//! Runs the checks that weigh what other rules found in the whole message.

use super::checks::message_check;
use super::facts::Facts;
use super::finding::Finding;
use super::message_context::{MessageContext, Weighed};
use super::message_stats::MessageStats;
use super::rule_book::RuleBook;
use super::scores::CueEvidence;
use crate::diagnostic::Severity;
use crate::message::Message;
use presend_lexicon::Rule;
use presend_lexicon::names::Group;

/// Runs the checks of the whole message, in their order, on the findings of a message.
pub(super) fn check_message(
    message: &Message<'_>,
    book: &RuleBook<'_>,
    findings: &mut Vec<Finding>,
    (stats, facts, cues): (&MessageStats, &Facts, &CueEvidence<'_>),
    severities: &[Option<Severity>],
) {
    let check_of = |rule: Rule<'_>| rule.check().and_then(message_check);
    let is_on = |number: u32| severities.get(number as usize).copied().flatten().is_some();
    let speaks = |rule: Rule<'_>| !message.headers.is_bulk || rule.group() == Group::Private;
    let rules = book.checked.of_message.iter().filter_map(|&(check, number)| {
        let is_heard = is_on(number) && speaks(book.rule(number)?);
        is_heard.then_some(number).zip(message_check(check))
    });
    let is_marker = |finding: &Finding| book.rule(finding.hit.rule).and_then(check_of).is_some();
    let (markers, mut all): (Vec<Finding>, Vec<Finding>) =
        std::mem::take(findings).into_iter().partition(is_marker);
    let mut weighed = Weighed::default();
    for (number, check) in rules {
        let own: Vec<Finding> = markers.iter().filter(|marker| marker.hit.rule == number).cloned().collect();
        let (findings, markers) = (&all, &markers);
        let context =
            MessageContext { message, book, findings, markers, stats, facts, cues, weighed: &weighed };
        let more = check(&context, number, own);
        if !more.is_empty() {
            all.extend(more);
            weighed = Weighed::default();
        }
    }
    *findings = all;
}
