//! Keeps the mark "confidential" (P004) only where the message goes further than the mark allows.

use crate::judge::late::Late;
use crate::judge::scene::Finding;

pub(super) fn check(late: &Late<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let goes_out = late.facts.readers.list.iter().any(|reader| reader.is_external == Some(true));
    if goes_out || late.facts.goes_to_many() || late.has_marker("R001") { own } else { Vec::new() }
}
