//! Cuts an export into messages: what one person wrote in a row, each with what it answers.

use std::collections::HashMap;
use std::sync::Arc;

use super::entry::Entry;
use super::known::Known;
use super::lists::{List, lists, program};
use super::program::Program;
use crate::message::formats::bursts::{ArchivedMessage, Bursts, Fault, Turn, too_deep};
use crate::text::Span;
use crate::text::json::Json;
use crate::text::lines::{LineCounter, Place};

/// Of a long thread, a message names its first and this many last ones; of a chain of answers so many, and one more.
const REFERENCES: usize = 31;

/// An export that was cut.
#[derive(Debug)]
pub struct Cut {
    /// Whose it is.
    pub program: Program,
    /// What it says about people and messages elsewhere than in the messages.
    pub known: Arc<Known>,
    /// Its messages, and what is wrong with those that are broken.
    pub messages: Vec<Result<ArchivedMessage, Fault>>,
    /// Messages that only their readers can open.
    pub sealed: usize,
}

/// One message and where it stands.
struct Found {
    entry: Entry,
    span: Span,
    place: Place,
    number: usize,
}

/// Cuts an export; `None` where a text is none that is known.
#[must_use]
pub fn cut(bytes: &[u8]) -> Option<Cut> {
    let lists = lists(bytes);
    let program = program(&lists)?;
    let mut known = Known::default();
    let items = || lists.iter().flat_map(|list| &list.items);
    let objects = || items().filter(|item| item.is_object()).map(|item| item.object());
    objects().for_each(|object| program.learn(&object, &mut known));
    let mut reading = Reading {
        program,
        known: &known,
        lines: LineCounter::new(bytes),
        number: 0,
        sealed: 0,
        messages: Vec::new(),
    };
    for list in &lists {
        reading.list(list);
    }
    let (mut messages, sealed) = (reading.messages, reading.sealed);
    let is_whole = Json::sequence(bytes).all(Json::is_whole);
    if !is_whole && !messages.iter().any(Result::is_err) {
        let line = LineCounter::new(bytes).place(bytes.len()).0;
        messages.push(Err(Fault { line, reason: "not JSON: it is cut off".to_owned() }));
    }
    Some(Cut { program, known: Arc::new(known), messages, sealed })
}

/// Returns true if and only if a text, or the start of one, is an export that is known.
#[must_use]
pub fn is_export(bytes: &[u8]) -> bool {
    program(&lists(bytes)).is_some()
}

/// Returns true if and only if the start of a text is an export of a program that writes a line for each message.
#[must_use]
pub fn is_export_of_lines(start: &[u8]) -> bool {
    let program = program(&lists(start));
    matches!(program, Some(Program::Matrix | Program::Mattermost | Program::Signal))
}

/// Returns true if and only if the start of a text may go on as an export.
#[must_use]
pub fn may_be_export(start: &[u8]) -> bool {
    const SIGNS: [&str; 7] = [
        "\"messages\"",
        "\"chats\"",
        "\"room_name\"",
        "\"@odata.context\"",
        "\"conversations\"",
        "\"personal_information\"",
        "\"contacts\"",
    ];
    let is_cut = Json::root(start).is_some_and(|root| root.is_object() && !root.is_whole());
    let has_sign = || SIGNS.iter().any(|sign| memchr::memmem::find(start, sign.as_bytes()).is_some());
    is_export(start) || is_cut && has_sign()
}

/// What was found so far.
struct Reading<'b> {
    program: Program,
    known: &'b Known,
    lines: LineCounter<'b>,
    number: usize,
    sealed: usize,
    messages: Vec<Result<ArchivedMessage, Fault>>,
}

impl Reading<'_> {
    /// Reads the messages of one chat.
    fn list(&mut self, list: &List<'_>) {
        let mut entries = Vec::new();
        let mut faults = Vec::new();
        for item in &list.items {
            if let Err(fault) = self.item(*item, &mut entries) {
                faults.push(Err(fault));
            }
        }
        let mut references = References::default();
        let (mut run, mut thread, mut messages) = (Bursts::default(), "", Vec::new());
        for found in &entries {
            let Found { entry, span, place, number } = found;
            let before = references.of(entry);
            let may_join = entry.answers.is_empty() && entry.thread == thread;
            let micros = entry.sent.micros;
            let turn = Turn { user: &entry.user, micros, span: *span, place: *place, number: *number };
            run.add(turn, before, may_join, &mut messages);
            thread = &entry.thread;
        }
        let channel: Option<Arc<str>> =
            Some(list.name.as_str().into()).filter(|name: &Arc<str>| !name.is_empty());
        let named = |message| ArchivedMessage { channel: channel.clone(), ..message };
        self.messages.extend(messages.into_iter().map(named).map(Ok));
        self.messages.append(&mut faults);
        // Two chats do not stand side by side.
        self.number += 1;
    }

    /// Reads a message, and those that stand inside it as its answers.
    fn item(&mut self, item: Json<'_>, entries: &mut Vec<Found>) -> Result<(), Fault> {
        let place = self.lines.place(item.span().start);
        let fault = |reason: &str| Err(Fault { line: place.0, reason: reason.to_owned() });
        if !item.is_whole() {
            return fault("not JSON: it is cut off");
        }
        if !item.is_object() {
            return fault("not a message: it is not an object");
        }
        if let Some(reason) = too_deep(item) {
            return fault(&reason);
        }
        let object = item.object();
        self.sealed += usize::from(self.program.is_sealed(&object));
        let entry = self.program.read(&object, self.known);
        let thread = entry.as_ref().map(|entry| entry.id.clone()).unwrap_or_default();
        self.add(entry, item.span(), place, entries);
        for answer in self.program.answers(&object).into_iter().flat_map(Json::items) {
            let place = self.lines.place(answer.span().start);
            let entry = self.program.read(&answer.object(), self.known);
            let entry = entry.map(|entry| Entry { thread: thread.clone(), ..entry });
            self.add(entry, answer.span(), place, entries);
        }
        Ok(())
    }

    fn add(&mut self, entry: Option<Entry>, span: Span, place: Place, entries: &mut Vec<Found>) {
        self.number += 1;
        let entry = entry.filter(|entry| !entry.bodies.is_empty());
        // Words are read again when their turn comes.
        let entry = entry.map(|entry| Entry { bodies: Vec::new(), ..entry });
        entries.extend(entry.map(|entry| Found { entry, span, place, number: self.number }));
    }
}

/// What was said before, as far as others may answer it.
#[derive(Default)]
struct References {
    /// What each answer answers.
    answers: HashMap<String, String>,
    threads: HashMap<String, Vec<String>>,
}

impl References {
    /// Returns the ids of the messages before one, oldest first.
    fn of(&mut self, entry: &Entry) -> Vec<String> {
        if !entry.thread.is_empty() {
            let before = self.threads.entry(entry.thread.clone()).or_default();
            let last = before.iter().skip(before.len().saturating_sub(REFERENCES));
            let references = std::iter::once(&entry.thread).chain(last).cloned().collect();
            before.push(entry.id.clone());
            return references;
        }
        if entry.answers.is_empty() {
            return Vec::new();
        }
        let mut chain = vec![entry.answers.clone()];
        while chain.len() <= REFERENCES
            && let Some(answered) = chain.last().and_then(|last| self.answers.get(last))
        {
            chain.push(answered.clone());
        }
        chain.reverse();
        self.answers.insert(entry.id.clone(), entry.answers.clone());
        chain
    }
}
