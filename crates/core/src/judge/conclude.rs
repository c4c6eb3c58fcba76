//! Makes diagnostics and the verdict from everything that was found in a message.

use std::sync::Arc;

use super::check_context::{Finding, MessageStats, RuleBook};
use super::checks::is_late;
use super::cues::CueEvidence;
use super::facts::Facts;
use super::message_context::run_late;
use super::score::{evidence, spoke};
use super::verdict::verdict;
use crate::builtin::DECISION;
use crate::diagnostic::{Axis, Diagnostic, Edit, Label, Severity, Suggestion, Verdict};
use crate::message::Message;
use crate::text::Span;
use presend_lexicon::Rule;
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::Kind;

/// Most further places that a diagnostic lists.
const MAX_RELATED: usize = 8;

/// Code of the rule on ignores that silence nothing; it speaks on settings, not on words.
pub const UNUSED_IGNORE: &str = "M002";

/// What the judge says about a message.
#[derive(Debug, Clone)]
pub struct Conclusion {
    /// Diagnostics, gravest first, then by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What to do.
    pub verdict: Verdict,
    /// Private values, whether or not their rule speaks: (part, span), sorted.
    pub masked: Vec<(usize, Span)>,
}

/// Concludes. `severities` holds for each rule by number what it may say, `None` for a rule that is off.
#[must_use]
pub fn conclude(
    message: &Message<'_>,
    book: &RuleBook<'_>,
    mut findings: Vec<Finding>,
    (tally, facts, seen): (&MessageStats, &Facts, &CueEvidence<'_>),
    severities: &[Option<Severity>],
) -> Conclusion {
    let masked = masked(&findings);
    let is_on = |number: u32| severities.get(number as usize).copied().flatten();
    findings.retain(|finding| is_on(finding.hit.rule).is_some());
    drop_unsupported(book, &mut findings);
    drop_outranked(book, &mut findings);
    run_late(message, book, &mut findings, (tally, facts, seen), severities);
    drop_outranked(book, &mut findings);
    let mut all = evidence(book, &findings);
    let scores = seen.scores(&|code| spoke(&all, tally, code));
    let verdict = verdict(&mut all, book, (tally, facts), &scores);
    let mut diagnostics: Vec<Diagnostic> = all
        .iter()
        .map(|one| {
            let own: Vec<&Finding> = findings
                .iter()
                .filter(|f| book.rule(f.hit.rule).is_some_and(|r| r.code() == one.rule.code()))
                .collect();
            let base = is_on(own[0].hit.rule).unwrap_or(Severity::Hint);
            diagnostic(message, one.rule, base, &own)
        })
        .collect();
    diagnostics.sort_by(|a, b| {
        let place = |d: &Diagnostic| (d.label.part, d.label.span);
        b.severity.cmp(&a.severity).then_with(|| place(a).cmp(&place(b))).then_with(|| a.code.cmp(&b.code))
    });
    Conclusion { diagnostics, verdict, masked }
}

fn masked(findings: &[Finding]) -> Vec<(usize, Span)> {
    let mut all: Vec<(usize, Span)> = findings
        .iter()
        .filter(|finding| finding.hit.is_value)
        .map(|finding| (finding.hit.part, finding.hit.span))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Drops hits of weak terms that no other rule's hit on the same axis supports.
fn drop_unsupported(book: &RuleBook<'_>, findings: &mut Vec<Finding>) {
    // A late check knows itself what its weak terms need.
    let is_own =
        |finding: &Finding| book.rule(finding.hit.rule).is_some_and(|rule| rule.check().is_some_and(is_late));
    let is_weak = |finding: &Finding| finding.hit.kind == Kind::Weak && !is_own(finding);
    let strong: Vec<Finding> = findings.iter().filter(|finding| !is_weak(finding)).cloned().collect();
    let weighs = |number: u32, axis: Axis| book.rule(number).is_some_and(|rule| rule.weight(axis).is_some());
    findings.retain(|finding| {
        !is_weak(finding)
            || strong.iter().any(|other| {
                other.hit.span != finding.hit.span
                    && Axis::ALL
                        .into_iter()
                        .any(|axis| weighs(other.hit.rule, axis) && weighs(finding.hit.rule, axis))
            })
    });
}

/// Drops findings of rules that another rule, which spoke, keeps quiet.
fn drop_outranked(book: &RuleBook<'_>, findings: &mut Vec<Finding>) {
    let has =
        |finding: &Finding, code: &str| book.rule(finding.hit.rule).is_some_and(|rule| rule.code() == *code);
    for (code, over) in DECISION.outranks() {
        if findings.iter().any(|finding| has(finding, &code)) {
            findings.retain(|finding| !over.iter().any(|code| has(finding, code)));
        }
    }
}

fn diagnostic(message: &Message<'_>, rule: Rule<'_>, base: Severity, findings: &[&Finding]) -> Diagnostic {
    let severity_of = |finding: &Finding| milder(base, finding.milder).min(finding.at_most);
    let primary = findings
        .iter()
        .enumerate()
        .max_by(|(i, a), (j, b)| {
            severity_of(a).cmp(&severity_of(b)).then(a.factor.total_cmp(&b.factor)).then(j.cmp(i))
        })
        .map_or(0, |(at, _)| at);
    let chosen = findings[primary];
    let others: Vec<&Finding> =
        findings.iter().enumerate().filter(|(at, _)| *at != primary).map(|(_, finding)| *finding).collect();
    let worded = |own: &Option<Arc<str>>, usual: &str| own.as_deref().unwrap_or(usual).to_owned().into();
    Diagnostic {
        code: rule.code(),
        name: rule.name().to_owned().into(),
        severity: severity_of(chosen),
        message: worded(&chosen.message, rule.message()),
        note: worded(&chosen.note, rule.note()),
        help: worded(&chosen.help, rule.help()),
        label: label(chosen, ""),
        related: others.iter().take(MAX_RELATED).map(|finding| label(finding, "also here")).collect(),
        more: others.len().saturating_sub(MAX_RELATED),
        suggestions: findings.iter().filter_map(|finding| suggestion(rule, finding)).collect(),
        fingerprint: fingerprint(message, rule, chosen),
        blocks: rule.blocks(),
    }
}

/// Makes the diagnostic on ignores that silenced nothing, if there are any.
#[must_use]
pub fn unused_ignore(rule: Rule<'_>, severity: Severity, mut places: Vec<Label>) -> Option<Diagnostic> {
    if places.is_empty() {
        return None;
    }
    let label = places.remove(0);
    let more = places.len().saturating_sub(MAX_RELATED);
    places.truncate(MAX_RELATED);
    Some(Diagnostic {
        code: rule.code(),
        name: rule.name().to_owned().into(),
        severity,
        message: rule.message().to_owned().into(),
        note: rule.note().to_owned().into(),
        help: rule.help().to_owned().into(),
        label,
        related: places,
        more,
        suggestions: Vec::new(),
        fingerprint: hash(&format!("{}\0", rule.code())),
        blocks: rule.blocks(),
    })
}

fn milder(base: Severity, steps: usize) -> Severity {
    let at = Severity::ALL.iter().position(|severity| *severity == base).unwrap_or(0);
    Severity::ALL[at.saturating_sub(steps)]
}

fn label(finding: &Finding, message: &'static str) -> Label {
    Label { part: finding.hit.part, span: finding.hit.span, region: finding.region, message: message.into() }
}

fn suggestion(rule: Rule<'_>, finding: &Finding) -> Option<Suggestion> {
    let wording = rule.wording(finding.suggestion? as usize)?;
    let edit = Edit { part: finding.hit.part, span: finding.hit.span, text: wording.text.to_string() };
    let (title, applicability) = (wording.title.to_string(), wording.applicability);
    Some(Suggestion { title, applicability, edits: vec![edit] })
}

/// Hashes the code and the folded words of the place; a private value is left out.
fn fingerprint(message: &Message<'_>, rule: Rule<'_>, finding: &Finding) -> String {
    let text = message.parts.get(finding.hit.part).map_or("", |part| finding.hit.span.of(&part.text));
    let mut key = format!("{}\0", rule.code());
    if !finding.hit.is_value {
        for word in text.split_whitespace().take(64) {
            key.push_str(&fold_word(word));
            key.push(' ');
        }
    }
    // One diagnostic per rule and message: the ordinal is always the first.
    key.push_str("\x000");
    hash(&key)
}

/// Hashes a text to sixteen hexadecimal digits (FNV-1a: the same on every machine and in every version).
fn hash(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}
