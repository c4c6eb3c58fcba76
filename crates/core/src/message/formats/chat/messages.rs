//! Reads chat logs: what one person wrote in a row, without an answer or a long pause, is one message.

use std::io::{BufRead, Result};

use super::banner::banner;
use super::detect::style;
use super::header::Tall;
use super::line::{Line, Style, is_blank, unit_len};
use super::speakers::is_answer;
use crate::builtin::DECISION;
use crate::message::formats::mbox::RawMessage;
use crate::text::Ends;

/// A message ends at the next line of its writer's once it has this many bytes.
const MESSAGE_BYTES: usize = 1 << 20;

/// A header has at most so many lines.
const TALL_LINES: usize = 12;

/// How a log is written.
#[derive(Debug, Clone)]
pub struct LogStyle {
    style: Option<Style>,
    /// Words of its start that stand above times, and are nobody's name.
    words: Vec<Vec<u8>>,
    /// Length of what the program wrote above it.
    banner: usize,
}

impl LogStyle {
    /// Sees how a log is written by its start.
    #[must_use]
    pub fn of(head: &[u8]) -> LogStyle {
        let (style, words) = style(head);
        let words = words.into_iter().map(<[u8]>::to_vec).collect();
        LogStyle { style, words, banner: banner(head) }
    }

    /// Returns true if and only if a line has the form of a chat.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.style.is_some()
    }
}

/// The messages of a chat log. Holds one message in memory at a time.
#[derive(Debug)]
pub struct Messages<R> {
    reader: R,
    /// How the log is written; `None` where no line of its start is a message's.
    style: Option<Style>,
    /// Words that stand above times, and are nobody's name.
    words: Vec<Vec<u8>>,
    /// Bytes of the log that are nobody's.
    banner: usize,
    /// Bytes of the log read so far, those of `next` among them.
    offset: usize,
    /// The line of the log that is read next.
    line: usize,
    /// The first line of the next message, already read.
    next: Vec<u8>,
    /// Lines read ahead, of which the first is still to be told from the header that they may be.
    ahead: Vec<u8>,
    /// Who wrote last.
    last: Option<Speaker>,
}

/// Whose message is being read.
#[derive(Debug, Clone)]
struct Speaker {
    name: Vec<u8>,
    date: Vec<u8>,
    minutes: Option<u16>,
}

impl<R: BufRead> Messages<R> {
    /// Reads messages from the start of a log that is written as `style` says.
    pub fn new(reader: R, style: LogStyle) -> Messages<R> {
        Messages {
            reader,
            style: style.style,
            words: style.words,
            banner: style.banner,
            offset: 0,
            line: 1,
            next: Vec::new(),
            ahead: Vec::new(),
            last: None,
        }
    }

    fn read_message(&mut self) -> Result<Option<RawMessage>> {
        let mut bytes = std::mem::take(&mut self.next);
        let mut found = RawMessage {
            offset: self.offset - bytes.len(),
            line: self.line,
            bytes: Vec::new(),
            is_live: false,
            is_patch: false,
        };
        // The first lines of this one were counted when they ended the one before.
        found.line -= bytes.iter().filter(|byte| **byte == b'\n').count();
        let mut speaker = self.speaker_of(&bytes);
        let mut first = speaker.clone();
        loop {
            let start = bytes.len();
            let length = self.read_unit(&mut bytes)?;
            if length == 0 {
                break;
            }
            let line = bytes.get(start..).unwrap_or_default();
            let is_banner = self.offset <= self.banner;
            let said = self.speaker_of(line).filter(|_| !is_banner);
            if start == 0 {
                // Nothing was written yet: neither blank lines nor events belong to a message.
                let is_event = self.style.is_some_and(|style| style.read(line) == Line::Event);
                if said.is_none() && (is_banner || is_event || is_blank(line)) {
                    bytes.clear();
                    (found.offset, found.line) = (self.offset, self.line);
                }
                first = said.clone();
                speaker = said;
                continue;
            }
            let Some(said) = said else { continue };
            if !speaker.as_ref().is_some_and(|speaker| speaker.goes_on(&said)) || start > MESSAGE_BYTES {
                self.next = bytes.split_off(start);
                break;
            }
            speaker = Some(said);
        }
        found.bytes = bytes;
        found.is_live =
            self.last.as_ref().zip(first.as_ref()).is_some_and(|(last, first)| first.answers(last));
        self.last = speaker;
        Ok((!is_blank(&found.bytes)).then_some(found))
    }

    /// Appends the next line, or all lines of the next header, and returns the length.
    fn read_unit(&mut self, bytes: &mut Vec<u8>) -> Result<usize> {
        let start = bytes.len();
        let tall = self.style.map_or(Tall::None, |style| style.tall);
        if tall.is_some() {
            while self.ahead.iter().filter(|byte| **byte == b'\n').count() < TALL_LINES
                && self.reader.read_until(b'\n', &mut self.ahead)? > 0
            {}
            let length = self.unit_len(tall);
            bytes.extend(self.ahead.drain(..length));
        } else {
            self.reader.read_until(b'\n', bytes)?;
        }
        let unit = bytes.get(start..).unwrap_or_default();
        self.offset += unit.len();
        self.line += unit.iter().filter(|byte| **byte == b'\n').count();
        Ok(unit.len())
    }

    /// Returns the length of what is read next: the lines of a header, or one.
    fn unit_len(&self, tall: Tall) -> usize {
        let length = unit_len(&self.ahead, tall);
        match self.style.map(|style| style.read(self.ahead.head(length))) {
            Some(Line::Said(said)) if matches!(tall, Tall::Of(_)) && self.is_word(said.name) => {
                unit_len(&self.ahead, Tall::None)
            }
            _ => length,
        }
    }

    /// Returns true if and only if what stands above a time is a message of one word.
    fn is_word(&self, name: &[u8]) -> bool {
        // Whatever opens a log is a name.
        self.offset > 0 && (is_answer(name) || self.words.iter().any(|word| word == name))
    }

    /// Returns whose message a line starts or goes on with.
    fn speaker_of(&self, line: &[u8]) -> Option<Speaker> {
        let Line::Said(said) = self.style?.read(line) else { return None };
        Some(Speaker {
            name: said.name.to_vec(),
            date: said.stamp.and_then(|stamp| stamp.date).unwrap_or_default().to_vec(),
            minutes: said.stamp.map(|stamp| stamp.minutes),
        })
    }
}

impl Speaker {
    /// Returns true if and only if the next line is the same person's, without a pause.
    fn goes_on(&self, next: &Speaker) -> bool {
        let pause = self.pause_before(next).unwrap_or(0);
        self.name == next.name && self.date == next.date && pause <= DECISION.thresholds.burst_minutes
    }

    /// Returns true if and only if this was written a moment after what another wrote.
    fn answers(&self, last: &Speaker) -> bool {
        let pause = last.pause_before(self);
        self.name != last.name
            && self.date == last.date
            && pause.is_some_and(|pause| pause <= DECISION.thresholds.live_minutes)
    }

    /// Returns the minutes between two lines, where both are stamped.
    fn pause_before(&self, next: &Speaker) -> Option<u32> {
        Some(u32::from((next.minutes? + 1440 - self.minutes?) % 1440))
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<RawMessage>;

    fn next(&mut self) -> Option<Result<RawMessage>> {
        self.read_message().transpose()
    }
}
