//! Reads Slack exports: a day of a channel is a JSON array of messages; people and channels are listed in files beside it.

mod blocks;
mod day;
mod directory;
mod exported;

mod objects;
mod reader;
mod text;

pub use super::bursts::{ArchivedMessage, Fault};
pub use day::day_messages;
pub use directory::Directory;
pub use objects::DayError;
pub use reader::{Conversation, is_slack, read_message};
