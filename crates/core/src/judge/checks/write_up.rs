//! Keeps talks that settle something (K007) where nobody promises to write it down.

use crate::builtin::DECISION;
use crate::diagnostic::Axis;
use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;
use presend_lexicon::table::Kind;

/// The rule's strong terms settle something by talking; its weak ones propose a talk, which counts beside a sensitive matter.
pub(super) fn check(context: &MessageContext<'_>, _rule: u32, mut own: Vec<Finding>) -> Vec<Finding> {
    if own.is_empty() || context.is_framed("write-up") {
        return Vec::new();
    }
    let evidence = context.evidence();
    let is_sensitive = evidence.iter().any(|one| one.weight(Axis::Sensitive) + 1e-4 >= DECISION.levels[1]);
    own.retain(|finding| is_sensitive || finding.hit.kind != Kind::Weak);
    own
}
