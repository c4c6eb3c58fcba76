//! Finds stacked marks (E002): three or more, or a question and an exclamation mark together.

use super::on_words;
use crate::judge::check_context::{CheckContext, Finding};
use crate::text::Span;

pub(super) fn check(context: &CheckContext<'_>, rule: u32, _candidates: Vec<Finding>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (block, words) in context.blocks.iter().enumerate() {
        let bytes = context.text(words.part).as_bytes();
        for &(start, end) in &words.runs {
            let span = Span::new(words.base + start as usize, words.base + end as usize);
            let run = &bytes[span.start..span.end];
            let mixed = run.contains(&b'!') && run.contains(&b'?');
            let before = span.start.checked_sub(1).map_or(b' ', |at| bytes[at]);
            let after = bytes.get(span.end).copied().unwrap_or(b' ');
            // Marks without a word in front, or with a letter behind, are debris of encodings, globs and operators.
            let is_wordy = |byte: u8| {
                byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b')' | b'"' | b'\'')
            };
            // Some put a blank before their marks.
            let apart = run.len() >= 3 && before == b' ' && span.start > 1 && is_wordy(bytes[span.start - 2]);
            let typed = is_wordy(before) || apart;
            if words.list.is_empty()
                || !(mixed || run.len() >= 3)
                || !typed
                || after.is_ascii_alphanumeric()
                || matches!(after, b'/' | b'(')
            {
                continue;
            }
            let word = words.list.partition_point(|word| word.end <= start).saturating_sub(1);
            let mut finding = on_words(rule, block, words, word, word);
            finding.hit.span = span;
            findings.push(finding);
        }
    }
    findings
}
