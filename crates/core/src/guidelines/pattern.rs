//! Matches addresses: whole ones, domains, and patterns with one `*`.

/// What an entry's `match` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    text: String,
    /// What an address starts and ends with; an address without `*` is all start.
    start: String,
    end: Option<String>,
}

impl Pattern {
    /// Reads a `match`; a bare domain stands for all its addresses.
    #[must_use]
    pub(super) fn new(text: &str) -> Pattern {
        let text = text.trim().to_lowercase();
        let whole = match text.strip_prefix('@') {
            Some(domain) => format!("*@{domain}"),
            None if !text.contains(['@', '*']) => format!("*@{text}"),
            None => text.clone(),
        };
        let (start, end) = match whole.split_once('*') {
            Some((start, end)) => (start.to_owned(), Some(end.to_owned())),
            None => (whole, None),
        };
        Pattern { text, start, end }
    }

    /// Returns the pattern as written, in small letters.
    #[must_use]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns what addresses start with, and what they end with; a single address is all start.
    #[must_use]
    pub(super) fn ends(&self) -> (&str, Option<&str>) {
        (&self.start, self.end.as_deref())
    }
}
