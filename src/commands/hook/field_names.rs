//! Knows which fields of tool calls hold texts, subjects and people, by their names.

use std::collections::BTreeMap;

use presend_core::guidelines::AgentToml;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    Subject,
    From,
    To,
    Cc,
    Bcc,
}

/// Names of kinds, as in `[agent]` and `--field`.
const KINDS: [(&str, FieldKind); 6] = [
    ("text", FieldKind::Text),
    ("subject", FieldKind::Subject),
    ("from", FieldKind::From),
    ("to", FieldKind::To),
    ("cc", FieldKind::Cc),
    ("bcc", FieldKind::Bcc),
];

/// Names that mail and chat servers give to fields, folded.
const KNOWN: [(FieldKind, &[&str]); 6] = [
    (
        FieldKind::Text,
        &[
            "body",
            "text",
            "message",
            "content",
            "html",
            "htmlbody",
            "bodyhtml",
            "textbody",
            "bodytext",
            "plaintext",
            "plaintextbody",
            "markdown",
            "markdowntext",
            "comment",
            "description",
            "draft",
            "messagetext",
        ],
    ),
    (FieldKind::Subject, &["subject"]),
    (FieldKind::From, &["from", "sender"]),
    (FieldKind::To, &["to", "recipient", "recipients", "torecipients", "toaddresses", "toemails"]),
    (FieldKind::Cc, &["cc", "ccrecipients", "ccaddresses", "ccemails"]),
    (FieldKind::Bcc, &["bcc", "bccrecipients", "bccaddresses", "bccemails"]),
];

/// Fields of a reader that is an object, folded.
const ADDRESSES: [&str; 4] = ["address", "email", "emailaddress", "mail"];

/// Fields of such a reader that hold what they are called, folded.
const NAMES: [&str; 2] = ["name", "displayname"];

/// Which field holds what, by folded name.
#[derive(Debug)]
pub(super) struct FieldNames(BTreeMap<String, FieldKind>);

impl FieldNames {
    /// Takes the known names, those of presend.toml, and those of `--field`.
    ///
    /// # Errors
    /// Returns what is wrong with a `--field`.
    pub(super) fn new(config: Option<&AgentToml>, typed: &[String]) -> Result<FieldNames, String> {
        let mut names = BTreeMap::new();
        for (kind, known) in KNOWN {
            names.extend(known.iter().map(|name| ((*name).to_owned(), kind)));
        }
        for (kind, list) in config.iter().flat_map(|config| config.lists()) {
            let kind = kind_of(kind).unwrap_or(FieldKind::Text);
            names.extend(list.iter().map(|name| (fold(name.get_ref()), kind)));
        }
        for field in typed {
            let (kind, name) = field.split_once('=').unwrap_or(("text", field));
            let kind = kind_of(kind).filter(|_| !name.is_empty()).ok_or_else(|| {
                format!("--field {field}: write NAME or KIND=NAME with text, subject, from, to, cc or bcc")
            })?;
            names.insert(fold(name), kind);
        }
        Ok(FieldNames(names))
    }

    /// Returns what a field holds, if its name is known.
    pub(super) fn kind(&self, name: &str) -> Option<FieldKind> {
        self.0.get(&fold(name)).copied()
    }
}

fn kind_of(name: &str) -> Option<FieldKind> {
    KINDS.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
}

/// Makes `html_body`, `html-body` and `htmlBody` one name.
pub(super) fn fold(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns true if and only if a field of a reader that is an object holds the address.
pub(super) fn is_address(name: &str) -> bool {
    ADDRESSES.contains(&fold(name).as_str())
}

/// Returns true if and only if a field of a reader that is an object holds the name.
pub(super) fn is_name(name: &str) -> bool {
    NAMES.contains(&fold(name).as_str())
}
