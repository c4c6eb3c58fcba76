//! Tells at one look which signs stand in a line: what needs one of them is not looked for in a line without it.

/// Some of the signs that tell kinds of lines apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signs(u16);

impl Signs {
    pub(super) const COLON: Signs = Signs(1);
    pub(super) const AT: Signs = Signs(1 << 1);
    pub(super) const SLASH: Signs = Signs(1 << 2);
    pub(super) const DASH: Signs = Signs(1 << 3);
    pub(super) const LESS: Signs = Signs(1 << 4);
    pub(super) const GREATER: Signs = Signs(1 << 5);
    pub(super) const QUOTE: Signs = Signs(1 << 6);
    pub(super) const DIGIT: Signs = Signs(1 << 7);
    /// Any byte beyond ASCII: colons, digits and letters of other scripts have them.
    pub(super) const BEYOND: Signs = Signs(1 << 8);

    /// Looks at each byte of a line once.
    pub(super) fn of(line: &[u8]) -> Signs {
        let sign = |byte: &u8| OF_BYTES.get(usize::from(*byte)).copied().unwrap_or_default();
        Signs(line.iter().fold(0, |signs, byte| signs | sign(byte)))
    }

    pub(super) const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    /// Returns true if and only if one of these signs stands in the line.
    pub(super) const fn has_any(self, signs: Signs) -> bool {
        self.0 & signs.0 != 0
    }

    /// Returns true if and only if all of these signs stand in the line.
    pub(super) const fn has_all(self, signs: Signs) -> bool {
        self.0 & signs.0 == signs.0
    }
}

/// The sign that each byte is.
#[expect(clippy::indexing_slicing, reason = "the compiler runs this, and refuses an index out of range")]
const OF_BYTES: [u16; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < signs.len() {
        let sign = match byte as u8 {
            b':' => Signs::COLON,
            b'@' => Signs::AT,
            b'/' => Signs::SLASH,
            b'-' => Signs::DASH,
            b'<' => Signs::LESS,
            b'>' => Signs::GREATER,
            b'"' => Signs::QUOTE,
            b'0'..=b'9' => Signs::DIGIT,
            0x80.. => Signs::BEYOND,
            _ => Signs(0),
        };
        signs[byte] = sign.0;
        byte += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_seen_wherever_it_stands() {
        let signs = [
            (":", Signs::COLON),
            ("@", Signs::AT),
            ("/", Signs::SLASH),
            ("-", Signs::DASH),
            ("<", Signs::LESS),
            (">", Signs::GREATER),
            ("\"", Signs::QUOTE),
            ("7", Signs::DIGIT),
            ("é", Signs::BEYOND),
        ];
        for (text, sign) in signs {
            for line in [text.to_owned(), format!("{text} words\n"), format!("words{text}")] {
                assert_eq!(Signs::of(line.as_bytes()), sign, "{line}");
            }
        }
        let of_line = Signs::of("Ana <ana@example.com>\n".as_bytes());
        assert!(of_line.has_all(Signs::LESS.or(Signs::AT)) && !of_line.has_all(Signs::LESS.or(Signs::COLON)));
        assert!(of_line.has_any(Signs::COLON.or(Signs::AT)) && !of_line.has_any(Signs::BEYOND));
    }
}
