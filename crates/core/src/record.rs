//! Says of a message what a table has of it: who wrote it, to whom, when, where, how much, and its place in its file.

use jiff::ZonedDateTime;

use crate::message::{Address, Message};
use crate::report::Report;
use crate::text::Span;

/// What is known of one message beside what was found in it: the one way in for whatever tabulates messages. Bcc is never
/// part of it.
///
/// [`MessageRecord::of`] tells what the message says itself; [`render::shown_record`](crate::render::shown_record) what may be
/// shown of it, which is what an output prints.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct MessageRecord {
    /// Who wrote it: the first address of From in small letters, or, where there is none, as in most chats, the name as it
    /// stands. Absent where nobody is named.
    pub from: Option<String>,
    /// To whom it was written (To), each in the form of `from`, in their order; empty where nobody is named, as in channels.
    pub to: Vec<String>,
    /// Who gets a copy (Cc), each in the form of `from`, in their order; empty where nobody does.
    pub cc: Vec<String>,
    /// When it was sent, by its own date: on the writer's clock where presend.toml knows it, else with the offset that the date
    /// names, else in UTC. Absent where it bears no date, or one that cannot be read; never the time of the check.
    pub date: Option<ZonedDateTime>,
    /// The name of the channel, room or chat in which it was said, such as `general`, without `#`. Absent for mail, and where an
    /// archive does not say it.
    pub channel: Option<String>,
    /// An id that all messages of one thread have: that of the message which opened it, where it is known (the first in
    /// References, else In-Reply-To; the head of a thread of a chat), else the message's own. It is unique within a mailbox, and
    /// within a channel of an archive of chats. Absent where the message has no id at all.
    pub thread: Option<String>,
    /// How many words the writer wrote: those of the subject and of the body, without quotations, forwards, signatures,
    /// disclaimers and code.
    pub words: usize,
    /// Where it stands. Absent where it was read from no file.
    pub place: Option<MessagePlace>,
}

/// Where a message stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct MessagePlace {
    /// The file as reports show it: a path, `export.zip/general/2026-03-01.json` for an entry of an archive, `<stdin>`.
    pub file: String,
    /// Its number in that file, from 1, in the order of the report; what could not be read counts too.
    pub number: usize,
    /// Its bytes in that file, counted from 0; in an entry of an archive, those of the unpacked entry.
    pub bytes: Span,
}

impl MessageRecord {
    /// Returns what a report's message says of itself, with nothing hidden.
    #[must_use]
    pub fn of(report: &Report<'_>) -> MessageRecord {
        let Report { message, date, words, .. } = report;
        MessageRecord { date: date.clone(), words: *words, ..MessageRecord::unlinted(message) }
    }

    /// Returns what a message says of itself before it is linted, which tells neither its date nor its words.
    #[must_use]
    pub fn unlinted(message: &Message<'_>) -> MessageRecord {
        let headers = &message.headers;
        let people = |list: &[Address]| list.iter().filter_map(person).collect();
        let own_id = || headers.message_id.as_ref().or(message.id.as_ref());
        let start = message.base_offset;
        MessageRecord {
            from: headers.from.iter().find_map(person),
            to: people(&headers.to),
            cc: people(&headers.cc),
            date: None,
            channel: message.channel.clone(),
            thread: message.thread.as_ref().or(headers.references.first()).or_else(own_id).cloned(),
            words: 0,
            place: message.number.map(|number| MessagePlace {
                file: message.name.to_string(),
                number,
                bytes: Span::new(start, start + message.source.len()),
            }),
        }
    }
}

/// Returns by what somebody is known: an address, else a name.
fn person(Address { name, address }: &Address) -> Option<String> {
    let known =
        if address.trim().is_empty() { name.trim().to_owned() } else { address.trim().to_lowercase() };
    Some(known).filter(|known| !known.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Format, jsonl, read};
    use crate::{Guidelines, Linter, Source};

    fn record(mail: &str, guidelines: &str) -> MessageRecord {
        let guidelines = Guidelines::parse("presend.toml", guidelines).unwrap();
        let linter = Linter::builder().guidelines(&guidelines).build().unwrap();
        let message = read(Source::new("draft.eml", mail.as_bytes()), Format::Email);
        MessageRecord::of(&linter.lint(message, linter.own_policy()))
    }

    const MAIL: &str = "From: Ana <Ana@Example.com>\nTo: Bo <bo@example.com>, undisclosed:;\nCc: Cy Oh <CY@example.com>\n\
        Bcc: hidden@example.com\nDate: Tue, 10 Mar 2026 15:04:00 +0530\nMessage-ID: <2@example.com>\n\
        Subject: Two words\n\nThe menu is here.\n\n> what menu is that\n\n-- \nAna Dias\n";

    #[test]
    fn a_mail_says_who_when_and_how_much() {
        let found = record(MAIL, "");
        assert_eq!(found.from.as_deref(), Some("ana@example.com"));
        assert_eq!(
            (found.to.as_slice(), found.cc.as_slice()),
            (&["bo@example.com".to_owned()][..], &["cy@example.com".to_owned()][..])
        );
        assert_eq!(found.date.unwrap().to_string(), "2026-03-10T15:04:00+05:30[+05:30]");
        assert_eq!(found.thread.as_deref(), Some("2@example.com"));
        assert_eq!((found.words, found.place, found.channel), (6, None, None));
    }

    #[test]
    fn a_date_is_on_the_writers_clock_where_it_is_known() {
        let zone = "[me]\naddress = \"ana@example.com\"\ntime-zone = \"America/New_York\"\n";
        let hour = |mail: &str| record(mail, zone).date.map(|date| date.strftime("%H:%M%:z").to_string());
        assert_eq!(hour(MAIL).as_deref(), Some("05:34-04:00"));
        // Somebody else's clock is not known.
        assert_eq!(hour(&MAIL.replace("Ana@", "Di@")).as_deref(), Some("15:04+05:30"));
        assert_eq!(hour(&MAIL.replace("10 Mar", "some day")), None);
        assert_eq!(hour("From: ana@example.com\n\nThe menu is here.\n"), None);
    }

    #[test]
    fn a_thread_is_that_of_the_message_which_opened_it() {
        let thread = |fields: &str| record(&format!("{fields}{MAIL}"), "").thread;
        assert_eq!(thread("References: <0@example.com> <1@example.com>\n").as_deref(), Some("0@example.com"));
        assert_eq!(thread("In-Reply-To: <1@example.com>\n").as_deref(), Some("1@example.com"));
        assert_eq!(record("From: ana@example.com\n\nThe menu is here.\n", "").thread, None);
    }

    #[test]
    fn a_line_of_json_says_its_channel_and_thread() {
        let line = br#"{"id":7,"text":"The menu is here.","from":"Ana","channel":"kiln","thread":"5"}"#;
        let linter = Linter::builder().build().unwrap();
        let mut message = jsonl::read_line("box.jsonl", line, 3, 100).unwrap();
        message.number = Some(2);
        let found = MessageRecord::of(&linter.lint(message, linter.own_policy()));
        assert_eq!((found.from.as_deref(), found.channel.as_deref()), (Some("Ana"), Some("kiln")));
        assert_eq!(found.thread.as_deref(), Some("5"));
        let place = found.place.unwrap();
        assert_eq!(
            (place.file.as_str(), place.number, place.bytes),
            ("box.jsonl", 2, Span::new(100, 100 + line.len()))
        );
    }
}
