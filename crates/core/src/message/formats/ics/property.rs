//! Cuts iCalendar text into properties: unfolds lines, decodes quoted-printable, resolves escapes.

use std::borrow::Cow;

use crate::message::transfer::{self, Coding};
use crate::text::decode::decode;
use crate::text::{Ends, Span};

/// One line `NAME;KEY=value:value`, unfolded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Property {
    /// The name in capitals, without the group before a dot.
    pub(crate) name: String,
    /// Its parameters, keys in capitals, values without quotation marks.
    parameters: Vec<(String, String)>,
    /// The value as it stands.
    pub(crate) value: String,
    /// Where the lines stand, folds and name among them.
    pub(super) span: Span,
}

impl Property {
    /// Returns the value of a parameter; empty if there is none.
    pub(super) fn parameter(&self, key: &str) -> &str {
        self.parameters.iter().find(|(own, _)| own == key).map_or("", |(_, value)| value)
    }

    /// Returns the value of a text property, escapes resolved.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(escaped @ ('\\' | ',' | ';' | ':')) => text.push(escaped),
                    Some(other) => text.extend(['\\', other]),
                    None => text.push('\\'),
                },
                '\r' => {}
                other => text.push(other),
            }
        }
        text
    }
}

/// Reads all properties; a line that is not one is passed over.
pub(crate) fn properties(bytes: &[u8]) -> Vec<Property> {
    let mut found = Vec::new();
    let mut pos = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while pos < bytes.len() {
        let start = pos;
        let mut line = take_line(bytes, &mut pos).to_vec();
        let is_quoted = head_of(&line).to_ascii_uppercase().ends_with(b"QUOTED-PRINTABLE");
        while pos < bytes.len() {
            if matches!(bytes.get(pos), Some(b' ' | b'\t')) {
                pos += 1;
                line.extend_from_slice(take_line(bytes, &mut pos));
            } else if is_quoted && line.ends_with(b"=") {
                line.push(b'\n');
                line.extend_from_slice(take_line(bytes, &mut pos));
            } else {
                break;
            }
        }
        found.extend(property(&line, is_quoted, Span::new(start, pos)));
    }
    found
}

/// Returns the line from `pos` on without its end, and moves behind it.
fn take_line<'b>(bytes: &'b [u8], pos: &mut usize) -> &'b [u8] {
    let rest = bytes.tail(*pos);
    let length = memchr::memchr(b'\n', rest);
    *pos += length.map_or(rest.len(), |length| length + 1);
    let line = rest.head(length.unwrap_or(rest.len()));
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Returns what stands before the colon that no quotation marks hold.
fn head_of(line: &[u8]) -> &[u8] {
    let mut in_quotes = false;
    let colon = line.iter().position(|&byte| {
        in_quotes ^= byte == b'"';
        byte == b':' && !in_quotes
    });
    line.head(colon.unwrap_or(0))
}

fn property(line: &[u8], is_quoted: bool, span: Span) -> Option<Property> {
    let head = head_of(line);
    if head.is_empty() {
        return None;
    }
    let value = line.tail(head.len() + 1);
    let value: Cow<'_, [u8]> =
        if is_quoted { transfer::decode(value, Coding::QuotedPrintable).into() } else { value.into() };
    let head = String::from_utf8_lossy(head);
    let mut pieces = split_unquoted(&head);
    let name = pieces.next()?.trim();
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
    let parameters = pieces
        .map(|piece| {
            let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
            (key.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_owned())
        })
        .collect();
    Some(Property { name, parameters, value: decode(&value).text.into_owned(), span })
}

/// Splits at semicolons that no quotation marks hold.
fn split_unquoted(head: &str) -> impl Iterator<Item = &str> {
    let mut in_quotes = false;
    head.split(move |character| {
        in_quotes ^= character == '"';
        character == ';' && !in_quotes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Property {
        properties(text.as_bytes()).remove(0)
    }

    #[test]
    fn lines_are_unfolded_and_escapes_resolved() {
        let found = one("DESCRIPTION;LANGUAGE=en:Fir\r\n st\\, second\\; \\\\third\\nline\\q\r\nX:1\r\n");
        assert_eq!(found.text(), "First, second; \\third\nline\\q");
        assert_eq!((found.parameter("LANGUAGE"), found.span), ("en", Span::new(0, 61)));
        let found = one("item1.attendee;CN=\"Silva; Ana: x\";ROLE=CHAIR:mailto:ana@example.com");
        assert_eq!((found.name.as_str(), found.parameter("CN")), ("ATTENDEE", "Silva; Ana: x"));
        assert_eq!((found.parameter("ROLE"), found.value.as_str()), ("CHAIR", "mailto:ana@example.com"));
    }

    #[test]
    fn quoted_printable_and_broken_lines() {
        let found = one("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 =\nat noon=0Athen\nX:1");
        assert_eq!(found.text(), "café at noon\nthen");
        assert_eq!(properties(b"no colon\n\n:x\n \nA:1\\")[0].text(), "1\\");
        assert_eq!(properties(b"A:\xe9")[0].value, "é");
        assert!(properties(b"").is_empty());
    }
}
