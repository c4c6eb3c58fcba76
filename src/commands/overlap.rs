//! Answers `presend overlap`: who is meant, and the hours that they share.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::SignedDuration;
use presend_core::guidelines::{
    Guidelines, Person as KnownPerson, Team, least_shared_minutes, minutes_of_day,
};
use presend_core::render::{OverlapPerson, OverlapQuery, OverlapStyle, overlap_json, overlap_text};

use crate::config::{Config, ConfigLookup};
use crate::environment;
use crate::error::CliError;
use crate::exit::CLEAN;
use crate::options::ConfigChoice;
use crate::output::style;
use crate::session::configured_linter::team;

#[derive(Debug, Args)]
pub(super) struct OverlapArgs {
    /// Who, by name or address; nobody means everyone in presend.toml
    #[arg(value_name = "PEOPLE")]
    people: Vec<String>,
    /// For how many days
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=60))]
    days: u16,
    /// Format of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: OverlapFormat,
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    isolated: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OverlapFormat {
    Text,
    Json,
}

/// Someone who was asked about: name and what is known of them.
struct MeantPerson {
    name: String,
    known: KnownPerson,
}

/// Prints the hours that the people share.
///
/// # Errors
/// Returns what is wrong with presend.toml, or whom it does not know.
pub(super) fn run(args: &OverlapArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    let choice = ConfigChoice::new(args.config.clone(), args.isolated);
    let config = Config::find(ConfigLookup::From(Path::new(".")), &choice)?;
    let Some(guidelines) = &config.guidelines else {
        let why =
            "overlap needs a presend.toml with people and their hours; `presend config init` writes one";
        return Err(CliError::Failed(why.to_owned()));
    };
    let query = ask(args, guidelines, &team(&config))?;
    match args.format {
        OverlapFormat::Json => {
            let text = overlap_json(&query).map_err(|error| CliError::Failed(error.to_string()))?;
            writeln!(out, "{text}")?;
        }
        OverlapFormat::Text => {
            let (unicode, width) = style::of_terminal();
            out.write_all(overlap_text(&query, OverlapStyle { unicode, width }).as_bytes())?;
        }
    }
    Ok(CLEAN)
}

/// Makes the question: for whom, and for how long.
fn ask(args: &OverlapArgs, guidelines: &Guidelines, team: &Team) -> Result<OverlapQuery, CliError> {
    let from = environment::now(args.isolated)?;
    let agreed = guidelines.toml.hours.overlap.as_ref().and_then(|value| minutes_of_day(value.get_ref()));
    let mut query = OverlapQuery {
        people: Vec::new(),
        left_out: Vec::new(),
        from,
        until: from.saturating_add(SignedDuration::from_hours(24 * i64::from(args.days))).unwrap_or(from),
        least: least_shared_minutes(),
        agreed: agreed.filter(|_| team.me().is_some()),
    };
    for meant in meant(team, &args.people)? {
        match meant.known.clock {
            Some(clock) if clock.hours.is_some() => {
                query.people.push(OverlapPerson { name: meant.name, clock: (*clock).clone() });
            }
            Some(_) => query.left_out.push((meant.name, "working hours not known")),
            None => query.left_out.push((meant.name, "time zone not known")),
        }
    }
    Ok(query)
}

/// Finds who is meant: those named, or the writer and everyone with an entry; the writer always stands first.
fn meant(team: &Team, named: &[String]) -> Result<Vec<MeantPerson>, CliError> {
    let me = team.me().map(|clock| MeantPerson {
        name: "me".to_owned(),
        known: KnownPerson { clock: Some(clock.clone()), ..KnownPerson::default() },
    });
    let everyone: Vec<MeantPerson> = team
        .people()
        .filter(|(_, person)| !person.is_list)
        .map(|(pattern, person)| MeantPerson {
            name: person.name.clone().unwrap_or_else(|| short(pattern).to_owned()),
            known: person.clone(),
        })
        .collect();
    if named.is_empty() {
        return Ok(me.into_iter().chain(everyone).collect());
    }
    let mut all: Vec<MeantPerson> = me.into_iter().collect();
    for name in named.iter().filter(|name| !(*name == "me" || team.is_me(name))) {
        let is_meant = |(pattern, person): &(&str, &KnownPerson)| {
            let own = person.name.as_deref().unwrap_or(pattern);
            [own, pattern, short(pattern)].iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        let person = match team.people().find(is_meant) {
            Some((_, person)) => person.clone(),
            None if name.contains('@') => team.person(name),
            None => return Err(unknown(name, &everyone)),
        };
        let shown = person.name.clone().unwrap_or_else(|| short(name).to_owned());
        all.push(MeantPerson { name: shown, known: person });
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

fn unknown(name: &str, everyone: &[MeantPerson]) -> CliError {
    let known: Vec<&str> = everyone.iter().map(|meant| meant.name.as_str()).collect();
    let known = if known.is_empty() { "nobody".to_owned() } else { known.join(", ") };
    CliError::Failed(format!("nobody in presend.toml is called `{name}`; it knows {known}"))
}
