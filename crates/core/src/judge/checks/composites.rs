//! Lets an axis speak whose cues add up, and points at those that weigh most (S017, U015, K009; E007 beside its rules).

use super::kinds::MessageCheck;
use crate::builtin::DECISION;
use crate::diagnostic::{Axis, Severity};
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::text::Span;
use presend_lexicon::names::Check;

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] =
    &[(Check::Delicate, delicate), (Check::Pressing, pressing), (Check::Tangled, tangled)];

/// S017: a delicate matter.
fn delicate(context: &MessageContext<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    compose(context, rule, Axis::Sensitive)
}

/// U015: a pressing request.
fn pressing(context: &MessageContext<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    compose(context, rule, Axis::Urgent)
}

/// K009: a tangled thread.
fn tangled(context: &MessageContext<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    compose(context, rule, Axis::Coordination)
}

/// Points at the heaviest cues of an axis whose score is high, unless a rule says plainly what they say together.
pub(super) fn compose(context: &MessageContext<'_>, rule: u32, axis: Axis) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    let least = match axis {
        Axis::Coordination => thresholds.composite_coordination,
        _ => thresholds.composite_score,
    };
    let plain = context.evidence().iter().any(|one| one.weight(axis) + 1e-4 >= DECISION.levels[1]);
    let scores = context.scores();
    // Who speaks only of themself is upset, or makes a joke on themself.
    let is_aimed = axis != Axis::Charged
        || (scores.reword >= thresholds.reword_score && !context.cues.shape_counts.is_about_writer());
    if plain || context.stats.gated || !is_aimed || scores.axes[axis as usize] < least {
        return Vec::new();
    }
    let raising: Vec<_> =
        context.cues.heaviest(axis as usize).into_iter().filter(|(weight, _)| *weight > 0.0).collect();
    let all: f32 = raising.iter().map(|(weight, _)| weight).sum();
    let mut taken: Vec<(usize, Span)> = Vec::new();
    let mut shares: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for (weight, cue) in raising {
        // Of cues that overlap the heaviest is shown.
        let is_taken = taken.iter().any(|(part, span)| *part == cue.part && span.overlaps(cue.span));
        if is_taken || found.len() >= thresholds.composite_cues as usize {
            continue;
        }
        taken.push((cue.part, cue.span));
        shares.push(format!("{:.0}", 100.0 * weight / all));
        found.extend(finding_at(context.message, rule, Some((cue.part, cue.span))));
    }
    let note = format!(
        "no single word says it; of what weighs here, the marked places make {} %",
        shares.join(", ")
    );
    for finding in &mut found {
        let holds = |region: &&crate::message::Region| {
            region.part == finding.hit.part && region.span.contains(finding.hit.span)
        };
        finding.region =
            context.message.regions.iter().find(holds).map_or(finding.region, |region| region.kind);
        // Cues are counted by their score; the composite adds nothing to it.
        finding.factor = 0.0;
        finding.at_most = Severity::Info;
        finding.note = Some(note.as_str().into());
    }
    found
}
