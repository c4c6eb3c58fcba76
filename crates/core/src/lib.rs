//! Lints message drafts: reads a message, finds what is sensitive, urgent or charged, and judges the channel.

pub mod builtin;
pub mod diagnostic;
mod error;
pub mod guidelines;
pub mod judge;
mod linter;
pub mod message;
pub mod render;
mod report;
pub mod scan;
pub mod text;
pub mod words;

pub use diagnostic::{
    Action, Applicability, Axis, Diagnostic, Edit, Label, Plan, Point, RegionKind, Severity, Suggestion,
    Verdict,
};
pub use error::{Error, ErrorKind};
pub use guidelines::{Guidelines, Team};
pub use linter::{Executor, Linter, LinterBuilder, Policy, RuleRequest, lint};
pub use presend_lexicon::names::{Channel, Profile};
pub use report::Report;
