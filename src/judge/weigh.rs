//! Turns the hits of one piece into findings: zones, exceptions, checks, context.

use super::ask::asks;
use super::checks::check_by_name;
use super::context::Context;
use super::scene::{Finding, Scene, Tally};
use crate::lexicon::table::Kind;
use crate::lexicon::{DECISION, Rule};
use crate::scan::{Hit, NO_BLOCK};

/// Weighs the hits of a piece. Hits of one rule that overlap are settled here: the longest wins.
#[must_use]
pub fn weigh(scene: &Scene<'_>, mut hits: Vec<Hit>) -> (Vec<Finding>, Tally) {
    let tally = tally(scene);
    if tally.gated {
        hits.retain(|hit| hit.index == u32::MAX);
    }
    hits.sort_by_key(|hit| (hit.rule, hit.part, hit.span.start, std::cmp::Reverse(hit.span.end), hit.kind as u32));
    let mut context = Context::new(scene);
    let mut findings = Vec::new();
    for (number, rule) in scene.book.all() {
        let from = hits.partition_point(|hit| hit.rule < number);
        let own = &hits[from..hits.partition_point(|hit| hit.rule <= number)];
        if own.is_empty() && (rule.check.is_empty() || tally.gated) {
            continue;
        }
        weigh_rule(scene, (number, rule), own, &mut context, &mut findings);
    }
    (findings, tally)
}

fn tally(scene: &Scene<'_>) -> Tally {
    let words: usize = scene.blocks.iter().map(|words| words.list.len()).sum();
    let common: usize = scene.blocks.iter().map(|words| words.common).sum();
    let questions = scene.blocks.iter().map(|words| words.questions).sum();
    let knobs = &DECISION.knobs;
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than the bits of an f32")]
    let gated = words >= knobs.gate_words as usize && (common as f32) < knobs.gate_share * words as f32;
    Tally { words, common, questions, asks: asks(scene), gated }
}

fn weigh_rule(
    scene: &Scene<'_>,
    (number, rule): (u32, &Rule),
    hits: &[Hit],
    context: &mut Context<'_>,
    findings: &mut Vec<Finding>,
) {
    if !rule.profiles.is_empty() && !rule.profiles.iter().any(|profile| profile == scene.profile) {
        return;
    }
    let mut candidates: Vec<Finding> =
        hits.iter().filter(|hit| matches!(hit.kind, Kind::Term | Kind::Weak)).map(|hit| Finding::new(*hit)).collect();
    keep_longest(&mut candidates);
    if let Some(check) = check_by_name(&rule.check) {
        candidates = check(scene, number, candidates);
    }
    for mut finding in candidates {
        finding.region = scene.region(&finding.hit);
        if rule.zones & finding.region.bit() == 0 || is_excepted(scene, &finding.hit, hits) {
            continue;
        }
        finding.suggestion = hits
            .iter()
            .find(|hit| hit.kind == Kind::Suggest && hit.span == finding.hit.span)
            .map(|hit| hit.index);
        if context.apply(rule, &mut finding) {
            findings.push(finding);
        }
    }
}

/// Drops candidates that overlap an earlier or longer one; they are sorted by start, longer first.
fn keep_longest(candidates: &mut Vec<Finding>) {
    let mut kept: Vec<Finding> = Vec::with_capacity(candidates.len());
    for &finding in candidates.iter() {
        match kept.last_mut() {
            Some(last) if last.hit.part == finding.hit.part && last.hit.span.overlaps(finding.hit.span) => {
                if finding.hit.span.len() > last.hit.span.len() {
                    *last = finding;
                }
            }
            _ => kept.push(finding),
        }
    }
    *candidates = kept;
}

/// Returns true if and only if an exception of the rule overlaps the hit, or stands in its sentence if it is of that kind.
fn is_excepted(scene: &Scene<'_>, hit: &Hit, hits: &[Hit]) -> bool {
    let sentence = scene.words(hit).filter(|words| !words.list.is_empty()).map(|words| words.sentence(hit.first as usize));
    hits.iter().any(|other| match other.kind {
        Kind::Unless => other.part == hit.part && other.span.overlaps(hit.span),
        Kind::UnlessNear => {
            hit.block != NO_BLOCK
                && other.block == hit.block
                && sentence.as_ref().is_some_and(|range| range.contains(&(other.first as usize)))
        }
        _ => false,
    })
}
