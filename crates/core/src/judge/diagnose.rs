//! Words the diagnostics: one for each rule that spoke, and one on ignores that silence nothing.

use std::sync::Arc;

use super::finding::Finding;
use super::fingerprint::fingerprint;
use super::ignore_requests::without_ignores;
use super::scores::confidence;
use crate::builtin::DECISION;
use crate::diagnostic::{Diagnostic, Edit, Label, Severity, Suggestion};
use crate::message::Message;
use crate::text::digest::digest;
use presend_lexicon::Rule;

/// Most further places that a diagnostic lists.
const MAX_RELATED: usize = 8;

/// Makes the diagnostic of a rule from its findings, if there are any; `base` is the rule's severity by the settings.
pub(super) fn diagnostic(
    message: &Message<'_>,
    rule: Rule<'_>,
    base: Severity,
    findings: &[&Finding],
) -> Option<Diagnostic> {
    let severity_of = |finding: &Finding| milder(base, finding.milder).min(finding.at_most);
    let (primary, chosen) = findings.iter().enumerate().max_by(|(i, a), (j, b)| {
        let by_factor = || a.factor.total_cmp(&b.factor).then(a.is_sure().cmp(&b.is_sure()));
        severity_of(a).cmp(&severity_of(b)).then_with(by_factor).then(j.cmp(i))
    })?;
    let others: Vec<&Finding> =
        findings.iter().enumerate().filter(|(at, _)| *at != primary).map(|(_, finding)| *finding).collect();
    let worded = |own: &Option<Arc<str>>, usual: &str| own.as_deref().unwrap_or(usual).to_owned().into();
    Some(Diagnostic {
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
        fingerprint: fingerprint(message, rule, chosen, findings),
        blocks: rule.blocks(),
        confidence: how_sure(rule, chosen),
    })
}

/// Makes the diagnostic on ignores that silenced nothing, if there are any.
#[must_use]
pub(crate) fn unused_ignore(
    message: &Message<'_>,
    rule: Rule<'_>,
    severity: Severity,
    mut places: Vec<Label>,
) -> Option<Diagnostic> {
    if places.is_empty() {
        return None;
    }
    let suggestions = rule.wordings().find(|wording| wording.is_of_check).map_or_else(Vec::new, |wording| {
        let (title, applicability) = (wording.title.to_string(), wording.applicability);
        let edits = without_ignores(message, &places).into_iter();
        edits.map(|edit| Suggestion { title: title.clone(), applicability, edits: vec![edit] }).collect()
    });
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
        suggestions,
        fingerprint: digest(format!("{}\0", rule.code()).as_bytes()),
        blocks: rule.blocks(),
        confidence: 1.0,
    })
}

/// Returns how likely a finding is right, 0..=1: as often as its rule is, less where context softens it, and as often as a trusted
/// rule where a sure term found it. A composite counts in full, its factor is for its evidence.
pub(super) fn how_sure(rule: Rule<'_>, finding: &Finding) -> f32 {
    let usual = confidence(rule.code());
    if finding.is_sure() {
        return usual.max(DECISION.thresholds.trusted);
    }
    usual * if finding.factor > 0.0 { finding.factor } else { 1.0 }
}

fn milder(base: Severity, steps: usize) -> Severity {
    let at = Severity::ALL.iter().position(|severity| *severity == base).unwrap_or(0);
    Severity::ALL.get(at.saturating_sub(steps)).copied().unwrap_or(base)
}

fn label(finding: &Finding, message: &'static str) -> Label {
    Label { part: finding.hit.part, span: finding.hit.span, region: finding.region, message: message.into() }
}

fn suggestion(rule: Rule<'_>, finding: &Finding) -> Option<Suggestion> {
    let new = finding.rewording.as_ref()?;
    let edit = Edit { part: finding.hit.part, span: new.span, text: new.text.to_string() };
    let title = rule.wording(new.wording as usize)?.title.to_string();
    Some(Suggestion { title, applicability: new.applicability, edits: vec![edit] })
}
