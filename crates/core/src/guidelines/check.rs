//! Checks the values of a guidelines file that its types let through.

use jiff::tz::TimeZone;
use toml::Spanned;

use super::file::{HoursToml, PersonToml};
use super::pattern::Pattern;
use super::values::{DAYS, duration, minutes_of_day};
use super::{Guidelines, GuidelinesError};
use presend_lexicon::names::Channel;

/// Names of the working models.
pub(super) const MODELS: [&str; 4] = ["office", "hybrid", "remote", "global"];
const RELATIONS: [&str; 7] = ["report", "manager", "peer", "colleague", "customer", "partner", "list"];
const PREFERENCES: [&str; 2] = ["writing", "talking"];
const PROFILES: [&str; 3] = ["email", "chat", "commit"];
const LEVELS: [&str; 5] = ["error", "warning", "info", "hint", "off"];
const FAIL_ON: [&str; 4] = ["error", "warning", "info", "never"];
const WRITTEN_CHANNELS: [&str; 4] = ["email", "chat", "mention", "document"];

/// Refuses the first value that cannot be right.
pub(super) fn check(guidelines: &Guidelines) -> Result<(), GuidelinesError> {
    let toml = &guidelines.toml;
    let one_of = |key: &str, value: &Option<Spanned<String>>, known: &[&str]| {
        value.as_ref().map_or(Ok(()), |value| member(guidelines, key, value, known))
    };
    one_of("team.working-model", &toml.team.working_model, &MODELS)?;
    one_of("check.fail-on", &toml.check.fail_on, &FAIL_ON)?;
    one_of("check.profile", &toml.check.profile, &PROFILES)?;
    for (kind, names) in toml.agent.lists() {
        if let Some(name) = names.iter().find(|name| name.get_ref().trim().is_empty()) {
            return Err(bad(guidelines, &format!("agent.{kind}"), name, "names no field"));
        }
    }
    hours(guidelines, &toml.hours)?;
    time_zone(guidelines, "me.time-zone", toml.me.time_zone.as_ref())?;
    people(guidelines)?;
    for (channel, time) in &toml.response_time {
        let key = format!("response-time.{channel}");
        if !WRITTEN_CHANNELS.contains(&channel.as_str()) {
            return Err(unknown(guidelines, &key, time, channel, &WRITTEN_CHANNELS));
        }
        if duration(time.get_ref()).is_none() {
            return Err(bad(guidelines, &key, time, "is not a time such as `30min`, `4h` or `1d`"));
        }
    }
    for (channel, name) in &toml.channels {
        if !Channel::NAMES.contains(&channel.as_str()) {
            return Err(unknown(guidelines, &format!("channels.{channel}"), name, channel, &Channel::NAMES));
        }
    }
    for (name, level) in &toml.rules {
        member(guidelines, &format!("rules.{name}"), level, &LEVELS)?;
    }
    for entry in &toml.paths {
        if let Err(error) = globset::Glob::new(entry.matches.get_ref()) {
            return Err(bad(
                guidelines,
                "paths.match",
                &entry.matches,
                &format!("is not a glob: {}", error.kind()),
            ));
        }
        one_of("paths.profile", &entry.profile, &PROFILES)?;
        for (name, level) in &entry.rules {
            member(guidelines, &format!("paths.rules.{name}"), level, &LEVELS)?;
        }
    }
    Ok(())
}

fn hours(guidelines: &Guidelines, hours: &HoursToml) -> Result<(), GuidelinesError> {
    span(guidelines, "hours.work", hours.work.as_ref())?;
    span(guidelines, "hours.overlap", hours.overlap.as_ref())?;
    holidays(guidelines, "hours.holidays", &hours.holidays)?;
    hours.days.iter().try_for_each(|day| member(guidelines, "hours.days", day, &DAYS))
}

/// Checks the entries of people and groups, and that no address is claimed by two of which neither is more special.
fn people(guidelines: &Guidelines) -> Result<(), GuidelinesError> {
    let toml = &guidelines.toml;
    let mut seen: Vec<(Pattern, &Spanned<String>)> = Vec::new();
    let entries = toml.people.iter().map(|entry| ("people", entry));
    for (section, entry) in entries.chain(toml.group.iter().map(|entry| ("group", entry))) {
        person(guidelines, section, entry)?;
        let pattern = Pattern::new(entry.matches.get_ref());
        if let Some((_, first)) = seen.iter().find(|(other, _)| other.clashes(&pattern)) {
            let line = super::line_of(&guidelines.text, first.span().start);
            let why = format!(
                "names the same people as `{}` on line {line}; make one of them more special",
                first.get_ref()
            );
            return Err(bad(guidelines, &format!("{section}.match"), &entry.matches, &why));
        }
        seen.push((pattern, &entry.matches));
    }
    Ok(())
}

/// Checks an IANA zone; one that is not known is answered with names that sound alike.
fn time_zone(
    guidelines: &Guidelines,
    key: &str,
    value: Option<&Spanned<String>>,
) -> Result<(), GuidelinesError> {
    let Some(value) = value.filter(|value| TimeZone::get(value.get_ref()).is_err()) else { return Ok(()) };
    let wanted = value.get_ref().rsplit('/').next().unwrap_or_default().to_lowercase();
    let wanted = wanted.replace(' ', "_");
    let all: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let mut near: Vec<&str> = all
        .iter()
        .filter(|name| {
            let city = name.rsplit('/').next().unwrap_or_default().to_lowercase();
            city == wanted || wanted.get(..4).is_some_and(|start| city.starts_with(start))
        })
        .map(String::as_str)
        .collect();
    near.sort_unstable();
    near.truncate(4);
    let hint = if near.is_empty() {
        "such as Europe/Lisbon".to_owned()
    } else {
        format!("perhaps {}", near.join(", "))
    };
    Err(bad(guidelines, key, value, &format!("is no IANA time zone; {hint}")))
}

/// Checks days off.
fn holidays(guidelines: &Guidelines, key: &str, days: &[Spanned<String>]) -> Result<(), GuidelinesError> {
    let is_date = |day: &&Spanned<String>| day.get_ref().parse::<jiff::civil::Date>().is_ok();
    match days.iter().find(|day| !is_date(day)) {
        Some(day) => Err(bad(guidelines, key, day, "is no day such as `2026-12-25` (YYYY-MM-DD)")),
        None => Ok(()),
    }
}

fn person(guidelines: &Guidelines, section: &str, entry: &PersonToml) -> Result<(), GuidelinesError> {
    let key = |name: &str| format!("{section}.{name}");
    if entry.matches.get_ref().trim().is_empty() {
        return Err(bad(guidelines, &key("match"), &entry.matches, "names nobody"));
    }
    if entry.matches.get_ref().matches('*').count() > 1 {
        return Err(bad(guidelines, &key("match"), &entry.matches, "holds more than one `*`"));
    }
    time_zone(guidelines, &key("time-zone"), entry.time_zone.as_ref())?;
    holidays(guidelines, &key("holidays"), &entry.holidays)?;
    span(guidelines, &key("work"), entry.work.as_ref())?;
    entry.days.iter().try_for_each(|day| member(guidelines, &key("days"), day, &DAYS))?;
    if let Some(relation) = &entry.relation {
        member(guidelines, &key("relation"), relation, &RELATIONS)?;
    }
    entry
        .prefers
        .as_ref()
        .map_or(Ok(()), |prefers| member(guidelines, &key("prefers"), prefers, &PREFERENCES))
}

/// Checks `HH:MM-HH:MM`.
fn span(guidelines: &Guidelines, key: &str, value: Option<&Spanned<String>>) -> Result<(), GuidelinesError> {
    let Some(value) = value else { return Ok(()) };
    match minutes_of_day(value.get_ref()) {
        Some(_) => Ok(()),
        None => {
            Err(bad(guidelines, key, value, "is not a span of the day such as `09:00-17:30` (HH:MM-HH:MM)"))
        }
    }
}

fn member(
    guidelines: &Guidelines,
    key: &str,
    value: &Spanned<String>,
    known: &[&str],
) -> Result<(), GuidelinesError> {
    if known.contains(&value.get_ref().as_str()) {
        return Ok(());
    }
    Err(unknown(guidelines, key, value, value.get_ref(), known))
}

fn unknown(
    guidelines: &Guidelines,
    key: &str,
    at: &Spanned<String>,
    name: &str,
    known: &[&str],
) -> GuidelinesError {
    guidelines.error(at.span().start, key, format!("unknown `{name}`; known are {}", known.join(", ")))
}

fn bad(guidelines: &Guidelines, key: &str, value: &Spanned<String>, why: &str) -> GuidelinesError {
    guidelines.error(value.span().start, key, format!("`{}` {why}", value.get_ref()))
}

/// Returns the key on the line of a byte, for errors of the TOML reader.
pub(super) fn key_at(text: &str, offset: usize) -> String {
    let start = text.get(..offset).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let key = line.split('=').next().unwrap_or("").trim();
    let is_key =
        line.contains('=') && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '"'));
    if is_key { key.to_owned() } else { String::new() }
}
