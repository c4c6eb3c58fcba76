//! Checks the values of a guidelines file that its types let through.

use toml::Spanned;

use super::file::{HoursToml, PersonToml};
use super::{Guidelines, GuidelinesError};
use crate::lexicon::file::CHANNELS;

const MODELS: [&str; 4] = ["office", "hybrid", "remote", "global"];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
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
    hours(guidelines, &toml.hours)?;
    for (section, entries) in [("people", &toml.people), ("group", &toml.group)] {
        for entry in entries {
            person(guidelines, section, entry)?;
        }
    }
    for (channel, time) in &toml.response_time {
        let key = format!("response-time.{channel}");
        if !WRITTEN_CHANNELS.contains(&channel.as_str()) {
            return Err(unknown(guidelines, &key, time, channel, &WRITTEN_CHANNELS));
        }
        if !is_duration(time.get_ref()) {
            return Err(bad(guidelines, &key, time, "is not a time such as `30min`, `4h` or `1d`"));
        }
    }
    for (channel, name) in &toml.channels {
        if !CHANNELS.contains(&channel.as_str()) {
            return Err(unknown(guidelines, &format!("channels.{channel}"), name, channel, &CHANNELS));
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
    hours.days.iter().try_for_each(|day| member(guidelines, "hours.days", day, &DAYS))
}

fn person(guidelines: &Guidelines, section: &str, entry: &PersonToml) -> Result<(), GuidelinesError> {
    let key = |name: &str| format!("{section}.{name}");
    if entry.matches.get_ref().trim().is_empty() {
        return Err(bad(guidelines, &key("match"), &entry.matches, "names nobody"));
    }
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
    let clock = |text: &str| {
        let (hours, minutes) = text.split_once(':')?;
        let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.len() == 2);
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        (hours * 60 + minutes <= 24 * 60 && minutes < 60).then_some(hours * 60 + minutes)
    };
    let ends = value.get_ref().split_once('-').and_then(|(from, to)| Some((clock(from)?, clock(to)?)));
    match ends {
        Some((from, to)) if from != to => Ok(()),
        _ => Err(bad(guidelines, key, value, "is not a span of the day such as `09:00-17:30` (HH:MM-HH:MM)")),
    }
}

fn is_duration(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits) && matches!(&text[digits..], "min" | "m" | "h" | "d")
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
