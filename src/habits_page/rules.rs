//! Tells how often each rule spoke, with three examples of each.

use maud::{Markup, html};
use presend_core::Code;

use super::about::About;
use super::charts::{Paint, Stacked};
use super::figure::{Figure, Table};
use super::words::{NO_SUBJECT, count, moment, sentence, with_code};
use crate::habits::{Example, Habits, RuleHabit};

/// So many rules stand in the chart,
const MOST_CHARTED: usize = 12;
/// and so many with their examples in sight; the others have to be opened.
const MOST_IN_SIGHT: usize = 8;

/// Returns the section.
pub(super) fn section(habits: &Habits, about: &About<'_>) -> Markup {
    let mut rules = habits.rules.by_messages();
    rules.retain(|(_, rule)| rule.messages > 0);
    let (in_sight, others) = rules.split_at_checked(MOST_IN_SIGHT).unwrap_or((&rules, &[]));
    html! {
        section {
            h2 { "By rule" }
            @if rules.is_empty() {
                p { "No rule had anything to say." }
            } @else {
                p {
                    (count(rules.len(), "rule")) " spoke, each at most once per message. A rule points at words; whether they are \
                     right where they stand is for you to say."
                }
                (chart(&rules, about))
                @for (code, rule) in in_sight { (about_rule(*code, rule, about)) }
                @if !others.is_empty() {
                    details.more {
                        summary { (count(others.len(), "more rule")) }
                        @for (code, rule) in others { (about_rule(*code, rule, about)) }
                    }
                }
            }
        }
    }
}

fn chart(rules: &[(Code, &RuleHabit)], about: &About<'_>) -> Markup {
    let charted = || rules.iter().take(MOST_CHARTED);
    let label = |code: &Code| format!("{code} {}", about.rule(code).name);
    let chart = Stacked {
        parts: vec![("the main reason".to_owned(), Paint::Outside), ("spoke too".to_owned(), Paint::Plain)],
        bars: charted()
            .map(|(code, rule)| {
                let led = rule.led.min(rule.messages);
                (label(code), vec![led, rule.messages - led])
            })
            .collect(),
    };
    let which = if rules.len() > MOST_CHARTED {
        format!("the {MOST_CHARTED} that spoke most")
    } else {
        "all that spoke".to_owned()
    };
    Figure {
        id: "rules",
        title: format!("Messages by rule, {which}"),
        description: "A bar for each rule, as long as the number of messages in which it spoke; dark for those in which it was \
                      the main reason for a verdict other than write."
            .to_owned(),
        legend: chart.parts.clone(),
        draw: &|size| chart.rows(size),
        table: Table {
            rows_are: "Rule",
            columns: vec!["The main reason".to_owned(), "Spoke too".to_owned()],
            rows: chart.bars.clone(),
        },
    }
    .markup()
}

fn about_rule(code: Code, rule: &RuleHabit, about: &About<'_>) -> Markup {
    let text = about.rule(&code);
    html! {
        article.rule {
            h3 { (sentence(text.message)) }
            p.facts { code { (code) " " (text.name) } " in " (count(rule.messages, "message")) }
            @if !text.help.is_empty() { p { (with_code(&sentence(text.help))) } }
            @if about.shows_words {
                ul.examples { @for example in &rule.examples { li { (about_example(example)) } } }
            }
        }
    }
}

fn about_example(example: &Example) -> Markup {
    let subject = example.subject.as_deref();
    html! {
        @match &example.excerpt {
            Some(excerpt) => { q { (excerpt.before) mark { (excerpt.words) } (excerpt.after) } },
            // What is found in the header has no words of its own.
            None => { (subject.unwrap_or(NO_SUBJECT)) },
        }
        span.from {
            @if let Some(sent) = example.sent { (moment(sent)) }
            @if let Some(subject) = subject.filter(|_| example.excerpt.is_some()) { " · " (subject) }
        }
    }
}
