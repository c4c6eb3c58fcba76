//! Lets an axis speak whose cues add up, and points at those that weigh most (S017, U015, K009; E007 beside its rules).

use super::kinds::MessageCheck;
use crate::builtin::DECISION;
use crate::diagnostic::{Axis, Severity};
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::judge::scores::Evidence;
use crate::text::Span;
use presend_lexicon::cues::Target;
use presend_lexicon::names::{Check, Group};

/// What every composite says of the places it marks.
const NOTE: &str = "no single word decides this; look at the first marked sentence, then at the other marked words, which weigh most";

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

/// Points at the sharpest sentence, and at the words that weigh most for the axis, unless a rule says plainly what they say
/// together. What is pressing or tangled may be said of a message that is fine; what is delicate or heated only of one that should
/// not go as it stands, and there, where no rule speaks and no axis is high, the one that fits the course.
pub(super) fn compose(context: &MessageContext<'_>, rule: u32, axis: Axis) -> Vec<Finding> {
    if context.stats.gated {
        return Vec::new();
    }
    let scores = context.scores();
    let is_process = matches!(axis, Axis::Urgent | Axis::Coordination);
    let says = |one: &Evidence<'_>| {
        let weighs = |axis: Axis| one.weight(axis) + 1e-4 >= DECISION.levels[1];
        if is_process {
            weighs(axis)
        } else {
            weighs(Axis::Sensitive) || weighs(Axis::Charged) || one.rule.group() == Group::Private
        }
    };
    let score = axis.of(&scores.axes);
    // Who speaks only of themself is upset, or makes a joke on themself, and in no heat against anybody.
    let is_about_writer = context.cues.hits.is_about_writer();
    let fits_talk = scores.is_for_talk() || is_about_writer;
    let is_first = axis == if fits_talk { Axis::Sensitive } else { Axis::Charged };
    let speaks = match axis {
        _ if is_process => score >= DECISION.thresholds.composite_process,
        Axis::Charged if is_about_writer => false,
        _ => {
            let is_high = score >= DECISION.thresholds.composite_score;
            scores.is_over() && (is_high || is_first && context.evidence().is_empty())
        }
    };
    if !speaks || context.evidence().iter().any(says) {
        return Vec::new();
    }
    let sentence = context.cues.hits.sharpest[0].map(|sentence| (sentence.part, sentence.span));
    let target = Target::of_axis(axis).unwrap_or(Target::Stop);
    let raising = context.cues.heaviest(target).into_iter().filter(|(weight, _)| *weight > 0.0);
    let mut places: Vec<(usize, Span)> = sentence.into_iter().collect();
    for (_, cue) in raising {
        // Of cues that overlap the heaviest is shown.
        let is_shown = |(part, span): &(usize, Span)| *part == cue.part && span.overlaps(cue.span);
        if places.len() > DECISION.thresholds.composite_cues as usize {
            break;
        }
        if !places.iter().skip(1).any(is_shown) {
            places.push((cue.part, cue.span));
        }
    }
    places.into_iter().filter_map(|place| found_at(context, rule, place)).collect()
}

/// Makes a finding of a composite. It adds nothing to the scores, which led to it.
fn found_at(context: &MessageContext<'_>, rule: u32, place: (usize, Span)) -> Option<Finding> {
    let mut finding = finding_at(context.message, rule, Some(place))?;
    let holds = |region: &&crate::message::Region| {
        region.part == finding.hit.part && region.span.contains(finding.hit.span)
    };
    finding.region = context.message.regions.iter().find(holds).map_or(finding.region, |region| region.kind);
    finding.factor = 0.0;
    finding.at_most = Severity::Info;
    finding.note = Some(NOTE.into());
    Some(finding)
}
