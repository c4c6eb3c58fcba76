//! Finds personal or heated matters that go to many, and mentions of everyone without urgency (R001).

use crate::builtin::DECISION;
use crate::diagnostic::Axis;
use crate::judge::check_context::{Finding, finding_at};
use crate::judge::message_context::MessageContext;

/// Codes that make many readers right: danger and crises are for all.
const FOR_ALL: [&str; 2] = ["U009", "W004"];

/// Codes on announcements, which are for all where a talk goes with them.
const ANNOUNCEMENTS: [&str; 2] = ["S002", "S012"];

pub(super) fn check(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    if FOR_ALL.iter().any(|code| context.finding(code).is_some()) {
        return Vec::new();
    }
    // The mark alone may be code or part of an address.
    let mention = own.into_iter().next().filter(|_| context.message.mentions_all);
    let is_announcement = |finding: &Finding| ANNOUNCEMENTS.iter().any(|code| context.is_of(finding, code));
    let is_announced = |finding: &&Finding| context.is_framed("session") && is_announcement(finding);
    let grave = context.grave();
    let worst = grave.iter().find(|finding| !is_announced(finding));
    match (worst, mention) {
        (Some(worst), Some(mention)) => vec![mention, worst.for_rule(rule)],
        (Some(worst), None) if context.facts.goes_to_many() => {
            let places = &context.message.headers.places;
            let mut found: Vec<Finding> =
                finding_at(context.message, rule, places.to.or(places.cc)).into_iter().collect();
            found.push(worst.for_rule(rule));
            found
        }
        (None, Some(mention)) if !is_urgent(context) => {
            DECISION.variant("R001", "mention").map_or_else(Vec::new, |variant| {
                let mut finding = mention.worded(&variant);
                finding.at_most = crate::diagnostic::Severity::Hint;
                vec![finding]
            })
        }
        _ => Vec::new(),
    }
}

/// Returns true if and only if something presses: a word of urgency, or anything asked of the readers.
fn is_urgent(context: &MessageContext<'_>) -> bool {
    context.tally.asks || context.evidence().iter().any(|one| one.weight(Axis::Urgent) > 0.1)
}
