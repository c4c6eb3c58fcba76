//! Reads what programs of chats write as JSON for those who take their messages with them.

mod cut;
mod discord;
mod entry;
mod google;
mod known;
mod lists;
mod matrix;
mod mattermost;
mod meta;
mod program;
mod reader;
mod rocket;
mod signal;
mod teams;
mod telegram;
#[cfg(test)]
mod tests;

pub use super::bursts::{ArchivedMessage, Fault};
pub use cut::{Cut, cut, is_export, is_export_of_lines, may_be_export};
pub use known::Known;
pub use program::Program;
pub use reader::{Conversation, read_message};
