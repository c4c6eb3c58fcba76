//! Finds drawn-out letters (E003) in words that are not drawn out in good spirits or as sounds.

use super::on_words;
use crate::judge::check_context::{CheckContext, Finding};
use crate::text::Span;
use crate::words::{ALL_CAPS, DRAWN, NAME, NUMBER, OPAQUE};
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::{DRAWN_OUT, NONE};

pub(super) fn check(context: &CheckContext<'_>, rule: u32, _candidates: Vec<Finding>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (block, words) in context.blocks.iter().enumerate() {
        let text = context.text(words.part);
        for (at, word) in words.list.iter().enumerate() {
            if word.has(DRAWN)
                && (4..=40).contains(&(word.end - word.start))
                && !word.has(OPAQUE | NUMBER | NAME | ALL_CAPS)
                && is_drawn_out(context, words.span(at, at).of(text))
                && !is_tag(text, words.span(at, at))
            {
                findings.push(on_words(rule, block, words, at, at));
            }
        }
    }
    findings
}

/// Returns true if and only if a word is the tag of a mailing list: `[zzzteam]`.
fn is_tag(text: &str, span: Span) -> bool {
    text[..span.start].ends_with('[') && text[span.end..].starts_with(']')
}

fn is_drawn_out(context: &CheckContext<'_>, word: &str) -> bool {
    let folded = fold_word(word);
    if !folded.as_bytes().windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
        return false;
    }
    if !folded.bytes().all(|byte| byte.is_ascii_lowercase())
        || folded.starts_with("www")
        || folded.starts_with("ppp")
        || folded.contains("xxx")
    {
        return false;
    }
    let mut once = folded;
    once.dedup_letters();
    let known = context.table.word(&once);
    once.len() > 1 && (known == NONE || context.table.flags(known) & DRAWN_OUT == 0)
}

/// Writes each run of a letter once.
trait DedupLetters {
    fn dedup_letters(&mut self);
}

impl DedupLetters for String {
    fn dedup_letters(&mut self) {
        let mut last = None;
        self.retain(|c| last.replace(c) != Some(c));
    }
}
