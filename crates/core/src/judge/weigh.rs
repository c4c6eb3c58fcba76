//! Turns the hits of one piece into findings: regions, exceptions, checks, context.

use super::check_context::CheckContext;
use super::checks::word_check;
use super::context::ContextFrames;
use super::context_hits::ContextHits;
use super::english_sentences::EnglishSentences;
use super::finding::Finding;
use super::findings::Findings;
use super::message_stats::MessageStats;
use super::questions::asks;
use super::reword::rewording;
use crate::builtin::DECISION;
use crate::message::RegionKind;
use crate::scan::Hit;
use crate::text::Ends;
use crate::words::{ALL_CAPS, BREAK, CAPITALISED, NUMBER, OPAQUE, Word};
use presend_lexicon::Rule;
use presend_lexicon::names::{Group, Profile};
use presend_lexicon::table::{NONE, TermKind};

/// A suggestion begins at most so many bytes before what it is about.
const LONGEST_BEFORE: usize = 64;

/// Weighs the hits of a piece. Hits of one rule that overlap are settled here: the longest wins.
#[must_use]
pub(crate) fn weigh(context: &CheckContext<'_>, mut hits: Vec<Hit>) -> (Findings, MessageStats) {
    let context_hits = ContextHits::new(context);
    let mut stats = stats(context, &context_hits);
    if stats.gated {
        let mut english = EnglishSentences::new(context);
        hits.retain(|hit| hit.index == u32::MAX || english.hold(hit));
    }
    hits.sort_by_key(|hit| {
        (hit.rule, hit.part, hit.span.start, std::cmp::Reverse(hit.span.end), hit.kind as u32)
    });
    let frames = ContextFrames::new(context, &context_hits);
    let mut findings = Findings::default();
    let mut checked = context.book.checked.of_words.iter().copied().peekable();
    let mut rest = hits.as_slice();
    // Rules that have hits, and rules whose check may find something without any.
    while let Some(number) = rest.first().map(|hit| hit.rule).into_iter().chain(checked.peek().copied()).min()
    {
        checked.next_if_eq(&number);
        let (own, others) = rest.split_at(rest.iter().take_while(|hit| hit.rule == number).count());
        rest = others;
        let rule = context.book.rule(number);
        let Some(rule) = rule.filter(|rule| rule.speaks_in(Profile::parse(context.profile))) else {
            continue;
        };
        if !own.is_empty() || !stats.gated || rule.group() == Group::Private {
            weigh_rule(context, (number, rule), own, &frames, &mut findings);
        }
    }
    if !findings.list.is_empty() {
        stats.frames = frames.met_frames();
    }
    (findings, stats)
}

/// Counts over the words of a piece.
fn stats(context: &CheckContext<'_>, hits: &ContextHits<'_>) -> MessageStats {
    let words: usize = context.blocks.iter().map(|words| words.list.len()).sum();
    let common: usize = context.blocks.iter().map(|words| words.common).sum();
    let is_known = |word: &Word| word.id != NONE && !word.has(OPAQUE);
    let known =
        context.blocks.iter().map(|words| words.list.iter().filter(|word| is_known(word)).count()).sum();
    let questions = context.blocks.iter().map(|words| words.questions).sum();
    let thresholds = &DECISION.thresholds;
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than the bits of an f32")]
    let has_few = |words: usize| (common as f32) < thresholds.gate_share * words as f32;
    let gated = words >= thresholds.gate_words as usize
        && has_few(words)
        && has_few(words_of_a_language(context, words));
    MessageStats {
        words,
        common,
        known,
        questions,
        asks: asks(context, hits),
        gated,
        ..MessageStats::default()
    }
}

/// Counts the words by which a language can be told, of so many in all: an address or a signature of names, numbers and capitals
/// is as good in any. Where there is nothing else, all count.
fn words_of_a_language(context: &CheckContext<'_>, all: usize) -> usize {
    let tells = |word: &Word| context.is_common(word) || !word.has(CAPITALISED | ALL_CAPS | NUMBER | OPAQUE);
    let paragraphs = context.blocks.iter().flat_map(|words| words.list.chunk_by(|_, next| !next.has(BREAK)));
    let count = paragraphs.filter(|words| words.iter().any(tells)).map(<[Word]>::len).sum();
    if count == 0 { all } else { count }
}

fn weigh_rule(
    context: &CheckContext<'_>,
    (number, rule): (u32, Rule<'_>),
    hits: &[Hit],
    frames: &ContextFrames<'_>,
    findings: &mut Findings,
) {
    let mut candidates: Vec<Finding> = hits
        .iter()
        .filter(|hit| matches!(hit.kind, TermKind::Term | TermKind::Sure | TermKind::Weak))
        .map(|hit| Finding::new(*hit))
        .collect();
    keep_longest(&mut candidates);
    if let Some(check) = rule.check().and_then(word_check) {
        candidates = check(context, number, candidates);
    }
    if candidates.is_empty() {
        return;
    }
    let given = Exceptions::of(hits);
    for mut finding in candidates {
        let is_header = finding.region == RegionKind::Header;
        if !is_header {
            finding.region = context.region(&finding.hit);
        }
        if !is_header && context.book.regions(rule) & finding.region.bit() == 0 {
            findings.hide(&finding.hit);
            continue;
        }
        if given.hold(context, &finding.hit) {
            continue;
        }
        if findings.is_full(number) {
            findings.count(&finding.hit);
            continue;
        }
        let around = frames.exceptions(&finding.hit);
        let of_rule: Vec<Hit> = around.iter().filter(|hit| hit.rule == number).copied().collect();
        if Exceptions::of(&of_rule).hold(context, &finding.hit) {
            continue;
        }
        if frames.apply(rule, &mut finding) {
            let from = finding.hit.span.start.saturating_sub(LONGEST_BEFORE);
            let given = between(hits, finding.hit.part, from, finding.hit.span.end);
            finding.rewording = rewording(context, rule, &finding, given.iter().chain(&of_rule));
            findings.add(finding);
        }
    }
}

/// Drops candidates that overlap an earlier or longer one; they are sorted by start, longer first. One that a sure term found stays
/// sure.
fn keep_longest(candidates: &mut Vec<Finding>) {
    let mut kept: Vec<Finding> = Vec::with_capacity(candidates.len());
    for finding in candidates.drain(..) {
        match kept.last_mut() {
            Some(last) if last.hit.part == finding.hit.part && last.hit.span.overlaps(finding.hit.span) => {
                let is_sure = last.is_sure() || finding.is_sure();
                if finding.hit.span.len() > last.hit.span.len() {
                    *last = finding;
                }
                if is_sure {
                    last.hit.kind = TermKind::Sure;
                }
            }
            _ => kept.push(finding),
        }
    }
    *candidates = kept;
}

/// The exceptions among a rule's hits, each list sorted by place.
struct Exceptions {
    overlapping: Vec<Hit>,
    near: Vec<Hit>,
    /// The longest of the overlapping ones, in bytes.
    longest: usize,
}

impl Exceptions {
    fn of(hits: &[Hit]) -> Exceptions {
        let of_kind =
            |kind: TermKind| hits.iter().filter(|hit| hit.kind == kind).copied().collect::<Vec<Hit>>();
        let overlapping = of_kind(TermKind::Unless);
        let longest = overlapping.iter().map(|hit| hit.span.len()).max().unwrap_or(0);
        Exceptions { overlapping, near: of_kind(TermKind::UnlessNear), longest }
    }

    /// Returns true if and only if an exception overlaps the hit, or stands in its sentence if it is of that kind.
    fn hold(&self, context: &CheckContext<'_>, hit: &Hit) -> bool {
        let from = hit.span.start.saturating_sub(self.longest);
        if between(&self.overlapping, hit.part, from, hit.span.end)
            .iter()
            .any(|other| other.span.overlaps(hit.span))
        {
            return true;
        }
        let Some(words) = context.words(hit).filter(|words| !self.near.is_empty() && !words.list.is_empty())
        else {
            return false;
        };
        let sentence = words.sentence(hit.first as usize);
        let span = words.span(sentence.start, sentence.end - 1);
        !between(&self.near, hit.part, span.start, span.end).is_empty()
    }
}

/// Returns the hits of a part that begin in `from..to`.
fn between(hits: &[Hit], part: usize, from: usize, to: usize) -> &[Hit] {
    let start = hits.partition_point(|hit| (hit.part, hit.span.start) < (part, from));
    let end = hits.partition_point(|hit| (hit.part, hit.span.start) < (part, to));
    hits.between(start, end.max(start))
}
