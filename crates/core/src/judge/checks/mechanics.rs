//! Checks on the mechanics of sending: attachments, and words that nobody looked at.

use super::kinds::{MessageCheck, WordCheck};
use crate::diagnostic::Severity;
use crate::judge::check_context::CheckContext;
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::message::{Marker, Message, Region, RegionKind, Unread};
use crate::text::{Ends, Span};
use crate::words::OPAQUE;
use presend_lexicon::names::Check;

/// The checks of this family that see the words.
pub(super) const WORD_CHECKS: &[(Check, WordCheck)] = &[(Check::MissingAttachment, missing_attachment)];

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] =
    &[(Check::MostlyLeftOut, mostly_left_out), (Check::PartNotRead, part_not_read)];

/// Of so many parts the names are given.
const MOST_NAMED: usize = 8;

/// So few words are a name with an address, which nobody misses.
const FEW_WORDS: usize = 16;

/// Keeps mentions of an attachment (M001) where none is known to be there; a mere hint where nobody knows.
fn missing_attachment(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    match context.message.attachments {
        Some(0) => {}
        Some(_) => return Vec::new(),
        None => candidates.iter_mut().for_each(|finding| finding.at_most = Severity::Hint),
    }
    candidates.retain(|finding| !has_link_near(context, finding));
    candidates
}

/// Returns true if and only if a link stands in the sentence of the mention: it is what was meant.
fn has_link_near(context: &CheckContext<'_>, finding: &Finding) -> bool {
    let Some(words) = context.words(&finding.hit) else { return false };
    let text = context.text(words.part);
    let sentence = words.sentence(finding.hit.first as usize);
    let linked = |at: usize| words.has(at, OPAQUE) && words.span(at, at).of(text).contains("://");
    // The target of a link stands between words, up to the first of the next sentence.
    let between = |at: usize| {
        let next = words.list.get(at + 1).map_or(text.len(), |_| words.span(at + 1, at + 1).start);
        text.get(words.span(at, at).end..next).is_some_and(|gap| gap.starts_with("](") && gap.contains("://"))
    };
    sentence.clone().any(linked) || sentence.into_iter().any(between)
}

/// Finds messages of which most was left out (M003) although no plain mark says so; points at the longest such stretch.
fn mostly_left_out(context: &MessageContext<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    let message = context.message;
    let is_text = |region: &&Region| !matches!(region.kind, RegionKind::Subject | RegionKind::Header);
    let left_out = || message.regions.iter().filter(|region| is_text(region) && is_doubtful(region));
    let doubtful: usize = left_out().map(|region| words_of(message, region)).sum();
    if doubtful < FEW_WORDS {
        return Vec::new();
    }
    // Where there are as many others, no more of them are counted: in a long text that is soon so.
    let mut others = message.regions.iter().filter(|region| is_text(region) && !is_doubtful(region));
    let mut more = doubtful;
    let is_outweighed = others.any(|region| {
        more = more.saturating_sub(words_of(message, region));
        more == 0
    });
    if is_outweighed {
        return Vec::new();
    }
    // Of equally long ones the first counts.
    let longest = left_out().rev().max_by_key(|region| words_of(message, region));
    let at = longest.map(|region| (region.part, first_line(message, region)));
    let found = at.and_then(|at| finding_at(message, rule, Some(at)));
    found
        .into_iter()
        .map(|found| Finding { region: longest.map_or(found.region, |it| it.kind), ..found })
        .collect()
}

/// Names the parts that could not be read (M004), and says what to do about the first.
fn part_not_read(context: &MessageContext<'_>, rule: u32, _own: Vec<Finding>) -> Vec<Finding> {
    let message = context.message;
    let part_of = |unread: &Unread| message.parts.get(unread.part);
    let name = |unread: &Unread| {
        let part = part_of(unread)?;
        Some(format!("{} ({})", part.label.as_deref().unwrap_or_default(), part.text))
    };
    let Some(first) = message.unread.first() else { return Vec::new() };
    let names: Vec<String> = message.unread.iter().take(MOST_NAMED).filter_map(name).collect();
    let variant = context.book.variant(rule, first.cause.name());
    let findings = message.unread.iter().take(MOST_NAMED).filter_map(|unread| {
        let whole = Span::new(0, part_of(unread)?.text.len());
        let found = finding_at(message, rule, Some((unread.part, whole)))?;
        let Some(variant) = &variant else { return Some(found) };
        let note = variant.note.replace("{parts}", &names.join(", "));
        Some(Finding { note: Some(note.into()), ..found.worded(variant) })
    });
    findings.collect()
}

/// Returns true if and only if a region was left out for less than a mark that everybody knows or that the writer set.
fn is_doubtful(region: &Region) -> bool {
    let is_set = |marker: Marker| {
        let own = [
            Marker::Greeting,
            Marker::Fence,
            Marker::CodeMarkup,
            Marker::Diff,
            Marker::Directive,
            Marker::Machine,
        ];
        marker.is_plainly_quoted() || own.contains(&marker)
    };
    region.marker.is_some_and(|marker| !is_set(marker))
}

fn words_of(message: &Message<'_>, region: &Region) -> usize {
    let text = text_of(message, region);
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_blank = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let bytes = text.as_bytes();
    let opens = bytes.first().is_some_and(|first| !is_blank(*first));
    // Without a branch, so that many bytes are looked at at once.
    let begins =
        bytes.iter().zip(bytes.tail(1)).filter(|(before, byte)| is_blank(**before) & !is_blank(**byte));
    usize::from(opens) + begins.count()
}

fn text_of<'m>(message: &'m Message<'_>, region: &Region) -> &'m str {
    message.parts.get(region.part).map_or("", |part| region.span.of(&part.text))
}

/// Returns where the first line of a region that holds anything stands.
fn first_line(message: &Message<'_>, region: &Region) -> Span {
    let text = text_of(message, region);
    let start = text.len() - text.trim_start().len();
    let line = text.tail(start).lines().next().unwrap_or_default().trim_end();
    Span::new(region.span.start + start, region.span.start + start + line.len())
}
