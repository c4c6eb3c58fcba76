//! Packs the words of date and time of `lexicons/time.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Lists;
use crate::error::LexiconError;
use crate::pack::{Packer, Section, small};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TimeToml {
    weekdays: Vec<Vec<String>>,
    months: Vec<Vec<String>>,
    numbers: BTreeMap<String, i32>,
    units: BTreeMap<String, i32>,
    parts: BTreeMap<String, i32>,
    ends: EndsToml,
    zones: BTreeMap<String, i32>,
    unclear_zones: Vec<String>,
    days: BTreeMap<String, i32>,
    which_week: BTreeMap<String, i32>,
    past: BTreeMap<String, i32>,
    halves: BTreeMap<String, i32>,
    part_hours: BTreeMap<String, i32>,
    links: Vec<String>,
    span_openers: Vec<String>,
    span_fillers: Vec<String>,
    parts_of_today: Vec<String>,
    clock_marks: Vec<String>,
    ordinal_endings: Vec<String>,
    not_zones: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndsToml {
    day: Vec<String>,
    week: Vec<String>,
    month: Vec<String>,
}

/// Reads the file and packs its lists.
///
/// # Errors
/// Returns what is wrong, with file and line.
pub(crate) fn pack(path: &str, text: &str, packer: &mut Packer) -> Result<(), LexiconError> {
    let read: TimeToml = ::toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
    let plain = |words: Vec<String>| numbered(vec![words], 0);
    let lists = Lists {
        weekdays: numbered(read.weekdays, 0),
        months: numbered(read.months, 1),
        numbers: read.numbers,
        units: read.units,
        parts: read.parts,
        ends: numbered(vec![read.ends.day, read.ends.week, read.ends.month], 0),
        zones: read.zones,
        unclear_zones: plain(read.unclear_zones),
        days: read.days,
        which_week: read.which_week,
        past: read.past,
        halves: read.halves,
        part_hours: read.part_hours,
        links: plain(read.links),
        span_openers: plain(read.span_openers),
        span_fillers: plain(read.span_fillers),
        parts_of_today: plain(read.parts_of_today),
        clock_marks: plain(read.clock_marks),
        ordinal_endings: plain(read.ordinal_endings),
        not_zones: plain(read.not_zones),
    };
    for list in lists.in_order() {
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
