//! Says what is wrong with a lexicon file, and where.

use crate::visible::Visible;

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

impl LexiconError {
    /// Makes an error about the byte `offset` of `text`.
    #[must_use]
    pub fn at(path: &str, text: &str, offset: usize, reason: impl Into<String>) -> LexiconError {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        LexiconError { path: path.to_owned(), line, reason: reason.into() }
    }

    /// Makes an error from what the TOML reader says.
    #[must_use]
    pub fn toml(path: &str, text: &str, error: &toml::de::Error) -> LexiconError {
        let offset = error.span().map_or(0, |span| span.start);
        LexiconError::at(path, text, offset, error.message().trim())
    }
}

impl std::fmt::Display for LexiconError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", Visible(&self.path), self.line, Visible(&self.reason))
    }
}

impl std::error::Error for LexiconError {}
