//! Finds sentences in capitals (E001); headings, tickers and lists of acronyms lack function words and stay silent.

use super::on_words;
use crate::builtin::DECISION;
use crate::judge::check_context::{CheckContext, Finding};
use crate::words::{ALL_CAPS, BREAK, CAPITALISED, NUMBER, SENTENCE_START, Words};
use presend_lexicon::table::{FUNCTION, NONE};

pub(super) fn check(context: &CheckContext<'_>, rule: u32, _candidates: Vec<Finding>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (block, words) in context.blocks.iter().enumerate() {
        let mut at = 0;
        while at < words.list.len() {
            if !words.list[at].has(ALL_CAPS) {
                at += 1;
                continue;
            }
            let end = run_end(words, at);
            if shouts(context, words, at, end) {
                findings.push(on_words(rule, block, words, at, end - 1));
            }
            at = end;
        }
    }
    findings
}

/// Returns the word after the run of capitals that begins at `start`.
fn run_end(words: &Words, start: usize) -> usize {
    let single = |at: usize| {
        let word = words.list[at];
        word.end - word.start == 1 && word.has(CAPITALISED)
    };
    let mut end = start + 1;
    while end < words.list.len()
        && !words.list[end].has(BREAK)
        && (words.list[end].has(ALL_CAPS | NUMBER) || single(end))
    {
        end += 1;
    }
    end
}

fn shouts(context: &CheckContext<'_>, words: &Words, start: usize, end: usize) -> bool {
    let thresholds = &DECISION.thresholds;
    let run = &words.list[start..end];
    let capitals = run.iter().filter(|word| word.has(ALL_CAPS)).count();
    let is_function = |id: u32| id != NONE && context.table.flags(id) & FUNCTION != 0;
    let function = run.iter().filter(|word| is_function(word.id)).count();
    let whole_sentence = words.list[start].has(SENTENCE_START)
        && words.list.get(end).is_none_or(|word| word.has(SENTENCE_START));
    let needed = if whole_sentence { thresholds.caps_short } else { thresholds.caps_words };
    capitals >= needed as usize && function >= thresholds.caps_function as usize
}
