//! Cuts a source into a message: headers, parts and regions, of which only the writer's own words are linted.

mod content;
mod formats;
mod marker;
mod mentions;
mod model;
mod overrides;
mod region_map;
mod segment;
#[cfg(test)]
mod tests;
mod thread;
mod transfer;
mod unread;

pub use formats::{Format, chat, email, exports, git, ics, jsonl, mbox, read, slack};
pub use marker::Marker;
pub use model::{Address, HeaderPlaces, Headers, Meeting, Message, Origin, Part, Region};
pub use presend_lexicon::names::RegionKind;
pub(crate) use region_map::RegionMap;
pub use segment::IGNORE_DIRECTIVE;
pub(crate) use segment::is_reply_line;
pub use thread::Thread;
pub(crate) use thread::repeats_subject;
pub use transfer::{Coding, decode};
pub use unread::{Unread, UnreadCause};
