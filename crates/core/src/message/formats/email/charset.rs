//! Decodes text by the name of its charset, and says where nobody knows it.

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT, UTF_8};
use mail_parser::decoders::charsets::DecoderFnc;
use mail_parser::decoders::charsets::map::charset_decoder;

use super::shifted::Shifted;
use crate::text::decode::decode;

/// How text of a charset is read.
enum Reading {
    Shifted(Shifted),
    /// UTF-32; true: the low byte first.
    Wide(bool),
    Decoder(DecoderFnc),
    Encoding(&'static Encoding),
}

impl Reading {
    /// Knows a charset by its name; UTF-8 needs no reading, and is `None` as what is unknown.
    fn by_name(name: &str) -> Option<Reading> {
        let name = name.trim();
        if let Some(shifted) = Shifted::by_name(name) {
            return Some(Reading::Shifted(shifted));
        }
        let small = name.to_ascii_lowercase();
        if let "utf-32" | "utf-32be" | "utf-32le" | "ucs-4" | "iso-10646-ucs-4" = small.as_str() {
            return Some(Reading::Wide(small.ends_with("le")));
        }
        let encoding = Encoding::for_label(name.as_bytes());
        if encoding == Some(UTF_8) || encoding == Some(REPLACEMENT) {
            return None;
        }
        // Old names of it, `unicode-1-1-utf-7` among them.
        let known = if small.contains("utf-7") { "utf-7" } else { name };
        charset_decoder(known.as_bytes()).map(Reading::Decoder).or(encoding.map(Reading::Encoding))
    }
}

/// Decodes text by the name of its charset, else by looking at it.
pub(super) fn decode_as(bytes: &[u8], charset: Option<&str>) -> String {
    match charset.and_then(Reading::by_name) {
        Some(Reading::Shifted(shifted)) => shifted.decode(bytes),
        Some(Reading::Wide(is_little)) => wide(bytes, is_little),
        Some(Reading::Decoder(decoder)) => decoder(bytes),
        Some(Reading::Encoding(encoding)) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => decode(bytes).text.into_owned(),
    }
}

/// Returns true if and only if some letters of the text were guessed, or have no sign.
pub(super) fn is_guessed<'b>(bytes: impl FnOnce() -> Cow<'b, [u8]>, charset: &str) -> bool {
    let is_utf8 = Encoding::for_label(charset.trim().as_bytes()) == Some(UTF_8);
    match Reading::by_name(charset) {
        Some(Reading::Shifted(shifted)) => !shifted.is_whole(&bytes()),
        Some(_) => false,
        None => !is_utf8 && std::str::from_utf8(&bytes()).is_err(),
    }
}

/// Returns true if the bytes mean the same read as UTF-8.
///
/// Text beyond ASCII that is valid UTF-8 is taken as such even where a single-byte charset is declared: no such text
/// is valid by chance, and mailers do mislabel.
pub(super) fn is_transparent(bytes: &[u8], charset: Option<&str>) -> bool {
    if std::str::from_utf8(bytes).is_err() {
        return false;
    }
    let encoding = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    match charset.and_then(Reading::by_name) {
        None => true,
        Some(Reading::Shifted(shifted)) => shifted.is_plain(bytes),
        Some(Reading::Wide(_)) => false,
        Some(_) => encoding.is_some_and(|encoding| {
            encoding.is_ascii_compatible() && (encoding.is_single_byte() || bytes.is_ascii())
        }),
    }
}

/// Decodes UTF-32, of which a byte order mark counts for more than the name.
fn wide(bytes: &[u8], is_little: bool) -> String {
    let (units, _) = bytes.as_chunks::<4>();
    let is_little = match units.first() {
        Some([0xff, 0xfe, 0, 0]) => true,
        Some([0, 0, 0xfe, 0xff]) => false,
        _ => is_little,
    };
    let number =
        |unit: &[u8; 4]| if is_little { u32::from_le_bytes(*unit) } else { u32::from_be_bytes(*unit) };
    let signs = units.iter().map(|unit| char::from_u32(number(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
    signs.enumerate().filter(|&(at, sign)| at > 0 || sign != '\u{feff}').map(|(_, sign)| sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_refuse_is_read() {
        let text = "we have to let you go";
        for name in
            ["iso-2022-kr", "csISO2022KR", "iso-2022-cn", "ISO-2022-CN-EXT", "hz-gb-2312", "replacement"]
        {
            assert_eq!(decode_as(text.as_bytes(), Some(name)), text, "{name}");
            assert!(is_transparent(text.as_bytes(), Some(name)), "{name}");
            assert!(!is_guessed(|| text.as_bytes().into(), name), "{name}");
        }
        assert!(!is_transparent(b"\x1b$)C\x0e>H3g\x0f", Some("iso-2022-kr")));
        assert!(is_guessed(|| b"\x1b$)G\x0eDc\x0f"[..].into(), "iso-2022-cn"));
        assert!(
            is_guessed(|| b"caf\xe9"[..].into(), "replacement")
                && is_guessed(|| b"\xc8\x85\x93\x93\x96"[..].into(), " x-ebcdic ")
        );
        assert!(!is_guessed(|| b"caf\xe9"[..].into(), "utf-8"), "mislabelled, and plainly Windows-1252");
    }

    #[test]
    fn wide_letters_are_read_either_way_round() {
        let big: Vec<u8> = "a😀b".chars().flat_map(|sign| (sign as u32).to_be_bytes()).collect();
        let little: Vec<u8> = "\u{feff}a😀b".chars().flat_map(|sign| (sign as u32).to_le_bytes()).collect();
        for (bytes, name) in
            [(&big, "UTF-32BE"), (&big, "utf-32"), (&little, "utf-32"), (&little, "UTF-32LE")]
        {
            assert_eq!(decode_as(bytes, Some(name)), "a😀b", "{name}");
            assert!(!is_transparent(bytes, Some(name)), "{name}");
        }
        assert_eq!(decode_as(b"\0\x11\0\0\0\0\0", Some("ucs-4")), "\u{fffd}");
        assert_eq!(decode_as(b"", Some("ucs-4")), "");
    }

    #[test]
    fn names_decide_where_bytes_do_not() {
        for (bytes, name, text) in [
            (&b"caf\xe9"[..], Some("iso-8859-1"), "café"),
            (b"\xd0\xc9", Some("koi8-r"), "пи"),
            (b"+AOk-", Some("unicode-1-1-utf-7"), "é"),
            (b"+AOk-", Some("utf-7"), "é"),
            (b"caf\xe9", Some("x-nobody"), "café"),
            (b"caf\xe9", Some("utf-8"), "café"),
            (b"caf\xe9", None, "café"),
        ] {
            assert_eq!(decode_as(bytes, name), text, "{name:?}");
        }
        assert!(is_transparent("é".as_bytes(), Some("iso-8859-1")) && is_transparent(b"a", None));
        assert!(!is_transparent("é".as_bytes(), Some("big5")) && is_transparent(b"a", Some("big5")));
        assert!(!is_transparent(b"+AOk-", Some("utf-7")));
        assert!(is_transparent("é".as_bytes(), Some("x-nobody")));
    }
}
