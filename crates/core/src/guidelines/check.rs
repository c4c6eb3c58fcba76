//! Checks the values of a guidelines file that its types let through.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use toml::Spanned;

use super::fail_on::FailOn;
use super::file::{AgentToml, GuidelinesToml, HoursToml, PersonToml, Value};
use super::lines::FileText;
use super::pattern::Pattern;
use super::pattern_index::PatternIndex;
use super::values::{duration, minutes_of_day};
use crate::error::Error;
use presend_lexicon::names::{Channel, Profile, Severity};
use presend_lexicon::team::{Preference, Relation, Weekday, WorkingModel, WrittenChannel};

/// Refuses the first value that cannot be right. `glob_fault` says what is wrong with a `match` of `[[paths]]`.
pub(super) fn check(
    file: FileText<'_>,
    toml: &GuidelinesToml,
    glob_fault: &dyn Fn(&str) -> Option<String>,
) -> Result<(), Error> {
    one_of(file, "team.working-model", toml.team.working_model.as_ref(), &WorkingModel::NAMES)?;
    if let Some(value) = &toml.check.fail_on {
        FailOn::parse(value.get_ref())
            .map_err(|fault| bad(file, "check.fail-on", value, &format!("is no choice: {fault}")))?;
    }
    if let Some(value) = toml.check.min_confidence.as_ref().filter(|v| !(0.0..=1.0).contains(v.get_ref())) {
        let reason = format!("`{}` is not a number from 0 to 1", value.get_ref());
        return Err(file.error(value.span().start, "check.min-confidence", reason));
    }
    one_of(file, "check.profile", toml.check.profile.as_ref(), &Profile::NAMES)?;
    for (kind, names) in toml.agent.lists() {
        if let Some(name) = names.iter().find(|name| name.get_ref().trim().is_empty()) {
            return Err(bad(file, &format!("agent.{kind}"), name, "names no field"));
        }
    }
    one_of(file, "agent.on-no-draft", toml.agent.on_no_draft.as_ref(), &AgentToml::WITHOUT_DRAFT)?;
    hours(file, &toml.hours)?;
    time_zone(file, "me.time-zone", toml.me.time_zone.as_ref())?;
    people(file, toml)?;
    channels(file, toml)?;
    levels(file, "rules", &toml.rules)?;
    for entry in &toml.paths {
        if let Some(fault) = glob_fault(entry.matches.get_ref()) {
            return Err(bad(file, "paths.match", &entry.matches, &format!("is not a glob: {fault}")));
        }
        one_of(file, "paths.profile", entry.profile.as_ref(), &Profile::NAMES)?;
        levels(file, "paths.rules", &entry.rules)?;
    }
    Ok(())
}

/// Checks a table of severities, or `off`, by code, group or name.
fn levels(file: FileText<'_>, key: &str, rules: &BTreeMap<String, Value>) -> Result<(), Error> {
    let known: Vec<&str> = Severity::ALL.into_iter().rev().map(Severity::name).chain(["off"]).collect();
    rules.iter().try_for_each(|(name, level)| member(file, &format!("{key}.{name}"), level, &known))
}

/// Checks the response times and the team's own names of channels.
fn channels(file: FileText<'_>, toml: &GuidelinesToml) -> Result<(), Error> {
    for (channel, time) in &toml.response_time {
        let key = format!("response-time.{channel}");
        if WrittenChannel::parse(channel).is_none() {
            return Err(unknown(file, &key, time, channel, &WrittenChannel::NAMES));
        }
        if duration(time.get_ref()).is_none() {
            return Err(bad(file, &key, time, "is not a time such as `30min`, `4h` or `1d`"));
        }
    }
    for (channel, name) in &toml.channels {
        if Channel::parse(channel).is_none() {
            return Err(unknown(file, &format!("channels.{channel}"), name, channel, &Channel::NAMES));
        }
    }
    Ok(())
}

fn hours(file: FileText<'_>, hours: &HoursToml) -> Result<(), Error> {
    span(file, "hours.work", hours.work.as_ref())?;
    span(file, "hours.overlap", hours.overlap.as_ref())?;
    holidays(file, "hours.holidays", &hours.holidays)?;
    hours.days.iter().try_for_each(|day| member(file, "hours.days", day, &Weekday::NAMES))
}

/// Checks the entries of people and groups, and that no address is claimed by two of which neither is more special.
fn people(file: FileText<'_>, toml: &GuidelinesToml) -> Result<(), Error> {
    let (mut index, mut seen) = (PatternIndex::default(), Vec::<&Spanned<String>>::new());
    let entries = toml.people.iter().map(|entry| ("people", entry));
    for (section, entry) in entries.chain(toml.group.iter().map(|entry| ("group", entry))) {
        person(file, section, entry)?;
        let pattern = Pattern::new(entry.matches.get_ref());
        if let Some(first) = index.clash(&pattern).and_then(|number| seen.get(number)) {
            let line = file.line_of(first.span().start);
            let why = format!(
                "names the same people as `{}` on line {line}; make one of them more special",
                first.get_ref()
            );
            return Err(bad(file, &format!("{section}.match"), &entry.matches, &why));
        }
        index.insert(&pattern, seen.len());
        seen.push(&entry.matches);
    }
    Ok(())
}

/// Checks an IANA zone; one that is not known is answered with names that sound alike.
fn time_zone(file: FileText<'_>, key: &str, value: Option<&Spanned<String>>) -> Result<(), Error> {
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
    Err(bad(file, key, value, &format!("is no IANA time zone; {hint}")))
}

/// Checks days off.
fn holidays(file: FileText<'_>, key: &str, days: &[Spanned<String>]) -> Result<(), Error> {
    let is_date = |day: &&Spanned<String>| day.get_ref().parse::<jiff::civil::Date>().is_ok();
    match days.iter().find(|day| !is_date(day)) {
        Some(day) => Err(bad(file, key, day, "is no day such as `2026-12-25` (YYYY-MM-DD)")),
        None => Ok(()),
    }
}

fn person(file: FileText<'_>, section: &str, entry: &PersonToml) -> Result<(), Error> {
    let key = |name: &str| format!("{section}.{name}");
    if entry.matches.get_ref().trim().is_empty() {
        return Err(bad(file, &key("match"), &entry.matches, "names nobody"));
    }
    if entry.matches.get_ref().matches('*').count() > 1 {
        return Err(bad(file, &key("match"), &entry.matches, "holds more than one `*`"));
    }
    time_zone(file, &key("time-zone"), entry.time_zone.as_ref())?;
    holidays(file, &key("holidays"), &entry.holidays)?;
    span(file, &key("work"), entry.work.as_ref())?;
    entry.days.iter().try_for_each(|day| member(file, &key("days"), day, &Weekday::NAMES))?;
    one_of(file, &key("relation"), entry.relation.as_ref(), &Relation::NAMES)?;
    one_of(file, &key("prefers"), entry.prefers.as_ref(), &Preference::NAMES)
}

/// Checks `HH:MM-HH:MM`.
fn span(file: FileText<'_>, key: &str, value: Option<&Spanned<String>>) -> Result<(), Error> {
    let Some(value) = value else { return Ok(()) };
    match minutes_of_day(value.get_ref()) {
        Some(_) => Ok(()),
        None => Err(bad(file, key, value, "is not a span of the day such as `09:00-17:30` (HH:MM-HH:MM)")),
    }
}

fn one_of(file: FileText<'_>, key: &str, value: Option<&Value>, known: &[&str]) -> Result<(), Error> {
    value.map_or(Ok(()), |value| member(file, key, value, known))
}

fn member(file: FileText<'_>, key: &str, value: &Spanned<String>, known: &[&str]) -> Result<(), Error> {
    if known.contains(&value.get_ref().as_str()) {
        return Ok(());
    }
    Err(unknown(file, key, value, value.get_ref(), known))
}

fn unknown(file: FileText<'_>, key: &str, at: &Spanned<String>, name: &str, known: &[&str]) -> Error {
    file.error(at.span().start, key, format!("unknown `{name}`; known are {}", known.join(", ")))
}

fn bad(file: FileText<'_>, key: &str, value: &Spanned<String>, why: &str) -> Error {
    file.error(value.span().start, key, format!("`{}` {why}", value.get_ref()))
}
