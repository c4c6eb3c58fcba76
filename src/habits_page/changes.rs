//! Tells what would change most: the habits with the largest effect, each with one thing to do.

use maud::{Markup, html};

use super::about::About;
use super::words::{count, number, sentence, with_code};
use crate::habits::{Change, ChangeKind, Habits, changes};

/// What is told of one habit.
struct Told {
    title: String,
    effect: String,
    action: String,
}

/// Returns the section.
pub(super) fn section(habits: &Habits, about: &About<'_>) -> Markup {
    let told: Vec<Told> = changes(habits).into_iter().map(|change| tell(change, habits, about)).collect();
    html! {
        section #changes {
            h2 { "What would change most" }
            @if told.is_empty() {
                p { "Nothing comes back often enough to be called a habit." }
            }
            ol.changes {
                @for Told { title, effect, action } in &told {
                    li {
                        h3 { (title) }
                        p { (effect) }
                        p.action { (with_code(action)) }
                    }
                }
            }
        }
    }
}

fn tell(Change { kind, messages }: Change, habits: &Habits, about: &About<'_>) -> Told {
    match kind {
        ChangeKind::Rule(code) => {
            let rule = about.rule(&code);
            let not_ready = count(habits.own.not_ready(), "message");
            Told {
                title: sentence(rule.message),
                effect: format!("Of the {not_ready} that were not ready as they stood, {} had this as their main reason.", number(messages)),
                action: sentence(rule.help),
            }
        }
        ChangeKind::ReaderOff => Told {
            title: "Answers are asked for while the reader is off work.".to_owned(),
            effect: format!("{} of your {} that asked for an answer reached a reader outside their working hours.", number(messages), count(habits.hours.asks, "message")),
            action: "Schedule them for the reader’s morning, or start with the day by which you need an answer.".to_owned(),
        },
        ChangeKind::Threads => Told {
            title: "Threads go on after they needed a call.".to_owned(),
            effect: format!("You sent {} in {} after the first one that was better said than written.", count(messages, "message"), count(habits.threads.went_on(), "thread")),
            action: "When an answer brings the next question, ask for ten minutes to talk, and write down what you settle.".to_owned(),
        },
        ChangeKind::Meetings => Told {
            title: "People are called together to be told something.".to_owned(),
            effect: format!("{} only passed on information{}.", count(messages, "invitation"), to_whom(habits.meetings.people)),
            action: "Send the information as a message, and keep the meeting for questions.".to_owned(),
        },
    }
}

fn to_whom(people: usize) -> String {
    if people == 0 { String::new() } else { format!(", to {} readers in all", number(people)) }
}
