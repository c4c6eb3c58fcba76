//! Checks on readers: what goes to many, to a group, past a manager, or to somebody for the first time.

use super::kinds::MessageCheck;
use crate::diagnostic::{Axis, Severity};
use crate::guidelines::{Reader, Relation, Role};
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::message::Thread;
use presend_lexicon::Rule;
use presend_lexicon::names::{Check, FrameName, Group, RuleProperty};
use presend_lexicon::table::TermKind;

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] = &[
    (Check::ToMany, to_many),
    (Check::GroupCriticism, group_criticism),
    (Check::ManagerCopy, manager_copy),
    (Check::FirstContact, first_contact),
];

/// Least weight on the charged axis of a tone that counts as pressure.
const PRESSES: f32 = 0.2;

/// Finds personal or heated matters that go to many, and mentions of everyone without urgency (R001).
fn to_many(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    if context.has(RuleProperty::ForAll) {
        return Vec::new();
    }
    // The mark alone may be code or part of an address.
    let mention = own.into_iter().next().filter(|_| context.message.mentions_all);
    let is_announced = |finding: &&Finding| {
        context.meets(FrameName::Session) && context.is(finding, RuleProperty::Announcement)
    };
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
            context.book.variant(rule, "mention").map_or_else(Vec::new, |variant| {
                let mut finding = mention.worded(&variant);
                finding.at_most = Severity::Hint;
                vec![finding]
            })
        }
        _ => Vec::new(),
    }
}

/// Returns true if and only if something presses: a word of urgency, or anything asked of the readers.
fn is_urgent(context: &MessageContext<'_>) -> bool {
    context.stats.asks || context.evidence().iter().any(|one| one.weight(Axis::Urgent) > 0.1)
}

/// Finds criticism of a named person in front of others (R003).
fn group_criticism(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let is_group = context.facts.goes_to_group() || context.mentions_everyone();
    if is_group { own } else { Vec::new() }
}

/// Finds blame and pressure with a manager in copy (R004).
fn manager_copy(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let tone = context.findings.iter().find(|finding| {
        let weighs = |rule: Rule<'_>| {
            let charged = rule.weight(Axis::Charged);
            rule.group() == Group::Tone && charged.is_some_and(|weight| weight * finding.factor >= PRESSES)
        };
        context.rule(finding).is_some_and(weighs)
    });
    let Some(tone) = tone else { return Vec::new() };
    let is_manager =
        |reader: &Reader| reader.role != Role::To && reader.person.relation == Some(Relation::Manager);
    let places = &context.message.headers.places;
    let copied = context.facts.readers.list.iter().find(|reader| is_manager(reader));
    let copied = copied.and_then(|reader| {
        let field = if reader.role == Role::Cc { places.cc } else { places.bcc };
        finding_at(context.message, rule, field)
    });
    let Some(first) = own.into_iter().next().or(copied) else { return Vec::new() };
    vec![first, tone.for_rule(rule)]
}

/// Finds bad news in the first message to somebody (R005). The rule's strong terms introduce the writer; its weak ones announce bad news, and count only beside them.
fn first_contact(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let (mut found, news): (Vec<Finding>, Vec<Finding>) =
        own.into_iter().partition(|finding| finding.hit.kind != TermKind::Weak);
    if found.is_empty() || Thread::of(context.message).is_reply() {
        return Vec::new();
    }
    let news = news.into_iter().next();
    let known = || {
        let all = context.findings.iter().filter(|finding| context.is(finding, RuleProperty::BadNews));
        all.min_by_key(|finding| finding.hit.rule).map(|finding| finding.for_rule(rule))
    };
    match news.or_else(known) {
        Some(news) => {
            found.push(news);
            found
        }
        None => Vec::new(),
    }
}
