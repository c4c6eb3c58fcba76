//! Drops urgent words (U001) where a clock time stands in the paragraph; dates and weekdays are a context frame.

use crate::judge::check_context::{CheckContext, Finding};
use crate::words::{NUMBER, Words};

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    candidates.retain(|finding| {
        let Some(words) = context.words(&finding.hit).filter(|words| !words.list.is_empty()) else {
            return true;
        };
        let text = context.text(words.part);
        !words.paragraph(finding.hit.first as usize).any(|at| is_clock_time(words, at, text))
    });
    candidates
}

/// Returns true if and only if a word is a time of day: `10:30`, `5pm`, `17h`.
fn is_clock_time(words: &Words, at: usize, text: &str) -> bool {
    if !words.list[at].has(NUMBER) {
        return false;
    }
    let word = words.span(at, at).of(text).to_ascii_lowercase();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 2 && (matches!(&word[digits..], "am" | "pm" | "h") || word[digits..].starts_with(':'))
}
