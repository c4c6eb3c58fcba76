//! Finds criticism of a named person in front of others (R003).

use crate::judge::late::Late;
use crate::judge::scene::Finding;

pub(super) fn check(late: &Late<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let is_group = late.facts.goes_to_group() || late.has_marker("R001");
    if is_group { own } else { Vec::new() }
}
