//! Tells how verdicts fell over the months.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use presend_core::Action;

use super::charts::{Paint, Stacked};
use super::figure::{Figure, Table};
use super::words::{count, meaning, number, sentence};
use crate::habits::{Habits, Tally};

/// Verdicts as charts pile them, what is to be seen best at the foot.
pub(super) const VERDICTS: [(Action, Paint); 4] = [
    (Action::Talk, Paint::Talk),
    (Action::Hold, Paint::Hold),
    (Action::Reword, Paint::Reword),
    (Action::Write, Paint::Write),
];

/// Of a stretch with fewer messages no share is told.
const LEAST_TOLD: usize = 8;
/// Weeks are shown up to so many days, months and quarters up to so many of them.
const MOST_DAYS_IN_WEEKS: i32 = 84;
const MOST_COLUMNS: usize = 36;

/// How long one column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Week,
    Month,
    Quarter,
    Year,
}

/// Messages along time.
struct Timeline {
    unit: Unit,
    columns: Vec<(Date, Tally)>,
    /// Messages that lie so far off that the rest would not be seen beside them.
    far_off: usize,
}

/// Returns the section.
pub(super) fn section(habits: &Habits) -> Markup {
    let Some(timeline) = Timeline::of(&habits.days) else { return html! {} };
    let name = |action: Action| format!("{}: {}", action.name(), meaning(action));
    let chart = Stacked {
        parts: VERDICTS.map(|(action, paint)| (name(action), paint)).to_vec(),
        bars: timeline
            .columns
            .iter()
            .map(|(date, tally)| (timeline.unit.label(*date), values(*tally)))
            .collect(),
    };
    let title = format!("Messages by verdict, each {}", timeline.unit.name());
    let figure = Figure {
        id: "verdicts",
        description: format!(
            "A column for each {}. {}",
            timeline.unit.name(),
            timeline.sentences().join(" ")
        ),
        legend: chart.parts.clone(),
        draw: &|size| chart.columns(size),
        table: Table {
            rows_are: "Beginning",
            columns: VERDICTS
                .map(|(action, _)| sentence(action.name()).trim_end_matches('.').to_owned())
                .to_vec(),
            rows: chart.bars.clone(),
        },
        title,
    };
    html! {
        section {
            h2 { "Verdicts over time" }
            p { (timeline.sentences().join(" ")) }
            (figure.markup())
            @if timeline.far_off + habits.undated > 0 {
                p.note { (left_out(habits.undated, timeline.far_off)) }
            }
        }
    }
}

fn left_out(undated: usize, far_off: usize) -> String {
    let undated =
        (undated > 0).then(|| format!("{} without a date that can be read", count(undated, "message")));
    let far_off = (far_off > 0)
        .then(|| format!("{} dated more than a year away from the rest", count(far_off, "message")));
    let both: Vec<String> = undated.into_iter().chain(far_off).collect();
    format!("Not drawn: {}.", both.join(", and "))
}

/// Returns the numbers of a tally in the order of the chart.
pub(super) fn values(tally: Tally) -> Vec<usize> {
    VERDICTS.iter().map(|(action, _)| tally.of(*action)).collect()
}

impl Timeline {
    fn of(days: &BTreeMap<Date, Tally>) -> Option<Timeline> {
        let days: Vec<(Date, Tally)> = days.iter().map(|(date, tally)| (*date, *tally)).collect();
        let (near, far_off) = without_far_off(&days);
        let (first, last) = (near.first()?.0, near.last()?.0);
        let unit = Unit::of(first, last);
        let mut columns: Vec<(Date, Tally)> = Vec::new();
        let mut start = unit.start(first);
        while start <= last {
            columns.push((start, Tally::default()));
            start = unit.next(start)?;
        }
        for (date, tally) in near {
            let at = columns.partition_point(|(start, _)| start <= date);
            if let Some((_, column)) = at.checked_sub(1).and_then(|at| columns.get_mut(at)) {
                column.merge(*tally);
            }
        }
        Some(Timeline { unit, columns, far_off })
    }

    /// Says where most and least was not ready.
    fn sentences(&self) -> Vec<String> {
        let told = self.columns.iter().filter(|(_, tally)| tally.all() >= LEAST_TOLD);
        let mut told: Vec<&(Date, Tally)> = told.collect();
        told.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.not_ready() * 10_000 / tally.all().max(1)));
        let say = |(date, tally): &(Date, Tally)| {
            format!("{} of {}", number(tally.not_ready()), count(tally.all(), "message"))
                + &format!(" {}", self.unit.within(*date))
        };
        match told.as_slice() {
            [] => vec!["There are too few messages to compare one period with another.".to_owned()],
            [only] => vec![format!("{} were not ready as they stood.", say(only))],
            [most, .., least] => vec![
                format!("{} were not ready as they stood, the largest share.", say(most)),
                format!("The smallest was {}.", say(least)),
            ],
        }
    }
}

/// Cuts off what lies more than a year from the rest, if it is no more than a hundredth of all.
fn without_far_off(days: &[(Date, Tally)]) -> (&[(Date, Tally)], usize) {
    let all: usize = days.iter().map(|(_, tally)| tally.all()).sum();
    let is_far = |one: Date, next: Date| one.saturating_add(1.year()) < next;
    let (mut near, mut far_off) = (days, 0);
    while let [(first, tally), rest @ ..] = near
        && rest.first().is_some_and(|(next, _)| is_far(*first, *next))
        && (far_off + tally.all()) * 100 <= all
    {
        (near, far_off) = (rest, far_off + tally.all());
    }
    while let [rest @ .., (last, tally)] = near
        && rest.last().is_some_and(|(before, _)| is_far(*before, *last))
        && (far_off + tally.all()) * 100 <= all
    {
        (near, far_off) = (rest, far_off + tally.all());
    }
    (near, far_off)
}

impl Unit {
    fn of(first: Date, last: Date) -> Unit {
        let days = first.until(last).map_or(i32::MAX, |span| span.get_days());
        let months = usize::try_from(days / 30).unwrap_or(usize::MAX);
        match () {
            () if days <= MOST_DAYS_IN_WEEKS => Unit::Week,
            () if months <= MOST_COLUMNS => Unit::Month,
            () if months <= MOST_COLUMNS * 3 => Unit::Quarter,
            () => Unit::Year,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
        }
    }

    /// Returns the day on which the stretch begins that holds a day.
    fn start(self, date: Date) -> Date {
        match self {
            Unit::Week => date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days()),
            Unit::Month => date.first_of_month(),
            Unit::Quarter => date.first_of_month().saturating_sub(i64::from((date.month() - 1) % 3).months()),
            Unit::Year => date.first_of_year(),
        }
    }

    /// Returns the day on which the next stretch begins.
    fn next(self, start: Date) -> Option<Date> {
        let length = match self {
            Unit::Week => 7.days(),
            Unit::Month => 1.month(),
            Unit::Quarter => 3.months(),
            Unit::Year => 1.year(),
        };
        start.checked_add(length).ok()
    }

    fn label(self, start: Date) -> String {
        match self {
            Unit::Week => start.strftime("%-d %b").to_string(),
            Unit::Month => start.strftime("%b %Y").to_string(),
            Unit::Quarter => format!("Q{} {}", (start.month() + 2) / 3, start.year()),
            Unit::Year => start.year().to_string(),
        }
    }

    /// Returns the stretch in a sentence.
    fn within(self, start: Date) -> String {
        match self {
            Unit::Week => format!("in the week from {}", start.strftime("%-d %B")),
            Unit::Month => format!("in {}", start.strftime("%B %Y")),
            Unit::Quarter | Unit::Year => format!("in {}", self.label(start)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(dates: &[(Date, Action, usize)]) -> BTreeMap<Date, Tally> {
        let mut days: BTreeMap<Date, Tally> = BTreeMap::new();
        for (date, action, times) in dates {
            (0..*times).for_each(|_| days.entry(*date).or_default().add(*action));
        }
        days
    }

    #[test]
    fn columns_are_as_long_as_the_time_asks_for() {
        for (first, last, unit, count, label) in [
            (date(2026, 3, 4), date(2026, 4, 2), Unit::Week, 5, "2 Mar"),
            (date(2026, 1, 31), date(2026, 12, 1), Unit::Month, 12, "Jan 2026"),
            (date(2020, 5, 31), date(2026, 12, 1), Unit::Quarter, 27, "Q2 2020"),
            (date(1999, 5, 31), date(2026, 12, 1), Unit::Year, 28, "1999"),
        ] {
            let timeline =
                Timeline::of(&days(&[(first, Action::Write, 1), (last, Action::Talk, 1)])).unwrap();
            assert_eq!((timeline.unit, timeline.columns.len()), (unit, count));
            assert_eq!(unit.label(timeline.columns[0].0), label);
            assert_eq!(timeline.columns.iter().map(|(_, tally)| tally.all()).sum::<usize>(), 2);
        }
        assert!(Timeline::of(&BTreeMap::new()).is_none());
    }

    #[test]
    fn a_slip_of_a_clock_does_not_squeeze_the_rest() {
        let of = |times| {
            Timeline::of(&days(&[
                (date(1970, 1, 1), Action::Write, 1),
                (date(2026, 3, 4), Action::Write, times),
            ]))
            .unwrap()
        };
        assert_eq!((of(99).far_off, of(99).columns.len()), (1, 1));
        assert_eq!((of(98).far_off, of(98).unit), (0, Unit::Year));
    }

    #[test]
    fn the_largest_and_the_smallest_share_are_told() {
        let (march, april) = (date(2026, 3, 4), date(2026, 7, 2));
        let timeline = Timeline::of(&days(&[
            (march, Action::Write, 7),
            (march, Action::Hold, 1),
            (april, Action::Write, 9),
        ]))
        .unwrap();
        assert_eq!(
            timeline.sentences(),
            [
                "1 of 8 messages in March 2026 were not ready as they stood, the largest share.",
                "The smallest was 0 of 9 messages in July 2026."
            ]
        );
    }
}
