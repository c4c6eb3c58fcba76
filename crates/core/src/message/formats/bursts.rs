//! Joins what one person of a chat wrote in a row.

use std::sync::Arc;

use crate::builtin::DECISION;
use crate::text::json::Json;
use crate::text::lines::Place;
use crate::text::{Column, Span};

/// One message of an archive of chats: what one person wrote in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedMessage {
    /// Its bytes in the file.
    pub span: Span,
    /// The line on which they start, from 1.
    pub line: usize,
    /// Where in that line they start.
    pub column: Column,
    /// Ids of the messages before it in the thread, oldest first.
    pub references: Vec<String>,
    /// Messages that its writer sent in a row, up to and including this one.
    pub burst: usize,
    /// The name of the chat, where the file says it.
    pub channel: Option<Arc<str>>,
}

/// What is wrong with a message, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// A message that is nested deeper is no program's.
const MOST_DEEP: usize = 128;

/// Says why a message is not read where it is nested deeper than any program nests.
pub(super) fn too_deep(message: Json<'_>) -> Option<String> {
    let is_deep = message.depth() > MOST_DEEP;
    is_deep.then(|| format!("nested more than {MOST_DEEP} deep: this message is not read"))
}

/// Something that somebody said, as far as it tells what goes with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn<'e> {
    pub(super) user: &'e str,
    /// When, in microseconds.
    pub(super) micros: Option<i64>,
    pub(super) span: Span,
    pub(super) place: Place,
    /// Its number among all objects of the file.
    pub(super) number: usize,
}

/// What one person wrote in a row.
#[derive(Debug, Default)]
pub(super) struct Bursts<'e> {
    last: Option<Turn<'e>>,
    burst: usize,
    /// The last message of the list may be added to.
    is_open: bool,
}

impl<'e> Bursts<'e> {
    /// Adds what was said to the last message, if the same person goes on side by side with it in the file, else as a
    /// message of its own.
    pub(super) fn add(
        &mut self,
        turn: Turn<'e>,
        references: Vec<String>,
        may_join: bool,
        messages: &mut Vec<ArchivedMessage>,
    ) {
        let goes_on = self.last.is_some_and(|last| turn.goes_on(&last));
        self.burst = if goes_on { self.burst + 1 } else { 1 };
        let is_next = self.last.is_some_and(|last| last.number + 1 == turn.number);
        match messages.last_mut() {
            // Only what stands side by side in the file can be shown as one piece of it.
            Some(message) if goes_on && is_next && may_join && self.is_open => {
                message.span.end = turn.span.end;
                message.burst = self.burst;
            }
            _ => {
                let (line, column) = turn.place;
                messages.push(ArchivedMessage {
                    span: turn.span,
                    line,
                    column,
                    references,
                    burst: self.burst,
                    channel: None,
                });
            }
        }
        (self.last, self.is_open) = (Some(turn), true);
    }

    /// Sees to it that nothing is added to the last message.
    pub(super) fn close(&mut self) {
        self.is_open = false;
    }
}

impl Turn<'_> {
    /// Returns true if and only if the same person goes on without a pause.
    fn goes_on(&self, last: &Turn<'_>) -> bool {
        let pause = self.micros.zip(last.micros).map(|(now, before)| now.abs_diff(before));
        self.user == last.user
            && !self.user.is_empty()
            && pause.is_some_and(|pause| pause <= u64::from(DECISION.thresholds.burst_minutes) * 60_000_000)
    }
}
