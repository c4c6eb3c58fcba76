//! Tells where messages were written, and which channel would have suited them.

use maud::{Markup, html};

use super::charts::{Paint, Stacked};
use super::figure::{Figure, Table};
use super::time::{VERDICTS, values};
use super::words::{count, number, suits};
use crate::habits::{Habits, Medium, Tally};

/// So many rooms are shown, the busiest.
const MOST_ROOMS: usize = 8;

/// Returns the section.
pub(super) fn section(habits: &Habits) -> Markup {
    let places = places(habits);
    let wanted = habits.places.wanted();
    let elsewhere: usize = wanted.iter().map(|(_, count)| count).sum();
    html! {
        section {
            h2 { "By channel" }
            @match places.as_slice() {
                [(only, own)] => p { "All " (count(own.all(), "message")) " are of one kind: " (only) "." },
                _ => (written(&places)),
            }
            @if elsewhere == 0 {
                p { "None of them would have done better in another form." }
            } @else {
                p { (number(elsewhere)) " would have done better in another form:" }
                (suited(&wanted))
            }
        }
    }
}

/// Returns the kinds of writing and, of chats, the rooms.
fn places(habits: &Habits) -> Vec<(String, Tally)> {
    let rooms = habits.places.rooms();
    let media = habits.places.media().map(|(medium, own)| (name(medium).to_owned(), own));
    let rooms = rooms
        .into_iter()
        .take(MOST_ROOMS)
        .map(|(room, own)| (format!("of these in #{}", room.trim_start_matches('#')), own));
    media.chain(rooms).collect()
}

const fn name(medium: Medium) -> &'static str {
    match medium {
        Medium::Mail => "mail",
        Medium::Invitation => "invitations",
        Medium::Chat => "chat",
        Medium::Commit => "commit messages",
        Medium::Text => "texts",
    }
}

fn written(places: &[(String, Tally)]) -> Markup {
    let chart = Stacked {
        parts: VERDICTS.map(|(action, paint)| (action.name().to_owned(), paint)).to_vec(),
        bars: places.iter().map(|(name, own)| (name.clone(), values(*own))).collect(),
    };
    Figure {
        id: "channels",
        title: "Messages by where they were written".to_owned(),
        description:
            "A bar for each kind of writing, and for each chat room in which three people or more write."
                .to_owned(),
        legend: chart.parts.clone(),
        draw: &|size| chart.rows(size),
        table: Table {
            rows_are: "Channel",
            columns: chart.parts.iter().map(|(name, _)| name.clone()).collect(),
            rows: chart.bars.clone(),
        },
    }
    .markup()
}

fn suited(wanted: &[(presend_core::Channel, usize)]) -> Markup {
    let chart = Stacked {
        parts: vec![("messages".to_owned(), Paint::Plain)],
        bars: wanted.iter().map(|(channel, count)| (suits(*channel).to_owned(), vec![*count])).collect(),
    };
    Figure {
        id: "suited",
        title: "What would have suited better".to_owned(),
        description: "A bar for each other form; its length is the number of messages that called for it."
            .to_owned(),
        legend: Vec::new(),
        draw: &|size| chart.rows(size),
        table: Table { rows_are: "Form", columns: vec!["Messages".to_owned()], rows: chart.bars.clone() },
    }
    .markup()
}
