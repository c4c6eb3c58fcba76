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

    /// Returns true if and only if the pattern names a single address.
    #[must_use]
    pub(super) fn is_address(&self) -> bool {
        self.end.is_none()
    }

    /// Returns true if and only if an address, in small letters, is named.
    #[must_use]
    pub(super) fn matches(&self, address: &str) -> bool {
        match &self.end {
            None => address == self.start,
            Some(end) => {
                address.len() >= self.start.len() + end.len()
                    && address.starts_with(&self.start)
                    && address.ends_with(end.as_str())
            }
        }
    }

    /// Orders patterns: an address beats a pattern, more letters beat fewer.
    #[must_use]
    pub(super) fn specificity(&self) -> (bool, usize) {
        (self.is_address(), self.start.len() + self.end.as_ref().map_or(0, String::len))
    }

    /// Returns true if and only if both can name the same address and neither is a special case of the other.
    #[must_use]
    pub(super) fn clashes(&self, other: &Pattern) -> bool {
        let (Some(end), Some(other_end)) = (&self.end, &other.end) else {
            return self.start == other.start && self.end == other.end;
        };
        let starts = (self.start.starts_with(&other.start), other.start.starts_with(&self.start));
        let ends = (end.ends_with(other_end.as_str()), other_end.ends_with(end.as_str()));
        let can_meet = (starts.0 || starts.1) && (ends.0 || ends.1);
        let is_special = (starts.0 && ends.0) != (starts.1 && ends.1);
        can_meet && !is_special
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_addresses() {
        for (pattern, address, expected) in [
            ("Ana@Example.com", "ana@example.com", true),
            ("*@example.jp", "x@example.jp", true),
            ("example.jp", "x@example.jp", true),
            ("@example.jp", "x@sub.example.jp", false),
            ("ops-*@example.com", "ops-eu@example.com", true),
            ("a*a@x", "a@x", false),
        ] {
            assert_eq!(Pattern::new(pattern).matches(address), expected, "{pattern} {address}");
        }
    }

    #[test]
    fn clashes_are_patterns_of_which_neither_is_more_special() {
        for (one, other, expected) in [
            ("a@x.y", "A@x.y", true),
            ("a@x.y", "*@x.y", false),
            ("*@x.y", "@x.y", true),
            ("ops-*@x.y", "*@x.y", false),
            ("ops-*", "*@x.y", true),
            ("*@x.y", "*@z.y", false),
        ] {
            assert_eq!(Pattern::new(one).clashes(&Pattern::new(other)), expected, "{one} {other}");
            assert_eq!(Pattern::new(other).clashes(&Pattern::new(one)), expected, "{other} {one}");
        }
    }
}
