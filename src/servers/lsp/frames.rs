//! Reads frames of the protocol from a stream that may hold anything: what is no frame is an answer to give, and the next one is
//! found again.

use std::io::{self, BufRead, Read};

use lsp_server::{ErrorCode, Message};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// Bytes of the longest body that is read; a client may announce more than the memory holds.
const LONGEST_BODY: u64 = 64 << 20;
/// Bytes of the longest header line.
const LONGEST_LINE: u64 = 4 << 10;

/// The one header that counts, as a frame begins.
const LENGTH: &[u8] = b"content-length:";

/// What stood where a message was expected: the answer that says so.
#[derive(Debug)]
pub(crate) struct Fault {
    code: ErrorCode,
    why: &'static str,
    /// The id of what was asked, as far as it is known, as the client wrote it: a number may be longer than any type of ours.
    id: Option<Box<RawValue>>,
}

/// An answer to what was no request.
#[derive(Serialize)]
pub(crate) struct Refusal<'f> {
    jsonrpc: &'static str,
    id: Option<&'f RawValue>,
    error: Value,
}

impl Fault {
    const fn new(code: ErrorCode, why: &'static str) -> Fault {
        Fault { code, why, id: None }
    }

    const fn frame(why: &'static str) -> Fault {
        Fault::new(ErrorCode::InvalidRequest, why)
    }

    /// Returns the answer. It holds nothing of what was read, for clients log it.
    pub(crate) fn answer(&self) -> Refusal<'_> {
        let error = json!({ "code": self.code as i32, "message": self.why });
        Refusal { jsonrpc: "2.0", id: self.id.as_deref(), error }
    }
}

/// A stream of frames.
pub(crate) struct FrameReader<R> {
    input: R,
    /// A frame was broken off: its rest is passed over first.
    is_lost: bool,
}

impl<R: BufRead> FrameReader<R> {
    pub(crate) const fn new(input: R) -> FrameReader<R> {
        FrameReader { input, is_lost: false }
    }

    /// Reads the next message, or what is wrong with it; `None` at the end of the stream.
    pub(crate) fn read(&mut self) -> io::Result<Option<Result<Message, Fault>>> {
        let known = if std::mem::take(&mut self.is_lost) {
            let Some(length) = self.find_length()? else { return Ok(None) };
            Some(length)
        } else {
            None
        };
        let length = match self.head(known)? {
            None => return Ok(None),
            Some(Err(fault)) => {
                self.is_lost = true;
                return Ok(Some(Err(fault)));
            }
            Some(Ok(length)) => length,
        };
        let mut body = Vec::new();
        self.input.by_ref().take(length).read_to_end(&mut body)?;
        // Who breaks off in the middle has gone.
        Ok(if body.len() as u64 == length { Some(message(&body)) } else { None })
    }

    /// Reads header lines up to the blank one, and returns the length of the body.
    fn head(&mut self, mut length: Option<u64>) -> io::Result<Option<Result<u64, Fault>>> {
        let mut line = Vec::new();
        loop {
            line.clear();
            if self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            if !line.ends_with(b"\n") {
                return Ok(Some(Err(Fault::frame("a header line is too long, or cut off"))));
            }
            let line = line.trim_ascii();
            if line.is_empty() {
                break;
            }
            let colon = line.iter().position(|&byte| byte == b':');
            let Some((name, value)) = colon.and_then(|colon| line.split_at_checked(colon + 1)) else {
                return Ok(Some(Err(Fault::frame("a header line is not a header"))));
            };
            if name.eq_ignore_ascii_case(LENGTH) {
                let value = std::str::from_utf8(value).ok();
                let Some(value) = value.and_then(|value| value.trim().parse().ok()) else {
                    return Ok(Some(Err(Fault::frame("the Content-Length is not a length"))));
                };
                length = Some(value);
            }
        }
        Ok(Some(match length {
            None => Err(Fault::frame("a frame has no Content-Length")),
            Some(length) if length > LONGEST_BODY => Err(Fault::frame("the message is larger than 64 MiB")),
            Some(length) => Ok(length),
        }))
    }

    /// Passes over all up to the header of a next frame, and returns its length. A line break cannot stand in a string of JSON, so
    /// that no draft which holds such a header is taken for one.
    fn find_length(&mut self) -> io::Result<Option<u64>> {
        let (mut met, mut length) = (0, None::<u64>);
        for byte in self.input.by_ref().bytes() {
            let byte = byte?;
            let opens = usize::from(LENGTH.first() == Some(&byte.to_ascii_lowercase()));
            if let Some(next) = LENGTH.get(met) {
                met = if byte.to_ascii_lowercase() == *next { met + 1 } else { opens };
                continue;
            }
            match (byte, length) {
                (b' ', None) => {}
                (b'0'..=b'9', so_far) => {
                    let digit = u64::from(byte - b'0');
                    length = Some(so_far.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                }
                (b'\r', Some(_)) => {}
                (b'\n', Some(length)) => return Ok(Some(length)),
                _ => (met, length) = (opens, None),
            }
        }
        Ok(None)
    }
}

/// Reads the body of a frame.
fn message(body: &[u8]) -> Result<Message, Fault> {
    if std::str::from_utf8(body).is_err() {
        return Err(Fault::new(ErrorCode::ParseError, "the message is not UTF-8"));
    }
    let fault = |id: Option<Box<RawValue>>| {
        let id = id.filter(|id| is_id(id));
        Fault { id, ..Fault::frame("the message is not JSON-RPC, or its id is not a 32-bit integer") }
    };
    let id = || serde_json::from_slice::<Id>(body).ok().and_then(|it| it.id);
    match serde_json::from_slice(body) {
        // A request whose id the library cannot hold passes with it for a notification.
        Ok(Message::Notification(notification)) => match id() {
            Some(id) => Err(fault(Some(id))),
            None => Ok(Message::Notification(notification)),
        },
        Ok(message) => Ok(message),
        Err(_) if serde_json::from_slice::<Value>(body).is_err() => {
            Err(Fault::new(ErrorCode::ParseError, "the message is not JSON"))
        }
        Err(_) => Err(fault(id())),
    }
}

/// Returns true if and only if this is an id that an answer can give back: a number, or a string that is text.
fn is_id(id: &RawValue) -> bool {
    serde_json::from_str(id.get()).is_ok_and(|id: Value| id.is_string() || id.is_number())
}

/// Only the id of a message.
#[derive(Deserialize)]
struct Id {
    id: Option<Box<RawValue>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// Returns the method of each message, and the code of each fault with its id.
    fn read(stream: &[u8]) -> Vec<String> {
        let mut reader = FrameReader::new(stream);
        let mut found = Vec::new();
        while let Some(read) = reader.read().unwrap() {
            found.push(match read {
                Ok(Message::Request(request)) => request.method,
                Ok(Message::Notification(notification)) => notification.method,
                Ok(Message::Response(_)) => "answer".to_owned(),
                Err(fault) => {
                    let answer = fault.answer();
                    format!("{} {}", answer.error["code"], answer.id.map_or("null", RawValue::get))
                }
            });
        }
        found
    }

    #[test]
    fn whatever_stands_before_a_frame_is_answered_and_the_frame_is_read() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"go","params":{"text":"Content-Length: 5 \r\n"}}"#);
        for (bad, answer) in [
            ("Content-Length: 1000000000000\r\n\r\n{}".to_owned(), "-32600 null"),
            (format!("Content-Length: {}\r\n\r\n", "9".repeat(40)), "-32600 null"),
            ("Content-Length: -1\r\n\r\n".to_owned(), "-32600 null"),
            ("Content-Type: x\r\n\r\n{\"a\":1}".to_owned(), "-32600 null"),
            ("nonsense\r\n".to_owned(), "-32600 null"),
            (format!("X: {}\r\n\r\n", "x".repeat(9000)), "-32600 null"),
            (frame("{"), "-32700 null"),
            (frame("[]"), "-32600 null"),
            (frame(r#"{"jsonrpc":"2.0","id":123456789012,"method":"go"}"#), "-32600 123456789012"),
            (frame(r#"{"jsonrpc":"2.0","id":"a","method":7}"#), "-32600 \"a\""),
            (
                frame(r#"{"jsonrpc":"2.0","id":12345678901234567890123456,"method":"go"}"#),
                "-32600 12345678901234567890123456",
            ),
            (frame(r#"{"jsonrpc":"2.0","id":{"a":1},"method":"go"}"#), "-32600 null"),
        ] {
            assert_eq!(read(format!("{bad}{good}{good}").as_bytes()), [answer, "go", "go"], "{bad}");
        }
        let mut not_text = b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec();
        not_text.extend_from_slice(good.as_bytes());
        assert_eq!(read(&not_text), ["-32700 null", "go"]);
    }

    #[test]
    fn a_stream_that_ends_inside_a_frame_ends() {
        for cut in ["", "Content-", "Content-Length: 10\r\n", "Content-Length: 10\r\n\r\n{}"] {
            let found = read(cut.as_bytes());
            assert!(found.is_empty() || found == ["-32600 null"], "{cut:?}: {found:?}");
        }
    }
}
