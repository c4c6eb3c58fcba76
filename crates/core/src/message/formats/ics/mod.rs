//! Reads calendars: invitations, events, tasks and journal entries.

mod event;
mod in_mail;
mod pieces;
mod property;
mod reader;

pub(crate) use in_mail::add_events;
pub use pieces::{CalendarPiece, pieces};
pub(crate) use property::{Property, properties};
pub use reader::read_piece;
pub(crate) use reader::{is_ics, read};
