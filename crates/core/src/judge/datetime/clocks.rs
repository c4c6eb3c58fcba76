//! The clocks that writer and readers look at, and what they show.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::guidelines::{Clock, Readers};

/// Returns the clocks of writer and addressed readers, the writer's first.
pub(in crate::judge) fn clocks(readers: &Readers) -> Vec<&Clock> {
    let addressed = readers.addressed().filter_map(|reader| reader.person.clock.as_deref());
    readers.sender.as_deref().into_iter().chain(addressed).collect()
}

/// Returns true if and only if two of the clocks show different times.
pub(in crate::judge) fn differ(clocks: &[&Clock], at: Timestamp) -> bool {
    let offset = |clock: &&Clock| clock.local(at).offset();
    clocks.first().is_some_and(|first| clocks.iter().any(|clock| offset(clock) != offset(first)))
}

/// Returns the writer's clock, else UTC without hours.
pub(in crate::judge) fn writers_clock(readers: &Readers) -> Arc<Clock> {
    let utc = || Arc::new(Clock { zone: jiff::tz::TimeZone::UTC, hours: None });
    readers.sender.clone().unwrap_or_else(utc)
}

/// Returns what a clock shows: `17:30 in Lisbon`, or `02:30 (Sat) in Tokyo` where the day is another than `date`.
fn reading(clock: &Clock, at: Timestamp, date: Date) -> String {
    let local = clock.local(at);
    let name = clock.zone.iana_name().unwrap_or("UTC");
    let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    let day = if local.date() == date { String::new() } else { format!(" ({})", local.strftime("%a")) };
    format!("{}{day} in {city}", local.strftime("%H:%M"))
}

/// Returns what several clocks show, each zone once, the first clock's first.
pub(in crate::judge) fn readings(clocks: &[&Clock], at: Timestamp) -> String {
    let Some(first) = clocks.first() else { return String::new() };
    let date = first.local(at).date();
    let mut seen: Vec<String> = Vec::new();
    for clock in clocks {
        let shown = reading(clock, at, date);
        if !seen.contains(&shown) {
            seen.push(shown);
        }
    }
    seen.truncate(6);
    seen.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_clock_shows_its_own_time() {
        let clock = |zone: &str| Clock { zone: jiff::tz::TimeZone::get(zone).unwrap(), hours: None };
        let at = |text: &str| text.parse().unwrap();
        let clocks = [clock("Europe/Lisbon"), clock("Asia/Kolkata"), clock("America/New_York")];
        let all: Vec<&Clock> = clocks.iter().collect();
        assert_eq!(
            readings(&all, at("2026-03-10T17:30:00Z")),
            "17:30 in Lisbon, 23:00 in Kolkata, 13:30 in New York"
        );
        assert_eq!(
            readings(&all, at("2026-03-10T20:00:00Z")),
            "20:00 in Lisbon, 01:30 (Wed) in Kolkata, 16:00 in New York"
        );
    }
}
