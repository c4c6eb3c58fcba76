//! Says what made the score of each target, piece by piece.

use super::cues::{CueEvidence, UNIT, logistic, signal_sums};
use super::sharpened::{SharpPassage, offset};
use crate::builtin::CUES;
use crate::scan::CueHit;
use crate::text::Span;
use presend_lexicon::cues::{Signal, Target};

/// What one piece of evidence is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContributionKind {
    /// A word or phrase.
    Cue,
    /// One of the two sharpest sentences, for all that it holds.
    Sentence,
    /// The number of words.
    Length,
    /// A rule that spoke, by its code, or that something is asked.
    Signal(String),
}

/// What one piece of evidence adds to a score.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Contribution {
    /// What it is.
    pub kind: ContributionKind,
    /// Where a cue stands first, or a sentence stands: part and span.
    pub place: Option<(usize, Span)>,
    /// What it adds, in logits.
    pub weight: f32,
}

/// What makes the score of a target.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ScoreExplanation {
    /// The name of the target: `stop`, `talk`, or an axis.
    pub target: &'static str,
    /// Its score, 0..=1.
    pub score: f32,
    /// Where it starts without any evidence, in logits.
    pub bias: f32,
    /// The passage that it is the score of, part and span; `None` where it is that of the whole message.
    pub passage: Option<(usize, Span)>,
    /// The heaviest pieces of evidence first.
    pub contributions: Vec<Contribution>,
}

impl CueEvidence<'_> {
    /// Says for every target what made its score.
    #[must_use]
    pub(crate) fn explain(&self, spoke: &dyn Fn(Signal) -> bool) -> Vec<ScoreExplanation> {
        Target::ALL.into_iter().map(|target| self.explain_target(target, spoke)).collect()
    }

    /// Says the same where a passage decided: `stop` and `talk` are its own.
    #[must_use]
    pub(crate) fn explain_with(
        &self,
        passage: Option<&SharpPassage>,
        spoke: &dyn Fn(Signal) -> bool,
    ) -> Vec<ScoreExplanation> {
        let mut all = self.explain(spoke);
        let Some((passage, signals)) =
            passage.and_then(|(at, signals)| Some((self.passages.get(*at)?, signals)))
        else {
            return all;
        };
        let evidence = self.of_passage(passage);
        for (one, target) in all.iter_mut().zip(Target::ALL) {
            let offset = match target {
                Target::Stop => offset(),
                Target::Talk => 0.0,
                _ => continue,
            };
            *one = evidence.explain_target(target, &|signal| signals.contains(&signal));
            one.bias -= offset;
            let sum: f32 = one.contributions.iter().map(|contribution| contribution.weight).sum();
            one.score = logistic(one.bias + sum);
            one.passage = Some((passage.part, passage.span));
        }
        all
    }

    #[expect(clippy::cast_precision_loss, reason = "weights are small")]
    fn explain_target(&self, target: Target, spoke: &dyn Fn(Signal) -> bool) -> ScoreExplanation {
        let line = target.of(&CUES.lines);
        let cue = |(weight, hit): (f32, CueHit)| Contribution {
            kind: ContributionKind::Cue,
            place: Some((hit.part, hit.span)),
            weight,
        };
        let mut contributions: Vec<Contribution> = self.heaviest(target).into_iter().map(cue).collect();
        let sentences = self.sentences(&line).map(|(weight, sentence)| Contribution {
            kind: ContributionKind::Sentence,
            place: sentence.map(|sentence| (sentence.part, sentence.span)),
            weight,
        });
        contributions.extend(sentences);
        let length = self.length(&line);
        contributions.push(Contribution { kind: ContributionKind::Length, place: None, weight: length });
        for (signal, weights) in CUES.signals().filter(|(signal, _)| spoke(*signal)) {
            let kind = ContributionKind::Signal(signal.to_string());
            let weight = UNIT * f32::from(weights.at(target));
            contributions.push(Contribution { kind, place: None, weight });
        }
        let signals = || CUES.signals().map(|(signal, _)| signal).filter(|signal| spoke(*signal));
        contributions.retain(|one| one.weight != 0.0);
        contributions.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        let score = logistic(self.logit(target, &signal_sums(signals())));
        ScoreExplanation {
            target: target.name(),
            score,
            bias: UNIT * line.bias as f32,
            passage: None,
            contributions,
        }
    }
}
