//! Writes the hours that people share as JSON.

use serde::Serialize;

use super::{OverlapPerson, OverlapQuery};
use crate::guidelines::TimeRange;
use crate::render::sanitize::sanitize_json;

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
pub fn overlap_json(query: &OverlapQuery) -> Result<String, serde_json::Error> {
    let local = |stretch: &TimeRange| {
        let on = |person: &OverlapPerson| Local {
            name: person.name.clone(),
            start: person.clock.local(stretch.0).to_string(),
            end: person.clock.local(stretch.1).to_string(),
        };
        query.people.iter().map(on).collect()
    };
    let stretches = query.stretches();
    let misses = if stretches.is_empty() { query.near_misses() } else { Vec::new() };
    let away = |(at, gap): &(usize, jiff::SignedDuration)| Away {
        name: query.people.get(*at).map(|person| person.name.clone()).unwrap_or_default(),
        minutes_away: gap.as_mins(),
    };
    let json = serde_json::to_string_pretty(&Document {
        schema: 1,
        from: query.from.to_string(),
        until: query.until.to_string(),
        people: query
            .people
            .iter()
            .map(|person| OnePerson {
                name: person.name.clone(),
                zone: person.clock.zone.iana_name().unwrap_or("UTC").to_owned(),
            })
            .collect(),
        left_out: query.left_out.iter().map(|(name, why)| LeftOut { name: name.clone(), why }).collect(),
        shared: stretches
            .iter()
            .map(|stretch| Shared {
                start: stretch.0.to_string(),
                end: stretch.1.to_string(),
                agreed: query.agreed_part(*stretch).is_some(),
                local: local(stretch),
            })
            .collect(),
        nearest: misses
            .iter()
            .take(3)
            .map(|miss| Missed {
                start: miss.range.0.to_string(),
                end: miss.range.1.to_string(),
                missing: miss.missing.iter().map(away).collect(),
            })
            .collect(),
    })?;
    Ok(sanitize_json(json))
}
