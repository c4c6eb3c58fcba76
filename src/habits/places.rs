//! Counts messages by the channel in which they were written, and by the one that would have suited them.

use std::collections::BTreeMap;

use presend_core::{Action, Channel};

use super::place::{Medium, Place};
use super::seen::OwnMessage;
use super::tally::Tally;

/// A chat in which so many people wrote is a room; what two people have is theirs, and its name is mostly one of them.
const ROOM: usize = 3;
/// Beyond so many chats they are told together.
const MOST_CHATS: usize = 2000;

/// A chat, as far as it was read.
#[derive(Debug, Default)]
struct Chat {
    /// Its name as it may be shown.
    shown: String,
    own: Tally,
    /// The first who wrote there, up to [`ROOM`].
    writers: Vec<u64>,
}

/// Where messages were written.
#[derive(Debug, Default)]
pub(crate) struct Places {
    media: BTreeMap<Medium, Tally>,
    chats: BTreeMap<String, Chat>,
    /// Messages that want another channel than that of a message, by the channel.
    wanted: BTreeMap<Channel, usize>,
}

impl Places {
    pub(super) fn add_other(&mut self, place: Place) {
        if let Some(chat) = self.chat(place.chat) {
            chat.add_writer(place.writer);
        }
    }

    pub(super) fn add_own(&mut self, message: &OwnMessage) {
        self.media.entry(message.place.medium).or_default().add(message.action);
        if let Some(chat) = self.chat(message.place.chat.clone()) {
            chat.add_writer(message.place.writer);
            chat.own.add(message.action);
            if let Some(shown) = message.place.shown.as_ref().filter(|_| chat.shown.is_empty()) {
                chat.shown.clone_from(shown);
            }
        }
        if message.channel != Channel::Message && message.action != Action::Hold {
            *self.wanted.entry(message.channel).or_default() += 1;
        }
    }

    fn chat(&mut self, name: Option<String>) -> Option<&mut Chat> {
        let name = name.filter(|name| self.chats.len() < MOST_CHATS || self.chats.contains_key(name))?;
        Some(self.chats.entry(name).or_default())
    }

    /// Returns the person's messages of each kind of writing.
    pub(crate) fn media(&self) -> impl Iterator<Item = (Medium, Tally)> {
        self.media.iter().map(|(medium, tally)| (*medium, *tally))
    }

    /// Returns the person's messages in each room, the busiest first; what was said between two is in none.
    pub(crate) fn rooms(&self) -> Vec<(&str, Tally)> {
        let rooms = self.chats.values().filter(|chat| chat.writers.len() >= ROOM && !chat.shown.is_empty());
        let mut rooms: Vec<(&str, Tally)> = rooms.map(|chat| (chat.shown.as_str(), chat.own)).collect();
        rooms.sort_by_key(|(_, own)| std::cmp::Reverse(own.all()));
        rooms
    }

    /// Returns how many messages wanted each other channel than a message, the commonest first; without those that are to wait.
    pub(crate) fn wanted(&self) -> Vec<(Channel, usize)> {
        let mut wanted: Vec<(Channel, usize)> =
            self.wanted.iter().map(|(channel, count)| (*channel, *count)).collect();
        wanted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        wanted
    }
}

impl Chat {
    fn add_writer(&mut self, writer: u64) {
        if self.writers.len() < ROOM && !self.writers.contains(&writer) {
            self.writers.push(writer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(chat: &str, writer: u64) -> Place {
        Place { medium: Medium::Chat, chat: Some(chat.to_owned()), shown: Some(chat.to_uppercase()), writer }
    }

    #[test]
    fn what_two_people_write_is_no_room() {
        let mut places = Places::default();
        for (chat, writer) in [("bo", 2), ("bo", 2), ("general", 2), ("general", 3)] {
            places.add_other(place(chat, writer));
        }
        for chat in ["bo", "general", "general"] {
            places.add_own(&OwnMessage { place: place(chat, 1), ..OwnMessage::default() });
        }
        let rooms: Vec<(&str, usize)> =
            places.rooms().into_iter().map(|(name, own)| (name, own.all())).collect();
        assert_eq!(rooms, [("GENERAL", 2)]);
        assert_eq!(
            places.media().map(|(medium, own)| (medium, own.all())).collect::<Vec<_>>(),
            [(Medium::Chat, 3)]
        );
    }

    #[test]
    fn channels_that_suit_better_are_counted() {
        let mut places = Places::default();
        for (action, channel) in [
            (Action::Talk, Channel::CallNow),
            (Action::Write, Channel::Document),
            (Action::Talk, Channel::CallNow),
            (Action::Hold, Channel::Counsel),
            (Action::Reword, Channel::Message),
        ] {
            places.add_own(&OwnMessage { action, channel, ..OwnMessage::default() });
        }
        assert_eq!(places.wanted(), [(Channel::CallNow, 2), (Channel::Document, 1)]);
    }
}
