//! Adds what the events of a calendar in a mail say beyond the words of the mail itself.

use super::event::CalendarEvent;
use super::pieces::pieces;
use crate::message::content::{Content, opaque_part};
use crate::text::Span;
use crate::text::letters::letters;

/// Adds the words of all events that the mail does not say itself, and returns the first event; `span` stands for the lines
/// of the calendar in the mail.
pub(crate) fn add_events(
    calendar: &str,
    content: &mut Content<'_>,
    label: &str,
    span: Span,
) -> CalendarEvent {
    let (found, method) = pieces(calendar.as_bytes());
    for (number, piece) in found.iter().enumerate() {
        let event = CalendarEvent::read(&calendar.as_bytes()[piece.span.start..piece.span.end]);
        if number > 0 {
            add_summary(&event, content, label, span);
        }
        // Most programs write the description into the text of the mail too.
        let said = said(content);
        event.add_description_unless(content, label, Some(span), |words| said.contains(words));
    }
    let mut first = CalendarEvent::read(calendar.as_bytes());
    first.set_method(method.as_deref());
    first
}

/// Adds what a further event is called: the first one gives the mail its subject.
fn add_summary(event: &CalendarEvent, content: &mut Content<'_>, label: &str, span: Span) {
    let summary = event.summary.as_ref().map(|summary| summary.text().trim().to_owned()).unwrap_or_default();
    let words = letters(&summary);
    if !words.is_empty() && !said(content).contains(&words) {
        content.add_decoded_body(opaque_part(label.to_owned(), summary, span), &[]);
    }
}

/// Returns the letters of all that was read so far.
fn said(content: &Content<'_>) -> String {
    let texts = content.regions.iter().filter_map(|region| Some((region, content.parts.get(region.part)?)));
    texts.map(|(region, part)| letters(region.span.of(&part.text))).collect()
}

#[cfg(test)]
mod tests {
    use crate::message::{Format, Message, read};
    use crate::text::Source;

    fn mail(text: &str, events: &str) -> Message<'static> {
        let mail = format!(
            "From: ana@example.com\nTo: ben@example.com\nSubject: Oven\nContent-Type: multipart/mixed; boundary=b\n\n\
            --b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: text/calendar; method=REQUEST\n\n\
            BEGIN:VCALENDAR\n{events}END:VCALENDAR\n--b--\n"
        );
        read(Source::new("a.eml", mail.into_bytes()), Format::Email)
    }

    fn words(message: &Message<'_>) -> Vec<String> {
        let texts =
            message.regions.iter().map(|region| region.span.of(&message.parts[region.part].text).trim());
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn every_event_is_read() {
        let found = mail(
            "See the dates.",
            "BEGIN:VEVENT\nSUMMARY:Oven\nDESCRIPTION:Which one?\nEND:VEVENT\n\
             BEGIN:VEVENT\nSUMMARY:Kiln\nDESCRIPTION:And when?\nEND:VEVENT\n",
        );
        assert_eq!(words(&found), ["Oven", "See the dates.", "Which one?", "Kiln", "And when?"]);
        let meeting = found.meeting.expect("a meeting");
        assert_eq!(meeting.attendees, 1);
    }

    #[test]
    fn what_the_mail_says_itself_is_not_read_twice() {
        let event = "BEGIN:VEVENT\nSUMMARY:Oven\nDESCRIPTION:Which one do\n  we buy?\nEND:VEVENT\n";
        let found = mail("You are invited.\n\n*Which one\ndo we buy?*", event);
        assert_eq!(words(&found), ["Oven", "You are invited.\n\n*Which one\ndo we buy?*"]);
        assert_eq!(words(&mail("", event)), ["Oven", "Which one do we buy?"]);
    }
}
