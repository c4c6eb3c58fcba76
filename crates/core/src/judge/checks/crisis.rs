//! Checks on crises: their announcement (U009), what counts only beside one, and what a notice lacks (U010-U014).

use super::kinds::MessageCheck;
use crate::builtin::DECISION;
use crate::judge::finding::Finding;
use crate::judge::message_context::MessageContext;
use crate::message::Thread;
use presend_lexicon::names::{Check, RuleProperty};

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] =
    &[(Check::Crisis, announced), (Check::BesideCrisis, beside), (Check::CrisisLacks, lacks)];

/// The case in which `lexicons/verdict.toml` words a part that a notice must have; its order is that of the help.
const PART: &str = "part";

/// Keeps the announcement and lists in its help what the notice still lacks.
fn announced(context: &MessageContext<'_>, rule: u32, mut own: Vec<Finding>) -> Vec<Finding> {
    let parts = DECISION.variants(PART).filter(|part| !context.has_terms_of(&part.code));
    let lacking: Vec<&str> = parts.map(|part| part.message.as_str()).collect();
    let case = if lacking.is_empty() { "complete" } else { "lacking" };
    let Some(variant) = context.book.variant(rule, case) else { return own };
    for finding in &mut own {
        finding.help = Some(variant.help.replace("{parts}", &lacking.join(", ")).into());
    }
    own
}

/// Speaks where a crisis is announced and no term of the rule, which are the marks of the part, stands in the message.
fn lacks(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let Some(crisis) = context.finding_of(Check::Crisis).filter(|_| own.is_empty()) else {
        return Vec::new();
    };
    let is_first_part = context.book.rule(rule).is_some_and(|rule| rule.has(RuleProperty::FirstNotice));
    if is_first_notice(context) && !is_first_part {
        return Vec::new();
    }
    vec![crisis.for_rule(rule)]
}

/// Keeps what counts only beside a crisis.
fn beside(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    if context.finding_of(Check::Crisis).is_some() { own } else { Vec::new() }
}

/// Returns true if and only if this is the bare notice of the first minutes: short, and nothing came before it.
fn is_first_notice(context: &MessageContext<'_>) -> bool {
    context.stats.words <= DECISION.thresholds.first_notice_words as usize
        && !Thread::of(context.message).is_reply()
}
