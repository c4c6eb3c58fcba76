//! Hides what no output may show: secrets always, every word of the draft when asked to.

use std::borrow::Cow;

use super::head_fields::unfamiliar_fields;
use super::options::RenderOptions;
use super::people::PeopleKey;
use super::positions::clamp;
use super::sanitize::char_width;
use super::values::{DOT, Values, named};
use crate::diagnostic::Point;
use crate::message::{Message, Origin, RegionKind};
use crate::record::{MessagePlace, MessageRecord};
use crate::report::Report;
use crate::text::private_values::join;
use crate::text::{Ends, Span};

/// A question of the draft is cut after so many characters in a plan.
const MAX_QUESTION: usize = 160;

/// The stretches of one report that stay hidden.
pub(super) struct Mask<'r> {
    report: &'r Report<'r>,
    redact: bool,
    people: Option<PeopleKey>,
    /// The name of the source, as it may be shown.
    name: Cow<'r, str>,
    /// Masked spans per part, sorted and joined.
    spans: Vec<Vec<Span>>,
    values: Values<'r>,
}

impl<'r> Mask<'r> {
    /// Collects what is hidden whatever is asked for; `redact` hides every letter and digit of the draft too.
    pub(super) fn new(report: &'r Report<'r>, redact: bool) -> Mask<'r> {
        Mask::of(report, redact, None)
    }

    /// Collects what the options hide.
    pub(super) fn with(report: &'r Report<'r>, options: &RenderOptions) -> Mask<'r> {
        Mask::of(report, options.redact, options.people)
    }

    fn of(report: &'r Report<'r>, redact: bool, people: Option<PeopleKey>) -> Mask<'r> {
        let mut spans: Vec<Vec<Span>> = vec![Vec::new(); report.message.parts.len()];
        for &(part, span) in &report.masked {
            if let (Some(spans), Some(text)) = (spans.get_mut(part), report.message.parts.get(part)) {
                spans.push(clamp(&text.text, span));
            }
        }
        let known = Values::of(report);
        let name = named(report, &known);
        let values = if people.is_some() { Values::with_people(report) } else { known };
        for (part, spans) in report.message.parts.iter().zip(&mut spans) {
            spans.extend(values.find(&part.text));
        }
        spans.iter_mut().for_each(join);
        Mask { report, redact, people, name, spans, values }
    }

    /// Appends a char of a part as it may be shown.
    pub(super) fn push(&self, out: &mut String, part: usize, offset: usize, character: char) {
        if self.hides(part, offset, character) {
            (0..char_width(character)).for_each(|_| out.push(DOT));
        } else {
            out.push(character);
        }
    }

    /// Returns true if and only if this char of a part must not be shown.
    pub(super) fn hides(&self, part: usize, offset: usize, character: char) -> bool {
        if matches!(character, '\n' | '\r') {
            return false;
        }
        (self.redact && is_word(character)) || self.covers(part, offset)
    }

    /// Returns a stretch of a part as it may be shown.
    pub(super) fn text(&self, part: usize, span: Span) -> String {
        let Some(text) = self.report.message.parts.get(part).map(|part| &part.text) else {
            return String::new();
        };
        let span = clamp(text, span);
        let mut out = String::with_capacity(span.len());
        for (index, character) in span.of(text).char_indices() {
            self.push(&mut out, part, span.start + index, character);
        }
        out
    }

    /// Returns the subject as it may be shown.
    pub(super) fn subject(&self) -> Option<String> {
        let message = &self.report.message;
        let subject = message.headers.subject.as_deref()?;
        let region = message.regions.iter().find(|region| region.kind == RegionKind::Subject);
        if let Some(region) = region.filter(|region| !region.span.is_empty()) {
            return Some(self.text(region.part, region.span));
        }
        Some(if self.redact { hide_words(subject) } else { self.free(subject) })
    }

    /// Returns who wrote the message, to whom, when and where, as it may be shown.
    pub(super) fn record(&self) -> MessageRecord {
        let record = MessageRecord::of(self.report);
        let shown = |kind: &str, text: String| match &self.people {
            Some(key) => key.pseudonym(kind, &text),
            None if self.redact => hide_words(&self.known(&text)),
            None => self.known(&text),
        };
        let all = |list: Vec<String>| list.into_iter().map(|person| shown("person", person)).collect();
        MessageRecord {
            from: record.from.map(|person| shown("person", person)),
            to: all(record.to),
            cc: all(record.cc),
            channel: record.channel.map(|channel| shown("channel", channel)),
            thread: record.thread.map(|id| self.thread(&id)),
            place: record.place.map(|place| MessagePlace { file: self.name().to_owned(), ..place }),
            ..record
        }
    }

    /// Returns the id of a message or a thread as it may be shown. Ids of mail hold names of machines, and often of people.
    pub(super) fn id(&self, id: &str) -> String {
        match &self.people {
            Some(key) if !is_number(id) => key.pseudonym("id", id),
            _ => self.known(id),
        }
    }

    /// Returns the id of a thread as it may be shown: unlike that of a message nobody chose it to find the message again, and it
    /// may be made of the names of those who talk.
    fn thread(&self, id: &str) -> String {
        let id = self.id(id);
        if self.redact && self.people.is_none() && !is_number(&id) { hide_words(&id) } else { id }
    }

    /// Returns words of presend's own, without what they may quote from the draft.
    pub(super) fn free(&self, text: &str) -> String {
        let text = self.known(text);
        if self.redact { hide_quoted(&text) } else { text }
    }

    /// Returns the name of the source as it may be shown.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Returns a text that may hold private values of the draft, such as an id, without them.
    pub(super) fn known(&self, text: &str) -> String {
        self.values.hide_in(text).into_owned()
    }

    /// Returns the text of an edit; new text for a hidden place is hidden too, since it may repeat it.
    pub(super) fn edit(&self, part: usize, span: Span, text: &str) -> String {
        let spans = self.spans.get(part).map(Vec::as_slice).unwrap_or_default();
        let next = spans.partition_point(|hidden| hidden.end <= span.start);
        let touches = spans.get(next).is_some_and(|hidden| hidden.overlaps(span));
        if touches || self.redact { hide_words(text) } else { self.free(text) }
    }

    /// Returns the words of a point of a plan; those of the draft masked and on one line.
    pub(super) fn point(&self, point: &Point) -> String {
        match point {
            Point::Text(text) => text.to_string(),
            Point::Draft(part, span) => {
                let text = self.text(*part, *span);
                let line: Vec<&str> = text.split_whitespace().collect();
                let line: String = line.join(" ").chars().take(MAX_QUESTION).collect();
                format!("{line}?")
            }
        }
    }

    /// Returns the hidden stretches of the source itself, sorted; of decoded parts the whole encoded stretch.
    pub(super) fn in_source(&self) -> Vec<Span> {
        let mut found = unfamiliar_fields(&self.report.message);
        for (part, spans) in self.report.message.parts.iter().zip(&self.spans) {
            match part.origin {
                Origin::Verbatim { start } => {
                    found.extend(spans.iter().map(|span| Span::new(start + span.start, start + span.end)));
                }
                Origin::Decoded { span, .. } if !spans.is_empty() => found.push(span),
                Origin::Decoded { .. } => {}
            }
        }
        join(&mut found);
        found
    }

    /// Returns the message that it is about.
    pub(super) fn message(&self) -> &'r Message<'r> {
        &self.report.message
    }

    /// Returns true if and only if every word of the draft is hidden.
    pub(super) fn is_redacting(&self) -> bool {
        self.redact
    }

    fn covers(&self, part: usize, offset: usize) -> bool {
        let Some(spans) = self.spans.get(part) else { return false };
        let next = spans.partition_point(|span| span.end <= offset);
        spans.get(next).is_some_and(|span| span.start <= offset)
    }
}

/// Returns a text with a dot for every letter and digit.
pub(super) fn hide_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_word(character) {
            (0..char_width(character)).for_each(|_| out.push(DOT));
        } else {
            out.push(character);
        }
    }
    out
}

/// Returns true if and only if an id is a time or a count, as programs of chats give them.
fn is_number(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Signs of other scripts and emoji carry meaning too, so that only ASCII signs and spaces stay.
fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || (!character.is_ascii() && !character.is_whitespace())
}

/// presend quotes the draft in backticks or double quotes.
fn hide_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, piece) in text.split_inclusive(['`', '"', '“', '”']).enumerate() {
        if index % 2 == 0 {
            out.push_str(piece);
        } else {
            let quote = piece.chars().next_back().filter(|last| ['`', '"', '“', '”'].contains(last));
            let inner = quote.map_or(piece, |quote| piece.head(piece.len() - quote.len_utf8()));
            out.push_str(&hide_words(inner));
            out.extend(quote);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn secrets_that_overlap_hide_each_other() {
        let mut report = sample::report("bad AKIA7QX");
        report.masked = vec![(0, Span::new(2, 8)), (0, Span::new(4, 11))];
        assert_eq!(Mask::new(&report, false).free("found: bad AKIA7QX!"), "found: ba•••••••••!");
    }

    #[test]
    fn masked_chars_become_dots_everywhere() {
        let mut report = sample::report("key AKIA123 and 日 end");
        report.masked = vec![(0, Span::new(4, 11)), (0, Span::new(16, 19))];
        let mask = Mask::new(&report, false);
        assert_eq!(mask.text(0, Span::new(0, 23)), "key ••••••• and •• end");
        assert_eq!(mask.free("found `akia123` there"), "found `•••••••` there");
        assert_eq!(mask.edit(0, Span::new(0, 6), "Key akia"), "••• ••••");
        assert_eq!(mask.edit(0, Span::new(0, 3), "Key"), "Key");
    }

    #[test]
    fn redaction_hides_the_id_of_a_thread_that_is_no_number() {
        let report = sample::report("Hi");
        let thread = |id: &str| Mask::new(&report, true).thread(id);
        assert_eq!(thread("bo.3@kiln.example.com"), "••.•@••••.•••••••.•••");
        assert_eq!(thread("Ana and Bo"), "••• ••• ••");
        assert_eq!(thread("1767225600.000100"), "1767225600.000100");
        assert_eq!(Mask::new(&report, false).thread("Ana and Bo"), "Ana and Bo");
    }

    #[test]
    fn redaction_hides_words_and_what_is_quoted() {
        let report = sample::report("Hi Zoë, 7pm? 😀");
        let mask = Mask::new(&report, true);
        assert_eq!(mask.text(0, Span::new(0, 99)), "•• •••, •••? ••");
        assert_eq!(mask.free("say `soon` again"), "say `••••` again");
    }
}
