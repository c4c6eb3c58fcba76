//! Reads invitations: iCalendar files.

mod event;
mod property;
mod reader;

pub(crate) use event::CalendarEvent;
pub(crate) use reader::{is_ics, read};
