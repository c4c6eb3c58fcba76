//! Tells whether a message asks its reader for something, and finds its questions.

use super::check_context::CheckContext;
use crate::scan::phrases_within;
use presend_lexicon::Frame;
use presend_lexicon::names::FrameName;
use presend_lexicon::table::{Kind, Root};

/// Returns true if and only if the piece holds a question, an imperative or a request to the reader.
pub(super) fn asks(context: &CheckContext<'_>) -> bool {
    if context.blocks.iter().any(|words| words.questions > 0) {
        return true;
    }
    let is_ask = |frame: Frame<'_>| frame.asked_as == Some(FrameName::Ask);
    let Some(frame) = context.book.frames.iter().position(is_ask) else { return false };
    context.blocks.iter().enumerate().any(|(block, words)| {
        let mut hits = Vec::new();
        let mut start = 0;
        // Sentence by sentence: a long text asks early.
        while start < words.list.len() {
            let end = words.sentence(start).end.max(start + 1);
            hits.clear();
            let number = u32::try_from(block).unwrap_or(u32::MAX);
            phrases_within((context.table, Root::Frames), words, number, start..end, &mut hits);
            hits.retain(|hit| hit.rule as usize == frame);
            let excepted = |at: u32| {
                hits.iter().any(|hit| hit.kind == Kind::Unless && hit.first <= at && at <= hit.last)
            };
            if hits.iter().any(|hit| hit.kind == Kind::Term && !excepted(hit.first)) {
                return true;
            }
            start = end;
        }
        false
    })
}

/// Finds at most so many questions: block, first and last word of each, without those that only repeat the mark.
#[must_use]
pub(crate) fn questions(context: &CheckContext<'_>, most: usize) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (block, words) in context.blocks.iter().enumerate() {
        let (base, text) = (words.base, context.text(words.part));
        let Some(last) = words.list.last() else { continue };
        let end = (base + last.end as usize + 8).min(text.len());
        let mut asked = None;
        for mark in memchr::memchr_iter(b'?', &text.as_bytes()[base..end]) {
            let before = words.list.partition_point(|word| (word.start as usize) < mark).saturating_sub(1);
            let first = words.sentence(before).start;
            // A run of question marks asks once.
            if asked.replace(first) != Some(first) && found.len() < most {
                found.push((block, first, before));
            }
        }
    }
    found
}
