//! Says what a vague deadline (U002) means on each reader's clock, where these differ.

use crate::judge::check_context::{CheckContext, Finding};
use crate::judge::datetime::{clocks, deadline, differ, moments_near, readings, writers_clock};

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    let Some(sent) = context.facts.sent else { return candidates };
    let clocks = clocks(context.facts);
    if candidates.is_empty() || !differ(&clocks, sent) {
        return candidates;
    }
    let clock = writers_clock(context.facts);
    for finding in &mut candidates {
        let near = moments_near(context, finding);
        let Some(moment) = near.iter().find(|moment| moment.span.overlaps(finding.hit.span)) else {
            continue;
        };
        if let Some(at) = deadline(moment, sent, &clock) {
            let words = moment.span.of(context.text(finding.hit.part));
            let words: Vec<&str> = words.split_whitespace().collect();
            finding.note = Some(format!("{} is {}", words.join(" "), readings(&clocks, at)).into());
        }
    }
    candidates
}
