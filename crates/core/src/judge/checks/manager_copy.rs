//! Finds blame and pressure with a manager in copy (R004).

use crate::diagnostic::Axis;
use crate::guidelines::{Reader, Relation, Role};
use crate::judge::check_context::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use presend_lexicon::Rule;
use presend_lexicon::names::Group;

/// Least weight on the charged axis of a tone that counts as pressure.
const PRESSES: f32 = 0.2;

pub(super) fn check(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
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
