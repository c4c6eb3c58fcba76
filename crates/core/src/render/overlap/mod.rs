//! Asks which hours people share, and draws the answer as a chart or as JSON.

mod json;
mod text;

pub use json::overlap_json;
pub use text::overlap_text;

use jiff::Timestamp;

use crate::guidelines::{Clock, NearMiss, TimeRange, nearest, shared};

/// Someone in the chart.
#[derive(Debug, Clone)]
pub struct OverlapPerson {
    /// How to call them.
    pub name: String,
    /// Zone and hours.
    pub clock: Clock,
}

/// What is query: who, from when, how long.
#[derive(Debug, Clone)]
pub struct OverlapQuery {
    /// The people with known hours, the writer first; the first one's clock is that of the chart.
    pub people: Vec<OverlapPerson>,
    /// Who is left out, and why.
    pub left_out: Vec<(String, &'static str)>,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Least length of a stretch, in minutes.
    pub least: i64,
    /// The team's agreed hours, in minutes of the first one's day.
    pub agreed: Option<(u16, u16)>,
}

/// How to draw it.
#[derive(Debug, Clone, Copy)]
pub struct OverlapStyle {
    /// Draw with characters beyond ASCII.
    pub unicode: bool,
    /// Columns that may be used.
    pub width: usize,
}

impl OverlapQuery {
    pub(super) fn clocks(&self) -> Vec<&Clock> {
        self.people.iter().map(|person| &person.clock).collect()
    }

    pub(super) fn stretches(&self) -> Vec<TimeRange> {
        let all = shared(&self.clocks(), self.from, self.until);
        all.into_iter().filter(|(start, end)| end.duration_since(*start).as_mins() >= self.least).collect()
    }

    /// Returns the part of a stretch that lies in the agreed hours.
    pub(super) fn agreed_part(&self, stretch: TimeRange) -> Option<TimeRange> {
        let (clock, (from, to)) = (&self.people.first()?.clock, self.agreed?);
        let date = clock.local(stretch.0).date();
        let window = (clock.instant(date, from)?, clock.instant(date, to)?);
        let part = (stretch.0.max(window.0), stretch.1.min(window.1));
        (part.0 < part.1).then_some(part)
    }

    pub(super) fn near_misses(&self) -> Vec<NearMiss> {
        nearest(&self.clocks(), self.from, self.until, self.least)
    }
}
