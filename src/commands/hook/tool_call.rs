//! Finds the drafts in a tool call: every text in it, with the subject and the readers that stand in fields beside it.

use std::rc::Rc;

use presend_core::message::{Format, jsonl};
use serde_json::{Map, Value};

use super::field_names::{FieldKind, FieldNames, fold, is_address, is_name};
use super::links::fields_of_links;
use super::loose_text::{decoded, is_addresses, is_prose, is_short_name, quoted};
use crate::session::draft_fields::DraftFields;

/// Drafts of one call that are linted each for itself; the texts of what is beyond are linted as one, so that the time grows
/// with the call and not with its drafts times their readers.
const MOST_DRAFTS: usize = 100;

/// Strings of JSON or base64 that are searched inside one another.
const MOST_STRINGS: usize = 4;

/// Finds every draft in the input of a tool. Each text is one: what comes as plain text and as HTML is read twice.
pub(super) fn drafts(input: &Value, names: &FieldNames) -> Vec<DraftFields> {
    let mut finder = DraftFinder { names, drafts: Vec::new(), strings: 0, named: 0 };
    finder.visit(input, &DraftFields::default());
    finder.drafts
}

struct DraftFinder<'n> {
    names: &'n FieldNames,
    drafts: Vec<DraftFields>,
    /// How many strings of JSON or base64 are open, one inside the other.
    strings: usize,
    /// How many fields were found that are texts by their names.
    named: usize,
}

impl DraftFinder<'_> {
    /// Visits a value and what it holds; JSON that was read is at most 128 deep. Readers and subject of an object hold for
    /// the objects inside it.
    fn visit(&mut self, value: &Value, outer: &DraftFields) {
        match value {
            Value::Array(items) => {
                items.iter().for_each(|item| self.visit(item, outer));
                // A text may come word by word, as a program gets it.
                let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                if words.len() > 1 {
                    self.add_loose(words.join(" "), outer);
                }
            }
            Value::Object(object) => self.visit_object(object, outer),
            Value::String(text) => self.visit_loose(text, outer),
            _ => {}
        }
    }

    /// Visits a string that no name says is a text: it is one if it reads like one.
    fn visit_loose(&mut self, text: &str, outer: &DraftFields) {
        if self.visit_string(text, outer) {
            return;
        }
        self.visit_links(text, outer);
        self.add_loose(text.to_owned(), outer);
        quoted(text).into_iter().for_each(|words| self.add_loose(words, outer));
        self.visit_coded(text, outer);
    }

    /// Visits the drafts that the links in a string open. What else a link has is none of them.
    fn visit_links(&mut self, text: &str, outer: &DraftFields) {
        if self.strings == MOST_STRINGS {
            return;
        }
        self.strings += 1;
        for mut fields in fields_of_links(text) {
            fields.retain(|name, _| self.names.kind(name).is_some());
            self.visit_object(&fields, outer);
        }
        self.strings -= 1;
    }

    /// Visits what a string holds as base64: a whole mail, JSON, or a text.
    fn visit_coded(&mut self, text: &str, outer: &DraftFields) {
        if self.strings == MOST_STRINGS {
            return;
        }
        self.strings += 1;
        for text in decoded(text) {
            if Format::detect("draft", text.as_bytes()) == Format::Email {
                let draft = DraftFields { is_mail: true, subject: None, text, ..outer.clone() };
                self.add(draft);
            } else {
                self.visit_loose(&text, outer);
            }
        }
        self.strings -= 1;
    }

    fn add_loose(&mut self, text: String, outer: &DraftFields) {
        if is_prose(&text) {
            self.add(DraftFields { subject: None, text, ..outer.clone() });
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
        let has_address = object.keys().any(|name| is_address(name));
        let before = self.named;
        for (name, value) in object {
            let kind = self.names.kind(name);
            let text = (kind == Some(FieldKind::Text)).then(|| text_of(value)).flatten();
            match text {
                Some(text) => {
                    // The text may be a list of blocks, which a server takes apart.
                    if !self.visit_string(&text, &draft) {
                        self.visit_links(&text, &draft);
                        self.visit_coded(&text, &draft);
                    }
                    self.named += 1;
                    self.add(DraftFields { is_html: fold(name).contains("html"), text, ..draft.clone() });
                }
                // The subject goes with each text.
                None if kind == Some(FieldKind::Subject) && value.is_string() => {
                    self.visit_links(value.as_str().unwrap_or_default(), &draft);
                }
                // What a reader is called is no text.
                None if kind.is_none() && has_address && is_called(name, value) => {
                    self.visit_links(value.as_str().unwrap_or_default(), &draft);
                }
                None if holds_readers(name, value, kind) => self.visit_readers(value, &draft),
                None => self.visit(value, &draft),
            }
        }
        // A subject alone is a message too.
        if has_subject && self.named == before {
            self.named += 1;
            self.add(draft);
        }
    }

    /// Visits readers: there may be words where an address is expected, and fields beside it. Several that are named by a
    /// word each are no text that comes word by word.
    fn visit_readers(&mut self, value: &Value, outer: &DraftFields) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.visit_readers(item, outer)),
            Value::String(text) if is_addresses(text) => self.visit_links(text, outer),
            _ => self.visit(value, outer),
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

/// Returns true if and only if a field holds readers, or the address of one.
fn holds_readers(name: &str, value: &Value, kind: Option<FieldKind>) -> bool {
    match kind {
        Some(FieldKind::Text | FieldKind::Subject) => false,
        Some(FieldKind::From | FieldKind::To | FieldKind::Cc | FieldKind::Bcc) => true,
        None => value.is_string() && is_address(name),
    }
}

/// Returns true if and only if a field says what a reader is called.
fn is_called(name: &str, value: &Value) -> bool {
    is_name(name) && value.as_str().is_some_and(is_short_name)
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
            let fields = object.iter().filter(|(name, _)| is_address(name));
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
        for input in [
            json!(null),
            json!("ls -l"),
            json!(3),
            json!([]),
            json!({"to": "Ann Lee <a@x.y>"}),
            json!({"to": [{"emailAddress": {"address": "Ann Lee <a@x.y>", "name": "Ann Lee"}}, "bo"]}),
            json!({"body": 3}),
        ] {
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
    fn every_text_of_a_call_is_found_whatever_its_field_is_called() {
        for input in [
            json!({"query": "we go now"}),
            json!({"argv": ["mail", "-s", "x", "we go now"]}),
            json!({"argv": ["we", "go", "now"]}),
            json!({"command": "gh pr comment 5 --body 'we go now'"}),
            json!({"payload": {"attachments": [{"fallback": "we go now"}]}}),
            json!({"raw": "d2UgZ28gbm93LCBhbmQgdGhhdCBpcyBhbGwu"}),
            json!({"to": ["we go now"]}),
            json!({"to": {"note": "we go now"}}),
            json!({"to": [{"email": "a@x.y", "details": ["we go now"]}]}),
            json!({"to": {"address": "we go now @bo"}}),
            json!({"cc": "we go now, tell @bo"}),
            json!({"cc": ["a@x.y", "we go now, tell a@x.y"]}),
            json!({"subject": "x", "note2": "we go now"}),
        ] {
            assert!(texts(&input).iter().any(|text| text.starts_with("we go now")), "{input}");
        }
        let mail = found(&json!({"raw": "U3ViamVjdDogeApUbzogYkB4LnkKCndlIGdvIG5vdwo", "to": "b@x.y"}));
        assert!(mail[0].is_mail && mail[0].text.ends_with("we go now\n") && mail[0].to.len() == 1);
        assert_eq!(found(&json!({"subject": "s", "note2": "we go now"})).len(), 2);
    }

    #[test]
    fn the_draft_that_a_link_opens_is_read() {
        let link = "mailto:bo@x.y?cc=al@x.y&subject=plan&body=we%20go%20now";
        for input in [
            json!({"url": link}),
            json!({"command": format!("xdg-open '{link}'")}),
            json!(["xdg-open", link]),
            json!({"to": link}),
            json!({"text": link, "subject": "x"}),
            json!({"subject": link}),
            json!({"email": "a@x.y", "name": link}),
            json!({"args": json!({"href": link}).to_string()}),
        ] {
            let all = found(&input);
            let draft = all.iter().find(|draft| draft.text == "we go now");
            let draft = draft.unwrap_or_else(|| panic!("{input}: {all:?}"));
            assert_eq!(
                (draft.subject.as_deref(), draft.to.as_slice()),
                (Some("plan"), &["bo@x.y".to_owned()][..])
            );
            assert_eq!(draft.cc.len(), 1);
        }
        assert!(found(&json!({"url": "https://x.y/search?q=we+go+now&hl=en"})).is_empty());
        let nested = json!({"url": "mailto:a@x.y?body=mailto%3Ab%40x.y%3Fbody%3Dwe%2520go%2520now"});
        assert!(texts(&nested).contains(&"we go now".to_owned()), "{:?}", texts(&nested));
    }

    #[test]
    fn nothing_is_left_out_of_a_very_long_call() {
        let many: Vec<Value> = (0..5000).map(|number| json!({"body": format!("<{number}>")})).collect();
        let found = found(&json!({"to": vec!["a@x.y"; 5000], "batch": many}));
        assert_eq!(found.len(), MOST_DRAFTS + 1);
        assert!(found[MOST_DRAFTS].text.contains("<100>") && found[MOST_DRAFTS].text.contains("<4999>"));
    }
}
