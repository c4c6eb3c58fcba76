//! Puts what a passage says in the place of what the whole message says, where it is surer.

use super::cues::{CueEvidence, CueScores, UNIT};
use crate::builtin::CUES;
use crate::judge::finding::Finding;
use crate::judge::message_stats::MessageStats;
use crate::judge::passages::{Passage, makes_passage};
use crate::judge::rule_book::RuleBook;
use presend_lexicon::cues::Signal;

/// The passage by which a message is judged: its number, and the signals in it.
pub(crate) type SharpPassage = (usize, Vec<Signal>);

/// Returns the scores of a message: `stop` and `talk` of the passage that is surer than all of it, if there is one.
#[must_use]
pub(in crate::judge) fn sharpened(
    mut scores: CueScores,
    cues: &CueEvidence<'_>,
    findings: &[Finding],
    (book, stats): (&RuleBook<'_>, &MessageStats),
) -> (CueScores, Option<SharpPassage>) {
    let mut sharpest = None;
    for (number, passage) in cues.passages.iter().enumerate() {
        let Some(spoke) = signals_in(passage, findings, (book, stats)) else { continue };
        let of_passage = cues.of_passage(passage).scores(spoke.iter().copied());
        let stop = of_passage.stop - offset();
        if stop > scores.stop {
            scores = CueScores { stop, chance: cues.chance(stop), talk: of_passage.talk, ..scores };
            sharpest = Some((number, spoke));
        }
    }
    (scores, sharpest)
}

/// Returns what is taken off the logit of `stop` of a passage.
#[expect(clippy::cast_precision_loss, reason = "weights are small")]
pub(super) fn offset() -> f32 {
    UNIT * CUES.numbers.passage_offset as f32
}

/// Returns the signals in a passage, each once; `None` where context left none of the findings standing that make it one.
fn signals_in(
    passage: &Passage,
    findings: &[Finding],
    (book, stats): (&RuleBook<'_>, &MessageStats),
) -> Option<Vec<Signal>> {
    let mut spoke: Vec<Signal> = stats.asks.then_some(Signal::Asks).into_iter().collect();
    let mut is_passage = false;
    for finding in findings.iter().filter(|finding| passage.holds(finding)) {
        is_passage |= makes_passage(book, finding);
        let signal = book.rule(finding.hit.rule).map(|rule| Signal::Rule(rule.code()));
        spoke.extend(signal.filter(|signal| !spoke.contains(signal)));
    }
    is_passage.then_some(spoke)
}
