//! Reads an invitation as calendars send it: what it is about, who comes, when, and what for.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::content::{Content, read_with};
use super::ics_text::{Property, properties};
use super::{Address, Coding, Message, Origin, Part, RegionKind, html, zones_join};
use crate::text::{Source, Span};

/// A meeting that a message invites to. What the invitation does not say is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meeting {
    /// What the invitation does, in capitals: `REQUEST`, `CANCEL`, `REPLY`, …
    pub method: Option<String>,
    /// When it starts, as written.
    pub start: Option<String>,
    /// When it ends, as written.
    pub end: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// People invited, without who invites, and without rooms.
    pub attendees: usize,
    /// Somebody wrote what it is for; how to join a call does not count.
    pub has_description: bool,
    /// It comes again and again.
    pub is_recurring: bool,
    /// It is called off.
    pub is_cancelled: bool,
}

/// The first event of a calendar.
#[derive(Debug, Default)]
pub(super) struct Event {
    pub(super) meeting: Meeting,
    pub(super) summary: Option<Property>,
    description: Option<Property>,
    /// The description as HTML, where programs keep the real one.
    html: Option<Property>,
    organizer: Vec<Address>,
    required: Vec<Address>,
    optional: Vec<Address>,
    stamp: Option<String>,
}

/// Returns true if and only if the text opens like a calendar.
pub(super) fn is_ics(bytes: &[u8]) -> bool {
    let start = bytes[..bytes.len().min(256)].trim_ascii_start();
    start.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// Reads an invitation; of a calendar with many events the first. Facts that are missing or broken are absent.
#[must_use]
pub fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, |bytes| {
        let event = Event::read(bytes);
        let mut content = Content::default();
        if let Some(summary) = &event.summary {
            let text = summary.text().trim().to_owned();
            let span = Span::new(0, text.len());
            content.headers.subject = Some(text.clone());
            let part = content.add_part(decoded("subject", text, summary.span));
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

fn decoded(label: impl Into<Cow<'static, str>>, text: String, span: Span) -> Part<'static> {
    let origin = Origin::Decoded { span, coding: Coding::Opaque };
    Part { label: Some(label.into()), text: Cow::Owned(text), origin }
}

impl Event {
    /// Reads the first event; properties of what stands inside it, such as alarms, are not its own.
    pub(super) fn read(bytes: &[u8]) -> Event {
        let mut event = Event::default();
        // Components open inside the event, the event itself among them; 0 before it.
        let mut depth = 0_usize;
        for property in properties(bytes) {
            let value = property.value.trim();
            match property.name.as_str() {
                "BEGIN" if depth > 0 || value.eq_ignore_ascii_case("VEVENT") => depth += 1,
                "END" if depth == 1 => break,
                "END" => depth = depth.saturating_sub(1),
                "METHOD" if depth == 0 => event.meeting.method = Some(value.to_ascii_uppercase()),
                _ if depth == 1 => event.add(property),
                _ => {}
            }
        }
        event.finish();
        event
    }

    fn add(&mut self, property: Property) {
        let text =
            |property: &Property| Some(property.value.trim().to_owned()).filter(|text| !text.is_empty());
        match property.name.as_str() {
            "SUMMARY" => self.summary = Some(property),
            "DESCRIPTION" => self.description = Some(property),
            "X-ALT-DESC" => self.html = Some(property),
            "ORGANIZER" => self.organizer.push(address(&property)),
            "ATTENDEE" if is_place(&property) => {}
            "ATTENDEE" if property.parameter("ROLE").eq_ignore_ascii_case("OPT-PARTICIPANT") => {
                self.optional.push(address(&property));
            }
            "ATTENDEE" => self.required.push(address(&property)),
            "DTSTART" => self.meeting.start = text(&property),
            "DTEND" => self.meeting.end = text(&property),
            "DURATION" => self.meeting.minutes = duration(property.value.trim()),
            "DTSTAMP" => self.stamp = text(&property).map(|stamp| iso(&stamp)),
            "RRULE" | "RDATE" | "RECURRENCE-ID" => self.meeting.is_recurring = true,
            "STATUS" => self.meeting.is_cancelled = property.value.trim().eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    fn finish(&mut self) {
        let key = |address: &Address| address.address.to_lowercase();
        let who: BTreeSet<String> = self.required.iter().chain(&self.optional).map(key).collect();
        let own: BTreeSet<String> = self.organizer.iter().map(key).collect();
        self.meeting.attendees = who.difference(&own).count();
        self.meeting.is_cancelled |= self.meeting.method.as_deref() == Some("CANCEL");
        if let (Some(start), Some(end)) = (&self.meeting.start, &self.meeting.end) {
            self.meeting.minutes =
                civil(start).zip(civil(end)).and_then(|(start, end)| minutes(end.duration_since(start)));
        }
    }

    /// Adds what the description says as body; `span` stands for its lines where these are not the source's own.
    pub(super) fn add_description(&self, content: &mut Content<'_>, label: &str, span: Option<Span>) {
        let plain = self.description.as_ref().map(|found| (found.text(), Vec::new(), found.span));
        let plain = plain.filter(|(text, _, _)| !text.trim().is_empty());
        let html = || {
            let found = self.html.as_ref()?;
            let (text, fixed) = html::extract(&found.text());
            Some((text, fixed, found.span))
        };
        let Some((text, mut fixed, own)) = plain.or_else(html) else { return };
        let joins = zones_join::join_blocks(&text, Span::new(0, text.len()));
        if !joins.is_empty() {
            fixed = joins;
        }
        content.add_decoded_body(decoded(label.to_owned(), text, span.unwrap_or(own)), &fixed);
    }

    /// Returns the meeting, if an event was found at all; `content` is what is said about it.
    pub(super) fn into_meeting(self, content: &Content<'_>) -> Option<Meeting> {
        let is_event = self.summary.is_some()
            || self.description.is_some()
            || self.meeting.start.is_some()
            || self.meeting.attendees > 0;
        let has_description = has_words(content);
        is_event.then_some(Meeting { has_description, ..self.meeting })
    }
}

/// Returns true if and only if there are own words beside the subject.
pub(super) fn has_words(content: &Content<'_>) -> bool {
    content.regions.iter().any(|region| {
        matches!(region.kind, RegionKind::Body | RegionKind::Greeting)
            && content
                .parts
                .get(region.part)
                .is_some_and(|part| region.span.of(&part.text).contains(char::is_alphanumeric))
    })
}

fn is_place(property: &Property) -> bool {
    ["ROOM", "RESOURCE"].iter().any(|kind| property.parameter("CUTYPE").eq_ignore_ascii_case(kind))
}

fn address(property: &Property) -> Address {
    let value = property.value.trim();
    let address = match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &value[7..],
        _ => value,
    };
    Address { name: property.parameter("CN").to_owned(), address: address.to_owned() }
}

/// `20260310T090000Z` becomes `2026-03-10T09:00:00Z`; anything else stays.
fn iso(text: &str) -> String {
    match (civil(text), text.ends_with('Z')) {
        (Some(found), true) => format!("{found}Z"),
        (Some(found), false) => found.to_string(),
        (None, _) => text.to_owned(),
    }
}

fn civil(text: &str) -> Option<DateTime> {
    text.trim().trim_end_matches('Z').parse().ok().filter(|_| text.contains('T'))
}

fn duration(text: &str) -> Option<u32> {
    minutes(text.parse::<SignedDuration>().ok()?)
}

fn minutes(duration: SignedDuration) -> Option<u32> {
    u32::try_from(duration.as_mins()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::{Format, read as read_as};

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
