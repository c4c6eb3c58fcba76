//! Reads the first event of a calendar: what it is about, who comes, when, and what for.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::property::{Property, properties};
use crate::message::content::{Content, opaque_part};
use crate::message::formats::html;
use crate::message::model::{Address, Meeting, Segment};
use crate::message::segment::call_details;
use crate::text::letters::letters;
use crate::text::{Ends, Span};

/// A meeting, or another entry with a time.
const EVENT: &str = "VEVENT";

/// What may hold words of a person; the first is a meeting.
pub(super) const KINDS: [&str; 3] = [EVENT, "VTODO", "VJOURNAL"];

/// The first event, task or journal entry of a calendar.
#[derive(Debug, Default)]
pub(crate) struct CalendarEvent {
    pub(super) meeting: Meeting,
    pub(super) summary: Option<Property>,
    descriptions: Vec<Property>,
    /// The description as HTML, where programs keep the real one.
    html: Option<Property>,
    /// What somebody says who answers, or calls it off.
    comments: Vec<Property>,
    pub(super) organizer: Vec<Address>,
    pub(super) required: Vec<Address>,
    pub(super) optional: Vec<Address>,
    pub(super) stamp: Option<String>,
    /// When it starts and ends, where its zones are known.
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    /// It is an event, not a task or an entry of a journal.
    is_event: bool,
}

impl CalendarEvent {
    /// Reads the first event; properties of what stands inside it, such as alarms, are not its own.
    pub(super) fn read(bytes: &[u8]) -> CalendarEvent {
        let mut event = CalendarEvent::default();
        // Components open inside the event, the event itself among them; 0 before it.
        let mut depth = 0_usize;
        for property in properties(bytes) {
            let value = property.value.trim();
            match property.name.as_str() {
                "BEGIN" if depth > 0 => depth += 1,
                "BEGIN" if KINDS.iter().any(|kind| value.eq_ignore_ascii_case(kind)) => {
                    event.is_event = value.eq_ignore_ascii_case(EVENT);
                    depth = 1;
                }
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
            "DESCRIPTION" => self.descriptions.push(property),
            "X-ALT-DESC" | "STYLED-DESCRIPTION" => self.html = Some(property),
            "COMMENT" => self.comments.push(property),
            "ORGANIZER" => self.organizer.push(address(&property)),
            "ATTENDEE" if is_place(&property) => {}
            "ATTENDEE" if property.parameter("ROLE").eq_ignore_ascii_case("OPT-PARTICIPANT") => {
                self.optional.push(address(&property));
            }
            "ATTENDEE" => self.required.push(address(&property)),
            "DTSTART" => (self.from, self.meeting.start) = (instant(&property), text(&property)),
            "DTEND" => (self.until, self.meeting.end) = (instant(&property), text(&property)),
            "DURATION" => self.meeting.minutes = duration(property.value.trim()),
            "DTSTAMP" => self.stamp = text(&property).map(|stamp| iso(&stamp)),
            "RRULE" | "RDATE" | "RECURRENCE-ID" => self.meeting.is_recurring = true,
            "STATUS" => self.meeting.is_cancelled = property.value.trim().eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    /// Sets what the calendar says that it does.
    pub(super) fn set_method(&mut self, method: Option<&str>) {
        if let Some(method) = method {
            self.meeting.method = Some(method.to_owned());
            self.meeting.is_cancelled |= method == "CANCEL";
        }
    }

    fn finish(&mut self) {
        let key = |address: &Address| address.address.to_lowercase();
        let who: BTreeSet<String> = self.required.iter().chain(&self.optional).map(key).collect();
        let own: BTreeSet<String> = self.organizer.iter().map(key).collect();
        self.meeting.attendees = who.difference(&own).count();
        self.meeting.is_cancelled |= self.meeting.method.as_deref() == Some("CANCEL");
        if let (Some(start), Some(end)) = (&self.meeting.start, &self.meeting.end) {
            let between = self.from.zip(self.until).map(|(from, until)| until.duration_since(from));
            let on_the_clock = || civil(start).zip(civil(end)).map(|(start, end)| end.duration_since(start));
            self.meeting.minutes = between.or_else(on_the_clock).and_then(minutes);
        }
    }

    /// Adds what the description says as body; `span` stands for its lines where these are not the source's own.
    pub(super) fn add_description(&self, content: &mut Content<'_>, label: &str, span: Option<Span>) {
        self.add_description_unless(content, label, span, |_, _| false);
    }

    /// Adds of the description what `is_said` does not know, given a text and the segments of it whose kind is known.
    pub(super) fn add_description_unless(
        &self,
        content: &mut Content<'_>,
        label: &str,
        span: Option<Span>,
        is_said: impl Fn(&str, &[Segment]) -> bool,
    ) {
        let html = self.html.as_ref().map(words).unwrap_or_default();
        let mut bodies = Vec::new();
        for property in self.descriptions.iter().chain(&self.comments) {
            bodies.push((words(property), property.span));
        }
        // Most programs say the same in both.
        let letters: Vec<String> = bodies.iter().map(|((text, _), _)| letters(text)).collect();
        if let Some(property) = &self.html
            && !letters.concat().contains(&self::letters(&html.0))
        {
            if letters.first().is_some_and(|first| self::letters(&html.0).contains(first)) {
                bodies.remove(0);
            }
            bodies.insert(0, (html, property.span));
        }
        for ((text, mut fixed), own) in bodies {
            let details = call_details(&text, Span::new(0, text.len()));
            if !details.is_empty() {
                fixed = details;
            }
            if !text.trim().is_empty() && !is_said(&text, &fixed) {
                content.add_decoded_body(opaque_part(label.to_owned(), text, span.unwrap_or(own)), &fixed);
            }
        }
    }

    /// Returns the meeting, if an event was found at all; `content` is what is said about it.
    pub(crate) fn into_meeting(self, content: &Content<'_>) -> Option<Meeting> {
        let says = self.summary.is_some()
            || !self.descriptions.is_empty()
            || self.html.is_some()
            || self.meeting.start.is_some()
            || self.meeting.attendees > 0;
        let has_description = content.has_own_words();
        (says && self.is_event).then_some(Meeting { has_description, ..self.meeting })
    }
}

/// Returns what a property says; calendars of the web keep HTML in any of them.
fn words(property: &Property) -> (String, Vec<Segment>) {
    let text = property.text();
    if is_html(&text) { html::extract(&text) } else { (text, Vec::new()) }
}

/// Returns true if and only if a text has the tags that editors of calendars write.
fn is_html(text: &str) -> bool {
    const TAGS: [&str; 17] = [
        "a", "b", "body", "br", "div", "em", "font", "h1", "h2", "html", "i", "li", "ol", "p", "span",
        "strong", "ul",
    ];
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let inside = text.tail(at + 1).trim_start_matches('/');
        let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let is_tag = TAGS.iter().any(|tag| inside.head(length).eq_ignore_ascii_case(tag));
        let Some((inner, _)) = inside.tail(length).split_once('>') else { return false };
        // Attributes have values; prose between two signs has none.
        is_tag && (inner.is_empty() || inner.starts_with([' ', '/']) && inner.contains(['=', '/']))
    })
}

fn is_place(property: &Property) -> bool {
    ["ROOM", "RESOURCE"].iter().any(|kind| property.parameter("CUTYPE").eq_ignore_ascii_case(kind))
}

fn address(property: &Property) -> Address {
    let value = property.value.trim();
    let address = match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => value.tail(7),
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

/// Returns when something is, where its zone is known.
fn instant(property: &Property) -> Option<Timestamp> {
    let found = civil(&property.value)?;
    let zone = if property.value.trim().ends_with('Z') { "UTC" } else { property.parameter("TZID") };
    Some(found.in_tz(zone).ok()?.timestamp())
}

fn duration(text: &str) -> Option<u32> {
    minutes(text.parse::<SignedDuration>().ok()?)
}

fn minutes(duration: SignedDuration) -> Option<u32> {
    u32::try_from(duration.as_mins()).ok()
}
