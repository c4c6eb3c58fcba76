//! Lists the programs whose exports are known, and tells them by what stands in a message.

use super::entry::Entry;
use super::known::Known;
use super::{discord, google, matrix, mattermost, meta, rocket, signal, teams, telegram};
use crate::text::json::{Json, Object};

/// A program of chats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Program {
    /// Telegram Desktop.
    Telegram,
    /// Discord, by DiscordChatExporter.
    Discord,
    /// Matrix: Element, or a server.
    Matrix,
    /// Microsoft Teams.
    Teams,
    /// Mattermost.
    Mattermost,
    /// Signal.
    Signal,
    /// Rocket.Chat.
    Rocket,
    /// Google Chat.
    Google,
    /// Facebook and Instagram.
    Meta,
}

impl Program {
    /// Every program.
    pub const ALL: [Program; 9] = [
        Program::Telegram,
        Program::Discord,
        Program::Matrix,
        Program::Teams,
        Program::Mattermost,
        Program::Signal,
        Program::Rocket,
        Program::Google,
        Program::Meta,
    ];

    /// Tells which program's an object is.
    pub(super) fn of(object: &Object<'_>) -> Option<Program> {
        Program::ALL.into_iter().find(|program| match program {
            Program::Telegram => telegram::knows(object),
            Program::Discord => discord::knows(object),
            Program::Matrix => matrix::knows(object),
            Program::Teams => teams::knows(object),
            Program::Mattermost => mattermost::knows(object),
            Program::Signal => signal::knows(object),
            Program::Rocket => rocket::knows(object),
            Program::Google => google::knows(object),
            Program::Meta => meta::knows(object),
        })
    }

    /// Reads a message; `None` for what no person wrote.
    pub(super) fn read(self, object: &Object<'_>, known: &Known) -> Option<Entry> {
        match self {
            Program::Telegram => telegram::read(object, known),
            Program::Discord => discord::read(object, known),
            Program::Matrix => matrix::read(object, known),
            Program::Teams => teams::read(object, known),
            Program::Mattermost => mattermost::read(object, known),
            Program::Signal => signal::read(object, known),
            Program::Rocket => rocket::read(object, known),
            Program::Google => google::read(object, known),
            Program::Meta => meta::read(object, known),
        }
    }

    /// Learns what an object says about people and about other messages.
    pub(super) fn learn(self, object: &Object<'_>, known: &mut Known) {
        match self {
            Program::Matrix => matrix::learn(object, known),
            Program::Mattermost => mattermost::learn(object, known),
            Program::Signal => signal::learn(object, known),
            _ => {}
        }
    }

    /// Returns the messages that stand inside the one that they answer.
    pub(super) fn answers<'b>(self, object: &Object<'b>) -> Option<Json<'b>> {
        match self {
            Program::Teams => teams::answers(object),
            Program::Mattermost => mattermost::answers(object),
            _ => None,
        }
    }

    /// Returns true if and only if an object is a message that cannot be opened.
    pub(super) fn is_sealed(self, object: &Object<'_>) -> bool {
        self == Program::Matrix && matrix::is_sealed(object)
    }
}
