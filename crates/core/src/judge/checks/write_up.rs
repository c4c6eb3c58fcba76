//! Keeps talks that settle something (K007) where nobody promises to write it down.

use crate::builtin::DECISION;
use crate::diagnostic::Axis;
use crate::judge::late::Late;
use crate::judge::scene::Finding;
use presend_lexicon::table::Kind;

/// The rule's strong terms settle something by talking; its weak ones propose a talk, which counts beside a sensitive matter.
pub(super) fn check(late: &Late<'_>, _rule: u32, mut own: Vec<Finding>) -> Vec<Finding> {
    if own.is_empty() || late.is_framed("write-up") {
        return Vec::new();
    }
    let evidence = late.evidence();
    let is_sensitive = evidence.iter().any(|one| one.weight(Axis::Sensitive) + 1e-4 >= DECISION.levels[1]);
    own.retain(|finding| is_sensitive || finding.hit.kind != Kind::Weak);
    own
}
