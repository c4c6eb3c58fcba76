//! Reads one message of a chat log: what one person said in a row.

use std::borrow::Cow;

use super::caption_text::{open_len, plain};
use super::captions::{above_len, voice_of_message};
use super::code_marks::marked_code;
use super::header::Tall;
use super::line::{Line, Said, Style, is_blank, read as read_line, unit_len};
use super::passed_on::passed_on;
use super::row_text::text_of;
use super::rows::rows_of_message;
use super::stamp::Stamp;
use crate::message::content::{Content, read_with};
use crate::message::model::{Address, Message, Origin, Part};
use crate::message::transfer::Coding;
use crate::text::decode::{Decoded, decode};
use crate::text::{Ends, Source, Span};

/// Reads one message of a log. The style is that of its first line: a text that starts with none is all body.
pub(crate) fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, read_bytes)
}

fn read_bytes(bytes: &[u8]) -> Content<'_> {
    let mut content = Content { profile: Some("chat".to_owned()), ..Content::default() };
    let opening = opening_style(bytes);
    let tall = opening.map_or(Tall::Any, |style| style.tall);
    let (first_lines, mut rest) = bytes.split_at_checked(unit_len(bytes, tall)).unwrap_or((bytes, b""));
    let (first, style, text) =
        match opening.map_or_else(|| read_line(first_lines), |style| style.read(first_lines)) {
            Line::Said(first) => (Some(first), first.style, first.text),
            Line::GoesOn(text) => (None, opening.unwrap_or_default(), text),
            _ => {
                add_text(&mut content, bytes, Span::new(0, bytes.len()), Tall::None);
                return content;
            }
        };
    let is_captions = matches!(style.tall, Tall::Captions(_));
    if let Some(first) = first {
        content.headers.from =
            vec![Address { name: name_of(first.name, is_marked_up(style.tall)), address: String::new() }];
        // The times of captions count from the beginning of a call.
        content.headers.date = first.stamp.filter(|_| !is_captions).map(date);
    }
    let (mut start, mut pos) = (text, first_lines.len());
    content.burst = 1;
    while !rest.is_empty() {
        let (length, found) = next_unit(rest, style, first.map(|first| first.name));
        let end = pos + length;
        if found != Line::More {
            add_text(&mut content, bytes, Span::new(start.min(pos), pos), style.tall);
            start = match found {
                Line::Said(Said { text, .. }) | Line::GoesOn(text) => pos + text,
                Line::Event | Line::More => end,
            };
            content.burst += usize::from(matches!(found, Line::Said(_)) && !is_captions);
        }
        (pos, rest) = (end, rest.tail(length));
    }
    add_text(&mut content, bytes, Span::new(start.min(pos), pos), style.tall);
    content
}

/// Returns the style of a message that is one of a file of captions, or has a form of its own.
fn opening_style(bytes: &[u8]) -> Option<Style> {
    let rows = || rows_of_message(bytes).map(Tall::Rows);
    let tall = voice_of_message(bytes).map(Tall::Captions).or_else(rows)?;
    Some(Style { tall, ..Style::default() })
}

/// Reads the next lines of a message, and returns their length. All of it is one person's: where another's name seems to stand,
/// it is text.
fn next_unit<'l>(rest: &'l [u8], style: Style, name: Option<&[u8]>) -> (usize, Line<'l>) {
    let length = unit_len(rest, style.tall);
    let unit = rest.head(length);
    match style.read(unit) {
        Line::Said(said) if style.tall.is_some() && Some(said.name) != name => match style.tall {
            Tall::Captions(_) => (length, Line::GoesOn(above_len(unit))),
            Tall::Rows(_) => (length, Line::More),
            _ => {
                let length = unit_len(rest, Tall::None);
                (length, style.read(rest.head(length)))
            }
        },
        found => (length, found),
    }
}

/// Returns true if and only if names may have entities in them.
fn is_marked_up(tall: Tall) -> bool {
    matches!(tall, Tall::Captions(_) | Tall::Rows(_))
}

fn name_of(name: &[u8], is_caption: bool) -> String {
    let name = String::from_utf8_lossy(name);
    let name = if is_caption { plain(&name) } else { name };
    name.trim().to_owned()
}

/// Adds what was said in one go as a part of its own: no sentence runs on from one line of a chat into the next.
fn add_text<'x>(content: &mut Content<'x>, bytes: &'x [u8], span: Span, tall: Tall) {
    let own = bytes.between(span.start, span.end);
    let own = if matches!(tall, Tall::Captions(_)) { own.head(open_len(own)) } else { own };
    if is_blank(own) {
        return;
    }
    let Decoded { text, is_transcoded, bom_length } = decode(own);
    let part = if is_transcoded {
        Part { label: Some(Cow::Borrowed("text")), text, origin: opaque(span) }
    } else {
        Part { label: None, text, origin: Origin::Verbatim { start: span.start + bom_length } }
    };
    let plain = match tall {
        Tall::Captions(_) => plain(&part.text),
        Tall::Rows(rows) => text_of(rows, &part.text),
        _ => Cow::Borrowed(&*part.text),
    };
    let part = match plain {
        Cow::Owned(text) => {
            Part { label: Some(Cow::Borrowed("text")), text: Cow::Owned(text), origin: opaque(span) }
        }
        Cow::Borrowed(_) => part,
    };
    let fixed = passed_on(&part.text).map_or_else(|| marked_code(&part.text), |forward| vec![forward]);
    let range = Span::new(0, part.text.len());
    let part = content.add_part(part);
    content.add_body(part, range, &fixed);
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
