//! Remembers the private values of the messages of one file, so that the other messages do not show them.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use super::people::{add_name, is_name};
use super::values::written;
use crate::message::Address;
use crate::report::Report;
use crate::text::private_values::PrivateValues;

/// So many values of a file are remembered, the latest,
const MOST_VALUES: usize = 512;
/// of which none has more bytes,
const LONGEST_VALUE: usize = 8 << 10;
/// and all together have no more.
const MOST_BYTES: usize = 16 << 10;
/// So many names of writers are remembered, the first.
const MOST_NAMES: usize = 2048;
/// Shorter ones are parts of too many other words and numbers.
const SHORTEST_VALUE: usize = 6;

/// The private values that messages of one file had so far, and the names of those who wrote them.
#[derive(Debug, Default, Clone)]
pub struct FileSecrets {
    latest: VecDeque<String>,
    known: BTreeSet<String>,
    bytes: usize,
    /// Made when it is first asked for.
    values: Option<Arc<PrivateValues>>,
    /// Names of those who write in the chat, each word of one too.
    names: BTreeSet<String>,
    /// The same to look for, made when they are first asked for.
    writers: Option<Arc<PrivateValues>>,
}

impl FileSecrets {
    /// Notes what a report keeps private, but for words and short numbers, which stand in many messages by chance.
    pub fn add(&mut self, report: &Report<'_>) {
        for value in written(report).map(str::trim).filter(|value| is_told_apart(value)) {
            if self.known.insert(value.to_owned()) {
                self.bytes += value.len();
                self.latest.push_back(value.to_owned());
                self.values = None;
            }
        }
        while self.latest.len() > MOST_VALUES || self.bytes > MOST_BYTES {
            let Some(oldest) = self.latest.pop_front() else { break };
            self.bytes -= oldest.len();
            self.known.remove(&oldest);
        }
        self.add_writers(report);
    }

    /// Notes who writes in a chat: the others call them by their names.
    fn add_writers(&mut self, report: &Report<'_>) {
        let message = &report.message;
        let is_in_chat = |from: &&Address| message.channel.is_some() || from.address.is_empty();
        for from in message.headers.from.iter().filter(is_in_chat) {
            if self.names.len() < MOST_NAMES && !self.names.contains(from.name.trim()) {
                let mut names = Vec::new();
                add_name(&mut names, &from.name);
                self.names.extend(names);
                self.writers = None;
            }
        }
    }

    /// Hides in a report what was noted.
    pub fn hide(&mut self, report: &mut Report<'_>) {
        if self.values.is_none() {
            self.values = PrivateValues::new(self.latest.iter().map(String::as_str)).map(Arc::new);
        }
        report.of_others.clone_from(&self.values);
        if self.writers.is_none() {
            let names = self.names.iter().map(String::as_str).filter(|name| is_name(name));
            self.writers = PrivateValues::with_names(std::iter::empty(), names).map(Arc::new);
        }
        report.other_writers.clone_from(&self.writers);
    }
}

/// No word, and no number that is a date or a count elsewhere.
fn is_told_apart(value: &str) -> bool {
    (SHORTEST_VALUE..=LONGEST_VALUE).contains(&value.len()) && !value.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::{OutputFormat, RenderOptions, Renderer};
    use super::*;
    use crate::text::Span;

    fn shown(secrets: &mut FileSecrets, text: &str) -> String {
        let mut report = sample::report(text);
        secrets.hide(&mut report);
        crate::render::mask::Mask::new(&report, false).text(0, Span::new(0, text.len()))
    }

    fn with_secret(secrets: &mut FileSecrets, value: &str) {
        let mut report = sample::report(value);
        report.masked = vec![(0, Span::new(0, value.len()))];
        secrets.add(&report);
    }

    #[test]
    fn what_one_message_tells_is_hidden_in_the_others() {
        let mut secrets = FileSecrets::default();
        assert_eq!(shown(&mut secrets, "Qu4y!Moor"), "Qu4y!Moor");
        with_secret(&mut secrets, "Qu4y!Moor");
        with_secret(&mut secrets, "5512");
        with_secret(&mut secrets, "heather");
        assert_eq!(shown(&mut secrets, "use qu4y!moor, 5512, heather"), "use •••••••••, 5512, heather");
        let mut report = sample::report("nothing here");
        report.message.name = "Qu4y!Moor.txt".into();
        secrets.hide(&mut report);
        assert_eq!(crate::render::shown_name(&report), "•••••••••.txt");
        let drawn = Renderer::new(OutputFormat::Json, RenderOptions::default()).render_report(&report);
        assert!(!String::from_utf8(drawn).unwrap().contains("Moor"));
    }

    #[test]
    fn those_who_write_in_a_chat_are_hidden_where_people_are() {
        let mut secrets = FileSecrets::default();
        let writer = Address { name: "Wilhelmina Foxglove".to_owned(), address: String::new() };
        let mut other = sample::report("fine");
        other.message.headers.from = vec![writer];
        secrets.add(&other);
        let text = "Wilhelmina you are late, foxglove";
        let mut report = sample::report(text);
        secrets.hide(&mut report);
        let shown =
            |options| crate::render::mask::Mask::with(&report, options).text(0, Span::new(0, text.len()));
        let people = Some(crate::render::PeopleKey::new([7; 16]));
        let hidden = RenderOptions { people, ..RenderOptions::default() };
        assert_eq!(shown(&hidden), "•••••••••• you are late, ••••••••");
        assert_eq!(shown(&RenderOptions::default()), text);
    }

    #[test]
    fn only_the_latest_are_remembered() {
        let mut secrets = FileSecrets::default();
        (0..MOST_VALUES + 40).for_each(|number| with_secret(&mut secrets, &format!("Qu4y!{number:04}")));
        assert_eq!(shown(&mut secrets, "Qu4y!0039 Qu4y!0040"), "Qu4y!0039 •••••••••");
        with_secret(&mut secrets, &"k7X".repeat(LONGEST_VALUE));
        assert!(secrets.bytes < MOST_BYTES);
        (0..40).for_each(|number| with_secret(&mut secrets, &format!("{number}{}", "k7X".repeat(500))));
        assert!(secrets.bytes <= MOST_BYTES && secrets.known.len() == secrets.latest.len());
    }
}
