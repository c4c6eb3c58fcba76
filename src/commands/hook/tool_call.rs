//! Finds the drafts in a tool call: fields by their names, at any depth.

use std::collections::BTreeMap;
use std::rc::Rc;

use presend_core::guidelines::AgentToml;
use presend_core::message::jsonl;
use serde_json::{Map, Value};

use crate::session::draft_fields::DraftFields;

/// Drafts of one call that are linted each for itself; the texts of what is beyond are linted as one, so that the time grows
/// with the call and not with its drafts times their readers.
const MOST_DRAFTS: usize = 100;

/// Strings of JSON that are searched inside one another.
const MOST_STRINGS: usize = 4;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldKind {
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

    fn kind(&self, name: &str) -> Option<FieldKind> {
        self.0.get(&fold(name)).copied()
    }
}

fn kind_of(name: &str) -> Option<FieldKind> {
    KINDS.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
}

/// Makes `html_body`, `html-body` and `htmlBody` one name.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Finds every draft in the input of a tool. Each text is one: what comes as plain text and as HTML is read twice.
pub(super) fn drafts(input: &Value, names: &FieldNames) -> Vec<DraftFields> {
    let mut finder = DraftFinder { names, drafts: Vec::new(), strings: 0 };
    finder.visit(input, &DraftFields::default());
    finder.drafts
}

struct DraftFinder<'n> {
    names: &'n FieldNames,
    drafts: Vec<DraftFields>,
    /// How many strings of JSON are open, one inside the other.
    strings: usize,
}

impl DraftFinder<'_> {
    /// Visits a value and what it holds; JSON that was read is at most 128 deep. Readers and subject of an object hold for
    /// the objects inside it.
    fn visit(&mut self, value: &Value, outer: &DraftFields) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.visit(item, outer)),
            Value::Object(object) => self.visit_object(object, outer),
            Value::String(text) => {
                self.visit_string(text, outer);
            }
            _ => {}
        }
    }

    /// Visits JSON that was handed over as a string; returns true if there was some.
    fn visit_string(&mut self, text: &str, outer: &DraftFields) -> bool {
        if self.strings == MOST_STRINGS || !text.trim_start().starts_with(['{', '[', '"']) {
            return false;
        }
        let Ok(value) = jsonl::value(text.as_bytes()) else { return false };
        self.strings += 1;
        self.visit(&value, outer);
        self.strings -= 1;
        true
    }

    fn visit_object(&mut self, object: &Map<String, Value>, outer: &DraftFields) {
        let mut draft = outer.clone();
        let has_subject = self.read_head(object, &mut draft);
        let before = self.drafts.len();
        for (name, value) in object {
            let text = (self.names.kind(name) == Some(FieldKind::Text)).then(|| text_of(value)).flatten();
            match text {
                Some(text) => {
                    // The text may be a list of blocks, which a server takes apart.
                    self.visit_string(&text, &draft);
                    self.add(DraftFields { is_html: fold(name).contains("html"), text, ..draft.clone() });
                }
                None => self.visit(value, &draft),
            }
        }
        // A subject alone is a message too.
        if has_subject && self.drafts.len() == before {
            self.add(draft);
        }
    }

    /// Reads readers and subject of an object; returns true if it has a subject.
    fn read_head(&self, object: &Map<String, Value>, draft: &mut DraftFields) -> bool {
        let mut has_subject = false;
        for (name, value) in object {
            let list = || Rc::new(addresses(value));
            match self.names.kind(name) {
                Some(FieldKind::From) => draft.from = list(),
                Some(FieldKind::To) => draft.to = list(),
                Some(FieldKind::Cc) => draft.cc = list(),
                Some(FieldKind::Bcc) => draft.bcc = list(),
                Some(FieldKind::Subject) => {
                    draft.subject = value.as_str().map(Rc::from);
                    has_subject = draft.subject.is_some();
                }
                Some(FieldKind::Text) | None => {}
            }
        }
        has_subject
    }

    fn add(&mut self, draft: DraftFields) {
        if self.drafts.len() < MOST_DRAFTS {
            return self.drafts.push(draft);
        }
        if self.drafts.len() == MOST_DRAFTS {
            self.drafts.push(DraftFields::default());
        }
        if let Some(rest) = self.drafts.last_mut() {
            for text in draft.subject.as_deref().into_iter().chain([draft.text.as_str()]) {
                rest.text.push_str(text);
                rest.text.push_str("\n\n");
            }
        }
    }
}

/// Returns a string, or the strings of a list that holds no list or object.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) if !items.iter().any(|item| item.is_array() || item.is_object()) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            (!texts.is_empty()).then(|| texts.join("\n"))
        }
        _ => None,
    }
}

/// Reads readers: a string, an object with an address, or a list of these.
fn addresses(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(addresses).collect(),
        Value::Object(object) => {
            let fields = object.iter().filter(|(name, _)| ADDRESSES.contains(&fold(name).as_str()));
            fields.flat_map(|(_, value)| addresses(value)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(input: &Value) -> Vec<DraftFields> {
        drafts(input, &FieldNames::new(None, &["note".to_owned(), "to=invitees".to_owned()]).unwrap())
    }

    fn texts(input: &Value) -> Vec<String> {
        found(input).into_iter().map(|draft| draft.text).collect()
    }

    #[test]
    fn the_shapes_of_mail_servers_are_known() {
        let draft =
            found(&json!({"to": ["a@x.y", "b@x.y"], "cc": "c@x.y", "subject": "s", "body": "t"})).remove(0);
        assert_eq!((draft.to.len(), draft.cc.len(), draft.subject.as_deref()), (2, 1, Some("s")));
        let graph = json!({"message": {"subject": "s", "body": {"contentType": "Text", "content": "t"},
            "toRecipients": [{"emailAddress": {"address": "a@x.y", "name": "A"}}]}});
        let draft = found(&graph).remove(0);
        assert_eq!((draft.text.as_str(), draft.to.as_slice()), ("t", &["a@x.y".to_owned()][..]));
        let slack =
            json!({"channel": "C1", "text": "a", "blocks": [{"type": "section", "text": {"text": "b"}}]});
        assert_eq!(texts(&slack).len(), 2);
        assert_eq!(texts(&json!("{\"body\":\"t\"}")), ["t"]);
        assert_eq!(texts(&json!({"messages": [{"body": "a"}, {"Note": "b"}]})), ["a", "b"]);
        assert!(found(&json!({"html_body": "x"}))[0].is_html);
        assert_eq!(found(&json!({"invitees": "a@x.y", "body": "t"}))[0].to.len(), 1);
    }

    #[test]
    fn what_holds_no_draft_is_left_alone() {
        for input in
            [json!(null), json!("ls -l"), json!(3), json!([]), json!({"to": "a@x.y"}), json!({"body": 3})]
        {
            assert!(found(&input).is_empty(), "{input}");
        }
        assert_eq!(found(&json!({"subject": "we have to let you go", "id": 3})).len(), 1);
    }

    #[test]
    fn a_call_as_deep_as_json_may_be_is_searched() {
        let deep = format!("{}{{\"body\":\"t\"}}{}", "{\"a\":[".repeat(60), "]}".repeat(60));
        assert_eq!(texts(&jsonl::value(deep.as_bytes()).unwrap()), ["t"]);
        // One that was handed over as a string is searched too, once.
        let inner = json!({"body": "t"}).to_string();
        assert_eq!(texts(&json!({"args": inner})), ["t"]);
        let wrapped = json!({"args": json!({"payload": inner}).to_string()});
        assert_eq!(texts(&wrapped), ["t"]);
        let deeper = (0..10).fold(inner, |inner, _| json!({"a": inner}).to_string());
        assert!(texts(&json!(deeper)).is_empty());
        assert_eq!(texts(&json!({"body": ["a", null, 3, "b"]})), ["a\nb"]);
    }

    #[test]
    fn nothing_is_left_out_of_a_very_long_call() {
        let many: Vec<Value> = (0..5000).map(|number| json!({"body": format!("<{number}>")})).collect();
        let found = found(&json!({"to": vec!["a@x.y"; 5000], "batch": many}));
        assert_eq!(found.len(), MOST_DRAFTS + 1);
        assert!(found[MOST_DRAFTS].text.contains("<100>") && found[MOST_DRAFTS].text.contains("<4999>"));
    }
}
