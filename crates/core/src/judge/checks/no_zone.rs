//! Keeps times without a zone (U003) where the readers' clocks differ, and says what each of them shows.

use crate::judge::check_context::{CheckContext, Finding};
use crate::judge::datetime::{
    Moment, Time, When, Zone, clocks, deadline, differ, moments_near, readings, writers_clock,
};

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let Some(sent) = context.facts.sent else { return Vec::new() };
    let clocks = clocks(context.facts);
    if candidates.is_empty() || !differ(&clocks, sent) {
        return Vec::new();
    }
    let clock = writers_clock(context.facts);
    let unsaid = |finding: &Finding, moment: &Moment| {
        let is_clock =
            matches!(moment.when, When::On { time: Some(Time::Clock(_) | Time::Part(_) | Time::End), .. });
        is_clock && moment.zone == Zone::Unsaid && moment.span.overlaps(finding.hit.span)
    };
    let mut kept = Vec::new();
    for mut finding in candidates {
        let near = moments_near(context, &finding);
        let Some(moment) = near.iter().find(|moment| unsaid(&finding, moment)) else { continue };
        if let Some(at) = deadline(moment, sent, &clock) {
            finding.note = Some(format!("on your clock this is {}", readings(&clocks, at)).into());
        }
        kept.push(finding);
    }
    kept
}
