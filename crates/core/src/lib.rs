//! Lints message drafts: reads a message, finds what is sensitive, urgent or charged, and judges the channel.

pub mod builtin;
pub mod diagnostic;
pub mod guidelines;
pub mod judge;
mod linter;
pub mod message;
pub mod render;
pub mod scan;
pub mod text;
pub mod words;

pub use linter::{LexiconFile, Linter, Policy, RuleRequest, Settings, example_settings};
