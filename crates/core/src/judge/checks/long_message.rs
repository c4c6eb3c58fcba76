//! Finds messages that are long for their channel (K004) and points at their first sentence.

use super::on_words;
use crate::builtin::DECISION;
use crate::judge::check_context::{CheckContext, Finding};
use crate::message::RegionKind;

/// Subjects and openings of texts that are long by nature or bring their own summary.
const LONG_BY_NATURE: [&str; 12] = [
    "agenda",
    "announcement",
    "digest",
    "draft",
    "faq",
    "minutes",
    "newsletter",
    "notes",
    "proposal",
    "report",
    "summary",
    "tldr",
];

pub(super) fn check(context: &CheckContext<'_>, rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    let limit = if context.profile == "chat" { thresholds.long_chat } else { thresholds.long_email };
    let Some(block) = context.blocks.iter().position(is_body) else { return candidates };
    let words = &context.blocks[block];
    if context.word_count <= limit as usize || words.list.is_empty() || is_long_by_nature(context) {
        return candidates;
    }
    let first = words
        .list
        .iter()
        .position(|word| words.kind_at(words.base + word.start as usize) == RegionKind::Body);
    let first = first.unwrap_or(0);
    let last = words.sentence(first).end - 1;
    vec![on_words(rule, block, words, first, last)]
}

fn is_body(words: &crate::words::Words) -> bool {
    words.kinds.iter().any(|(_, kind)| *kind == RegionKind::Body)
}

fn is_long_by_nature(context: &CheckContext<'_>) -> bool {
    let subject = context.message.headers.subject.as_deref().unwrap_or("");
    let opening = context.blocks.iter().find(|words| is_body(words)).map_or("", |words| {
        let end = words.list.get(12).map_or(words.base, |word| words.base + word.end as usize);
        context.text(words.part).get(words.base..end).unwrap_or("")
    });
    let named = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| LONG_BY_NATURE.iter().any(|kind| word.eq_ignore_ascii_case(kind)))
    };
    named(subject) || named(opening) || opening.contains("TL;DR")
}
