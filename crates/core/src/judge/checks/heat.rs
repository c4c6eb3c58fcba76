//! Checks on heat: capitals, stacked marks, drawn-out letters, and a draft that is heated as a whole.

use super::composites::compose;
use super::kinds::{MessageCheck, WordCheck};
use super::quieter::{plain_spelling, sentence_case};
use crate::builtin::DECISION;
use crate::diagnostic::Axis;
use crate::judge::check_context::CheckContext;
use crate::judge::finding::Finding;
use crate::judge::message_context::MessageContext;
use crate::judge::new_words::NewWords;
use crate::text::{Ends, Span};
use crate::words::{ALL_CAPS, BREAK, CAPITALISED, DRAWN, NAME, NUMBER, OPAQUE, SENTENCE_START, Word, Words};
use presend_lexicon::fold::fold_word;
use presend_lexicon::names::Check;
use presend_lexicon::table::{DRAWN_OUT, FUNCTION, NONE};

/// The mark that says no to a thing or to a person.
const THUMB_DOWN: &str = "👎";

/// The checks of this family that see the words.
pub(super) const WORD_CHECKS: &[(Check, WordCheck)] = &[
    (Check::Elongation, elongation),
    (Check::PunctuationRun, punctuation_run),
    (Check::Shouting, shouting),
    (Check::ThumbAtSomebody, thumb_at_somebody),
];

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] = &[(Check::Heated, heated)];

/// Keeps a single thumb down (E004) only where the message is that and somebody's name; elsewhere it votes on a thing.
fn thumb_at_somebody(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    let is_thumb = |finding: &Finding| finding.hit.span.of(context.text(finding.hit.part)) == THUMB_DOWN;
    let names_somebody = || {
        let [words] = context.blocks else { return false };
        let [word] = words.list.as_slice() else { return false };
        let is_mention = context.text(words.part).head(words.base + word.start as usize).ends_with('@');
        // A word that a lexicon knows is a weekday, a dish or a place before it is a name.
        is_mention || word.has(NAME | OPAQUE) || (word.has(CAPITALISED) && word.id == NONE)
    };
    candidates.retain(|finding| !is_thumb(finding) || names_somebody());
    candidates
}

/// Finds sentences in capitals (E001); headings, tickers and lists of acronyms lack function words and stay silent.
fn shouting(context: &CheckContext<'_>, rule: u32, _candidates: Vec<Finding>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (block, words) in context.blocks.iter().enumerate() {
        let mut at = 0;
        while let Some(skip) = words.list.tail(at).iter().position(|word| word.has(ALL_CAPS)) {
            at += skip;
            let end = run_end(words, at);
            if shouts(context, words, at, end) {
                let finding = Finding::on_words(rule, block, words, at, end - 1);
                let new_words = Some(sentence_case(context, words, at..end));
                findings.push(Finding { new_words, ..finding });
            }
            at = end;
        }
    }
    findings
}

/// Returns the word after the run of capitals that begins at `start`.
fn run_end(words: &Words, start: usize) -> usize {
    let goes_on = |word: &&Word| {
        let is_single = word.end - word.start == 1 && word.has(CAPITALISED);
        !word.has(BREAK) && (word.has(ALL_CAPS | NUMBER) || is_single)
    };
    start + 1 + words.list.tail(start + 1).iter().take_while(goes_on).count()
}

fn shouts(context: &CheckContext<'_>, words: &Words, start: usize, end: usize) -> bool {
    let thresholds = &DECISION.thresholds;
    let run = words.list.between(start, end);
    let capitals = run.iter().filter(|word| word.has(ALL_CAPS)).count();
    let is_function = |id: u32| id != NONE && context.table.flags(id) & FUNCTION != 0;
    let function = run.iter().filter(|word| is_function(word.id)).count();
    let whole_sentence =
        words.has(start, SENTENCE_START) && words.list.get(end).is_none_or(|word| word.has(SENTENCE_START));
    let needed = if whole_sentence { thresholds.caps_short } else { thresholds.caps_words };
    capitals >= needed as usize && function >= thresholds.caps_function as usize
}

/// Finds stacked marks (E002): three or more, or a question and an exclamation mark together.
fn punctuation_run(context: &CheckContext<'_>, rule: u32, _candidates: Vec<Finding>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (block, words) in context.blocks.iter().enumerate() {
        let bytes = context.text(words.part).as_bytes();
        for &(start, end) in &words.runs {
            let span = Span::new(words.base + start as usize, words.base + end as usize);
            let run = bytes.between(span.start, span.end);
            let mixed = run.contains(&b'!') && run.contains(&b'?');
            let before = bytes.head(span.start).last().copied().unwrap_or(b' ');
            let after = bytes.get(span.end).copied().unwrap_or(b' ');
            // Marks without a word in front, or with a letter behind, are debris of encodings, globs and operators.
            let is_wordy = |byte: u8| {
                byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b')' | b'"' | b'\'')
            };
            // Some put a blank before their marks.
            let apart =
                run.len() >= 3 && matches!(bytes.head(span.start), [.., wordy, b' '] if is_wordy(*wordy));
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
            let mut finding = Finding::on_words(rule, block, words, word, word);
            finding.hit.span = span;
            let mark = if run.contains(&b'?') { "?" } else { "!" };
            finding.new_words = Some(NewWords { span, text: mark.into(), is_sure: true });
            findings.push(finding);
        }
    }
    findings
}

/// Finds drawn-out letters (E003) in words that are not drawn out in good spirits or as sounds.
fn elongation(context: &CheckContext<'_>, rule: u32, _candidates: Vec<Finding>) -> Vec<Finding> {
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
                let finding = Finding::on_words(rule, block, words, at, at);
                let new_words = plain_spelling(context, words.part, finding.hit.span);
                findings.push(Finding { new_words, ..finding });
            }
        }
    }
    findings
}

/// Returns true if and only if a word is the tag of a mailing list: `[zzzteam]`.
fn is_tag(text: &str, span: Span) -> bool {
    text.head(span.start).ends_with('[') && text.tail(span.end).starts_with(']')
}

fn is_drawn_out(context: &CheckContext<'_>, word: &str) -> bool {
    let folded = fold_word(word);
    if !folded
        .as_bytes()
        .windows(3)
        .any(|three| matches!(three, [one, two, three] if one == two && two == three))
    {
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

/// Finds drafts in which several different heat and tone rules spoke, one of them plainly (E007).
fn heated(context: &MessageContext<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    let all = context.evidence();
    let hot: Vec<_> = all.iter().filter(|one| one.weight(Axis::Charged) > 0.05).collect();
    let is_plain =
        hot.iter().any(|one| one.weight(Axis::Charged) + 1e-4 >= DECISION.thresholds.heated_weight);
    if hot.len() < DECISION.thresholds.heated_codes as usize || !is_plain {
        return compose(context, rule, Axis::Charged);
    }
    let mut composite: Vec<Finding> = hot
        .iter()
        .filter_map(|one| context.finding(&one.rule.code()))
        .map(|finding| finding.for_rule(rule))
        .collect();
    composite.sort_by_key(|finding| (finding.hit.part, finding.hit.span));
    composite
}
