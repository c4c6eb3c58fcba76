//! Reads chat logs: what one person wrote in a row, without an answer or a long pause, is one message.

use std::borrow::Cow;
use std::io::{BufRead, Result};

use super::chat_census::style;
use super::chat_line::{Line, Said, Style, read as read_line};
use super::chat_stamp::Stamp;
use super::content::{Content, read_with};
use super::mbox::RawMessage;
use super::zones::Zone;
use super::{Address, Message, Origin, Part, RegionKind};
use crate::builtin::DECISION;
use crate::text::decode::{Decoded, decode};
use crate::text::{Source, Span};

/// A message ends at the next line of its writer's once it has this many bytes.
const MESSAGE_BYTES: usize = 1 << 20;

/// How a log is written.
#[derive(Debug, Clone, Copy)]
pub struct Styled(Option<Style>);

impl Styled {
    /// Sees how a log is written by its start.
    #[must_use]
    pub fn of(head: &[u8]) -> Styled {
        Styled(style(head))
    }
}

/// The messages of a chat log. Holds one message in memory at a time.
#[derive(Debug)]
pub struct Messages<R> {
    reader: R,
    /// How the log is written; `None` where no line of its start is a message's.
    style: Option<Style>,
    /// Bytes of the log read so far, those of `next` among them.
    offset: usize,
    /// The line of the log that is read next.
    line: usize,
    /// The first line of the next message, already read.
    next: Vec<u8>,
    /// Who wrote last.
    last: Option<Run>,
}

/// Whose message is being read.
#[derive(Debug, Clone)]
struct Run {
    name: Vec<u8>,
    date: Vec<u8>,
    minutes: Option<u16>,
}

impl<R: BufRead> Messages<R> {
    /// Reads messages from the start of a log that is written as `style` says.
    pub fn new(reader: R, style: Styled) -> Messages<R> {
        Messages { reader, style: style.0, offset: 0, line: 1, next: Vec::new(), last: None }
    }

    fn read_message(&mut self) -> Result<Option<RawMessage>> {
        let mut bytes = std::mem::take(&mut self.next);
        let mut found = RawMessage {
            offset: self.offset - bytes.len(),
            line: self.line,
            bytes: Vec::new(),
            is_live: false,
        };
        found.line -= usize::from(!bytes.is_empty());
        let mut run = self.run_of(&bytes);
        let mut first = run.clone();
        loop {
            let start = bytes.len();
            let length = self.reader.read_until(b'\n', &mut bytes)?;
            self.offset += length;
            if length == 0 {
                break;
            }
            self.line += 1;
            let line = &bytes[start..];
            let said = self.run_of(line);
            if start == 0 {
                // Nothing was written yet: neither blank lines nor events belong to a message.
                let is_event = self.style.is_some_and(|style| style.read(line) == Line::Event);
                if said.is_none() && (is_event || is_blank(line)) {
                    bytes.clear();
                    (found.offset, found.line) = (self.offset, self.line);
                }
                first = said.clone();
                run = said;
                continue;
            }
            let Some(said) = said else { continue };
            if !run.as_ref().is_some_and(|run| run.goes_on(&said)) || start > MESSAGE_BYTES {
                self.next = bytes.split_off(start);
                break;
            }
            run = Some(said);
        }
        found.bytes = bytes;
        found.is_live =
            self.last.as_ref().zip(first.as_ref()).is_some_and(|(last, first)| first.answers(last));
        self.last = run;
        Ok((!is_blank(&found.bytes)).then_some(found))
    }

    /// Returns whose message a line starts or goes on with.
    fn run_of(&self, line: &[u8]) -> Option<Run> {
        let Line::Said(said) = self.style?.read(line) else { return None };
        Some(Run {
            name: said.name.to_vec(),
            date: said.stamp.and_then(|stamp| stamp.date).unwrap_or_default().to_vec(),
            minutes: said.stamp.map(|stamp| stamp.minutes),
        })
    }
}

impl Run {
    /// Returns true if and only if the next line is the same person's, without a pause.
    fn goes_on(&self, next: &Run) -> bool {
        let pause = self.pause_before(next).unwrap_or(0);
        self.name == next.name && self.date == next.date && pause <= DECISION.thresholds.burst_minutes
    }

    /// Returns true if and only if this was written a moment after what another wrote.
    fn answers(&self, last: &Run) -> bool {
        let pause = last.pause_before(self);
        self.name != last.name
            && self.date == last.date
            && pause.is_some_and(|pause| pause <= DECISION.thresholds.live_minutes)
    }

    /// Returns the minutes between two lines, where both are stamped.
    fn pause_before(&self, next: &Run) -> Option<u32> {
        Some(u32::from((next.minutes? + 1440 - self.minutes?) % 1440))
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<RawMessage>;

    fn next(&mut self) -> Option<Result<RawMessage>> {
        self.read_message().transpose()
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

/// Reads one message of a log. The style is that of its first line: a text that starts with none is all body.
#[must_use]
pub fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, read_bytes)
}

fn read_bytes(bytes: &[u8]) -> Content<'_> {
    let mut content = Content { profile: Some("chat".to_owned()), ..Content::default() };
    let first_end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |newline| newline + 1);
    let Line::Said(first) = read_line(&bytes[..first_end]) else {
        add_text(&mut content, bytes, Span::new(0, bytes.len()));
        return content;
    };
    content.headers.from =
        vec![Address { name: String::from_utf8_lossy(first.name).trim().to_owned(), address: String::new() }];
    content.headers.date = first.stamp.map(date);
    let (mut start, mut pos) = (first.text, first_end);
    content.burst = 1;
    while pos < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[pos..]).map_or(bytes.len(), |newline| pos + newline + 1);
        let found = first.style.read(&bytes[pos..end]);
        if found != Line::More {
            add_text(&mut content, bytes, Span::new(start.min(pos), pos));
            start = if let Line::Said(Said { text, .. }) = found { pos + text } else { end };
            content.burst += usize::from(matches!(found, Line::Said(_)));
        }
        pos = end;
    }
    add_text(&mut content, bytes, Span::new(start.min(pos), pos));
    content
}

/// Adds what was said in one go as a part of its own: no sentence runs on from one line of a chat into the next.
fn add_text<'x>(content: &mut Content<'x>, bytes: &'x [u8], span: Span) {
    let own = &bytes[span.start..span.end];
    if is_blank(own) {
        return;
    }
    let Decoded { text, is_transcoded, bom_length } = decode(own);
    let part = if is_transcoded {
        Part { label: Some(Cow::Borrowed("text")), text, origin: opaque(span) }
    } else {
        Part { label: None, text, origin: Origin::Verbatim { start: span.start + bom_length } }
    };
    let code = code_zones(&part.text);
    let range = Span::new(0, part.text.len());
    let part = content.add_part(part);
    content.add_body(part, range, &code);
}

fn opaque(span: Span) -> Origin {
    Origin::Decoded { span, coding: super::Coding::Opaque }
}

/// Finds code in backticks, which chat programs draw as code wherever it stands in a line.
pub(super) fn code_zones(text: &str) -> Vec<Zone> {
    let bytes = text.as_bytes();
    let mut zones = Vec::new();
    let mut pos = 0;
    // Where no closing marks of that length follow, they need not be searched again.
    let (mut has_fence, mut has_tick) = (true, true);
    while let Some(at) = memchr::memchr(b'`', &bytes[pos..]).map(|found| pos + found) {
        let is_fence = bytes[at..].starts_with(b"```");
        let length = if is_fence { 3 } else { 1 };
        let rest = &bytes[at + length..];
        let end = match is_fence {
            true if has_fence => memchr::memmem::find(rest, b"```"),
            false if has_tick => memchr::memchr(b'`', rest),
            _ => None,
        };
        has_fence &= !is_fence || end.is_some();
        has_tick &= is_fence || end.is_some();
        let end = end.filter(|&end| end > 0 && (is_fence || !rest[..end].contains(&b'\n')));
        pos = at + length + end.map_or(0, |end| end + length);
        if end.is_some() {
            zones.push((RegionKind::Code, Span::new(at, pos)));
        }
    }
    zones
}

/// Returns when a message was written, as ISO 8601 where the order of day and month is plain, else as it stands.
fn date(stamp: Stamp<'_>) -> String {
    let time = String::from_utf8_lossy(stamp.time).into_owned();
    let Some(date) = stamp.date else { return time };
    let date = String::from_utf8_lossy(date);
    let is_iso = date.len() == 10 && date.as_bytes()[4] == b'-' && stamp.time.len() == 8;
    format!("{date}{}{time}", if is_iso { 'T' } else { ' ' })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(log: &str) -> Vec<(String, String, usize, usize)> {
        Messages::new(log.as_bytes(), Styled::of(log.as_bytes()))
            .map(|raw| {
                let raw = raw.expect("memory does not fail");
                assert_eq!(&log.as_bytes()[raw.offset..raw.offset + raw.bytes.len()], raw.bytes);
                let newlines = log[..raw.offset].bytes().filter(|byte| *byte == b'\n').count();
                assert_eq!(raw.line, newlines + 1);
                let message = read(Source::new("log", raw.bytes));
                let name = message.headers.from.first().map(|from| from.name.clone()).unwrap_or_default();
                let own = message.regions.iter().filter(|region| region.kind != RegionKind::Code);
                let own: Vec<&str> =
                    own.map(|region| region.span.of(&message.parts[region.part].text).trim()).collect();
                assert_eq!(message.profile.as_deref(), Some("chat"));
                (name, own.join("|"), message.burst, raw.line)
            })
            .collect()
    }

    fn said(name: &str, text: &str, burst: usize, line: usize) -> (String, String, usize, usize) {
        (name.to_owned(), text.to_owned(), burst, line)
    }

    #[test]
    fn lines_of_one_writer_in_a_row_are_one_message() {
        let log = "[12:03] ana: the kiln is off\n[12:04] ana: since ten\nby hand\n\n[12:05] ben: good\n[12:20] ben: anyone?\n";
        assert_eq!(
            list(log),
            [
                said("ana", "the kiln is off|since ten\nby hand", 2, 1),
                said("ben", "good", 1, 5),
                said("ben", "anyone?", 1, 6)
            ]
        );
    }

    #[test]
    fn comings_and_goings_are_no_messages() {
        let log = "--- Log opened Thu Mar 12 2026\n12:01 -!- ben [b@host] has joined #kiln\n12:02 < ana> off?\n\
            12:02 -!- cy has quit\n12:03 <@ben> yes\n12:04 * ben nods\n12:05 * cy has joined #kiln\n";
        assert_eq!(list(log), [said("ana", "off?", 1, 3), said("ben", "yes|nods", 2, 5)]);
    }

    #[test]
    fn exports_of_telephones_are_read() {
        let log = "12/03/2026, 21:03 - Messages are encrypted.\n12/03/2026, 21:04 - Ana Silva: bread?\n\
            12/03/2026, 21:05 - Ben joined\n12/03/2026, 21:09 - Ben: Note: no rye\nNote: and no salt\n";
        assert_eq!(
            list(log),
            [said("Ana Silva", "bread?", 1, 2), said("Ben", "Note: no rye\nNote: and no salt", 1, 4)]
        );
        let message = read(Source::new("log", &b"2026-03-12 12:03:10 <ana> hi"[..]));
        assert_eq!(message.headers.date.as_deref(), Some("2026-03-12T12:03:10"));
        let message = read(Source::new("log", &b"[12:03] ana: hi"[..]));
        assert_eq!(message.headers.date.as_deref(), Some("12:03"));
    }

    #[test]
    fn text_without_the_form_is_one_message() {
        assert_eq!(list("just a note\nof two lines\n"), [said("", "just a note\nof two lines", 1, 1)]);
        assert_eq!(list("\n\n"), []);
        assert_eq!(list(""), []);
        assert_eq!(
            list("title\nana: a\nben: b\nana: c"),
            [said("", "title", 1, 1), said("ana", "a", 1, 2), said("ben", "b", 1, 3), said("ana", "c", 1, 4)]
        );
    }

    #[test]
    fn quotes_and_code_are_no_own_words() {
        let message =
            read(Source::new("log", &b"ana: > you are late\nno\nben: `@here` and ```x = 1``` done\n"[..]));
        let kinds: Vec<(RegionKind, &str)> = message
            .regions
            .iter()
            .map(|region| (region.kind, region.span.of(&message.parts[region.part].text).trim()))
            .collect();
        assert!(kinds.contains(&(RegionKind::Quote, "> you are late")), "{kinds:?}");
        assert!(kinds.contains(&(RegionKind::Code, "`@here`")), "{kinds:?}");
        assert!(kinds.contains(&(RegionKind::Code, "```x = 1```")), "{kinds:?}");
        assert!(!message.mentions_all);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_a_named_part() {
        let message = read(Source::new("log", &b"[12:03] ana: caf\xe9\n[12:03] ana: ok\n"[..]));
        assert_eq!((message.parts[0].text.trim(), message.parts[0].label.as_deref()), ("café", Some("text")));
        assert_eq!(message.parts[1].source_span(&message.source, Span::new(0, 2)), Span::new(31, 33));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_log_is_read_and_no_byte_twice(
            log in "(\\[12:0[0-9]\\] |1[0-9]:[0-9]{2} |2026-03-01 12:00:00 |<ana> |ben: |\\* cy |-!- |has joined|\n|é|`{1,3}|[a-z:<>@]{0,6}){0,40}"
        ) {
            let mut end = 0;
            for raw in Messages::new(log.as_bytes(), Styled::of(log.as_bytes())) {
                let raw = raw.expect("memory does not fail");
                prop_assert!(raw.offset >= end);
                end = raw.offset + raw.bytes.len();
                prop_assert_eq!(&log.as_bytes()[raw.offset..end], &raw.bytes[..]);
                let message = read(Source::new("log", &raw.bytes[..]));
                for region in &message.regions {
                    let text = &message.parts[region.part].text;
                    prop_assert!(text.get(region.span.start..region.span.end).is_some());
                    let span = message.parts[region.part].source_span(&message.source, region.span);
                    prop_assert!(span.end <= raw.bytes.len());
                }
            }
        }

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for raw in Messages::new(&bytes[..], Styled::of(&bytes)) {
                let raw = raw.expect("memory does not fail");
                let _ = read(Source::new("log", raw.bytes));
            }
        }
    }
}
