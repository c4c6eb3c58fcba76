//! Decodes quoted-printable, base64 and strings of JSON, and traces decoded offsets back to the encoded bytes.

mod flowed;

use crate::text::json::{Json, walk_string};
use crate::text::{Ends, Span};

/// An encoding through which single offsets can, or cannot, be traced back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Coding {
    /// Quoted-printable over UTF-8 or ASCII.
    QuotedPrintable,
    /// Base64 over UTF-8 or ASCII.
    Base64,
    /// Plain lines that flow with `DelSp=yes`: the blank before a soft break is the break's own.
    Flowed,
    /// Such lines in quoted-printable.
    FlowedQuotedPrintable,
    /// Such lines in base64.
    FlowedBase64,
    /// A string of JSON over UTF-8; or a list of strings, and of objects with a `text`, which make up one text.
    Json,
    /// Anything else: only the whole encoded span is known.
    Opaque,
}

/// Decodes encoded bytes; damage is passed over, never an error.
#[must_use]
pub fn decode(bytes: &[u8], coding: Coding) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    walk(bytes, coding, &mut |byte, _| {
        decoded.push(byte);
        true
    });
    decoded
}

/// Returns true if and only if encoded bytes are not as their coding wants them, so that words may be missing.
pub(crate) fn is_damaged(bytes: &[u8], coding: Coding) -> bool {
    match coding {
        Coding::QuotedPrintable | Coding::FlowedQuotedPrintable => {
            memchr::memchr_iter(b'=', bytes).any(|at| match bytes.tail(at) {
                [_, b'\r' | b'\n', ..] => false,
                [_, high, low, ..] if hex(*high).zip(hex(*low)).is_some() => false,
                rest => padded_soft_break(rest).is_none(),
            })
        }
        Coding::Base64 | Coding::FlowedBase64 => {
            let is_known = |byte: &u8| sextet(*byte).is_some() || *byte == b'=' || byte.is_ascii_whitespace();
            let signs = bytes.iter().filter(|byte| !byte.is_ascii_whitespace()).count();
            signs % 4 != 0 || !bytes.iter().all(is_known)
        }
        Coding::Flowed | Coding::Json | Coding::Opaque => false,
    }
}

/// Returns which encoded bytes a decoded span was made from, or `None` for a coding that cannot be traced.
pub(crate) fn trace(bytes: &[u8], coding: Coding, span: Span) -> Option<Span> {
    if coding == Coding::Opaque {
        return None;
    }
    let mut found: Option<Span> = None;
    let mut index = 0;
    let mut end_of_walk = 0;
    walk(bytes, coding, &mut |_, from| {
        end_of_walk = from.end;
        if index >= span.start && (index < span.end || found.is_none()) {
            let is_empty = span.is_empty();
            let start = found.map_or(from.start, |found| found.start);
            found = Some(Span::new(start, if is_empty { from.start } else { from.end }));
        }
        index += 1;
        index < span.end || found.is_none()
    });
    Some(found.unwrap_or(Span::new(end_of_walk, end_of_walk)))
}

/// Calls `emit` with each decoded byte and the encoded bytes it came from, until `emit` says false.
fn walk(bytes: &[u8], coding: Coding, emit: &mut dyn FnMut(u8, Span) -> bool) {
    match coding {
        Coding::QuotedPrintable => walk_quoted_printable(bytes, emit),
        Coding::Base64 => walk_base64(bytes, emit),
        Coding::Flowed => {
            flowed::walk(bytes.iter().enumerate().map(|(at, &byte)| (byte, Span::new(at, at + 1))), emit);
        }
        Coding::FlowedQuotedPrintable => flowed::walk(decoded(bytes, walk_quoted_printable), emit),
        Coding::FlowedBase64 => flowed::walk(decoded(bytes, walk_base64), emit),
        Coding::Json => walk_json(bytes, emit),
        Coding::Opaque => {}
    }
}

fn walk_json(bytes: &[u8], emit: &mut dyn FnMut(u8, Span) -> bool) {
    let Some(root) = Json::root(bytes) else { return };
    let pieces = root.items().map(|item| if item.is_object() { item.get("text") } else { Some(item) });
    for piece in pieces.chain([Some(root)]).flatten().filter(|piece| piece.is_string()) {
        if !walk_string(piece.raw(), piece.span().start, emit) {
            return;
        }
    }
}

/// Lists what a walk emits.
fn decoded(
    bytes: &[u8],
    walk: fn(&[u8], &mut dyn FnMut(u8, Span) -> bool),
) -> impl Iterator<Item = (u8, Span)> {
    let mut decoded = Vec::with_capacity(bytes.len());
    walk(bytes, &mut |byte, from| {
        decoded.push((byte, from));
        true
    });
    decoded.into_iter()
}

fn walk_quoted_printable(bytes: &[u8], emit: &mut dyn FnMut(u8, Span) -> bool) {
    let mut pos = 0;
    while pos < bytes.len() {
        let rest = bytes.tail(pos);
        let (value, length) = match rest {
            [b'=', b'\r', b'\n', ..] => (None, 3),
            [b'=', b'\n', ..] => (None, 2),
            [b'='] => (None, 1),
            [b'=', high, low, ..] => match hex(*high).zip(hex(*low)) {
                Some((high, low)) => (Some(high * 16 + low), 3),
                None => padded_soft_break(rest).map_or((Some(b'='), 1), |length| (None, length)),
            },
            [byte, ..] => (Some(*byte), 1),
            [] => return,
        };
        if let Some(value) = value
            && !emit(value, Span::new(pos, pos + length))
        {
            return;
        }
        pos += length;
    }
}

/// `=` with blanks before the line end, as some gateways leave it; at most a line's worth is looked at.
fn padded_soft_break(rest: &[u8]) -> Option<usize> {
    let blanks = rest.tail(1).iter().take(80).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    (rest.get(1 + blanks) == Some(&b'\n')).then_some(blanks + 2)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn walk_base64(bytes: &[u8], emit: &mut dyn FnMut(u8, Span) -> bool) {
    let mut bits = 0_u32;
    let mut count = 0;
    let mut start = 0;
    for (pos, &byte) in bytes.iter().enumerate() {
        let Some(value) = sextet(byte) else {
            // Padding ends a group: a new one starts afresh, as in parts glued together.
            if byte == b'=' {
                (bits, count) = (0, 0);
            }
            continue;
        };
        let from = if count == 0 { pos } else { start };
        bits = (bits << 6 | u32::from(value)) & 0x3FFF;
        count += 6;
        start = from;
        if count >= 8 {
            count -= 8;
            let decoded = u8::try_from(bits >> count & 0xFF).unwrap_or(u8::MAX);
            if !emit(decoded, Span::new(from, pos + 1)) {
                return;
            }
            start = pos;
        }
    }
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traced(encoded: &[u8], coding: Coding, start: usize, end: usize) -> &[u8] {
        let span = trace(encoded, coding, Span::new(start, end)).expect("traceable");
        &encoded[span.start..span.end]
    }

    #[test]
    fn quoted_printable_is_traced() {
        let encoded = b"caf=C3=A9 so=\r\nft=20 = \nbad=ZZ=";
        assert_eq!(decode(encoded, Coding::QuotedPrintable), "café soft  bad=ZZ".as_bytes());
        assert_eq!(traced(encoded, Coding::QuotedPrintable, 3, 5), b"=C3=A9");
        assert_eq!(traced(encoded, Coding::QuotedPrintable, 6, 10), b"so=\r\nft");
        assert_eq!(trace(encoded, Coding::QuotedPrintable, Span::new(6, 6)), Some(Span::new(10, 10)));
        let past = trace(encoded, Coding::QuotedPrintable, Span::new(99, 100)).expect("traceable");
        assert!(past.start == past.end && past.end <= encoded.len());
    }

    #[test]
    fn damage_is_seen() {
        for (bytes, coding, expected) in [
            (&b"so=\r\nft =E2=9C=93 =\n"[..], Coding::QuotedPrintable, false),
            (b"=ZZ", Coding::QuotedPrintable, true),
            (b"cut=E", Coding::QuotedPrintable, true),
            (b"SGVs\r\nbG8=", Coding::Base64, false),
            (b"SGVsbG8", Coding::Base64, true),
            (b"SGV*bG8=", Coding::Base64, true),
            (b"", Coding::Base64, false),
            (b"=ZZ", Coding::Opaque, false),
        ] {
            assert_eq!(is_damaged(bytes, coding), expected, "{bytes:?}");
        }
    }

    #[test]
    fn strings_of_json_are_traced() {
        let encoded = br#""caf\u00e9 so\n""#;
        assert_eq!(decode(encoded, Coding::Json), "café so\n".as_bytes());
        assert_eq!(traced(encoded, Coding::Json, 3, 5), br"\u00e9");
        let list = br#"["you ", {"type": "bold", "text": "\"so\" "}, 7, {"x": "y"}, "late"]"#;
        assert_eq!(decode(list, Coding::Json), b"you \"so\" late");
        assert_eq!(traced(list, Coding::Json, 0, 7), br#"you ", {"type": "bold", "text": "\"so"#);
        assert_eq!(decode(b"{}", Coding::Json), b"");
    }

    #[test]
    fn base64_is_traced_and_may_be_cut_off() {
        let encoded = b"SGVsbG8s\r\nIHdvcmxkIQ==";
        assert_eq!(decode(encoded, Coding::Base64), b"Hello, world!");
        assert_eq!(decode(&encoded[..13], Coding::Base64), b"Hello, w");
        assert_eq!(traced(encoded, Coding::Base64, 0, 3), b"SGVs");
        assert_eq!(traced(encoded, Coding::Base64, 6, 9), b"IHdv");
        assert_eq!(traced(encoded, Coding::Base64, 5, 6), b"8s");
        assert_eq!(trace(encoded, Coding::Opaque, Span::new(0, 1)), None);
    }
}
