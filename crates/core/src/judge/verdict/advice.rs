//! Makes the plan of a talk: what to say live, what to write, with the questions of the draft.

use std::borrow::Cow;

use crate::builtin::DECISION;
use crate::diagnostic::{Action, Plan, Point, Verdict};
use crate::text::Span;
use presend_lexicon::List;
use presend_lexicon::decision::PlanEntry;

/// What stands for the questions of the draft in an entry.
const QUESTIONS: &str = "{questions}";

/// The row of news: nothing is asked, and still there may be a plan for the writing.
const NEWS: usize = 15;

/// Questions of the draft that a plan takes up.
pub(crate) const MAX_QUESTIONS: usize = 8;

/// Returns the plan for a verdict; `questions` are those of the draft, each with its part and span.
#[must_use]
pub(crate) fn plan(verdict: &Verdict, questions: &[(usize, Span)]) -> Option<Plan> {
    let row = u32::try_from(verdict.row).unwrap_or(0);
    // A talk that was held, or that the reader would rather not have, needs none.
    let is_settled = verdict.action == Action::Write && verdict.row != NEWS;
    let fits = |entry: &PlanEntry<'_>| {
        let is_named = |code: &str| verdict.reasons.iter().any(|reason| *reason == *code);
        entry.channel == verdict.channel
            && (entry.rows.is_empty() || entry.rows.contains(row))
            && (entry.codes.is_empty() || entry.codes.iter().any(is_named))
    };
    let entry = DECISION.plans().find(fits).filter(|_| !is_settled)?;
    let points = |list: List<'_>| -> Vec<Point> {
        list.iter()
            .flat_map(|line| match line {
                QUESTIONS => questions.iter().map(|(part, span)| Point::Draft(*part, *span)).collect(),
                line => vec![Point::Text(Cow::Owned(line.to_owned()))],
            })
            .collect()
    };
    Some(Plan { live: points(entry.live), write: points(entry.write) })
}
