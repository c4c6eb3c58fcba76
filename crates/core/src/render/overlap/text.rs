//! Draws the hours that people share: a chart of one day, then the next stretches on everybody's clock.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{OverlapPerson, OverlapQuery, OverlapStyle};
use crate::guidelines::{Clock, TimeRange};
use crate::render::sanitize::sanitize;

/// Stretches shown; further ones are only counted.
const SHOWN: usize = 6;

/// A chart of half hours needs this many columns.
const WIDE: usize = 90;

/// Draws the chart for a person.
#[must_use]
pub fn overlap_text(query: &OverlapQuery, style: OverlapStyle) -> String {
    let mut out = String::new();
    let Some(first) = query.people.first() else {
        out.push_str(
            "nobody's working hours are known; give each [[people]] entry a time-zone and [hours] work\n",
        );
        left_out(query, &mut out);
        return out;
    };
    let stretches = query.stretches();
    let day = stretches.first().map_or(query.from, |stretch| stretch.0);
    chart(query, first.clock.local(day).date(), style, &mut out);
    if stretches.is_empty() {
        missed(query, &mut out);
    }
    for stretch in stretches.iter().take(SHOWN) {
        let agreed = query.agreed_part(*stretch);
        let _ = writeln!(out, "{}", on_clocks(query, *stretch));
        if let Some(part) = agreed.filter(|part| part != stretch) {
            let _ = writeln!(out, "    agreed: {}", span(&first.clock, part));
        } else if agreed.is_some() {
            let _ = writeln!(out, "    as agreed");
        }
    }
    if stretches.len() > SHOWN {
        let _ = writeln!(out, "and {} more", stretches.len() - SHOWN);
    }
    left_out(query, &mut out);
    out
}

/// Draws one day on the first person's clock, a row for each person.
fn chart(query: &OverlapQuery, date: Date, style: OverlapStyle, out: &mut String) {
    let Some(clock) = query.people.first().map(|person| &person.clock) else { return };
    let name_of = |person: &OverlapPerson| sanitize(&person.name);
    let widest = |text: &dyn Fn(&OverlapPerson) -> String| {
        query.people.iter().map(|person| text(person).chars().count()).max().unwrap_or(0).clamp(4, 16)
    };
    let (names, cities) = (widest(&name_of), widest(&|person| city(&person.clock)));
    let step: u16 = if style.width >= WIDE { 30 } else { 60 };
    let [works, both, off] = if style.unicode { ["▒", "█", "·"] } else { ["-", "#", "."] };
    let cells: Vec<Timestamp> =
        (0..24 * 60 / step).filter_map(|cell| clock.instant(date, cell * step + step / 2)).collect();
    let is_shared =
        |at: Timestamp| query.people.iter().all(|person| person.clock.is_at_work(at) == Some(true));
    let hours: String =
        (0..24).step_by(6).map(|hour| format!("{hour:<0$}", usize::from(360 / step))).collect();
    let title = format!("{} in {}", date.strftime("%a %-d %b"), city(clock));
    let margin = (names + cities + 4).max(title.chars().count() + 1);
    let _ = writeln!(out, "{title:<margin$}{hours}24");
    for person in &query.people {
        let name: String = name_of(person).chars().take(names).collect();
        let city: String = city(&person.clock).chars().take(cities).collect();
        let row: String = cells
            .iter()
            .map(|at| match person.clock.is_at_work(*at) {
                Some(true) if is_shared(*at) => both,
                Some(true) => works,
                _ => off,
            })
            .collect();
        let who = format!("  {name:<names$} {city:<cities$}");
        let _ = writeln!(out, "{who:<margin$}{row}");
    }
    out.push('\n');
}

/// Says that there is nothing for all, and what comes nearest.
fn missed(query: &OverlapQuery, out: &mut String) {
    let days = (query.until.duration_since(query.from).as_hours() + 12) / 24;
    let _ = writeln!(out, "no hour shared by all within {days} days; nearest:");
    for miss in query.near_misses().iter().take(3) {
        let missing: Vec<String> = miss
            .missing
            .iter()
            .filter_map(|(at, gap)| Some((query.people.get(*at)?, gap)))
            .map(|(person, gap)| format!("{} {}", sanitize(&person.name), away(gap.as_mins())))
            .collect();
        let _ = writeln!(out, "{}\n    without {}", on_clocks(query, miss.range), missing.join(", "));
    }
    out.push_str("a short note or a recording reaches everyone in their own hours\n");
}

fn away(minutes: i64) -> String {
    match minutes {
        0 => "(next to it)".to_owned(),
        _ if minutes >= 48 * 60 => "(days away)".to_owned(),
        _ if minutes % 60 == 0 => format!("({} h away)", minutes / 60),
        _ => format!("({}:{:02} h away)", minutes / 60, minutes % 60),
    }
}

fn left_out(query: &OverlapQuery, out: &mut String) {
    for (name, why) in &query.left_out {
        let _ = writeln!(out, "left out: {} ({why})", sanitize(name));
    }
}

/// Writes a stretch on the clock of each zone, each zone once.
fn on_clocks(query: &OverlapQuery, stretch: TimeRange) -> String {
    let mut shown: Vec<String> = Vec::new();
    for person in &query.people {
        let text = format!("{} {}", span(&person.clock, stretch), city(&person.clock));
        if !shown.contains(&text) {
            shown.push(text);
        }
    }
    let Some(first) = query.people.first() else { return String::new() };
    let day = first.clock.local(stretch.0).strftime("%a %-d %b").to_string();
    let plain: Vec<String> =
        shown.iter().map(|text| text.strip_prefix(&day).unwrap_or(text).trim_start().to_owned()).collect();
    format!("{day:<10} {}", plain.join(", "))
}

/// Writes a stretch on one clock, with the day.
fn span(clock: &Clock, (start, end): TimeRange) -> String {
    let (start, end) = (clock.local(start), clock.local(end));
    let next = if end.date() == start.date() { "" } else { "(+1)" };
    format!("{} {}-{}{next}", start.strftime("%a %-d %b"), start.strftime("%H:%M"), end.strftime("%H:%M"))
}

fn city(clock: &Clock) -> String {
    let name = clock.zone.iana_name().unwrap_or("UTC");
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}
