//! What people say when they name a date or a time.

use crate::text::Span;

/// An expression of a sentence that names a date or a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::judge) struct TimeExpression {
    /// Where it stands, in bytes of the text that was searched.
    pub(in crate::judge) span: Span,
    /// When it is.
    pub(in crate::judge) when: When,
    /// What is said of its zone.
    pub(in crate::judge) zone: StatedZone,
}

/// When it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::judge) enum When {
    /// So many minutes after sending.
    Within(i64),
    /// On a day, at a time; one of them is given.
    On { day: Option<Day>, time: Option<Time> },
}

/// A day as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::judge) enum Day {
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
pub(in crate::judge) enum Time {
    /// On the clock, in minutes of the day, 0..=1440.
    Clock(u16),
    /// A part of the day, as the minute at which it is over.
    Part(u16),
    /// The end of the writer's working day.
    End,
}

/// What is said of the zone of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::judge) enum StatedZone {
    /// Nothing.
    Unsaid,
    /// A zone without a fixed offset, or one that the writer and the reader know.
    Named,
    /// So many minutes east.
    Offset(i32),
}
