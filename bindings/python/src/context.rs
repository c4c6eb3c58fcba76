//! Reads what is known about a draft besides its text.

use presend_core::Profile;
use presend_core::message::{Format, Headers, Message};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyString};

use crate::errors::{not_a, not_one_of, value};

/// Formats of one message; the others hold several, which is for who reads files.
const FORMATS: [Format; 7] = [
    Format::Text,
    Format::Markdown,
    Format::Email,
    Format::Html,
    Format::Ics,
    Format::GitPatch,
    Format::CommitMsg,
];

/// What chooses the format by the name, else by looking at the text.
const AUTO: &str = "auto";

/// What is known about a draft besides its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    name: Option<String>,
    id: Option<String>,
    format: Option<String>,
    profile: Option<Profile>,
    headers: Option<String>,
    people: [Vec<String>; 4],
    subject: Option<String>,
    date: Option<String>,
    channel: Option<String>,
    thread: Option<String>,
    attachments: Option<usize>,
}

impl Context {
    /// Takes what is said under one key; `None` says nothing, nor does the number that pandas has for it.
    ///
    /// # Errors
    /// Returns what is wrong with the key or the value.
    pub(crate) fn set(&mut self, key: &str, found: &Bound<'_, PyAny>) -> PyResult<()> {
        if found.is_none() || found.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan()) {
            return Ok(());
        }
        let [from, to, cc, bcc] = &mut self.people;
        match key {
            "name" => self.name = Some(text(key, found)?),
            "id" => self.id = Some(text(key, &found.str()?.into_any())?),
            "format" => self.format = Some(format(found)?),
            "profile" => self.profile = Some(profile(found)?),
            "headers" => self.headers = Some(headers(found)?),
            "from" | "from_" => *from = list(key, found)?,
            "to" => *to = list(key, found)?,
            "cc" => *cc = list(key, found)?,
            "bcc" => *bcc = list(key, found)?,
            "subject" => self.subject = Some(text(key, found)?),
            "date" => self.date = Some(date(found)?),
            "channel" => self.channel = Some(text(key, found)?),
            "thread" => self.thread = Some(text(key, found)?),
            "attachments" => {
                let wrong = |_| not_a(key, "a number from 0", &shown(found));
                self.attachments = Some(found.extract().map_err(wrong)?);
            }
            _ => return Err(PyTypeError::new_err(format!("a draft has no {key:?}"))),
        }
        Ok(())
    }

    /// Takes all that a dictionary says.
    ///
    /// # Errors
    /// Returns the first thing that is wrong with it.
    pub(crate) fn of(found: &Bound<'_, PyDict>) -> PyResult<Context> {
        let mut context = Context::default();
        for (key, value) in found {
            context.set(&text("keys", &key)?, &value)?;
        }
        Ok(context)
    }

    /// Returns what reports call the draft.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("draft")
    }

    /// Returns the format, which may depend on how the text looks.
    pub(crate) fn format(&self, bytes: &[u8]) -> Format {
        match self.format.as_deref() {
            Some(AUTO) => Some(Format::detect(self.name.as_deref().unwrap_or_default(), bytes)),
            name => name.and_then(Format::parse),
        }
        .filter(|format| FORMATS.contains(format))
        .unwrap_or(Format::Text)
    }

    /// Lays over a message what is known besides.
    pub(crate) fn lay_over(&self, message: &mut Message<'_>) {
        let mut headers = match &self.headers {
            Some(lines) => Headers::parse("headers", lines.clone().into_bytes()),
            None => Headers::default(),
        };
        let [from, to, cc, bcc] = &self.people;
        let mut fields = Headers::of_lists([from, to, cc, bcc]);
        fields.subject.clone_from(&self.subject);
        fields.date.clone_from(&self.date);
        headers.take_over(&fields);
        headers.lay_over(message);
        message.attachments = self.attachments.or(message.attachments);
        message.channel = self.channel.clone().or(message.channel.take());
        message.thread = self.thread.clone().or(message.thread.take());
        message.id = self.id.clone().or(message.id.take());
        if let Some(profile) = self.profile {
            message.profile = Some(profile.name().to_owned());
        }
    }
}

/// Returns the name of a value's type.
pub(crate) fn shown(found: &Bound<'_, PyAny>) -> String {
    found.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string())
}

/// Returns a text; what cannot be written in UTF-8 (half of a pair of surrogates) is replaced by a question mark.
pub(crate) fn text(key: &str, found: &Bound<'_, PyAny>) -> PyResult<String> {
    let Ok(found) = found.cast::<PyString>() else { return Err(not_a(key, "a str", &shown(found))) };
    match found.to_str() {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => found.call_method1("encode", ("utf-8", "replace"))?.call_method0("decode")?.extract(),
    }
}

/// Returns a text, or the texts of a sequence, as a list.
fn list(key: &str, found: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if found.is_instance_of::<PyString>() {
        return Ok(vec![text(key, found)?]);
    }
    let items = found.try_iter().map_err(|_| not_a(key, "a str or a list of them", &shown(found)))?;
    items.map(|item| text(key, &item?)).collect()
}

fn format(found: &Bound<'_, PyAny>) -> PyResult<String> {
    let name = text("format", found)?;
    let is_known = name == AUTO || FORMATS.iter().any(|format| format.name() == name);
    if is_known {
        return Ok(name);
    }
    Err(not_one_of("format", &name, FORMATS.map(Format::name).into_iter().chain([AUTO])))
}

/// Reads the name of a kind of writing.
///
/// # Errors
/// Returns that there is no such kind.
pub(crate) fn profile(found: &Bound<'_, PyAny>) -> PyResult<Profile> {
    let name = text("profile", found)?;
    Profile::parse(&name).ok_or_else(|| not_one_of("profile", &name, Profile::ALL.map(Profile::name)))
}

fn headers(found: &Bound<'_, PyAny>) -> PyResult<String> {
    let lines = text("headers", found)?;
    if Headers::parse("headers", lines.clone().into_bytes()) == Headers::default() {
        return Err(value("headers", "no mail header that presend knows, such as References: or Subject:"));
    }
    Ok(lines)
}

/// Returns a date as written, or that of a `datetime`.
fn date(found: &Bound<'_, PyAny>) -> PyResult<String> {
    if found.is_instance_of::<PyString>() {
        return text("date", found);
    }
    let written = found.call_method0("isoformat");
    text("date", &written.map_err(|_| not_a("date", "a str or a datetime", &shown(found)))?)
}
