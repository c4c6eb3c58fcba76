//! Decides what hits mean: context, checks, scores, the decision table, the verdict.

mod check_context;
mod checked_rules;
mod checks;
mod conclude;
mod context;
mod context_hits;
mod datetime;
mod diagnose;
mod facts;
mod finding;
mod findings;
pub(crate) mod ignore_requests;
mod message_checks;
mod message_context;
mod message_stats;
mod questions;
mod rule_book;
mod scores;
mod verdict;
mod weigh;

pub(crate) use check_context::CheckContext;
pub(crate) use checked_rules::checked_rules;
pub(crate) use conclude::conclude;
pub(crate) use diagnose::unused_ignore;
pub(crate) use facts::Facts;
pub(crate) use finding::Finding;
pub(crate) use findings::Findings;
pub(crate) use message_stats::MessageStats;
pub(crate) use questions::questions;
pub(crate) use rule_book::{CheckedRules, RuleBook};
pub(crate) use scores::CueEvidence;
pub use scores::{Contribution, ContributionKind, ScoreExplanation};
pub use verdict::explain_verdict;
pub(crate) use verdict::{MAX_QUESTIONS, plan};
pub(crate) use weigh::weigh;
