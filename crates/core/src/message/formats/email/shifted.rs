//! Reads the charsets of seven bits that shift between ASCII and pairs of bytes: those of Korean and Chinese mail that browsers refuse.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, GB18030};

use crate::message::transfer::{self, Coding};
use crate::text::Ends;

const ESCAPE: u8 = 0x1b;
const SHIFT_OUT: u8 = 0x0e;
const SHIFT_IN: u8 = 0x0f;

/// U+FFFD as GB 18030 has it, for signs of a set that nobody here has a table of.
const NO_SIGN: &[u8] = b"\x84\x31\xa4\x37";

/// Longer names of charsets are none.
const MOST_NAME: usize = 45;

/// A charset that shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shifted {
    /// ISO-2022-KR (RFC 1557).
    Korean,
    /// ISO-2022-CN (RFC 1922), of which only GB 2312 has a table here.
    Chinese,
    /// HZ-GB-2312 (RFC 1843).
    Hz,
}

/// What a text is read with: the bytes of one of eight bits, and whether all signs of it are known.
struct Unshifted {
    bytes: Vec<u8>,
    is_whole: bool,
}

impl Shifted {
    /// Knows a charset by its name.
    pub(super) fn by_name(name: &str) -> Option<Shifted> {
        let name = name.trim();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("iso-2022-kr") || is("csiso2022kr") {
            Some(Shifted::Korean)
        } else if is("iso-2022-cn") || is("iso-2022-cn-ext") {
            Some(Shifted::Chinese)
        } else {
            is("hz-gb-2312").then_some(Shifted::Hz)
        }
    }

    /// Returns true if and only if the bytes mean the same read as ASCII.
    pub(super) fn is_plain(self, bytes: &[u8]) -> bool {
        let shifts = |byte: &u8| match self {
            Shifted::Hz => *byte == b'~',
            _ => matches!(*byte, ESCAPE | SHIFT_OUT | SHIFT_IN),
        };
        bytes.is_ascii() && !bytes.iter().any(shifts)
    }

    /// Returns the text.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        self.encoding().decode_without_bom_handling(&self.unshift(bytes).bytes).0.into_owned()
    }

    /// Returns true if and only if each of its signs stands in a set that is known here.
    pub(super) fn is_whole(self, bytes: &[u8]) -> bool {
        self.unshift(bytes).is_whole
    }

    fn encoding(self) -> &'static Encoding {
        if self == Shifted::Korean { EUC_KR } else { GB18030 }
    }

    fn unshift(self, bytes: &[u8]) -> Unshifted {
        let mut found = Unshifted { bytes: Vec::with_capacity(bytes.len()), is_whole: true };
        // Whether pairs are read, and whether they are of a set that is known.
        let (mut is_out, mut is_known) = (false, true);
        let mut rest = bytes;
        loop {
            let used = match (self, rest) {
                (_, []) => return found,
                // No line ends shifted; one that does would take the rest of the text with it.
                (_, [b'\n' | b'\r', ..]) => {
                    is_out = false;
                    found.bytes.extend_from_slice(rest.head(1));
                    1
                }
                (Shifted::Hz, [b'~', b'{', ..]) if !is_out => {
                    is_out = true;
                    2
                }
                (Shifted::Hz, [b'~', b'}', ..]) if is_out => {
                    is_out = false;
                    2
                }
                (Shifted::Hz, [b'~', b'~', ..]) if !is_out => {
                    found.bytes.push(b'~');
                    2
                }
                // A line that goes on.
                (Shifted::Hz, [b'~', b'\n', ..]) if !is_out => 2,
                (Shifted::Hz, _) => found.take(rest, is_out, true),
                (_, [SHIFT_OUT, ..]) => {
                    is_out = true;
                    1
                }
                (_, [SHIFT_IN, ..]) => {
                    is_out = false;
                    1
                }
                (_, [ESCAPE, b'$', b')', set, ..]) => {
                    is_known = self == Shifted::Korean || *set == b'A';
                    4
                }
                (_, [ESCAPE, b'$', b'*' | b'+', _, ..]) => 4,
                // One sign of another set.
                (_, [ESCAPE, b'N' | b'O', ..]) => 2 + found.take(rest.tail(2), true, false),
                _ => found.take(rest, is_out, is_known),
            };
            rest = rest.tail(used);
        }
    }
}

impl Unshifted {
    /// Takes one sign: a byte, or a pair; returns how many bytes it has.
    fn take(&mut self, rest: &[u8], is_out: bool, is_known: bool) -> usize {
        match rest {
            [first @ 0x21..=0x7e, second @ 0x21..=0x7e, ..] if is_out => {
                if is_known {
                    self.bytes.extend([first | 0x80, second | 0x80]);
                } else {
                    self.bytes.extend_from_slice(NO_SIGN);
                    self.is_whole = false;
                }
                2
            }
            [first, ..] => {
                self.bytes.push(*first);
                1
            }
            [] => 0,
        }
    }
}

/// Writes those words of a header field anew, in UTF-8, that are encoded in a charset that shifts.
pub(super) fn with_plain_words(value: &[u8]) -> Cow<'_, [u8]> {
    let mut written = Vec::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(value.tail(from), b"=?") {
        let start = from + found;
        let Some((text, length)) = shifted_word(value.tail(start)) else {
            from = start + 2;
            continue;
        };
        written.extend_from_slice(value.head(start).tail(copied));
        written.extend_from_slice(b"=?utf-8?Q?");
        written.extend(text.bytes().flat_map(|byte| format!("={byte:02X}").into_bytes()));
        written.extend_from_slice(b"?=");
        from = start + length;
        copied = from;
    }
    if copied == 0 {
        return Cow::Borrowed(value);
    }
    written.extend_from_slice(value.tail(copied));
    Cow::Owned(written)
}

/// Reads an encoded word at the start of a text, if its charset shifts: its text, and its length.
fn shifted_word(word: &[u8]) -> Option<(String, usize)> {
    let name_end = 2 + memchr::memchr(b'?', word.tail(2).head(MOST_NAME))?;
    let name = std::str::from_utf8(word.head(name_end).tail(2)).ok()?;
    // RFC 2231 lets a language stand behind the charset.
    let charset = Shifted::by_name(name.split('*').next()?)?;
    let [b'?', coding, b'?', ..] = word.tail(name_end) else { return None };
    let start = name_end + 3;
    let length = memchr::memmem::find(word.tail(start), b"?=")?;
    let encoded = word.tail(start).head(length);
    let decoded = match coding {
        b'B' | b'b' => transfer::decode(encoded, Coding::Base64),
        b'Q' | b'q' => {
            let spaced: Vec<u8> =
                encoded.iter().map(|&byte| if byte == b'_' { b' ' } else { byte }).collect();
            transfer::decode(&spaced, Coding::QuotedPrintable)
        }
        _ => return None,
    };
    Some((charset.decode(&decoded), start + length + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_between_shifts_are_pairs() {
        for (charset, bytes, text) in [
            (
                Shifted::Korean,
                &b"\x1b$)CHi \x0e>H3g\x0f, you\nare \x0e>H\nfired\n"[..],
                "Hi 안녕, you\nare 안\nfired\n",
            ),
            (Shifted::Chinese, b"\x1b$)A\x0eVPND\x0f is \x1b$)G\x0eDcEc\x0f!", "中文 is \u{fffd}\u{fffd}!"),
            (Shifted::Chinese, b"\x1b$*Ha\x1bN!!b", "a\u{fffd}b"),
            (Shifted::Hz, b"~{VPND~} is ~~ go~\ning ~{VP\non", "中文 is ~ going 中\non"),
        ] {
            assert_eq!(charset.decode(bytes), text);
            assert_eq!(charset.is_whole(bytes), !text.contains('\u{fffd}'), "{text}");
            assert!(!charset.is_plain(bytes) && charset.is_plain(b"we have to let you go"));
        }
    }

    #[test]
    fn what_is_cut_off_or_has_eight_bits_is_read() {
        assert_eq!(Shifted::Korean.decode(b"\x1b$"), "\u{1b}$");
        assert_eq!(Shifted::Korean.decode(b"a\x0e>"), "a>");
        assert_eq!(Shifted::Korean.decode(b"\xbe\xc8\xb3\xe7"), "안녕");
        assert_eq!(Shifted::Hz.decode(b"~"), "~");
        assert_eq!(Shifted::Chinese.decode(b"\x1bN"), "");
    }

    #[test]
    fn words_of_headers_are_written_anew() {
        let text = |value: &[u8]| String::from_utf8(with_plain_words(value).into_owned()).unwrap();
        let anew = "=?utf-8?Q?=EC=95=88=EB=85=95?=";
        assert_eq!(text(b"a =?ISO-2022-KR?B?GyQpQw4+SDNnDw==?= b"), format!("a {anew} b"));
        assert_eq!(text(b"=?iso-2022-kr*ko?q?=0E>H3g=0F?="), anew);
        assert_eq!(text(b"=?hz-gb-2312?Q?a_~{VP~}?="), "=?utf-8?Q?=61=20=E4=B8=AD?=");
        for same in ["=?utf-8?Q?a?=", "=?iso-2022-kr?B?GyQp", "=?iso-2022-kr?X?a?=", "=?", "a =? b", "=?=?=?"]
        {
            assert!(matches!(with_plain_words(same.as_bytes()), Cow::Borrowed(_)), "{same}");
        }
    }
}
