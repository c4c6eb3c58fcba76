//! Checks on the mechanics of sending: attachments.

use super::kinds::WordCheck;
use crate::diagnostic::Severity;
use crate::judge::check_context::CheckContext;
use crate::judge::finding::Finding;
use crate::words::OPAQUE;
use presend_lexicon::names::Check;

/// The checks of this family that see the words.
pub(super) const WORD_CHECKS: &[(Check, WordCheck)] = &[(Check::MissingAttachment, missing_attachment)];

/// Keeps mentions of an attachment (M001) where none is known to be there; a mere hint where nobody knows.
fn missing_attachment(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    match context.message.attachments {
        Some(0) => {}
        Some(_) => return Vec::new(),
        None => candidates.iter_mut().for_each(|finding| finding.at_most = Severity::Hint),
    }
    candidates.retain(|finding| !has_link_near(context, finding));
    candidates
}

/// Returns true if and only if a link stands in the sentence of the mention: it is what was meant.
fn has_link_near(context: &CheckContext<'_>, finding: &Finding) -> bool {
    let Some(words) = context.words(&finding.hit) else { return false };
    let text = context.text(words.part);
    let linked = |at: usize| words.list[at].has(OPAQUE) && words.span(at, at).of(text).contains("://");
    words.sentence(finding.hit.first as usize).any(linked)
}
