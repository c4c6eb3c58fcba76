//! Finds messages that are long for their channel (K004) and points at their first sentence.

use super::on_words;
use crate::builtin::DECISION;
use crate::judge::scene::{Finding, Scene};
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

pub(super) fn check(scene: &Scene<'_>, rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let knobs = &DECISION.knobs;
    let limit = if scene.profile == "chat" { knobs.long_chat } else { knobs.long_email };
    let Some(block) = scene.blocks.iter().position(is_body) else { return candidates };
    let words = &scene.blocks[block];
    if scene.word_count <= limit as usize || words.list.is_empty() || is_long_by_nature(scene) {
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

fn is_long_by_nature(scene: &Scene<'_>) -> bool {
    let subject = scene.message.headers.subject.as_deref().unwrap_or("");
    let opening = scene.blocks.iter().find(|words| is_body(words)).map_or("", |words| {
        let end = words.list.get(12).map_or(words.base, |word| words.base + word.end as usize);
        scene.text(words.part).get(words.base..end).unwrap_or("")
    });
    let named = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| LONG_BY_NATURE.iter().any(|kind| word.eq_ignore_ascii_case(kind)))
    };
    named(subject) || named(opening) || opening.contains("TL;DR")
}
