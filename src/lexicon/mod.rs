//! Reads lexicons: term syntax, file format, inflection, compilation into tables, the built-in tables.

mod rule;

pub use rule::{List, Rule, Text};

/// What is wrong with a lexicon file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The file as the user named it.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub reason: String,
}

impl std::fmt::Display for LexiconError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.reason)
    }
}

impl std::error::Error for LexiconError {}
