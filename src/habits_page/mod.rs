//! Draws what messages have in common as one page of HTML, which needs no network and no script.

mod about;
mod changes;
mod channels;
mod charts;
mod figure;
mod hours;
mod rules;
mod threads;
mod time;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use presend_core::Action;

pub(crate) use about::{About, RuleText};

use crate::habits::Habits;
use figure::{patterns, swatch};
use time::VERDICTS;
use words::{count, day, meaning, number, share};

/// Colours, sizes and what paper needs.
const STYLE: &str = include_str!("page.css");

/// What the page adapts to.
const SCHEMES: &str = "light dark";

/// What made the page.
const PROGRAM: &str = concat!("presend ", env!("CARGO_PKG_VERSION"));

/// What the page may do: nothing but be seen.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The name of the page.
const TITLE: &str = "What your messages have in common";

/// Draws the page.
pub(crate) fn page(habits: &Habits, about: &About<'_>) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head())
            body {
                (patterns())
                main {
                    (opening(habits, about))
                    (glance(habits))
                    (changes::section(habits, about))
                    (time::section(habits))
                    (hours::sections(habits, about))
                    (channels::section(habits))
                    (threads::threads(habits))
                    (threads::meetings(habits))
                    (rules::section(habits, about))
                }
                footer { p { "Made by " (PROGRAM) ". The page loads nothing, sends nothing, and runs no script." } }
            }
        }
    };
    page.into_string()
}

/// Returns what stands before the page: its name, what it may do, and its style.
fn head() -> Markup {
    let style = [STYLE, &charts::style()].concat();
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content=(SCHEMES);
            meta name="generator" content=(PROGRAM);
            title { (TITLE) }
            style { (PreEscaped(style)) }
        }
    }
}

fn opening(habits: &Habits, about: &About<'_>) -> Markup {
    let days = habits.days.keys().next().zip(habits.days.keys().next_back());
    let when = match days {
        Some((first, last)) if first == last => format!(", from {}", day(*first)),
        Some((first, last)) => format!(", from {} to {}", day(*first), day(*last)),
        None => String::new(),
    };
    let (messages, words) = (count(habits.own.all(), "message"), count(habits.words, "word"));
    html! {
        header {
            h1 { (TITLE) }
            p.lead { (format!("{messages} with {words} of yours{when}.")) }
            (privacy(habits, about))
        }
    }
}

/// Says what the page shows and what it does not.
fn privacy(habits: &Habits, about: &About<'_>) -> Markup {
    let whose = format!(
        "This is a mirror for the person who writes. It describes texts and habits, and rates nobody. It shows only what {} wrote.",
        about.me.names().join(", ")
    );
    let redacted = if about.shows_words { "" } else { " No word of a message is shown." };
    html! {
        aside aria-label="What this page shows" {
            p { (left_out(habits, about).into_iter().fold(whose, |told, more| told + " " + &more)) }
            p {
                "Readers are not named: their addresses, and their names where a message’s header gives them, are left out of what \
                 is quoted. Blind copies are never shown, and passwords, keys and other private numbers are masked."
                (redacted)
            }
        }
    }
}

/// Says what was read and is not shown.
fn left_out(habits: &Habits, about: &About<'_>) -> Vec<String> {
    let others = match habits.others {
        0 => None,
        1 => Some("1 message by somebody else was counted, to know how long its thread is, but none of it is shown.".to_owned()),
        more => Some(format!(
            "{} by others were counted, to know how long threads are, but none of them is shown.",
            count(more, "message")
        )),
    };
    let nameless = match habits.nameless {
        0 => None,
        1 => Some("1 message that names no writer was left out.".to_owned()),
        more => Some(format!("{} that name no writer were left out.", count(more, "message"))),
    };
    let unread = (habits.unread > 0).then(|| format!("{} could not be read.", number(habits.unread)));
    let cut = about.cut.as_ref().map(|told| format!("{told}."));
    let sample = (habits.not_chosen > 0).then(|| {
        let (own, all) = (number(habits.own.all()), number(habits.own.all() + habits.not_chosen));
        format!("Of your {all} messages, {own} were looked at: a sample, the same in every run; the others only tell how long threads are.")
    });
    [others, nameless, cut, sample, unread].into_iter().flatten().collect()
}

/// Lists the verdicts.
fn glance(habits: &Habits) -> Markup {
    let all = habits.own.all();
    html! {
        section {
            h2 { "At a glance" }
            p {
                (number(habits.own.of(Action::Write))) " of your " (count(all, "message"))
                " were fine as they stood (" (share(habits.own.of(Action::Write), all)) ")."
            }
            dl.glance {
                @for (action, paint) in VERDICTS.iter().rev() {
                    div {
                        dt { (swatch(*paint)) (action.name()) }
                        dd { strong { (number(habits.own.of(*action))) } " " (meaning(*action)) }
                    }
                }
            }
        }
    }
}
