//! Checks on coordination: many questions, many words, many parts, nobody in charge, nothing written down, nothing said.

use super::kinds::{MessageCheck, WordCheck};
use crate::builtin::{DECISION, phrases};
use crate::diagnostic::Axis;
use crate::judge::check_context::CheckContext;
use crate::judge::finding::Finding;
use crate::judge::message_context::MessageContext;
use crate::judge::questions::questions;
use crate::message::{Region, RegionKind};
use crate::words::{CAPITALISED, Words};
use presend_lexicon::names::{Check, FrameName, WordList};
use presend_lexicon::table::TermKind;

/// The checks of this family that see the words.
pub(super) const WORD_CHECKS: &[(Check, WordCheck)] = &[
    (Check::GreetingOnly, greeting_only),
    (Check::LongMessage, long_message),
    (Check::ManyQuestions, many_questions),
    (Check::Unowned, unowned),
];

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] =
    &[(Check::Kickoff, kickoff), (Check::WriteUp, write_up)];

/// Fewer known readers than this can settle it among themselves.
const LEAST_READERS: usize = 3;

/// More questions than this need not be weighed one by one.
const MAX_SHOWN: usize = 100;

/// Finds messages with many questions (K001) and labels each of them.
fn many_questions(context: &CheckContext<'_>, rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    let limit = if context.profile == "chat" { thresholds.questions_chat } else { thresholds.questions };
    if context.question_count < limit as usize {
        return candidates;
    }
    let asked = questions(context, MAX_SHOWN);
    asked
        .into_iter()
        .filter_map(|(block, first, last)| {
            Some(Finding::on_words(rule, block, context.blocks.get(block)?, first, last))
        })
        .collect()
}

/// Keeps requests to nobody in particular (K002) where more than one person reads them.
fn unowned(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let readers = &context.facts.readers;
    let is_single = readers.list.len() == 1 && !context.facts.goes_to_group();
    // In an open chat, asking all is how it is done.
    if is_single || (context.profile == "chat" && readers.list.is_empty()) { Vec::new() } else { candidates }
}

/// Finds messages that are long for their channel (K004) and points at their first sentence.
fn long_message(context: &CheckContext<'_>, rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    let limit = if context.profile == "chat" { thresholds.long_chat } else { thresholds.long_email };
    let bodies = context.blocks.iter().enumerate();
    let Some((block, words)) = bodies.into_iter().find(|(_, words)| is_body(words)) else {
        return candidates;
    };
    if context.word_count <= limit as usize || words.list.is_empty() || is_long_by_nature(context) {
        return candidates;
    }
    let first = words
        .list
        .iter()
        .position(|word| words.kind_at(words.base + word.start as usize) == RegionKind::Body);
    let first = first.unwrap_or(0);
    let last = words.sentence(first).end - 1;
    vec![Finding::on_words(rule, block, words, first, last)]
}

fn is_body(words: &Words) -> bool {
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
            .any(|word| phrases(WordList::LongByNature).iter().any(|name| word.eq_ignore_ascii_case(name)))
    };
    named(subject) || named(opening) || opening.contains("TL;DR")
}

/// Keeps signs of many moving parts (K005) where several people have to agree.
fn kickoff(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let mut signs: Vec<u32> = own.iter().map(|finding| finding.hit.index).collect();
    signs.sort_unstable();
    signs.dedup();
    let readers = context.facts.readers.list.len();
    let is_many = readers >= LEAST_READERS || context.facts.goes_to_group();
    // Without known readers the text must show it by itself.
    let is_open = signs.len() >= 2 && (is_many || context.stats.questions > 0);
    let is_few = (1..LEAST_READERS).contains(&readers) && !context.facts.goes_to_group();
    if is_few || !(is_open || (is_many && !signs.is_empty() && context.stats.questions > 0)) {
        Vec::new()
    } else {
        own
    }
}

/// Keeps talks that settle something (K007) where nobody promises to write it down. The rule's strong terms settle something by talking; its weak ones propose a talk, which counts beside a sensitive matter.
fn write_up(context: &MessageContext<'_>, _rule: u32, mut own: Vec<Finding>) -> Vec<Finding> {
    if own.is_empty() || context.meets(FrameName::WriteUp) {
        return Vec::new();
    }
    let evidence = context.evidence();
    let is_sensitive = evidence.iter().any(|one| one.weight(Axis::Sensitive) + 1e-4 >= DECISION.levels[1]);
    own.retain(|finding| is_sensitive || finding.hit.kind != TermKind::Weak);
    own
}

/// Finds messages that are nothing but a greeting or a ping (K008).
fn greeting_only(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let brings = |region: &Region| matches!(region.kind, RegionKind::Code | RegionKind::Forward);
    let has_more = context.message.attachments.is_some_and(|count| count > 0)
        // A table, a log or a message that is passed on is what the greeting is for.
        || context.message.regions.iter().any(brings);
    // A greeting that answers one opens nothing that others wait for.
    let is_answer = !context.message.headers.references.is_empty();
    if candidates.is_empty()
        || has_more
        || is_answer
        || context.word_count > DECISION.thresholds.greeting_words as usize
    {
        return Vec::new();
    }
    let covered = context.blocks.iter().enumerate().all(|(block, words)| {
        words.list.iter().enumerate().all(|(at, word)| {
            let in_hit = candidates.iter().any(|finding| {
                let hit = finding.hit;
                hit.block as usize == block && (hit.first as usize..=hit.last as usize).contains(&at)
            });
            // `Hi Sam`: the name greeted.
            in_hit || word.has(CAPITALISED)
        })
    });
    if covered { candidates } else { Vec::new() }
}
