//! Checks on private matters: lists of people, and marks of confidence.

use super::kinds::{MessageCheck, WordCheck};
use crate::builtin::DECISION;
use crate::judge::check_context::CheckContext;
use crate::judge::finding::Finding;
use crate::judge::message_context::MessageContext;
use crate::text::Ends;
use crate::words::Words;
use presend_lexicon::names::Check;
use presend_lexicon::table::NONE;

/// The checks of this family that see the words.
pub(super) const WORD_CHECKS: &[(Check, WordCheck)] = &[(Check::BulkPeople, bulk_people)];

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] = &[(Check::ConfidentialMark, confidential_mark)];

/// Adds pasted lists of people (P003): rows that each hold a name and an address, phone number or amount.
fn bulk_people(context: &CheckContext<'_>, rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    let needed = DECISION.thresholds.people_rows as usize;
    for (block, words) in context.blocks.iter().enumerate().filter(|(_, words)| words.tokens.len() >= needed)
    {
        if let Some(at) = first_of_rows(context, words, needed) {
            let last = words.sentence(at).end - 1;
            candidates.push(Finding::on_words(rule, block, words, at, last.max(at)));
        }
    }
    candidates
}

/// Returns the first word of the first of at least `needed` neighbouring rows about people. Only lines that hold a number,
/// an address or the like are looked at.
fn first_of_rows(context: &CheckContext<'_>, words: &Words, needed: usize) -> Option<usize> {
    let end = words.base + words.list.last()?.end as usize;
    let text = context.text(words.part).get(words.base..end)?;
    let bytes = text.as_bytes();
    let (mut run, mut first, mut last_end) = (0, 0, 0);
    for token in words.tokens.iter().filter(|token| token.id == NONE) {
        let at = (token.start as usize).min(bytes.len());
        if at < last_end {
            continue;
        }
        let start = memchr::memrchr(b'\n', bytes.head(at)).map_or(0, |newline| newline + 1);
        let end = memchr::memchr(b'\n', bytes.tail(at)).map_or(bytes.len(), |newline| at + newline);
        if is_person_row(text.between(start, end)) {
            let follows = run > 0 && bytes.between(last_end, start).iter().all(u8::is_ascii_whitespace);
            (run, first) = if follows { (run + 1, first) } else { (1, start) };
            if run == needed {
                return Some(words.list.partition_point(|word| (word.start as usize) < first));
            }
        } else {
            run = 0;
        }
        last_end = end;
    }
    None
}

/// Returns true if and only if a line holds two capitalised words in a row and an address, a phone number or an amount.
fn is_person_row(line: &str) -> bool {
    // Most lines are prose: they lack a field separator or anything that could be a detail.
    let bytes = line.as_bytes();
    let has_fields =
        memchr::memchr2(b',', b';', bytes).is_some() || memchr::memchr2(b'|', b'\t', bytes).is_some();
    if !has_fields || line.len() > 240 || !may_have_detail(line) {
        return false;
    }
    let fields = line.split([',', ';', '|', '\t']).map(str::trim).filter(|field| !field.is_empty());
    let (mut named, mut detail, mut count) = (false, false, 0);
    for field in fields {
        count += 1;
        let words = || field.split_whitespace();
        let capitalised = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && word.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c == '.')
        };
        named |= words().all(|word| capitalised(&word)) && (2..=3).contains(&words().count());
        let digits = field.bytes().filter(u8::is_ascii_digit).count();
        let amount = field.starts_with(['$', '€', '£']) && digits >= 3;
        let address = field.contains('@') && field.contains('.') && words().nth(1).is_none();
        detail |= address || amount || (digits >= 7 && field.len() <= digits * 2 + 2);
    }
    count >= 2 && named && detail
}

/// Returns false if no field of a line can be an address, an amount or a phone number, for it has not the signs for one.
fn may_have_detail(line: &str) -> bool {
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let has_amount = || digits >= 3 && line.contains(['$', '€', '£']);
    digits >= 7 || memchr::memchr(b'@', line.as_bytes()).is_some() || has_amount()
}

/// Keeps the mark "confidential" (P004) only where the message goes further than the mark allows.
fn confidential_mark(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let goes_out = context.facts.readers.list.iter().any(|reader| reader.is_external == Some(true));
    if goes_out || context.facts.goes_to_many() || context.mentions_everyone() { own } else { Vec::new() }
}
