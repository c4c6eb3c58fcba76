//! Reads the words of date and time from `lexicons/time.toml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::LexiconError;
use super::rule::Text;

/// A word and what it stands for.
pub type Meaning = (Text, i32);

/// Words of date and time. Lists are sorted by word.
#[derive(Debug, Clone)]
pub struct TimeWords {
    /// Names of days, Monday is 0.
    pub weekdays: Cow<'static, [Meaning]>,
    /// Names of months, January is 1.
    pub months: Cow<'static, [Meaning]>,
    /// Number words.
    pub numbers: Cow<'static, [Meaning]>,
    /// Units, in minutes.
    pub units: Cow<'static, [Meaning]>,
    /// Parts of the day, as the minute at which they are over.
    pub parts: Cow<'static, [Meaning]>,
    /// Ends of the writer's working day (0), week (1) or month (2).
    pub ends: Cow<'static, [Meaning]>,
    /// Zones, in minutes east.
    pub zones: Cow<'static, [Meaning]>,
    /// Names of zones that mean several; the number is 0.
    pub unclear_zones: Cow<'static, [Meaning]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TimeToml {
    weekdays: Vec<Vec<String>>,
    months: Vec<Vec<String>>,
    numbers: BTreeMap<String, i32>,
    units: BTreeMap<String, i32>,
    parts: BTreeMap<String, i32>,
    ends: BTreeMap<String, String>,
    zones: BTreeMap<String, i32>,
    zones_unclear: Unclear,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unclear {
    names: Vec<String>,
}

/// Reads the file.
///
/// # Errors
/// Returns what is wrong, with file and line.
pub fn parse(path: &str, text: &str) -> Result<TimeWords, LexiconError> {
    let read: TimeToml = toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
    let mut ends = BTreeMap::new();
    for (word, end) in read.ends {
        let number = ["day", "week", "month"].iter().zip(0..).find(|(name, _)| **name == end);
        let Some((_, number)) = number else {
            return Err(LexiconError::at(path, text, 0, format!("`{word}`: unknown end `{end}`")));
        };
        ends.insert(word, number);
    }
    Ok(TimeWords {
        weekdays: numbered(read.weekdays, 0),
        months: numbered(read.months, 1),
        numbers: sorted(read.numbers),
        units: sorted(read.units),
        parts: sorted(read.parts),
        ends: sorted(ends),
        zones: sorted(read.zones),
        unclear_zones: sorted(read.zones_unclear.names.into_iter().map(|name| (name, 0)).collect()),
    })
}

/// Numbers lists of names from `first` on.
fn numbered(lists: Vec<Vec<String>>, first: i32) -> Cow<'static, [Meaning]> {
    let names =
        lists.into_iter().zip(first..).flat_map(|(names, at)| names.into_iter().map(move |name| (name, at)));
    sorted(names.collect())
}

fn sorted(words: BTreeMap<String, i32>) -> Cow<'static, [Meaning]> {
    words.into_iter().map(|(word, number)| (word.into(), number)).collect()
}

/// Looks a word up in one of the lists.
#[must_use]
pub fn meaning(list: &[Meaning], word: &str) -> Option<i32> {
    list.binary_search_by(|(known, _)| (**known).cmp(word)).ok().map(|at| list[at].1)
}
