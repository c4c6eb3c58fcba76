//! Tells of the longest threads that wanted a call, and of meetings that a message could have replaced.

use jiff::civil::Date;
use maud::{Markup, html};

use super::words::{NO_SUBJECT, count, day, number};
use crate::habits::{CalledThread, Habits, MeetingHabit, Meetings};

/// So many threads are listed.
const MOST_THREADS: usize = 10;

/// Returns the section on threads.
pub(super) fn threads(habits: &Habits) -> Markup {
    let called = habits.threads.called();
    html! {
        section {
            h2 { "Threads that needed a call" }
            p { (on_threads(called.len())) }
            ol.list { @for thread in called.iter().take(MOST_THREADS) { li { (about_thread(thread)) } } }
        }
    }
}

fn on_threads(called: usize) -> String {
    let order = if called > MOST_THREADS { "These are the longest." } else { "The longest come first." };
    match called {
        0 => "No thread of two messages or more includes one of yours that was better said than written."
            .to_owned(),
        1 => "1 thread of two messages or more includes one of yours that was better said than written."
            .to_owned(),
        _ => format!(
            "{} of two messages or more include one of yours that was better said than written. {order}",
            count(called, "thread")
        ),
    }
}

fn about_thread(thread: &CalledThread) -> Markup {
    let CalledThread { subject, messages, own, after, days } = thread;
    let (first, last) = days.unzip();
    let sent = first.map_or_else(String::new, |first| format!(", sent on {},", day(first)));
    let on = last.filter(|last| Some(*last) != first);
    let on = on.map_or_else(String::new, |last| format!("; you last wrote on {}", day(last)));
    let facts = format!(
        "{}, {} by you. Message {}{sent} was better said than written{on}.",
        count(*messages as usize, "message"),
        number(*own as usize),
        number(*after as usize)
    );
    html! {
        p.what { (subject.as_deref().unwrap_or(NO_SUBJECT)) }
        p.facts { (facts) }
    }
}

/// Returns the section on meetings.
pub(super) fn meetings(habits: &Habits) -> Markup {
    html! {
        section {
            h2 { "Meetings that could have been a message" }
            p { (on_meetings(&habits.meetings)) }
            ul.list { @for meeting in &habits.meetings.latest { li { (about_meeting(meeting)) } } }
        }
    }
}

fn on_meetings(meetings: &Meetings) -> String {
    let told = match meetings.count {
        0 => return "None of your messages calls people together only to tell them something.".to_owned(),
        1 => "1 message of yours calls people together only to hand them information.".to_owned(),
        more => {
            format!("{} of yours call people together only to hand them information.", count(more, "message"))
        }
    };
    match meetings.person_minutes / 60 {
        0 => told,
        hours => {
            let hours = count(hours, "hour");
            format!("{told} Those that say how long and for whom take {hours} of people’s time in all.")
        }
    }
}

fn about_meeting(meeting: &MeetingHabit) -> Markup {
    let MeetingHabit { date, times, subject, people, minutes } = meeting;
    let facts = [
        when(*date, *times),
        minutes.map(|minutes| count(minutes as usize, "minute")),
        (*people > 0).then(|| format!("for {}", count(*people, "reader"))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    html! {
        p.what { (subject.as_deref().unwrap_or(NO_SUBJECT)) }
        @if !facts.is_empty() { p.facts { (facts.join(", ")) "." } }
    }
}

fn when(date: Option<Date>, times: usize) -> Option<String> {
    match (date.map(day), times) {
        (date, 0 | 1) => date,
        (Some(last), times) => Some(format!("{} times, the last on {last}", number(times))),
        (None, times) => Some(format!("{} times", number(times))),
    }
}
