//! Cuts a source into a message: headers, parts and regions, of which only the writer's own words are linted.

pub mod format;

mod content;
mod formats;
mod mentions;
mod model;
mod segment;
#[cfg(test)]
mod tests;
mod thread;
mod transfer;

pub use format::{Format, read};
pub use formats::{chat, email, git, jsonl, mbox, slack};
pub use model::{Address, HeaderPlaces, Headers, Meeting, Message, Origin, Part, Region};
pub use presend_lexicon::names::RegionKind;
pub use segment::IGNORE_DIRECTIVE;
pub use thread::Thread;
pub use transfer::Coding;
