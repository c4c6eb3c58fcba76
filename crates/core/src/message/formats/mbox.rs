//! Streams the messages of an mbox file, one at a time, with their place in the file.

use std::io::{BufRead, Result};

use super::email::has_time;

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
}

/// The messages of an mbox file. Holds one message in memory at a time.
#[derive(Debug)]
pub struct Messages<R> {
    reader: R,
    /// Bytes of the file read so far.
    offset: usize,
    /// The line of the file that is read next.
    line: usize,
    /// True at the start of the file and after a blank line.
    may_separate: bool,
    /// True once the `From ` line of the next message was read.
    has_separator: bool,
}

impl<R: BufRead> Messages<R> {
    /// Reads messages from the start of a file.
    pub fn new(reader: R) -> Messages<R> {
        Messages { reader, offset: 0, line: 1, may_separate: true, has_separator: false }
    }

    /// Appends one line to the message and returns its length.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> Result<usize> {
        let length = self.reader.read_until(b'\n', bytes)?;
        self.offset += length;
        self.line += 1;
        Ok(length)
    }

    fn read_message(&mut self) -> Result<Option<RawMessage>> {
        let mut message =
            RawMessage { bytes: Vec::new(), offset: self.offset, line: self.line, is_live: false };
        let mut is_started = std::mem::take(&mut self.has_separator);
        loop {
            let start = message.bytes.len();
            if self.read_line(&mut message.bytes)? == 0 {
                break;
            }
            let line = &message.bytes[start..];
            if self.may_separate && is_separator(line, start + message.offset == 0) {
                self.may_separate = false;
                message.bytes.truncate(start);
                if is_started {
                    self.has_separator = true;
                    break;
                }
                (message.offset, message.line) = (self.offset, self.line);
                message.bytes.clear();
                is_started = true;
                continue;
            }
            self.may_separate = matches!(line, b"\n" | b"\r\n");
            is_started |= !self.may_separate;
        }
        let is_last = !self.has_separator;
        if !is_started && message.bytes.is_empty() || is_last && is_blank(&message.bytes) && !is_started {
            return Ok(None);
        }
        trim_separating_line(&mut message.bytes);
        Ok(Some(message))
    }
}

/// Tells `From ana@example.com Mon May  5 12:00:00 2025` from prose that starts with `From`.
fn is_separator(line: &[u8], is_first: bool) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let rest = rest.trim_ascii();
    let is_bare_address = !rest.contains(&b' ');
    is_first || is_bare_address || has_time(rest)
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

/// Removes the blank line that the format puts between messages.
fn trim_separating_line(bytes: &mut Vec<u8>) {
    for ending in [&b"\r\n"[..], b"\n"] {
        if bytes.ends_with(ending)
            && (bytes.len() == ending.len() || bytes[..bytes.len() - ending.len()].ends_with(b"\n"))
        {
            bytes.truncate(bytes.len() - ending.len());
            return;
        }
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<RawMessage>;

    fn next(&mut self) -> Option<Result<RawMessage>> {
        self.read_message().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, usize, usize)> {
        let messages = Messages::new(text.as_bytes()).map(|message| message.expect("memory does not fail"));
        messages.map(|raw| (String::from_utf8(raw.bytes).expect("ASCII"), raw.offset, raw.line)).collect()
    }

    #[test]
    fn messages_have_their_place() {
        let text =
            "From a Mon\nA: 1\n\nhi\n\nFrom b 12:30\nB: 2\n\nFrom here on\n>From there\n\nFrom now on\n";
        let found = read(text);
        assert_eq!(found[0], ("A: 1\n\nhi\n".to_owned(), 11, 2));
        assert_eq!(found[1].0, "B: 2\n\nFrom here on\n>From there\n\nFrom now on\n");
        assert_eq!((found[1].1, found[1].2), (34, 7));
        for (bytes, offset, _) in &found {
            assert_eq!(&text[*offset..offset + bytes.len()], bytes);
        }
    }

    #[test]
    fn broken_archives_still_yield_messages() {
        assert!(read("").is_empty());
        assert!(read("\n\n").is_empty());
        assert_eq!(read("no separator\n"), [("no separator\n".to_owned(), 0, 1)]);
        assert_eq!(read("\n\nFrom a\nhi"), [("hi".to_owned(), 9, 4)]);
        assert_eq!(read("From a\n\nFrom b\nx").len(), 2);
        assert_eq!(read("From a\r\nA: 1\r\n\r\nhi\r\n\r\nFrom b\r\nx")[0].0, "A: 1\r\n\r\nhi\r\n");
    }
}
