//! Reads an invitation as calendars send it.

use presend_lexicon::names::RegionKind;

use super::event::CalendarEvent;
use crate::message::content::{Content, opaque_part, read_with};
use crate::message::model::Message;
use crate::text::{Ends, Source, Span};

/// Returns true if and only if the text opens like a calendar.
pub(crate) fn is_ics(bytes: &[u8]) -> bool {
    let start = bytes.head(256).trim_ascii_start();
    start.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// Reads an invitation; of a calendar with many events the first. Facts that are missing or broken are absent.
pub(crate) fn read(source: Source<'_>) -> Message<'_> {
    read_piece(source, None)
}

/// Reads one piece of a calendar, which says itself what it does.
#[must_use]
pub fn read_piece<'a>(source: Source<'a>, method: Option<&str>) -> Message<'a> {
    read_with(source, |bytes| {
        let mut event = CalendarEvent::read(bytes);
        event.set_method(method);
        let mut content = Content::default();
        if let Some(summary) = &event.summary {
            let text = summary.text().trim().to_owned();
            let span = Span::new(0, text.len());
            content.headers.subject = Some(text.clone());
            let part = content.add_part(opaque_part("subject", text, summary.span));
            content.add_region(RegionKind::Subject, part, span);
        }
        event.add_description(&mut content, "description", None);
        content.headers.from.clone_from(&event.organizer);
        content.headers.to.clone_from(&event.required);
        content.headers.cc.clone_from(&event.optional);
        content.headers.date.clone_from(&event.stamp);
        content.meeting = event.into_meeting(&content);
        content
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::formats::ics::pieces;
    use crate::message::{Address, Format, Meeting, read as read_as};

    const INVITE: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nSUMMARY:New oven\\, which one?\r\nDTSTAMP:20260309T080000Z\r\nDTSTART;TZID=Europe/Lisbon:20260310T090000\r\n\
        DTEND;TZID=Europe/Lisbon:20260310T093000\r\nORGANIZER;CN=Ana Silva:mailto:ana@example.com\r\n\
        ATTENDEE;CN=Ben;ROLE=REQ-PARTICIPANT:MAILTO:ben@example.com\r\nATTENDEE;ROLE=OPT-PARTICIPANT:mailto:cy@example.com\r\n\
        ATTENDEE;CUTYPE=ROOM:mailto:bakery@example.com\r\nATTENDEE:mailto:ana@example.com\r\n\
        DESCRIPTION:Two offers are in.\\nJoin Zoom Meeting\\nhttps://zoom.example/j/1\\n\r\n\
        BEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn meeting(text: &str) -> Option<Meeting> {
        read(Source::new("a.ics", text.as_bytes())).meeting
    }

    #[test]
    fn an_invitation_has_subject_people_and_length() {
        let message = read(Source::new("a.ics", INVITE.as_bytes()));
        assert_eq!(message.headers.subject.as_deref(), Some("New oven, which one?"));
        assert_eq!(
            message.headers.from,
            [Address { name: "Ana Silva".into(), address: "ana@example.com".into() }]
        );
        assert_eq!((message.headers.to.len(), message.headers.cc[0].address.as_str()), (2, "cy@example.com"));
        assert_eq!(message.headers.date.as_deref(), Some("2026-03-09T08:00:00Z"));
        let own: Vec<(RegionKind, &str)> = message
            .regions
            .iter()
            .map(|region| (region.kind, region.span.of(&message.parts[region.part].text).trim()))
            .collect();
        assert_eq!(own[1], (RegionKind::Body, "Two offers are in."));
        assert_eq!(own[2].0, RegionKind::Disclaimer);
        let meeting = message.meeting.expect("an event");
        assert_eq!((meeting.attendees, meeting.minutes, meeting.has_description), (2, Some(30), true));
        assert_eq!(meeting.method.as_deref(), Some("REQUEST"));
        assert_eq!(meeting.start.as_deref(), Some("20260310T090000"));
        assert!(!meeting.is_recurring && !meeting.is_cancelled);
    }

    #[test]
    fn each_piece_of_a_calendar_is_a_message() {
        let calendar = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n\
            BEGIN:VEVENT\r\nSUMMARY:One\r\nDESCRIPTION:a\\, b\\; c\\nd\\\\e fol\r\n ded\r\nBEGIN:VALARM\r\nDESCRIPTION:ring\r\n\
            END:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20260310T090000Z\r\nBEGIN:VALARM\r\nDESCRIPTION:ring\r\n\
            END:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nSUMMARY:Two\r\nDUE:20260311T090000Z\r\nEND:VTODO\r\n\
            BEGIN:VJOURNAL\r\nDESCRIPTION:three\r\nDESCRIPTION;LANGUAGE=en:and four\r\nEND:VJOURNAL\r\n\
            BEGIN:VEVENT\r\nX-ALT-DESC;FMTTYPE=text/html:<p>fi<b>ve</b></p>\r\n";
        let (found, method) = pieces(calendar.as_bytes());
        assert_eq!(method.as_deref(), Some("PUBLISH"));
        let words: Vec<(usize, Vec<String>, bool)> = found
            .iter()
            .map(|piece| {
                let source = Source::new("a.ics", &calendar.as_bytes()[piece.span.start..piece.span.end]);
                let message = read_piece(source, method.as_deref());
                let method = message.meeting.as_ref().and_then(|meeting| meeting.method.clone());
                assert!(message.meeting.is_none() || method.as_deref() == Some("PUBLISH"));
                let texts = message.parts.iter().map(|part| part.text.trim().to_owned()).collect();
                (piece.line, texts, message.meeting.is_some())
            })
            .collect();
        let of = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
        assert_eq!(
            words,
            [
                (6, of(&["One", "a, b; c\nd\\e folded"]), true),
                (20, of(&["Two"]), false),
                (24, of(&["three", "and four"]), false),
                (28, of(&["five"]), true),
            ]
        );
    }

    #[test]
    fn a_length_between_two_zones_is_that_of_the_clock() {
        let flight = meeting(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Call\nDTSTART;TZID=Europe/Lisbon:20260310T090000\n\
             DTEND;TZID=\"Europe/Berlin\":20260310T103000\nEND:VEVENT\n",
        );
        assert_eq!(flight.expect("an event").minutes, Some(30));
        let unknown = meeting(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Call\nDTSTART;TZID=My Zone:20260310T090000\n\
             DTEND;TZID=My Zone:20260310T103000\nEND:VEVENT\n",
        );
        assert_eq!(unknown.expect("an event").minutes, Some(90));
    }

    #[test]
    fn what_is_missing_or_broken_is_absent() {
        let bare = meeting("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Oven\nDTEND:tomorrow\nDURATION:PT45M\n");
        let bare = bare.expect("an event");
        assert_eq!(
            (bare.start, bare.minutes, bare.attendees, bare.has_description),
            (None, Some(45), 0, false)
        );
        assert_eq!(
            meeting("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDURATION:-PT1H\n").and_then(|m| m.minutes),
            None
        );
        let wrong = "BEGIN:VEVENT\nDTSTART:20260231T250000\nDTEND:20260310T090000Z\n";
        assert_eq!(meeting(wrong).and_then(|meeting| meeting.minutes), None);
        assert_eq!(meeting("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), None);
        assert_eq!(meeting("nothing of the kind"), None);
        let gone = meeting("METHOD:cancel\nBEGIN:VEVENT\nSUMMARY:Oven\nEND:VEVENT\n").expect("an event");
        assert!(gone.is_cancelled);
        let again =
            meeting("BEGIN:VEVENT\nSUMMARY:Oven\nRRULE:FREQ=DAILY\nSTATUS:CANCELLED\n").expect("an event");
        assert!(again.is_recurring && again.is_cancelled);
    }

    #[test]
    fn html_is_read_through_its_tags_and_every_word_counts() {
        let own = |fields: &str| {
            let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{fields}\nEND:VEVENT\n");
            let message = read(Source::new("a.ics", text.as_bytes()));
            let texts =
                message.regions.iter().map(|region| region.span.of(&message.parts[region.part].text).trim());
            texts.collect::<Vec<_>>().join("|")
        };
        assert_eq!(
            own("DESCRIPTION:<p>Which <b>oven</b>?</p><br>Mine &amp\\; <i>yours</i>."),
            "Which oven?\n\n\nMine & yours."
        );
        assert_eq!(own("DESCRIPTION:if a <b and b> c"), "if a <b and b> c");
        let both = "DESCRIPTION:Which oven?\nX-ALT-DESC;FMTTYPE=text/html:<html><body>Which <b>oven</b>?";
        assert_eq!(own(both), "Which oven?");
        assert_eq!(own(&format!("{both} Say it.")), "Which oven? Say it.");
        assert_eq!(own("DESCRIPTION:Agenda\nX-ALT-DESC:<p>Other</p>"), "Other|Agenda");
        assert_eq!(own("DESCRIPTION:Agenda\nCOMMENT:I cannot come"), "Agenda|I cannot come");
    }

    #[test]
    fn a_description_may_be_html_or_how_to_join_alone() {
        let html = "BEGIN:VEVENT\nSUMMARY:x\nDESCRIPTION:\nX-ALT-DESC;FMTTYPE=text/html:<p>Which oven\\, and when</p>\n";
        assert!(meeting(html).expect("an event").has_description);
        let joins = "BEGIN:VEVENT\nSUMMARY:x\nDESCRIPTION:Join Zoom Meeting\\nhttps://zoom.example/j/1\\nMeeting ID: 1\n";
        assert!(!meeting(joins).expect("an event").has_description);
    }

    #[test]
    fn invitations_in_mail_are_meetings_too() {
        let mail = |calendar: &str, text: &str| {
            let mail = format!(
                "From: ana@example.com\nTo: ben@example.com, cy@example.com\nSubject: Oven\nContent-Type: multipart/alternative; boundary=b\n\n\
                --b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: text/calendar; method=REQUEST\n\n{calendar}\n--b--\n"
            );
            read_as(Source::new("a.eml", mail.into_bytes()), Format::Email)
        };
        let found =
            mail("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Oven\nDESCRIPTION:Which one do we buy?\n", "");
        let meeting = found.meeting.expect("a meeting");
        assert_eq!((meeting.attendees, meeting.has_description), (2, true));
        let found = mail(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Oven\n",
            "Join Zoom Meeting\nhttps://zoom.example/1",
        );
        assert!(!found.meeting.expect("a meeting").has_description);
        let found = mail("broken", "hello there");
        assert_eq!(found.meeting, None);
        let whole = b"Subject: x\nContent-Type: text/calendar\nContent-Transfer-Encoding: base64\n\nQkVHSU46VkVWRU5UClNVTU1BUlk6T3Zlbgo=\n";
        assert!(read_as(Source::new("a.eml", &whole[..]), Format::Email).meeting.is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_calendar_is_read(
            text in "(BEGIN:VEVENT\n|END:VEVENT\n|BEGIN:VALARM\n|SUMMARY:|DESCRIPTION;ENCODING=QUOTED-PRINTABLE:|DTSTART:2026|DURATION:P|ATTENDEE;CN=\"|mailto:|\n |\r\n|\\\\|é|=C3|[A-Z0-9;:,\"=]{0,6}){0,40}"
        ) {
            let message = read(Source::new("a.ics", text.as_bytes()));
            for region in &message.regions {
                let own = &message.parts[region.part];
                prop_assert!(own.text.get(region.span.start..region.span.end).is_some());
                prop_assert!(own.source_span(&message.source, region.span).end <= text.len());
            }
        }
    }
}
