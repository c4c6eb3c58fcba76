//! Looks up the words of date and time in place.

#[cfg(feature = "built-in")]
mod toml;

#[cfg(feature = "built-in")]
pub(crate) use toml::pack;

#[cfg(feature = "built-in")]
use std::collections::BTreeMap;

use super::pack::{Cell, Packed, Pool, Section, number};

/// Words and phrases with what each stands for, sorted.
#[derive(Debug, Clone, Copy)]
pub struct Meanings<'a> {
    records: &'a [[Cell; 3]],
    pool: Pool<'a>,
}

impl<'a> Meanings<'a> {
    /// Returns what a word stands for.
    #[must_use]
    pub fn get(self, word: &str) -> Option<i32> {
        let at = self.records.binary_search_by(|[start, length, _]| {
            self.pool.text([*start, *length]).as_bytes().cmp(word.as_bytes())
        });
        at.ok().and_then(|at| self.records.get(at)).map(|[.., number]| i32::from_le_bytes(*number))
    }

    /// Lists the words and phrases.
    pub fn texts(self) -> impl Iterator<Item = &'a [u8]> {
        self.records.iter().map(move |[start, length, _]| self.pool.text([*start, *length]).as_bytes())
    }

    /// Returns true if and only if a word is among them.
    #[must_use]
    pub fn contains(self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Returns what the longest phrase stands for that begins a text, with the number of its words; `word` gives the text word by
    /// word, empty words behind its end.
    #[must_use]
    pub fn phrase<'w>(self, word: impl Fn(usize) -> &'w str) -> Option<(i32, usize)> {
        let text = |[start, length, _]: &[Cell; 3]| self.pool.text([*start, *length]).as_bytes();
        let words = |record: &[Cell; 3]| text(record).split(|byte| *byte == b' ');
        let first = word(0).as_bytes();
        let from = self.records.partition_point(|record| text(record) < first);
        let begin_so = self.records.iter().skip(from).take_while(|record| text(record).starts_with(first));
        let stands =
            |record: &&[Cell; 3]| words(record).enumerate().all(|(at, part)| part == word(at).as_bytes());
        let found = begin_so.filter(stands);
        found
            .map(|record| (i32::from_le_bytes(record[2]), words(record).count()))
            .max_by_key(|(_, words)| *words)
    }
}

/// Defines the lists, with the way into a packed table and back.
macro_rules! lists {
    ($($(#[$of:meta])* $field:ident,)+) => {
        /// Words of date and time. Lists without a meaning of their words have the number 0 for each.
        #[derive(Debug, Clone, Copy)]
        pub struct TimeWords<'a> {
            $($(#[$of])* pub $field: Meanings<'a>,)+
        }

        impl<'a> TimeWords<'a> {
            /// Finds the lists in a packed table.
            pub(crate) fn of(packed: Packed<'a>) -> TimeWords<'a> {
                let records = packed.records::<3>(Section::TimeWords);
                let mut ranges = packed.records::<2>(Section::TimeLists).iter();
                let mut next = || {
                    let range = ranges.next().map_or(0..0, |range| number(range[0]) as usize..number(range[1]) as usize);
                    Meanings { records: records.get(range).unwrap_or_default(), pool: packed.pool() }
                };
                TimeWords { $($field: next(),)+ }
            }
        }

        /// The same lists before they are packed.
        #[cfg(feature = "built-in")]
        struct Lists {
            $($field: BTreeMap<String, i32>,)+
        }

        #[cfg(feature = "built-in")]
        impl Lists {
            /// Returns the lists in the order in which they are packed.
            fn in_order(self) -> Vec<BTreeMap<String, i32>> {
                vec![$(self.$field),+]
            }
        }
    };
}

lists! {
    /// Names of days, Monday is 0.
    weekdays,
    /// Names of months, January is 1.
    months,
    /// Number words.
    numbers,
    /// Units, in minutes.
    units,
    /// Parts of the day, as the minute at which they are over.
    parts,
    /// Phrases for the end of the writer's working day (0), week (1) or month (2).
    ends,
    /// Zones, in minutes east.
    zones,
    /// Names of zones that mean several.
    unclear_zones,
    /// Words for days, as the days after sending.
    days,
    /// Words before a weekday: the coming one (0), or the one after it (1).
    which_week,
    /// Phrases before an hour, as the minutes that they add to it.
    past,
    /// What stands behind an hour before noon (0) or after (1).
    halves,
    /// Phrases before `hour`, as minutes.
    part_hours,
    /// Words that link a time and its day.
    links,
    /// Words that open a span, such as `within`.
    span_openers,
    /// Words that may stand behind them.
    span_fillers,
    /// Parts of the day that name the day of sending behind `this`.
    parts_of_today,
    /// Words that make the number before them an hour.
    clock_marks,
    /// Endings of ordinal numbers.
    ordinal_endings,
    /// Words before `time` that name no zone.
    not_zones,
}
