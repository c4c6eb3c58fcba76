//! Keeps requests to nobody in particular (K002) where more than one person reads them.

use crate::judge::scene::{Finding, Scene};

pub(super) fn check(scene: &Scene<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let readers = &scene.facts.readers;
    let is_single = readers.list.len() == 1 && !scene.facts.goes_to_group();
    // In an open chat, asking all is how it is done.
    if is_single || (scene.profile == "chat" && readers.list.is_empty()) { Vec::new() } else { candidates }
}
