//! Finds drafts in which several different heat and tone rules spoke, one of them plainly (E007).

use super::composite::compose;
use crate::builtin::DECISION;
use crate::diagnostic::Axis;
use crate::judge::late::Late;
use crate::judge::scene::Finding;

pub(super) fn check(late: &Late<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    let all = late.evidence();
    let hot: Vec<_> = all.iter().filter(|one| one.weight(Axis::Charged) > 0.05).collect();
    let is_plain = hot.iter().any(|one| one.weight(Axis::Charged) + 1e-4 >= DECISION.knobs.heated_weight);
    if hot.len() < DECISION.knobs.heated_codes as usize || !is_plain {
        return compose(late, rule, Axis::Charged);
    }
    let mut composite: Vec<Finding> = hot
        .iter()
        .filter_map(|one| late.finding(&one.rule.code))
        .map(|finding| finding.for_rule(rule))
        .collect();
    composite.sort_by_key(|finding| (finding.hit.part, finding.hit.span));
    composite
}
