//! Counts what the messages of one person have in common, one message after another, without keeping their texts.

mod changes;
mod hours;
mod meetings;
mod people;
mod place;
mod places;
mod rules;
mod seen;
mod tally;
mod threads;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub(crate) use changes::{Change, ChangeKind, changes};
pub(crate) use hours::Hours;
pub(crate) use meetings::{MeetingHabit, Meetings};
pub(crate) use place::Medium;
pub(crate) use places::Places;
pub(crate) use rules::{Example, RuleHabit, Rules};
pub(crate) use seen::{Me, OwnMessage, Seen};
pub(crate) use tally::Tally;
pub(crate) use threads::{CalledThread, Threads};

/// What all messages add up to.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    /// Messages of the person, by verdict.
    pub(crate) own: Tally,
    /// Words that the person wrote in them.
    pub(crate) words: usize,
    /// Messages that others wrote.
    pub(crate) others: usize,
    /// Messages that name no writer.
    pub(crate) nameless: usize,
    /// Messages of the person that a sample has left out.
    pub(crate) not_chosen: usize,
    /// What could not be read.
    pub(crate) unread: usize,
    /// The person's messages without a date that can be read.
    pub(crate) undated: usize,
    /// The person's messages of each day, by verdict.
    pub(crate) days: BTreeMap<Date, Tally>,
    pub(crate) hours: Hours,
    pub(crate) places: Places,
    pub(crate) rules: Rules,
    pub(crate) threads: Threads,
    pub(crate) meetings: Meetings,
}

impl Habits {
    /// Adds a message.
    pub(crate) fn add(&mut self, seen: Seen) {
        match seen {
            Seen::Own(message) => self.add_own(*message),
            Seen::Other { thread, place } => {
                self.others += 1;
                self.threads.add_other(thread);
                self.places.add_other(place);
            }
            Seen::NotChosen { thread } => {
                self.not_chosen += 1;
                self.threads.add_other(thread);
            }
            Seen::Nameless => self.nameless += 1,
        }
    }

    fn add_own(&mut self, message: OwnMessage) {
        self.own.add(message.action);
        self.words += message.words;
        match message.sent {
            Some(sent) => self.days.entry(sent.local.date()).or_default().add(message.action),
            None => self.undated += 1,
        }
        self.hours.add(&message);
        self.threads.add_own(&message);
        self.meetings.add(&message);
        self.places.add_own(&message);
        self.rules.add(message);
    }
}
