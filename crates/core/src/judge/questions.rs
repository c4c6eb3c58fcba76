//! Tells whether a message asks its reader for something, and finds its questions.

use super::check_context::CheckContext;
use super::context_hits::ContextHits;
use crate::scan::Hit;
use crate::text::Ends;
use presend_lexicon::Frame;
use presend_lexicon::names::FrameName;
use presend_lexicon::table::TermKind;

/// Returns true if and only if the piece holds a question, an imperative or a request to the reader.
pub(super) fn asks(context: &CheckContext<'_>, hits: &ContextHits<'_>) -> bool {
    if context.blocks.iter().any(|words| words.questions > 0) {
        return true;
    }
    let is_ask = |frame: Frame<'_>| frame.asked_as == Some(FrameName::Ask);
    let Some(frame) = context.book.frames.iter().position(is_ask) else { return false };
    let of_frame = |hit: &&Hit| hit.rule as usize == frame;
    context.blocks.iter().enumerate().any(|(block, words)| {
        let terms = hits.frames(block).iter().filter(of_frame).filter(|hit| hit.kind == TermKind::Term);
        terms.into_iter().any(|hit| {
            let sentence = hits.frames_in(block, words.sentence(hit.first as usize));
            let excepts = |other: &Hit| {
                other.kind == TermKind::Unless && other.first <= hit.first && hit.first <= other.last
            };
            !sentence.iter().filter(of_frame).any(excepts)
        })
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
        for mark in memchr::memchr_iter(b'?', text.as_bytes().between(base, end)) {
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
