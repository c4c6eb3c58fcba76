//! Names the alphabets that issuers of tokens draw from.

use super::named::named;

named! {
    /// An alphabet of tokens; formats in `lexicons/secrets/` name it.
    Alphabet,
    /// `0` to `9`.
    Digits = "digits",
    /// Digits and `a` to `f`.
    Hex = "hex",
    /// Digits and `A` to `F`.
    UpperHex = "upper-hex",
    /// Digits and `a` to `f`, small or not.
    AnyHex = "any-hex",
    /// Small letters.
    Lower = "lower",
    /// Capitals.
    Upper = "upper",
    /// Digits and small letters.
    LowerDigits = "lower-digits",
    /// Digits and capitals.
    UpperDigits = "upper-digits",
    /// Digits and letters.
    Base62 = "base62",
    /// Digits, letters and `_`.
    Word = "word",
    /// Digits, letters, `-` and `_`.
    Base64Url = "base64url",
    /// Digits, letters, `+`, `/` and `=`.
    Base64 = "base64",
    /// Digits, letters, `-`, `_` and `.`, which is never the last sign.
    Dotted = "dotted",
    /// Digits, letters, `-`, `_`, `=` and `%`, as in the query of a link.
    Escaped = "escaped",
    /// Digits, letters, `-`, `_`, `.` and `~`: what needs no escape in a link.
    Unreserved = "unreserved",
    /// Digits, letters, `-`, `_`, `.`, `=`, `+` and `/`: both sorts of base64, and parts of it.
    Loose = "loose",
}

/// The alphabets of each byte: a look for all of them at once costs no more than one for a single one.
static OF_BYTE: [u16; 256] = of_bytes();

#[expect(clippy::indexing_slicing, reason = "both indices stay below the lengths")]
const fn of_bytes() -> [u16; 256] {
    let mut all = [0; 256];
    let mut byte = 0;
    while byte < all.len() {
        let mut number = 0;
        while number < Alphabet::ALL.len() {
            if Alphabet::ALL[number].holds(byte as u8) {
                all[byte] |= 1 << number;
            }
            number += 1;
        }
        byte += 1;
    }
    all
}

impl Alphabet {
    /// Returns true if and only if a byte belongs to the alphabet.
    #[must_use]
    #[inline]
    pub const fn has(self, byte: u8) -> bool {
        Alphabet::all_of(byte) >> self as u16 & 1 == 1
    }

    /// Returns the alphabets that a byte belongs to: one bit each, by their number.
    #[must_use]
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "there is an entry for each byte")]
    pub const fn all_of(byte: u8) -> u16 {
        OF_BYTE[byte as usize]
    }

    const fn holds(self, byte: u8) -> bool {
        match self {
            Alphabet::Digits => byte.is_ascii_digit(),
            Alphabet::Hex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Alphabet::UpperHex => matches!(byte, b'0'..=b'9' | b'A'..=b'F'),
            Alphabet::AnyHex => byte.is_ascii_hexdigit(),
            Alphabet::Lower => byte.is_ascii_lowercase(),
            Alphabet::Upper => byte.is_ascii_uppercase(),
            Alphabet::LowerDigits => byte.is_ascii_digit() || byte.is_ascii_lowercase(),
            Alphabet::UpperDigits => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Alphabet::Base62 => byte.is_ascii_alphanumeric(),
            Alphabet::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            Alphabet::Base64Url => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
            Alphabet::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
            Alphabet::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'),
            Alphabet::Escaped => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'=' | b'%'),
            Alphabet::Unreserved => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~'),
            Alphabet::Loose => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'=' | b'+' | b'/')
            }
        }
    }
}
