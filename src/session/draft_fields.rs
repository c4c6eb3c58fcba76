//! Lints drafts that come as fields: a text, a subject, and who is written to.

use std::rc::Rc;

use presend_core::message::git::CommentRule;
use presend_core::message::{Format, Headers};
use presend_core::render::{sanitize, to_value};
use serde_json::Value;

use super::draft::{Draft, IgnorePolicy};
use super::lint_session::LintSession;
use crate::options::Profile;

/// Diagnostics that are named in a reason.
const MOST_NAMED: usize = 6;

/// Characters of a draft that are quoted for one diagnostic.
const MOST_QUOTED: usize = 60;

/// A draft as fields. Lists of readers may be shared by many drafts.
#[derive(Debug, Clone, Default)]
pub(crate) struct DraftFields {
    pub(crate) from: Rc<Vec<String>>,
    pub(crate) to: Rc<Vec<String>>,
    pub(crate) cc: Rc<Vec<String>>,
    pub(crate) bcc: Rc<Vec<String>>,
    pub(crate) subject: Option<Rc<str>>,
    pub(crate) text: String,
    /// The text is HTML for certain; what looks like HTML is read as such anyway.
    pub(crate) is_html: bool,
    /// The text is a whole mail, header and all.
    pub(crate) is_mail: bool,
    /// No line of it is somebody else's, whatever it looks like.
    pub(crate) is_all_own: bool,
    /// `None`: what presend.toml says, else email.
    pub(crate) profile: Option<Profile>,
    /// Which of its own ignores are heeded.
    pub(crate) ignores: IgnorePolicy,
}

/// What was found in a draft, for a program that asked.
#[derive(Debug)]
pub(crate) struct LintResponse {
    /// The draft is held back.
    pub(crate) stops: bool,
    /// The report as `json` has it, secrets masked.
    pub(crate) report: Value,
}

impl DraftFields {
    /// Lints the draft.
    ///
    /// # Errors
    /// Returns what went wrong inside presend.
    pub(crate) fn lint(&self, session: &LintSession) -> Result<LintResponse, String> {
        let mut headers = Headers::of_lists([&self.from, &self.to, &self.cc, &self.bcc]);
        headers.subject = self.subject.as_deref().map(str::to_owned);
        let format = if self.is_mail {
            Format::Email
        } else if self.is_html || looks_like_html(&self.text) {
            Format::Html
        } else {
            Format::Text
        };
        let draft = Draft {
            name: "draft",
            bytes: self.text.as_bytes(),
            format: Some(format),
            place: None,
            is_all_own: self.is_all_own,
            commit_rule: CommentRule::default(),
            profile: self.profile,
            headers: Some(&headers),
            ignores: self.ignores,
        };
        let outcome = session.lint(&draft)?;
        Ok(LintResponse { stops: outcome.stops, report: to_value(&outcome.report) })
    }
}

/// Returns true if and only if a text opens with a tag and closes or breaks something later.
fn looks_like_html(text: &str) -> bool {
    let text = text.trim_start().as_bytes();
    let opens = matches!(text, [b'<', b'!' | b'a'..=b'z' | b'A'..=b'Z', ..]);
    let has = |tag: &[u8]| memchr::memmem::find(text, tag).is_some();
    opens && [&b"</"[..], b"<br", b"<BR", b"/>"].into_iter().any(has)
}

impl LintResponse {
    /// Takes a field out of the report.
    pub(crate) fn take(&mut self, key: &str) -> Value {
        self.report.get_mut(key).map(Value::take).unwrap_or_default()
    }

    /// Says in a few lines what was found, for a program that writes as well as for a person.
    pub(crate) fn reason(&self) -> Vec<String> {
        let all = self.report.get("diagnostics").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut lines: Vec<String> = all.iter().take(MOST_NAMED).flat_map(about).collect();
        if all.len() > MOST_NAMED {
            lines.push(format!("and {} more", all.len() - MOST_NAMED));
        }
        let verdict = self.report.get("verdict").unwrap_or(&Value::Null);
        let summary = word(verdict, "summary");
        let end = if summary.is_empty() { String::new() } else { format!(": {summary}") };
        lines.push(format!("verdict: {}, {}{end}", word(verdict, "action"), word(verdict, "channel")));
        lines
    }
}

/// Says what one diagnostic is about, and what to do.
fn about(diagnostic: &Value) -> Vec<String> {
    let [severity, code, message] = ["severity", "code", "message"].map(|key| word(diagnostic, key));
    let text = word(diagnostic, "text");
    let mut quoted: String = text.chars().take(MOST_QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    let place = if quoted.is_empty() { String::new() } else { format!(" (\"{quoted}\")") };
    let help = word(diagnostic, "help");
    let mut lines = vec![format!("{severity}[{code}]: {message}{place}")];
    if !help.is_empty() {
        lines.push(format!("  help: {help}"));
    }
    lines
}

/// Returns a string of an object on one line, with nothing in it that a terminal obeys.
fn word(object: &Value, key: &str) -> String {
    let text = object[key].as_str().unwrap_or_default();
    sanitize(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text() {
        for text in ["<p>hi</p>", " \n<!DOCTYPE html><html></html>", "<DIV>a<br>b", "<hr/>x"] {
            assert!(looks_like_html(text), "{text}");
        }
        for text in ["", "<", "a <b>c</b>", "<3 you all", "<ana@example.com> wrote", "1 < 2 </"] {
            assert!(!looks_like_html(text), "{text}");
        }
    }
}
