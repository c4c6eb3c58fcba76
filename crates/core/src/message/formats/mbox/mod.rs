//! Streams the messages of an mbox file, one at a time, with their place in the file.

mod separator;
#[cfg(test)]
mod tests;

use std::io::{BufRead, ErrorKind, Result};

use crate::text::Ends;
use separator::{Separator, content_length};

/// A `Content-Length` above this is not followed: what it covers may have to be read twice.
const MOST_FOLLOWED: usize = 64 << 20;

/// One message of an archive, bytes untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawMessage {
    /// The message without its `From ` line and without the blank line before the next one.
    pub bytes: Vec<u8>,
    /// Where the bytes start in the file, in bytes from 0.
    pub offset: usize,
    /// The line of the file on which they start, from 1.
    pub line: usize,
    /// In a chat: it answers what another wrote a moment before.
    pub is_live: bool,
    /// Its `From ` line is the one that `git format-patch` writes.
    pub is_patch: bool,
}

/// The messages of an mbox file. Holds one message in memory at a time.
#[derive(Debug)]
pub struct Messages<R> {
    reader: R,
    /// Bytes that were read and given back, to be read again from `taken` on.
    ahead: Vec<u8>,
    taken: usize,
    /// Bytes of the file read so far.
    offset: usize,
    /// The line of the file that is read next.
    line: usize,
    /// The `From ` line of the next message, once it was read.
    next: Option<Separator>,
}

/// A place in the message that is being read, to which reading may go back.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Bytes of the message before it.
    start: usize,
    /// Bytes of the file before it.
    offset: usize,
    line: usize,
}

impl<R: BufRead> Messages<R> {
    /// Reads messages from the start of a file.
    pub fn new(reader: R) -> Messages<R> {
        Messages { reader, ahead: Vec::new(), taken: 0, offset: 0, line: 1, next: None }
    }

    /// Appends one line to the message and returns its length.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> Result<usize> {
        let length = match self.ahead.len() > self.taken {
            true => self.read_again(bytes)?,
            false => read_to_newline(&mut self.reader, bytes)?,
        };
        self.offset += length;
        self.line += 1;
        Ok(length)
    }

    /// Appends one line of what was given back; its end may not have been read yet.
    fn read_again(&mut self, bytes: &mut Vec<u8>) -> Result<usize> {
        let ahead = self.ahead.tail(self.taken);
        let newline = memchr::memchr(b'\n', ahead);
        let length = newline.map_or(ahead.len(), |newline| newline + 1);
        bytes.extend_from_slice(ahead.head(length));
        self.taken += length;
        let rest = if newline.is_none() { read_to_newline(&mut self.reader, bytes)? } else { 0 };
        Ok(length + rest)
    }

    fn place(&self, bytes: &[u8]) -> Place {
        Place { start: bytes.len(), offset: self.offset, line: self.line }
    }

    /// Goes back to a place: what the message has from there on is read again.
    fn go_back(&mut self, bytes: &mut Vec<u8>, place: Place) {
        if place.start == bytes.len() {
            (self.offset, self.line) = (place.offset, place.line);
            return;
        }
        let mut ahead = bytes.split_off(place.start);
        ahead.extend_from_slice(self.ahead.tail(self.taken));
        (self.ahead, self.taken) = (ahead, 0);
        (self.offset, self.line) = (place.offset, place.line);
    }

    /// Returns what separates two messages if the line at `place`, the last of `bytes`, does: by what it looks like
    /// and by the line below it.
    fn separator(
        &mut self,
        bytes: &mut Vec<u8>,
        place: Place,
        (is_started, after_blank): (bool, bool),
    ) -> Result<Option<Separator>> {
        let Some(found) = Separator::of(bytes.tail(place.start), place.offset == 0) else { return Ok(None) };
        if !is_started {
            // Nothing stands above it that could be cut.
            return Ok(Some(found));
        }
        let below = self.place(bytes);
        self.read_line(bytes)?;
        let is_confirmed = found.is_confirmed_by(bytes.tail(below.start), after_blank);
        self.go_back(bytes, below);
        Ok(Some(found).filter(|_| is_confirmed))
    }

    /// Reads as much of a body as its header says it has, if another message or nothing follows there.
    fn follow(&mut self, bytes: &mut Vec<u8>, length: usize) -> Result<()> {
        let body = self.place(bytes);
        while bytes.len() - body.start < length && self.read_line(bytes)? > 0 {}
        let end = self.place(bytes);
        // Some programs count the newline of the last line, others do not.
        let read = end.start - body.start;
        let mut fits = (length..length.saturating_add(3)).contains(&read);
        let mut below = end;
        while fits && self.read_line(bytes)? > 0 {
            let line = bytes.tail(below.start);
            if line.trim_ascii().is_empty() {
                below = self.place(bytes);
                continue;
            }
            fits = Separator::of(line, false).is_some();
            break;
        }
        self.go_back(bytes, if fits { end } else { body });
        Ok(())
    }

    fn read_message(&mut self) -> Result<Option<RawMessage>> {
        let (mut offset, mut line_number) = (self.offset, self.line);
        let mut bytes = Vec::new();
        let mut opened = self.next.take();
        let mut is_started = opened.is_some();
        let mut after_blank = !is_started;
        let mut in_header = true;
        loop {
            let place = self.place(&bytes);
            if self.read_line(&mut bytes)? == 0 {
                break;
            }
            if bytes.tail(place.start).starts_with(b"From ")
                && let Some(found) = self.separator(&mut bytes, place, (is_started, after_blank))?
            {
                bytes.truncate(place.start);
                if is_started {
                    self.next = Some(found);
                    break;
                }
                (offset, line_number, opened) = (self.offset, self.line, Some(found));
                bytes.clear();
                (is_started, after_blank) = (true, false);
                continue;
            }
            after_blank = matches!(bytes.tail(place.start), b"\n" | b"\r\n");
            is_started |= !after_blank;
            if after_blank
                && std::mem::take(&mut in_header)
                && let Some(length) = content_length(&bytes).filter(|length| *length <= MOST_FOLLOWED)
            {
                self.follow(&mut bytes, length)?;
                after_blank = bytes.ends_with(b"\n\n") || bytes.ends_with(b"\n\r\n");
            }
        }
        if !is_started && (self.next.is_none() || bytes.is_empty()) {
            return Ok(None);
        }
        trim_separating_line(&mut bytes);
        let is_patch = opened == Some(Separator::Patch);
        Ok(Some(RawMessage { bytes, offset, line: line_number, is_live: false, is_patch }))
    }
}

/// Appends what comes up to the next newline, and that, and returns the length; as `read_until` does, with a faster search.
fn read_to_newline(reader: &mut impl BufRead, bytes: &mut Vec<u8>) -> Result<usize> {
    let mut read = 0;
    loop {
        let filled = match reader.fill_buf() {
            Ok(filled) => filled,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let newline = memchr::memchr(b'\n', filled);
        let length = newline.map_or(filled.len(), |newline| newline + 1);
        bytes.extend_from_slice(filled.head(length));
        reader.consume(length);
        read += length;
        if newline.is_some() || length == 0 {
            return Ok(read);
        }
    }
}

/// Removes the blank line that the format puts between messages.
fn trim_separating_line(bytes: &mut Vec<u8>) {
    for ending in [&b"\r\n"[..], b"\n"] {
        let above = bytes.strip_suffix(ending).filter(|above| above.is_empty() || above.ends_with(b"\n"));
        if let Some(length) = above.map(<[u8]>::len) {
            return bytes.truncate(length);
        }
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<RawMessage>;

    fn next(&mut self) -> Option<Result<RawMessage>> {
        self.read_message().transpose()
    }
}
