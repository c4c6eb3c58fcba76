//! Packs the words of date and time of `lexicons/time.toml`, and looks them up in place.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::LexiconError;
use super::pack::{Cell, Packed, Packer, Pool, Section, number, small};

/// Words with what each stands for, sorted by word.
#[derive(Debug, Clone, Copy)]
pub struct Meanings<'a> {
    records: &'a [[Cell; 3]],
    pool: Pool<'a>,
}

impl Meanings<'_> {
    /// Returns what a word stands for.
    #[must_use]
    pub fn get(self, word: &str) -> Option<i32> {
        let at = self.records.binary_search_by(|[start, length, _]| {
            self.pool.text([*start, *length]).as_bytes().cmp(word.as_bytes())
        });
        at.ok().map(|at| i32::from_le_bytes(self.records[at][2]))
    }
}

/// Words of date and time.
#[derive(Debug, Clone, Copy)]
pub struct TimeWords<'a> {
    /// Names of days, Monday is 0.
    pub weekdays: Meanings<'a>,
    /// Names of months, January is 1.
    pub months: Meanings<'a>,
    /// Number words.
    pub numbers: Meanings<'a>,
    /// Units, in minutes.
    pub units: Meanings<'a>,
    /// Parts of the day, as the minute at which they are over.
    pub parts: Meanings<'a>,
    /// Ends of the writer's working day (0), week (1) or month (2).
    pub ends: Meanings<'a>,
    /// Zones, in minutes east.
    pub zones: Meanings<'a>,
    /// Names of zones that mean several; the number is 0.
    pub unclear_zones: Meanings<'a>,
}

impl<'a> TimeWords<'a> {
    /// Finds the lists in a packed table.
    pub(crate) fn of(packed: Packed<'a>) -> TimeWords<'a> {
        let records = packed.records::<3>(Section::TimeWords);
        let ranges = packed.records::<2>(Section::TimeLists);
        let list = |at: usize| {
            let range =
                ranges.get(at).map_or(0..0, |range| number(range[0]) as usize..number(range[1]) as usize);
            Meanings { records: records.get(range).unwrap_or_default(), pool: packed.pool() }
        };
        TimeWords {
            weekdays: list(0),
            months: list(1),
            numbers: list(2),
            units: list(3),
            parts: list(4),
            ends: list(5),
            zones: list(6),
            unclear_zones: list(7),
        }
    }
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

/// Reads the file and packs its lists.
///
/// # Errors
/// Returns what is wrong, with file and line.
pub fn pack(path: &str, text: &str, packer: &mut Packer) -> Result<(), LexiconError> {
    let read: TimeToml = toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
    let mut ends = BTreeMap::new();
    for (word, end) in read.ends {
        let number = ["day", "week", "month"].iter().zip(0..).find(|(name, _)| **name == end);
        let Some((_, number)) = number else {
            return Err(LexiconError::at(path, text, 0, format!("`{word}`: unknown end `{end}`")));
        };
        ends.insert(word, number);
    }
    let unclear = read.zones_unclear.names.into_iter().map(|name| (name, 0)).collect();
    let (weekdays, months) = (numbered(read.weekdays, 0), numbered(read.months, 1));
    // In the order in which `TimeWords::of` takes them.
    for list in [weekdays, months, read.numbers, read.units, read.parts, ends, read.zones, unclear] {
        let from = packer.len(Section::TimeWords) / 3;
        for (word, meaning) in &list {
            let [start, length] = packer.text(word);
            packer.numbers(Section::TimeWords, &[start, length, meaning.cast_unsigned()]);
        }
        packer.numbers(Section::TimeLists, &[from, from + small(list.len())]);
    }
    Ok(())
}

/// Numbers lists of names from `first` on.
fn numbered(lists: Vec<Vec<String>>, first: i32) -> BTreeMap<String, i32> {
    let names =
        lists.into_iter().zip(first..).flat_map(|(names, at)| names.into_iter().map(move |name| (name, at)));
    names.collect()
}
