//! Answers `presend overlap`: who is meant, and the hours that they share.

use std::io::Write;
use std::path::Path;

use jiff::SignedDuration;

use super::args::Overlap;
use super::{CLEAN, CliError, clock, output_style, settings};
use presend_core::builtin::DECISION;
use presend_core::guidelines::{Person as Known, Team, minutes_of_day};
use presend_core::render::{
    OverlapPerson as Person, OverlapQuery as Asked, OverlapStyle as Look, overlap_json, overlap_text,
};

/// Someone who was asked about: name and what is known of them.
struct Meant {
    name: String,
    known: Known,
}

/// Prints the hours that the people share.
pub(crate) fn run(args: &Overlap, out: &mut dyn Write) -> Result<u8, CliError> {
    let config = settings::find_config(Path::new("."), args.config.as_deref(), args.isolated)?;
    let Some(guidelines) = &config.guidelines else {
        let why =
            "overlap needs a presend.toml with people and their hours; `presend config init` writes one";
        return Err(CliError::Failed(why.to_owned()));
    };
    let team = Team::new(guidelines);
    let from = clock::now(args.isolated)?;
    let agreed = guidelines.toml.hours.overlap.as_ref().and_then(|value| minutes_of_day(value.get_ref()));
    let mut asked = Asked {
        people: Vec::new(),
        left_out: Vec::new(),
        from,
        until: from.saturating_add(SignedDuration::from_hours(24 * i64::from(args.days))).unwrap_or(from),
        least: i64::from(DECISION.thresholds.shared_minutes),
        agreed: agreed.filter(|_| team.me().is_some()),
    };
    for meant in meant(&team, &args.people)? {
        match meant.known.clock {
            Some(clock) if clock.hours.is_some() => {
                asked.people.push(Person { name: meant.name, clock: (*clock).clone() });
            }
            Some(_) => asked.left_out.push((meant.name, "working hours not known")),
            None => asked.left_out.push((meant.name, "time zone not known")),
        }
    }
    if args.format == "json" {
        let text = overlap_json(&asked).map_err(|error| CliError::Failed(error.to_string()))?;
        writeln!(out, "{text}")?;
    } else {
        let (unicode, width) = output_style::terminal();
        out.write_all(overlap_text(&asked, Look { unicode, width }).as_bytes())?;
    }
    Ok(CLEAN)
}

/// Finds who is meant: those named, or the writer and everyone with an entry; the writer always stands first.
fn meant(team: &Team, named: &[String]) -> Result<Vec<Meant>, CliError> {
    let me = team.me().map(|clock| Meant {
        name: "me".to_owned(),
        known: Known { clock: Some(clock.clone()), ..Known::default() },
    });
    let everyone: Vec<Meant> = team
        .people()
        .filter(|(_, person)| !person.is_list)
        .map(|(pattern, person)| Meant {
            name: person.name.clone().unwrap_or_else(|| short(pattern).to_owned()),
            known: person.clone(),
        })
        .collect();
    if named.is_empty() {
        return Ok(me.into_iter().chain(everyone).collect());
    }
    let mut all: Vec<Meant> = me.into_iter().collect();
    for name in named.iter().filter(|name| !(*name == "me" || team.is_me(name))) {
        let is_meant = |(pattern, person): &(&str, &Known)| {
            let own = person.name.as_deref().unwrap_or(pattern);
            [own, pattern, short(pattern)].iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        let person = match team.people().find(is_meant) {
            Some((_, person)) => person.clone(),
            None if name.contains('@') => team.person(name),
            None => return Err(unknown(name, &everyone)),
        };
        let shown = person.name.clone().unwrap_or_else(|| short(name).to_owned());
        all.push(Meant { name: shown, known: person });
    }
    Ok(all)
}

/// Returns what stands before the `@` of an address; a pattern stays whole.
fn short(address: &str) -> &str {
    match address.split_once('@') {
        Some((local, _)) if !local.is_empty() && !local.contains('*') => local,
        _ => address,
    }
}

fn unknown(name: &str, everyone: &[Meant]) -> CliError {
    let known: Vec<&str> = everyone.iter().map(|meant| meant.name.as_str()).collect();
    let known = if known.is_empty() { "nobody".to_owned() } else { known.join(", ") };
    CliError::Failed(format!("nobody in presend.toml is called `{name}`; it knows {known}"))
}
