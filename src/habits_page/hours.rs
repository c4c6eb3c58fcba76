//! Tells at which hours of the week messages were sent, and which asked for an answer outside working hours.

use maud::{Markup, html};
use presend_core::guidelines::Clock;

use super::about::About;
use super::charts::{HEAT, Paint, Stacked, Week, steps};
use super::figure::{Figure, Table};
use super::words::{DAYS, count, number, share, with_code};
use crate::habits::{Habits, Hours};

/// Returns the sections.
pub(super) fn sections(habits: &Habits, about: &About<'_>) -> Markup {
    let dated: usize = habits.hours.week().iter().flatten().sum();
    if dated == 0 {
        return html! {};
    }
    html! {
        section {
            h2 { "Hours of the week" }
            p { (when(&habits.hours, dated)) " " (with_code(&about.clock_note())) }
            (week(&habits.hours, about.clock))
        }
        section {
            h2 { "Answers wanted outside hours" }
            @for sentence in outside(&habits.hours, about.clock) { p { (with_code(&sentence)) } }
            @if habits.hours.asks > 0 { (asks(&habits.hours)) }
        }
    }
}

/// Says on which day and at which hour most was sent, and how much outside the writer's hours.
fn when(hours: &Hours, dated: usize) -> String {
    let by_day = hours.week().iter().map(|day| day.iter().sum::<usize>());
    let by_hour = (0..24).map(|hour| hours.week().iter().filter_map(|day| day.get(hour)).sum::<usize>());
    let (day, of_day) = most(by_day);
    let (hour, of_hour) = most(by_hour);
    let day = DAY_NAMES.get(day).copied().unwrap_or_default();
    let told = format!(
        "{day} has the most, {} of {}; the busiest hour starts at {hour}:00, with {}.",
        number(of_day),
        number(dated),
        number(of_hour)
    );
    if hours.with_known_hours == 0 {
        return told;
    }
    let off = format!(
        "{} of {} ({}) were sent outside your working hours.",
        number(hours.off),
        number(hours.with_known_hours),
        share(hours.off, hours.with_known_hours)
    );
    format!("{told} {off}")
}

/// The days of the week in full, Monday first.
const DAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Returns the first of the largest numbers, with its place.
fn most(counts: impl Iterator<Item = usize>) -> (usize, usize) {
    counts.enumerate().fold((0, 0), |most, next| if next.1 > most.1 { next } else { most })
}

fn week(hours: &Hours, clock: Option<&Clock>) -> Markup {
    let work = clock.and_then(|clock| clock.hours.as_ref()).map(|hours| ((hours.from, hours.to), hours.days));
    let field = Week { hours: hours.week(), work };
    let most = hours.week().iter().flatten().copied().max().unwrap_or(0);
    let framed = if work.is_some() { " A frame shows your working hours." } else { "" };
    let columns = (0..24).map(|hour| format!("{hour}:00")).collect();
    let rows = DAYS.iter().zip(hours.week()).map(|(day, hours)| ((*day).to_owned(), hours.to_vec()));
    Figure {
        id: "hours",
        title: "Messages by day and hour".to_owned(),
        description: format!("A row for each day, a square for each hour; the darker the square, the more messages, at most {most}.{framed}"),
        legend: legend(most),
        draw: &|size| field.field(size),
        table: Table { rows_are: "Day", columns, rows: rows.collect() },
    }
    .markup()
}

/// Says how many messages each shade stands for.
fn legend(most: usize) -> Vec<(String, Paint)> {
    let steps = steps(most);
    let mut names = vec!["none".to_owned()];
    for (number, least) in steps.iter().enumerate() {
        let last = steps.get(number + 1).map_or(most, |next| next - 1);
        names.push(if *least >= last { least.to_string() } else { format!("{least}–{last}") });
    }
    let mut legend: Vec<(String, Paint)> = names.into_iter().zip(HEAT).collect();
    // Of few messages several shades stand for the same number, of which the darkest is drawn.
    let mut seen = std::collections::HashSet::new();
    legend.reverse();
    legend.retain(|(name, _)| seen.insert(name.clone()));
    legend.reverse();
    legend
}

/// Says how many messages asked for an answer outside hours, as far as hours are known.
fn outside(hours: &Hours, clock: Option<&Clock>) -> Vec<String> {
    let asks = count(hours.asks, "message");
    let mut told = vec![match hours.asks_when_reader_off {
        0 => format!(
            "{asks} of yours asked for an answer; none is known to have reached a reader outside their working hours."
        ),
        off => format!(
            "{} of your {asks} that asked for an answer reached a reader outside their working hours.",
            number(off)
        ),
    }];
    if clock.is_some_and(|clock| clock.hours.is_some()) {
        told.push(format!("{} of the {asks} were sent outside your own hours.", number(hours.asks_when_off)));
    } else {
        told.push(
            "Your working hours are not known. Set `time-zone` under `[me]` and `work` under `[hours]` in `presend.toml`, and \
             a `[[people]]` entry for each reader whose hours you know, and this page can say more."
                .to_owned(),
        );
    }
    told
}

fn asks(hours: &Hours) -> Markup {
    let parts = vec![
        ("outside working hours, the reader’s or yours".to_owned(), Paint::Outside),
        ("within them, or not known".to_owned(), Paint::Plain),
    ];
    let bars = hours.asks_by_hour().iter().enumerate();
    let bars =
        bars.map(|(hour, [within, outside])| (format!("{hour}:00"), vec![*outside, *within])).collect();
    let has_outside = hours.asks_by_hour().iter().any(|[_, outside]| *outside > 0);
    let chart = Stacked { parts, bars };
    Figure {
        id: "asks",
        title: "Messages that asked for an answer, by hour of the day".to_owned(),
        description:
            "A column for each hour of the day on your clock; at its foot those sent outside working hours."
                .to_owned(),
        legend: if has_outside { chart.parts.clone() } else { Vec::new() },
        draw: &|size| chart.columns(size),
        table: Table {
            rows_are: "Hour",
            columns: vec!["Outside hours".to_owned(), "Within, or not known".to_owned()],
            rows: chart.bars.clone(),
        },
    }
    .markup()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_are_told_once() {
        let names = |most| legend(most).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(40), ["none", "1–10", "11–20", "21–30", "31–40"]);
        assert_eq!(names(2), ["none", "1", "2"]);
        assert_eq!(legend(1).last().unwrap().1, Paint::Heat4);
    }

    #[test]
    fn the_first_of_the_largest_is_meant() {
        assert_eq!(most([1, 5, 5, 2].into_iter()), (1, 5));
        assert_eq!(most(std::iter::empty()), (0, 0));
    }
}
