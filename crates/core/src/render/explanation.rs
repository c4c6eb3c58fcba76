//! Draws why the verdict and each axis score as they do: the ten heaviest pieces of evidence, with place and weight.

use std::fmt::Write as _;

use super::mask::Mask;
use super::positions::PositionIndex;
use super::sanitize::sanitize;
use crate::diagnostic::Label;
use crate::judge::{Contribution, ContributionKind, ScoreExplanation};
use crate::message::RegionKind;
use crate::report::Report;
use crate::text::Span;

/// Contributions shown of each axis.
const SHOWN: usize = 10;

/// Draws the evidence for the verdict and for every axis.
#[must_use]
pub fn explanation_text(report: &Report<'_>, all: &[ScoreExplanation]) -> String {
    let mask = Mask::new(report, false);
    let shown = all.iter().flat_map(|one| one.contributions.iter().take(SHOWN));
    let passages = all.iter().filter_map(|one| one.passage.map(label_at));
    let labels: Vec<Label> = shown.filter_map(label).chain(passages).collect();
    let positions = PositionIndex::with(report, &labels);
    let name = sanitize(mask.name());
    let mut out = format!(
        "{name}: what weighs on the verdict and on each axis, in logits; a sum of 0 is a score of 0.50\n"
    );
    for one in all {
        let _ = writeln!(out, "\n{} {:.2}  (without evidence {:+.2})", one.target, one.score, one.bias);
        if let Some(passage) = one.passage {
            let located = positions.of(report, &label_at(passage));
            let (from, to) = (located.source_start.line, located.source_end.line);
            let _ =
                writeln!(out, "  of lines {from} to {to} alone, which weigh more than all of the message");
        }
        for contribution in one.contributions.iter().take(SHOWN) {
            let _ = writeln!(
                out,
                "  {:+.2}  {}",
                contribution.weight,
                described(contribution, report, &mask, &positions)
            );
        }
        let rest: f32 = one.contributions.iter().skip(SHOWN).map(|contribution| contribution.weight).sum();
        if one.contributions.len() > SHOWN {
            let _ = writeln!(out, "  {rest:+.2}  {} more", one.contributions.len() - SHOWN);
        }
    }
    out
}

/// Returns where a cue stands.
fn label(contribution: &Contribution) -> Option<Label> {
    contribution.place.map(label_at)
}

/// Returns a label for a place.
fn label_at((part, span): (usize, Span)) -> Label {
    Label { part, span, region: RegionKind::Body, message: "".into() }
}

/// Names what contributes: a rule by its code, a cue or a sentence by its words and place.
fn described(
    contribution: &Contribution,
    report: &Report<'_>,
    mask: &Mask<'_>,
    positions: &PositionIndex,
) -> String {
    let kind = match &contribution.kind {
        ContributionKind::Cue => "",
        ContributionKind::Sentence => "sentence ",
        ContributionKind::Length => return "the length".to_owned(),
        ContributionKind::Signal(name) => return format!("rule {name}"),
    };
    let Some(label) = label(contribution) else { return format!("no {kind}").trim_end().to_owned() };
    let located = positions.of(report, &label);
    let text = mask.text(label.part, label.span);
    let words: Vec<&str> = text.split_whitespace().collect();
    format!(
        "{kind}\"{}\" at {}:{}",
        sanitize(&words.join(" ")),
        located.source_start.line,
        located.source_start.char
    )
}
