//! Says what a vague deadline (U002) means on each reader's clock, where these differ.

use crate::judge::moments::{clocks, deadline, differ, moments_near, readings, writers_clock};
use crate::judge::scene::{Finding, Scene};

pub(super) fn check(scene: &Scene<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    let Some(sent) = scene.facts.sent else { return candidates };
    let clocks = clocks(scene.facts);
    if candidates.is_empty() || !differ(&clocks, sent) {
        return candidates;
    }
    let clock = writers_clock(scene.facts);
    for finding in &mut candidates {
        let near = moments_near(scene, finding);
        let Some(moment) = near.iter().find(|moment| moment.span.overlaps(finding.hit.span)) else {
            continue;
        };
        if let Some(at) = deadline(moment, sent, &clock) {
            let words = moment.span.of(scene.text(finding.hit.part));
            let words: Vec<&str> = words.split_whitespace().collect();
            finding.note = Some(format!("{} is {}", words.join(" "), readings(&clocks, at)).into());
        }
    }
    candidates
}
