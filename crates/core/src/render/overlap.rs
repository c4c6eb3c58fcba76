//! Draws the hours that people share: a chart of one day, then the next stretches on everybody's clock; and the same as JSON.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::sanitize::sanitize;
use crate::guidelines::{Clock, NearMiss, Stretch, nearest, shared};

/// Stretches shown; further ones are only counted.
const SHOWN: usize = 6;

/// A chart of half hours needs this many columns.
const WIDE: usize = 90;

/// Someone in the chart.
#[derive(Debug, Clone)]
pub struct Person {
    /// How to call them.
    pub name: String,
    /// Zone and hours.
    pub clock: Clock,
}

/// What is asked: who, from when, how long.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The people with known hours, the writer first; the first one's clock is that of the chart.
    pub people: Vec<Person>,
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
pub struct Look {
    /// Draw with characters beyond ASCII.
    pub unicode: bool,
    /// Columns that may be used.
    pub width: usize,
}

impl Asked {
    fn clocks(&self) -> Vec<&Clock> {
        self.people.iter().map(|person| &person.clock).collect()
    }

    fn stretches(&self) -> Vec<Stretch> {
        let all = shared(&self.clocks(), self.from, self.until);
        all.into_iter().filter(|(start, end)| end.duration_since(*start).as_mins() >= self.least).collect()
    }

    /// Returns the part of a stretch that lies in the agreed hours.
    fn agreed_part(&self, stretch: Stretch) -> Option<Stretch> {
        let (clock, (from, to)) = (&self.people.first()?.clock, self.agreed?);
        let date = clock.local(stretch.0).date();
        let window = (clock.instant(date, from)?, clock.instant(date, to)?);
        let part = (stretch.0.max(window.0), stretch.1.min(window.1));
        (part.0 < part.1).then_some(part)
    }

    fn near_misses(&self) -> Vec<NearMiss> {
        nearest(&self.clocks(), self.from, self.until, self.least)
    }
}

/// Draws the chart for a person.
#[must_use]
pub fn overlap_text(asked: &Asked, look: Look) -> String {
    let mut out = String::new();
    let Some(first) = asked.people.first() else {
        out.push_str(
            "nobody with known working hours; give each [[people]] entry a time-zone and [hours] work\n",
        );
        left_out(asked, &mut out);
        return out;
    };
    let stretches = asked.stretches();
    let day = stretches.first().map_or(asked.from, |stretch| stretch.0);
    chart(asked, first.clock.local(day).date(), look, &mut out);
    if stretches.is_empty() {
        missed(asked, &mut out);
    }
    for stretch in stretches.iter().take(SHOWN) {
        let agreed = asked.agreed_part(*stretch);
        let _ = writeln!(out, "{}", on_clocks(asked, *stretch));
        if let Some(part) = agreed.filter(|part| part != stretch) {
            let _ = writeln!(out, "    agreed: {}", span(&first.clock, part));
        } else if agreed.is_some() {
            let _ = writeln!(out, "    as agreed");
        }
    }
    if stretches.len() > SHOWN {
        let _ = writeln!(out, "and {} more", stretches.len() - SHOWN);
    }
    left_out(asked, &mut out);
    out
}

/// Draws one day on the first person's clock, a row for each person.
fn chart(asked: &Asked, date: Date, look: Look, out: &mut String) {
    let clock = &asked.people[0].clock;
    let name_of = |person: &Person| sanitize(&person.name);
    let widest = |text: &dyn Fn(&Person) -> String| {
        asked.people.iter().map(|person| text(person).chars().count()).max().unwrap_or(0).clamp(4, 16)
    };
    let (names, cities) = (widest(&name_of), widest(&|person| city(&person.clock)));
    let step: u16 = if look.width >= WIDE { 30 } else { 60 };
    let [works, both, off] = if look.unicode { ["▒", "█", "·"] } else { ["-", "#", "."] };
    let cells: Vec<Timestamp> =
        (0..24 * 60 / step).filter_map(|cell| clock.instant(date, cell * step + step / 2)).collect();
    let is_shared =
        |at: Timestamp| asked.people.iter().all(|person| person.clock.is_at_work(at) == Some(true));
    let hours: String =
        (0..24).step_by(6).map(|hour| format!("{hour:<0$}", usize::from(360 / step))).collect();
    let title = format!("{} in {}", date.strftime("%a %-d %b"), city(clock));
    let margin = (names + cities + 4).max(title.chars().count() + 1);
    let _ = writeln!(out, "{title:<margin$}{hours}24");
    for person in &asked.people {
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
fn missed(asked: &Asked, out: &mut String) {
    let days = (asked.until.duration_since(asked.from).as_hours() + 12) / 24;
    let _ = writeln!(out, "no hour shared by all within {days} days; nearest:");
    for miss in asked.near_misses().iter().take(3) {
        let missing: Vec<String> = miss
            .missing
            .iter()
            .map(|(at, gap)| format!("{} {}", sanitize(&asked.people[*at].name), away(gap.as_mins())))
            .collect();
        let _ = writeln!(out, "{}\n    without {}", on_clocks(asked, miss.stretch), missing.join(", "));
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

fn left_out(asked: &Asked, out: &mut String) {
    for (name, why) in &asked.left_out {
        let _ = writeln!(out, "left out: {} ({why})", sanitize(name));
    }
}

/// Writes a stretch on the clock of each zone, each zone once.
fn on_clocks(asked: &Asked, stretch: Stretch) -> String {
    let mut shown: Vec<String> = Vec::new();
    for person in &asked.people {
        let text = format!("{} {}", span(&person.clock, stretch), city(&person.clock));
        if !shown.contains(&text) {
            shown.push(text);
        }
    }
    let day = asked.people[0].clock.local(stretch.0).strftime("%a %-d %b").to_string();
    let plain: Vec<String> =
        shown.iter().map(|text| text.strip_prefix(&day).unwrap_or(text).trim_start().to_owned()).collect();
    format!("{day:<10} {}", plain.join(", "))
}

/// Writes a stretch on one clock, with the day.
fn span(clock: &Clock, (start, end): Stretch) -> String {
    let (start, end) = (clock.local(start), clock.local(end));
    let next = if end.date() == start.date() { "" } else { "(+1)" };
    format!("{} {}-{}{next}", start.strftime("%a %-d %b"), start.strftime("%H:%M"), end.strftime("%H:%M"))
}

fn city(clock: &Clock) -> String {
    let name = clock.zone.iana_name().unwrap_or("UTC");
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

#[derive(Serialize)]
struct Document {
    schema: u32,
    from: String,
    until: String,
    people: Vec<OnePerson>,
    left_out: Vec<LeftOut>,
    shared: Vec<Shared>,
    nearest: Vec<Missed>,
}

#[derive(Serialize)]
struct OnePerson {
    name: String,
    zone: String,
}

#[derive(Serialize)]
struct LeftOut {
    name: String,
    why: &'static str,
}

#[derive(Serialize)]
struct Shared {
    start: String,
    end: String,
    /// In the hours that the team agreed on, at least in part.
    agreed: bool,
    local: Vec<Local>,
}

#[derive(Serialize)]
struct Local {
    name: String,
    start: String,
    end: String,
}

#[derive(Serialize)]
struct Missed {
    start: String,
    end: String,
    missing: Vec<Away>,
}

#[derive(Serialize)]
struct Away {
    name: String,
    minutes_away: i64,
}

/// Writes the hours as one JSON document, instants in UTC and local times with their zone (RFC 9557).
///
/// # Errors
/// Returns an error only if a number cannot be written, which does not happen.
pub fn overlap_json(asked: &Asked) -> Result<String, serde_json::Error> {
    let local = |stretch: &Stretch| {
        let on = |person: &Person| Local {
            name: person.name.clone(),
            start: person.clock.local(stretch.0).to_string(),
            end: person.clock.local(stretch.1).to_string(),
        };
        asked.people.iter().map(on).collect()
    };
    let stretches = asked.stretches();
    let misses = if stretches.is_empty() { asked.near_misses() } else { Vec::new() };
    let away = |(at, gap): &(usize, jiff::SignedDuration)| Away {
        name: asked.people[*at].name.clone(),
        minutes_away: gap.as_mins(),
    };
    serde_json::to_string_pretty(&Document {
        schema: 1,
        from: asked.from.to_string(),
        until: asked.until.to_string(),
        people: asked
            .people
            .iter()
            .map(|person| OnePerson {
                name: person.name.clone(),
                zone: person.clock.zone.iana_name().unwrap_or("UTC").to_owned(),
            })
            .collect(),
        left_out: asked.left_out.iter().map(|(name, why)| LeftOut { name: name.clone(), why }).collect(),
        shared: stretches
            .iter()
            .map(|stretch| Shared {
                start: stretch.0.to_string(),
                end: stretch.1.to_string(),
                agreed: asked.agreed_part(*stretch).is_some(),
                local: local(stretch),
            })
            .collect(),
        nearest: misses
            .iter()
            .take(3)
            .map(|miss| Missed {
                start: miss.stretch.0.to_string(),
                end: miss.stretch.1.to_string(),
                missing: miss.missing.iter().map(away).collect(),
            })
            .collect(),
    })
}
