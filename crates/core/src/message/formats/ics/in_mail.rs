//! Adds what the events of a calendar in a mail say beyond the words of the mail itself.

use memchr::memmem;
use presend_lexicon::names::RegionKind;

use super::event::CalendarEvent;
use super::pieces::pieces;
use crate::message::content::{Content, opaque_part};
use crate::message::model::{Region, Segment};
use crate::message::segment::split;
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
    let mut said = Said::new(content);
    for (number, piece) in found.iter().enumerate() {
        let event = CalendarEvent::read(piece.span.of_bytes(calendar.as_bytes()));
        if number > 0 {
            said.extend(content);
            add_summary(&event, content, &said, label, span);
        }
        said.extend(content);
        // Most programs write the description into the text of the mail too.
        event.add_description_unless(content, label, Some(span), |text, fixed| said.says(text, fixed));
    }
    let mut first = CalendarEvent::read(calendar.as_bytes());
    first.set_method(method.as_deref());
    first
}

/// Adds what a further event is called: the first one gives the mail its subject.
fn add_summary(event: &CalendarEvent, content: &mut Content<'_>, said: &Said, label: &str, span: Span) {
    let summary = event.summary.as_ref().map(|summary| summary.text().trim().to_owned()).unwrap_or_default();
    let words = letters(&summary);
    if !words.is_empty() && !holds(&said.own, &words) {
        content.add_decoded_body(opaque_part(label.to_owned(), summary, span), &[]);
    }
}

fn holds(text: &str, words: &str) -> bool {
    memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

fn is_own(kind: RegionKind) -> bool {
    RegionKind::OWN_WORDS & kind.bit() != 0
}

/// The letters of what was read so far; it grows with each event, so that no region is folded twice.
struct Said {
    /// Of the writer's own words, with a newline where something else stands between them.
    own: String,
    /// Of all regions.
    all: String,
    /// How many regions were folded.
    regions: usize,
    /// Part and end of the last own region.
    last: Option<(usize, usize)>,
    /// Part and span of the texts of attached files, sorted.
    files: Vec<(usize, Span)>,
}

impl Said {
    fn new(content: &Content<'_>) -> Said {
        let mut files = content.files.clone();
        files.sort_unstable();
        Said { own: String::new(), all: String::new(), regions: 0, last: None, files }
    }

    /// Adds what was read since the last time.
    fn extend(&mut self, content: &Content<'_>) {
        for region in content.regions.iter().skip(self.regions) {
            let Some(part) = content.parts.get(region.part) else { continue };
            let words = letters(region.span.of(&part.text));
            self.all += &words;
            if is_own(region.kind) && !self.is_in_file(region) {
                if self.last != Some((region.part, region.span.start)) {
                    self.own.push('\n');
                }
                self.own += &words;
                self.last = Some((region.part, region.span.end));
            }
        }
        self.regions = content.regions.len();
    }

    fn is_in_file(&self, region: &Region) -> bool {
        let start = (region.part, region.span.start);
        let next = self.files.partition_point(|(part, span)| (*part, span.start) <= start);
        let before = next.checked_sub(1).and_then(|index| self.files.get(index));
        before.is_some_and(|(part, span)| *part == region.part && span.contains(region.span))
    }

    /// Returns true if and only if a text says nothing new. Own words that stand only in a quote or an attached file were not
    /// said by the writer: nobody would lint them.
    fn says(&self, text: &str, fixed: &[Segment]) -> bool {
        split(text, Span::new(0, text.len()), fixed).iter().all(|segment| {
            let said = if is_own(segment.kind) { &self.own } else { &self.all };
            holds(said, &letters(segment.span.of(text)))
        })
    }
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
        let event = "BEGIN:VEVENT\nDESCRIPTION:Hi Ben\\,\\n\\nWhich one?\\n\\n> the old one\nEND:VEVENT\n";
        let found = words(&mail("Hi Ben,\n\nWhich one?\n\n> the old one", event));
        assert_eq!(found.iter().filter(|text| text.contains("Which one?")).count(), 1, "{found:?}");
    }

    #[test]
    fn what_stands_only_in_a_quote_or_a_file_is_read() {
        let event = "BEGIN:VEVENT\nSUMMARY:Oven\nDESCRIPTION:Which one do we buy?\nEND:VEVENT\n";
        let words_of = "Which one do we buy?";
        let quoted = words(&mail("> Which one do we buy?\n\nSee below.", event));
        assert_eq!(quoted.last().map(String::as_str), Some(words_of), "{quoted:?}");
        let apart = words(&mail("Which one\n\n> of the two\n\ndo we buy?", event));
        assert_eq!(apart.last().map(String::as_str), Some(words_of), "{apart:?}");
        let file =
            "Content-Type: text/plain\nContent-Disposition: inline; filename=a.txt\n\nWhich one do we buy?";
        let attached = words(&mail(&format!("See the file.\n--b\n{file}"), event));
        assert_eq!(attached.iter().filter(|text| *text == words_of).count(), 1, "{attached:?}");
    }
}
