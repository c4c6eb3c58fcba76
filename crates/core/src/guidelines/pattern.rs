//! Reads whom an entry names: an address, a domain, a name, or a pattern with one `*`.

/// What an entry's `match` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    text: String,
    named: Named,
}

/// Whom a pattern names, in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// One address.
    Address(String),
    /// A name in a chat, and every address that has it before the `@`.
    Name(String),
    /// What starts and ends so.
    Ends(String, String),
}

impl Pattern {
    /// Reads a `match`. A bare domain stands for all its addresses; a word without a dot, or several words, are a name.
    #[must_use]
    pub(super) fn new(text: &str) -> Pattern {
        let text = text.trim().to_lowercase();
        let named = match (text.strip_prefix('@'), text.split_once('*')) {
            (Some(domain), None) => Named::Ends(String::new(), format!("@{domain}")),
            (_, Some((start, end))) => Named::Ends(start.to_owned(), end.to_owned()),
            (None, None) if text.contains('@') => Named::Address(text.clone()),
            (None, None) if text.contains('.') && !text.contains(char::is_whitespace) => {
                Named::Ends(String::new(), format!("@{text}"))
            }
            (None, None) => Named::Name(text.clone()),
        };
        Pattern { text, named }
    }

    /// Returns the pattern as written, in small letters.
    #[must_use]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns whom it names.
    #[must_use]
    pub(super) fn named(&self) -> &Named {
        &self.named
    }
}
