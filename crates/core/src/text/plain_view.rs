//! Reads a text without blanks and with escapes undone, with the place of each byte: two texts that differ only in how they are
//! written down read the same.

use super::markup_view::entity;
use super::word_forms::plain_form;
use super::{Ends, Span};

/// A text as it reads, or a piece of it.
#[derive(Debug, Default)]
pub(super) struct PlainView {
    pub(super) bytes: Vec<u8>,
    /// Where they are written, one piece behind the other.
    pieces: Vec<Piece>,
}

/// Bytes that were read from one place, up to the next piece.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where they stand in what was read.
    at: usize,
    source: Source,
}

/// Where bytes are written.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// Each by itself, from here on.
    Each(usize),
    /// All of them by one stretch.
    One(Span),
}

impl PlainView {
    /// Reads from a place on, until so many bytes are read.
    pub(super) fn read(text: &str, from: usize, most: usize) -> PlainView {
        let bytes = Vec::with_capacity(most.min(text.len().saturating_sub(from)));
        let mut view = PlainView { bytes, ..PlainView::default() };
        let mut at = from;
        while view.bytes.len() < most
            && let Some(byte) = text.as_bytes().get(at)
        {
            // Most signs of a text stand for themselves.
            let plain = text.as_bytes().tail(at).iter().take_while(|byte| stands_for_itself(**byte));
            let run = plain.take(most - view.bytes.len()).count();
            if run > 0 {
                view.add(text.as_bytes().between(at, at + run), Source::Each(at));
                at += run;
            } else if *byte == b' ' {
                at += 1;
            } else if let Some((length, reading)) = next(text.tail(at)) {
                view.push(reading, Span::new(at, at + length));
                at += length;
            } else {
                break;
            }
        }
        view
    }

    /// Reads a value: without blanks alone, and with its escapes undone too.
    pub(super) fn readings(value: &str) -> [Vec<u8>; 2] {
        let mut plain = PlainView::default();
        for sign in value.chars() {
            plain.push(sign_alone(sign), Span::default());
        }
        [plain.bytes, PlainView::read(value, 0, value.len()).bytes]
    }

    /// Returns the stretch of the text that writes a stretch of what was read.
    pub(super) fn in_source(&self, span: Span) -> Span {
        let (first, last) = (self.place(span.start), self.place(span.end.saturating_sub(1)));
        first.zip(last).map_or(Span::default(), |(first, last)| Span::new(first.start, last.end))
    }

    /// Returns where the byte at a place of what was read is written.
    fn place(&self, at: usize) -> Option<Span> {
        let behind = self.pieces.partition_point(|piece| piece.at <= at);
        let piece = self.pieces.get(behind.checked_sub(1)?).filter(|_| at < self.bytes.len())?;
        Some(match piece.source {
            Source::Each(from) => Span::new(from + (at - piece.at), from + (at - piece.at) + 1),
            Source::One(span) => span,
        })
    }

    fn push(&mut self, reading: Reading, place: Span) {
        match reading {
            Reading::Nothing => {}
            Reading::Byte(byte) if byte.is_ascii_whitespace() => {}
            Reading::Byte(byte) => self.add(&[byte], Source::One(place)),
            Reading::Sign(sign) => self.add(sign.encode_utf8(&mut [0; 4]).as_bytes(), Source::One(place)),
        }
    }

    fn add(&mut self, bytes: &[u8], source: Source) {
        self.pieces.push(Piece { at: self.bytes.len(), source });
        self.bytes.extend_from_slice(bytes);
    }
}

/// Returns true if and only if a byte is a sign by itself, whatever stands behind it.
const fn stands_for_itself(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'%' | b'=' | b'&' | b'\\')
}

/// What a few bytes of a text say.
#[derive(Clone, Copy, Debug)]
enum Reading {
    /// A blank, or what stands at the beginning of a quoted line.
    Nothing,
    Byte(u8),
    Sign(char),
}

/// Reads what a text begins with; `None` at its end.
fn next(rest: &str) -> Option<(usize, Reading)> {
    let sign = rest.chars().next()?;
    let escaped = match sign {
        '\n' => Some((1 + quote_marks(rest.tail(1)), Reading::Nothing)),
        '%' => coded(rest, "%"),
        '=' => soft_break(rest).or_else(|| coded(rest, "=")),
        '&' => entity(rest)
            .map(|(length, shown)| (length, shown.chars().next().map_or(Reading::Nothing, sign_alone))),
        '\\' => backslash(rest),
        _ => None,
    };
    Some(escaped.unwrap_or_else(|| (sign.len_utf8(), sign_alone(sign))))
}

/// Reads a sign that stands for itself.
fn sign_alone(sign: char) -> Reading {
    let is_unseen = matches!(
        sign,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
    );
    if is_unseen || sign.is_whitespace() { Reading::Nothing } else { Reading::Sign(plain_form(sign)) }
}

/// Bytes as two digits of base 16, each behind a mark: as many as one sign is made of.
fn coded(rest: &str, mark: &str) -> Option<(usize, Reading)> {
    let width = mark.len() + 2;
    let byte = |number: usize| {
        let digits = rest.get(number * width..(number + 1) * width)?.strip_prefix(mark);
        code(digits)
    };
    let first = byte(0)?;
    let count = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let bytes: Option<Vec<u8>> = (0..count).map(byte).collect();
    let sign = bytes.and_then(|bytes| std::str::from_utf8(&bytes).ok()?.chars().next());
    Some(match sign {
        Some(sign) => (width * count, sign_alone(sign)),
        None => (width, Reading::Byte(first)),
    })
}

/// Two digits of base 16.
fn code(digits: Option<&str>) -> Option<u8> {
    let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

/// `=` at the end of a line.
fn soft_break(rest: &str) -> Option<(usize, Reading)> {
    let length = ["=\r\n", "=\n"].iter().find(|end| rest.starts_with(**end))?.len();
    Some((length, Reading::Nothing))
}

/// `\"`, `\n`, `\x41`, `\u0041`, or a line that goes on.
fn backslash(rest: &str) -> Option<(usize, Reading)> {
    match *rest.as_bytes().get(1)? {
        sign @ (b'"' | b'\'' | b'\\' | b'/') => Some((2, Reading::Byte(sign))),
        b'n' | b'r' | b't' | b'\n' => Some((2, Reading::Nothing)),
        b'x' => coded(rest, "\\x"),
        b'u' => {
            let number = u32::from_str_radix(rest.get(2..6)?, 16).ok()?;
            char::from_u32(number).map(|sign| (6, sign_alone(sign)))
        }
        _ => None,
    }
}

/// Returns how many bytes of a line are marks of a quote.
fn quote_marks(line: &str) -> usize {
    let marks = line.len() - line.trim_start_matches(['>', '|', ' ', '\t']).len();
    let is_quote = line.head(marks).contains(['>', '|']);
    if is_quote { marks } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        String::from_utf8_lossy(&PlainView::read(text, 0, usize::MAX).bytes).into_owned()
    }

    #[test]
    fn ways_to_write_a_text_read_the_same() {
        for text in [
            "Grün!\"4",
            "G r ü n ! \" 4",
            "Gr%C3%BCn%21%224",
            "Gr%C3%BCn%20!%0A\"%09=20\\x204",
            "Gr=C3=BCn=21=\n\"4",
            "Gr%C2%A0%C3%BCn=E2=80=AF%EF%BC%81\\xe2\\x80\\x89\"4",
            "Gr&#252;n&#x21;&quot;4",
            "Gr\\u00fcn!\\\"4",
            "Gr\\xc3\\xbcn!\\x224",
            "Grü\n> n!\r\n| \"4",
            "G\u{200b}r\u{ad}ün！\"\u{feff}４",
        ] {
            assert_eq!(read(text), "Grün!\"4", "{text}");
        }
        assert_eq!(read("100% of a=b & c\\d \\u12 %4"), "100%ofa=b&c\\d\\u12%4");
        assert_eq!(
            PlainView::readings("a \\n%41").map(String::from_utf8),
            [Ok("a\\n%41".to_owned()), Ok("aA".to_owned())]
        );
    }

    #[test]
    fn what_is_read_has_its_place() {
        let text = "is K%26r 9 ok";
        let view = PlainView::read(text, 0, usize::MAX);
        let at = String::from_utf8_lossy(&view.bytes).find("K&r9").unwrap();
        assert_eq!(view.in_source(Span::new(at, at + 4)).of(text), "K%26r 9");
        assert_eq!(PlainView::read(text, 3, 2).bytes, b"K&");
    }
}
