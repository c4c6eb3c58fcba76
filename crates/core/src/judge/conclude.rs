//! Makes diagnostics and the verdict from everything that was found in a message.

use std::collections::BTreeMap;

use super::checks::message_check;
use super::diagnose::{diagnostic, how_sure};
use super::facts::Facts;
use super::finding::Finding;
use super::findings::Findings;
use super::message_checks::check_message;
use super::message_stats::MessageStats;
use super::rule_book::RuleBook;
use super::scores::{CueEvidence, CueScores, SharpPassage, confidence, evidence, sharpened, signals};
use super::verdict::verdict;
use crate::builtin::DECISION;
use crate::diagnostic::{Axis, Diagnostic, Severity, Verdict};
use crate::message::{Message, Region, RegionKind};
use crate::text::Span;
use presend_lexicon::Rule;
use presend_lexicon::table::TermKind;

/// What the judge says about a message.
#[derive(Debug, Clone)]
pub(crate) struct Conclusion {
    /// Diagnostics, gravest first, then by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What to do.
    pub verdict: Verdict,
    /// The passage that is surer than the whole message, if that decided.
    pub passage: Option<SharpPassage>,
}

/// Concludes. `severities` holds for each rule by number what it may say, `None` for a rule that is off; findings that are right
/// less often than `min_confidence` (0..=1) are left out.
#[must_use]
pub(crate) fn conclude(
    message: &Message<'_>,
    book: &RuleBook<'_>,
    mut found: Findings,
    (stats, facts, cues): (&MessageStats, &Facts, &CueEvidence<'_>),
    (severities, min_confidence): (&[Option<Severity>], f32),
) -> Conclusion {
    let mut findings = std::mem::take(&mut found.list);
    let is_on = |number: u32| severities.get(number as usize).copied().flatten();
    findings.retain(|finding| is_on(finding.hit.rule).is_some());
    drop_unsupported(book, &mut findings);
    drop_outranked(book, &mut findings);
    check_message(message, book, &mut findings, (stats, facts, cues), severities);
    drop_outranked(book, &mut findings);
    drop_unsure(book, &mut findings, min_confidence);
    let mut all = evidence(book, &findings);
    let whole = cues.scores(signals(&all, stats));
    let (scores, passage) = sharpened(whole, cues, &findings, (book, stats));
    let mut diagnostics: Vec<Diagnostic> = all
        .iter()
        .filter_map(|one| {
            let own: Vec<&Finding> = findings
                .iter()
                .filter(|f| book.rule(f.hit.rule).is_some_and(|r| r.code() == one.rule.code()))
                .collect();
            let first = own.first()?.hit.rule;
            let base = is_on(first).unwrap_or(Severity::Hint);
            let mut said =
                diagnostic(message, one.rule, softened((one.rule, &own), base, &scores, stats), &own)?;
            said.more += found.beyond(first);
            Some(said)
        })
        .collect();
    let rank = reading_order(message);
    diagnostics.sort_by(|a, b| {
        let place = |d: &Diagnostic| (rank(d.label.part), d.label.span);
        b.severity.cmp(&a.severity).then_with(|| place(a).cmp(&place(b))).then_with(|| a.code.cmp(&b.code))
    });
    let verdict = verdict(&mut all, (stats, facts), &scores, &diagnostics);
    Conclusion { diagnostics, verdict, passage }
}

/// Returns a function that ranks parts as they are read. A subject that was laid over a draft has the last part and is read first,
/// as one that came with the text is.
fn reading_order(message: &Message<'_>) -> impl Fn(usize) -> (usize, bool) {
    let is_subject = |region: &&Region| region.kind == RegionKind::Subject;
    let subject = message.regions.iter().find(is_subject).map(|region| region.part);
    let first = message.regions.iter().filter(|region| !is_subject(region)).map(|region| region.part).min();
    let moved = subject.zip(first).filter(|(subject, first)| subject > first);
    move |part| match moved {
        Some((subject, first)) if part == subject => (first, false),
        _ => (part, true),
    }
}

/// Returns what a rule says where it may say `base`: an info where the chance is small, unless it or a term of its is mostly right.
fn softened(
    (rule, findings): (Rule<'_>, &[&Finding]),
    base: Severity,
    scores: &CueScores,
    stats: &MessageStats,
) -> Severity {
    let thresholds = &DECISION.thresholds;
    let least = match base {
        Severity::Error => thresholds.error_chance,
        Severity::Warning => thresholds.warning_chance,
        Severity::Info | Severity::Hint => return base,
    };
    let is_right =
        confidence(rule.code()) >= thresholds.trusted || findings.iter().any(|finding| finding.is_sure());
    let is_trusted = is_right && scores.bears_out() >= thresholds.sure_chance;
    let is_unlikely = scores.chance < least && !is_trusted;
    // Where there are no chances, the rule alone is heard.
    let has_chance = !stats.gated && !scores.is_wordless;
    if is_unlikely && has_chance && DECISION.softens(rule.group()) { Severity::Info } else { base }
}

/// Drops hits of weak terms that no other rule's hit on the same axis supports.
fn drop_unsupported(book: &RuleBook<'_>, findings: &mut Vec<Finding>) {
    // A check of the whole message knows itself what its weak terms need.
    let check = |finding: &Finding| book.rule(finding.hit.rule).and_then(|rule| rule.check());
    let is_own = |finding: &Finding| check(finding).and_then(message_check).is_some();
    let is_weak = |finding: &Finding| finding.hit.kind == TermKind::Weak && !is_own(finding);
    let mut strong: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !is_weak(finding)) {
        let spans = strong.entry(finding.hit.rule).or_default();
        // Of any two places of a rule one is another than that of a weak hit.
        if spans.len() < 2 && !spans.contains(&finding.hit.span) {
            spans.push(finding.hit.span);
        }
    }
    let weighs = |number: u32, axis: Axis| book.rule(number).is_some_and(|rule| rule.weight(axis).is_some());
    findings.retain(|finding| {
        !is_weak(finding)
            || strong.iter().any(|(rule, spans)| {
                spans.iter().any(|span| *span != finding.hit.span)
                    && Axis::ALL.into_iter().any(|axis| weighs(*rule, axis) && weighs(finding.hit.rule, axis))
            })
    });
}

/// Drops findings that are right less often than was asked for.
fn drop_unsure(book: &RuleBook<'_>, findings: &mut Vec<Finding>, min_confidence: f32) {
    if min_confidence > 0.0 {
        findings.retain(|finding| {
            book.rule(finding.hit.rule).is_some_and(|rule| how_sure(rule, finding) >= min_confidence)
        });
    }
}

/// Drops findings of rules that another rule, which spoke in full, keeps quiet; they are named by code or group.
fn drop_outranked(book: &RuleBook<'_>, findings: &mut Vec<Finding>) {
    let is_of = |finding: &Finding, named: &str| {
        book.rule(finding.hit.rule).is_some_and(|rule| rule.code() == *named || rule.group().name() == named)
    };
    for (code, over) in DECISION.outranks() {
        if findings.iter().any(|finding| finding.is_in_full() && is_of(finding, &code)) {
            findings
                .retain(|finding| is_of(finding, &code) || !over.iter().any(|named| is_of(finding, named)));
        }
    }
}
