//! Finds drawn-out letters (E003) in words that are not drawn out in good spirits or as sounds.

use super::on_words;
use crate::judge::scene::{Finding, Scene};
use crate::lexicon::table::{DRAWN_OUT, NONE};
use crate::text::fold::fold_word;
use crate::words::{ALL_CAPS, NAME, NUMBER, OPAQUE};

pub(super) fn check(scene: &Scene<'_>, rule: u32, _candidates: Vec<Finding>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (block, words) in scene.blocks.iter().enumerate() {
        let text = scene.text(words.part);
        for (at, word) in words.list.iter().enumerate() {
            let unknown = word.id == NONE || scene.table.flags(word.id) & DRAWN_OUT == 0;
            if unknown
                && (4..=40).contains(&(word.end - word.start))
                && !word.has(OPAQUE | NUMBER | NAME | ALL_CAPS)
                && is_drawn_out(scene, words.span(at, at).of(text))
            {
                findings.push(on_words(rule, block, words, at, at));
            }
        }
    }
    findings
}

fn is_drawn_out(scene: &Scene<'_>, word: &str) -> bool {
    let (mut last, mut run) = (0, 0);
    let thrice = word.bytes().any(|byte| {
        let lower = byte | 0x20;
        run = if lower == last { run + 1 } else { 0 };
        last = lower;
        run == 2
    });
    if !thrice {
        return false;
    }
    let folded = fold_word(word);
    if !folded.bytes().all(|byte| byte.is_ascii_lowercase()) || folded.starts_with("www") || folded.contains("xxx") {
        return false;
    }
    let mut once = folded;
    once.dedup_letters();
    let known = scene.table.word(&once);
    once.len() > 1 && (known == NONE || scene.table.flags(known) & DRAWN_OUT == 0)
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
