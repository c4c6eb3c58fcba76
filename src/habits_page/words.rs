//! Words numbers, dates and codes for people.

use jiff::civil::{Date, DateTime};
use maud::{Markup, html};
use presend_core::{Action, Channel};

/// The days of the week, Monday first.
pub(super) const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Stands for a subject that a message does not have.
pub(super) const NO_SUBJECT: &str = "(no subject)";

/// Writes a number with a comma at thousands.
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Writes a number with what is counted: `1 message`, `1,204 messages`.
pub(super) fn count(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", number(count))
}

/// Writes a share in percent; one that is not nothing is never 0.
pub(super) fn share(part: usize, whole: usize) -> String {
    match (part, whole) {
        (_, 0) | (0, _) => "0 %".to_owned(),
        _ if part * 200 < whole => "under 1 %".to_owned(),
        _ => format!("{} %", (part * 200 + whole) / (whole * 2)),
    }
}

/// Writes a day: `5 March 2026`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Writes a day and an hour: `Thu 5 March 2026, 21:40`.
pub(super) fn moment(at: DateTime) -> String {
    at.strftime("%a %-d %B %Y, %H:%M").to_string()
}

/// Begins a text with a capital, and ends it with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{capital}{}{end}", chars.as_str())
}

/// Returns a text in which words between backticks are code.
pub(super) fn with_code(text: &str) -> Markup {
    html! {
        @for (number, piece) in text.split('`').enumerate() {
            @if number % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

/// Says what a verdict means for a message.
pub(super) fn meaning(action: Action) -> &'static str {
    match action {
        Action::Write => "fine in writing",
        Action::Reword => "right in writing, clearer in other words",
        Action::Hold => "better held back for a while",
        Action::Talk => "better said than written",
    }
}

/// Says which channel would have suited a message.
pub(super) fn suits(channel: Channel) -> &'static str {
    match channel {
        Channel::Message => "a message",
        Channel::Document => "a document to read in one’s own time",
        Channel::Recording => "a recording",
        Channel::CallNow => "a call at once",
        Channel::InPersonOrVideo => "a talk in person or by video",
        Channel::Kickoff => "one meeting with everyone",
        Channel::CelebrateLive => "a moment together",
        Channel::Counsel => "advice first",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_shares_are_written_for_people() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            (count(1, "message"), count(1204, "message")),
            ("1 message".into(), "1,204 messages".into())
        );
        assert_eq!(
            [(0, 5), (1, 900), (1, 200), (2, 3), (5, 5), (0, 0)].map(|(part, whole)| share(part, whole)),
            ["0 %", "under 1 %", "1 %", "67 %", "100 %", "0 %"]
        );
    }

    #[test]
    fn code_is_marked_and_escaped() {
        assert_eq!(with_code("set `a<b` here").into_string(), "set <code>a&lt;b</code> here");
    }

    #[test]
    fn dates_are_written_for_people() {
        let first = jiff::civil::date(2026, 3, 5);
        assert_eq!(
            (day(first), moment(first.at(21, 40, 0, 0))),
            ("5 March 2026".into(), "Thu 5 March 2026, 21:40".into())
        );
        assert_eq!([sentence("émile asks"), sentence("why?"), sentence("")], ["Émile asks.", "Why?", "."]);
    }
}
