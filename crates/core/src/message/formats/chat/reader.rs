//! Reads one message of a chat log: what one person said in a row.

use std::borrow::Cow;

use super::code_marks::marked_code;
use super::header::Tall;
use super::line::{Line, Said, is_blank, read as read_line, unit_len};
use super::stamp::Stamp;
use crate::message::content::{Content, read_with};
use crate::message::model::{Address, Message, Origin, Part};
use crate::message::transfer::Coding;
use crate::text::decode::{Decoded, decode};
use crate::text::{Source, Span};

/// Reads one message of a log. The style is that of its first line: a text that starts with none is all body.
pub(crate) fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, read_bytes)
}

fn read_bytes(bytes: &[u8]) -> Content<'_> {
    let mut content = Content { profile: Some("chat".to_owned()), ..Content::default() };
    let (first_lines, mut rest) = bytes.split_at_checked(unit_len(bytes, Tall::Any)).unwrap_or((bytes, b""));
    let Line::Said(first) = read_line(first_lines) else {
        add_text(&mut content, bytes, Span::new(0, bytes.len()));
        return content;
    };
    content.headers.from =
        vec![Address { name: String::from_utf8_lossy(first.name).trim().to_owned(), address: String::new() }];
    content.headers.date = first.stamp.map(date);
    let (mut start, mut pos) = (first.text, first_lines.len());
    content.burst = 1;
    while !rest.is_empty() {
        let (line, below) = rest.split_at_checked(unit_len(rest, first.style.tall)).unwrap_or((rest, b""));
        let end = pos + line.len();
        let found = first.style.read(line);
        if found != Line::More {
            add_text(&mut content, bytes, Span::new(start.min(pos), pos));
            start = if let Line::Said(Said { text, .. }) = found { pos + text } else { end };
            content.burst += usize::from(matches!(found, Line::Said(_)));
        }
        (pos, rest) = (end, below);
    }
    add_text(&mut content, bytes, Span::new(start.min(pos), pos));
    content
}

/// Adds what was said in one go as a part of its own: no sentence runs on from one line of a chat into the next.
fn add_text<'x>(content: &mut Content<'x>, bytes: &'x [u8], span: Span) {
    let own = bytes.get(span.start..span.end).unwrap_or_default();
    if is_blank(own) {
        return;
    }
    let Decoded { text, is_transcoded, bom_length } = decode(own);
    let part = if is_transcoded {
        Part { label: Some(Cow::Borrowed("text")), text, origin: opaque(span) }
    } else {
        Part { label: None, text, origin: Origin::Verbatim { start: span.start + bom_length } }
    };
    let code = marked_code(&part.text);
    let range = Span::new(0, part.text.len());
    let part = content.add_part(part);
    content.add_body(part, range, &code);
}

fn opaque(span: Span) -> Origin {
    Origin::Decoded { span, coding: Coding::Opaque }
}

/// Returns when a message was written, as ISO 8601 where the order of day and month is plain, else as it stands.
fn date(stamp: Stamp<'_>) -> String {
    let time = String::from_utf8_lossy(stamp.time).into_owned();
    let Some(date) = stamp.date else { return time };
    let date = String::from_utf8_lossy(date);
    let is_iso = date.len() == 10 && date.as_bytes().get(4) == Some(&b'-') && stamp.time.len() == 8;
    format!("{date}{}{time}", if is_iso { 'T' } else { ' ' })
}
