//! Finds dates, times of day and deadlines in a sentence and resolves them to instants.

mod near;
mod parse;
mod resolve;

pub(super) use near::{clocks, differ, moments_near, writers_clock};
pub(super) use parse::datetime;
pub(super) use resolve::{deadline, readings};

use crate::text::Span;

/// A date or time that a sentence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Where it stands, in bytes of the text that was searched.
    pub(super) span: Span,
    /// When it is.
    pub(super) when: When,
    /// What is said of its zone.
    pub(super) zone: Zone,
}

/// When a moment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// So many minutes after sending.
    Within(i64),
    /// On a day, at a time; one of them is given.
    On { day: Option<Day>, time: Option<Time> },
}

/// A day as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days after sending: today is 0.
    After(i32),
    /// The next such day, Monday is 0; `true` is the one after it (`next Friday`).
    Weekday(i8, bool),
    /// Year, month and day; the year may be left out.
    Date(Option<i16>, i8, i8),
    /// The end of the working week.
    EndOfWeek,
    /// The end of the month.
    EndOfMonth,
}

/// A time of the day as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// On the clock, in minutes of the day, 0..=1440.
    Clock(u16),
    /// A part of the day, as the minute at which it is over.
    Part(u16),
    /// The end of the writer's working day.
    End,
}

/// What is said of the zone of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Nothing.
    Unsaid,
    /// A zone without a fixed offset, or one that the writer and the reader know.
    Named,
    /// So many minutes east.
    Offset(i32),
}
