//! Holds what could not be read.

use serde::Serialize;

/// A message that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadError {
    /// The path as reports show it.
    pub path: String,
    /// The line, where the file could be read and one line could not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What went wrong, in one line.
    pub error: String,
}
