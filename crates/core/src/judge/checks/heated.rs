//! Finds drafts in which several different heat and tone rules spoke, one of them plainly (E007).

use super::composite::compose;
use crate::builtin::DECISION;
use crate::diagnostic::Axis;
use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;

pub(super) fn check(context: &MessageContext<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    let all = context.evidence();
    let hot: Vec<_> = all.iter().filter(|one| one.weight(Axis::Charged) > 0.05).collect();
    let is_plain =
        hot.iter().any(|one| one.weight(Axis::Charged) + 1e-4 >= DECISION.thresholds.heated_weight);
    if hot.len() < DECISION.thresholds.heated_codes as usize || !is_plain {
        return compose(context, rule, Axis::Charged);
    }
    let mut composite: Vec<Finding> = hot
        .iter()
        .filter_map(|one| context.finding(&one.rule.code()))
        .map(|finding| finding.for_rule(rule))
        .collect();
    composite.sort_by_key(|finding| (finding.hit.part, finding.hit.span));
    composite
}
