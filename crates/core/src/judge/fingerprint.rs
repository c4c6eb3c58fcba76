//! Tells diagnostics apart over time, for lists of what was accepted.

use super::finding::Finding;
use super::surroundings::Surroundings;
use crate::message::Message;
use crate::text::Span;
use crate::text::digest::Digest;
use presend_lexicon::Rule;
use presend_lexicon::fold::fold_word;

/// Of a phrase so many words count.
const WORDS: usize = 64;
/// Of so many private values of a rule counts what stands around them.
const VALUES: usize = 256;

/// Hashes the code and the folded words of the place. A private value is left out: what stands around all of the message's values
/// is taken in its stead, so that one that was accepted accepts no other.
pub(super) fn fingerprint(
    message: &Message<'_>,
    rule: Rule<'_>,
    chosen: &Finding,
    findings: &[&Finding],
) -> String {
    let mut key = Digest::new();
    key.add(rule.code().as_str().as_bytes());
    key.add(b"\0");
    let text = |part: usize| message.parts.get(part).map_or("", |part| part.text.as_ref());
    if chosen.hit.is_value {
        add_around(text, findings, &mut key);
    } else {
        for word in chosen.hit.span.of(text(chosen.hit.part)).split_whitespace().take(WORDS) {
            key.add(fold_word(word).as_bytes());
            key.add(b" ");
        }
    }
    // One diagnostic per rule and message: the ordinal is always the first.
    key.add(b"\x000");
    key.text()
}

/// Adds what stands around each value, in their order: the words of a part are folded once for all of its values.
fn add_around<'t>(text: impl Fn(usize) -> &'t str, findings: &[&Finding], key: &mut Digest) {
    let values: Vec<&Finding> =
        findings.iter().filter(|finding| finding.hit.is_value).take(VALUES).copied().collect();
    for of_part in values.chunk_by(|one, next| one.hit.part == next.hit.part) {
        let Some(part) = of_part.first().map(|value| value.hit.part) else { continue };
        let in_part = findings.iter().take(VALUES).filter(|finding| finding.hit.part == part);
        let taken: Vec<Span> = in_part.map(|finding| finding.hit.span).collect();
        let spans: Vec<Span> = of_part.iter().map(|value| value.hit.span).collect();
        let around = Surroundings::new(text(part), &spans, taken);
        for span in spans {
            around.add(span, key);
            key.add(b"\x01");
        }
    }
}
