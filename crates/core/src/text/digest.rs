//! Hashes a text to a short digest that is the same on every machine and in every version.

/// A digest of what was added so far (FNV-1a of 64 bits).
#[derive(Debug)]
pub(crate) struct Digest(u64);

impl Digest {
    /// Starts with nothing.
    pub(crate) const fn new() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }

    /// Goes on with bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        self.0 = bytes.iter().fold(self.0, step);
    }

    /// Goes on with the words of a text, each followed by one space, whatever blanks stand between them.
    pub(crate) fn add_words(&mut self, text: &str) {
        if !text.is_ascii() {
            for word in text.split_whitespace() {
                self.add(word.as_bytes());
                self.add(b" ");
            }
            return;
        }
        let mut in_word = false;
        for byte in text.bytes() {
            match byte {
                b'\t'..=b'\r' | b' ' if in_word => self.add(b" "),
                b'\t'..=b'\r' | b' ' => {}
                _ => self.add(&[byte]),
            }
            in_word = !matches!(byte, b'\t'..=b'\r' | b' ');
        }
        if in_word {
            self.add(b" ");
        }
    }

    /// Writes it as sixteen hexadecimal digits.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// Hashes bytes to sixteen hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut digest = Digest::new();
    digest.add(bytes);
    digest.text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_alone_tell_texts_apart(text in "([a-z\\x00\\x1b\\x1c\\x7fé]|[ \\t\\n\\x0b\\x0c\\r\u{85}\u{a0}\u{2028}\u{3000}]){0,40}") {
            let words: String = text.split_whitespace().map(|word| format!("{word} ")).collect();
            let mut read = Digest::new();
            read.add_words(&text);
            prop_assert_eq!(read.text(), digest(words.as_bytes()));
        }
    }
}
