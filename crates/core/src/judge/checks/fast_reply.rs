//! Keeps pressing words (U004) where the reply is needed faster than the channel gives it.

use jiff::SignedDuration;

use crate::builtin::DECISION;
use crate::judge::check_context::{CheckContext, Finding};
use crate::judge::datetime::{deadline, moments_near, writers_clock};

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    let fast = SignedDuration::from_mins(i64::from(thresholds.fast_channel_minutes));
    let is_fast = match (context.profile, context.facts.norm) {
        (_, Some(norm)) => norm <= fast,
        // Without an agreement a chat may be live; a mail is not.
        (profile, None) => profile == "chat",
    };
    let mut addressed = context.facts.readers.addressed().peekable();
    let on_call = addressed.peek().is_some() && addressed.all(|reader| reader.person.any_time);
    if is_fast || on_call {
        return Vec::new();
    }
    let soon = SignedDuration::from_mins(i64::from(thresholds.pressing_minutes));
    candidates.retain(|finding| {
        let Some(sent) = context.facts.sent else { return true };
        let clock = writers_clock(context.facts);
        let near = moments_near(context, finding);
        let named = near.iter().find(|moment| moment.span.overlaps(finding.hit.span));
        // A time that is named must be near; words alone ("right now") are.
        named
            .and_then(|moment| deadline(moment, sent, &clock))
            .is_none_or(|at| at.duration_since(sent) <= soon)
    });
    candidates
}
