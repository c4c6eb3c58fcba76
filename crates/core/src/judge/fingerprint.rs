//! Tells diagnostics apart over time, for lists of what was accepted.

use super::finding::Finding;
use crate::message::Message;
use crate::text::Ends;
use crate::text::boundaries::{ceil_char, floor_char};
use crate::text::digest::digest;
use presend_lexicon::Rule;
use presend_lexicon::fold::fold_word;

/// Of a phrase so many words count.
const WORDS: usize = 64;
/// Of what stands around private values so many bytes count on each side, and so many values.
const AROUND_BYTES: usize = 4096;
const VALUES: usize = 256;

/// Hashes the code and the folded words of the place. A private value is left out: what stands around all of the message's values
/// is taken in its stead, so that one that was accepted accepts no other.
pub(super) fn fingerprint(
    message: &Message<'_>,
    rule: Rule<'_>,
    chosen: &Finding,
    findings: &[&Finding],
) -> String {
    let mut key = format!("{}\0", rule.code());
    let text = |finding: &Finding| message.parts.get(finding.hit.part).map_or("", |part| part.text.as_ref());
    if chosen.hit.is_value {
        let values = findings.iter().filter(|finding| finding.hit.is_value);
        values.take(VALUES).for_each(|finding| add_around(text(finding), finding, findings, &mut key));
    } else {
        add_words(chosen.hit.span.of(text(chosen)).split_whitespace().take(WORDS), &mut key);
    }
    // One diagnostic per rule and message: the ordinal is always the first.
    key.push_str("\x000");
    digest(key.as_bytes())
}

/// Adds the words around a value that are nothing but letters, and in no value themselves.
fn add_around(text: &str, finding: &Finding, findings: &[&Finding], key: &mut String) {
    let from = floor_char(text, finding.hit.span.start.saturating_sub(AROUND_BYTES));
    let to = ceil_char(text, finding.hit.span.end.saturating_add(AROUND_BYTES).min(text.len()));
    let is_near = |other: &&&Finding| {
        other.hit.part == finding.hit.part && other.hit.span.end > from && other.hit.span.start < to
    };
    let near: Vec<&&Finding> = findings.iter().take(VALUES).filter(is_near).collect();
    let mut around = Vec::new();
    let mut at = from;
    for word in text.between(from, to).split_inclusive(char::is_whitespace) {
        let (start, end) = (at, at + word.trim_end().len());
        at += word.len();
        let is_apart = |other: &Finding| other.hit.span.end <= start || other.hit.span.start >= end;
        let letters = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_plain = !letters.is_empty() && letters.chars().all(char::is_alphabetic);
        if is_plain && near.iter().all(|other| is_apart(other)) {
            around.push(letters);
        }
    }
    add_words(around.into_iter(), key);
    key.push('\x01');
}

fn add_words<'t>(words: impl Iterator<Item = &'t str>, key: &mut String) {
    for word in words {
        key.push_str(&fold_word(word));
        key.push(' ');
    }
}
