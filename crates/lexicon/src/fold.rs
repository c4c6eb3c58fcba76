//! Folds a plain string for comparison and cuts it into words.

/// What a character is to the word cutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharClass {
    /// Part of a word.
    Letter,
    /// A digit of any script.
    Digit,
    /// An apostrophe, straight, curly or an accent typed for one: part of a word when letters stand on both sides.
    Apostrophe,
    /// Nothing at all: zero-width characters, soft hyphen, variation selectors, combining accents of decomposed text.
    Ignored,
    /// A character of a script written without spaces; each is a word of its own.
    Ideograph,
    /// Anything else; it ends a word.
    Separator,
}

/// Returns what a character is to the word cutter.
#[must_use]
pub fn class_of(c: char) -> CharClass {
    match c {
        'a'..='z' | 'A'..='Z' => CharClass::Letter,
        '0'..='9' => CharClass::Digit,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' => CharClass::Apostrophe,
        // The accents and the prime are on some keyboards where others have the apostrophe.
        '`' | '\u{00B4}' | '\u{02B9}' | '\u{2032}' => CharClass::Apostrophe,
        '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' => CharClass::Ignored,
        '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => {
            CharClass::Ignored
        }
        '\u{0300}'..='\u{036F}' => CharClass::Ignored,
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' => CharClass::Ideograph,
        '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}' => CharClass::Ideograph,
        c if c.is_ascii() => CharClass::Separator,
        c if c.is_alphabetic() => CharClass::Letter,
        c if c.is_numeric() => CharClass::Digit,
        _ => CharClass::Separator,
    }
}

/// Appends the folded form of one letter or digit: lower case, full-width forms as ASCII.
pub fn fold_into(c: char, out: &mut String) {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            let narrow = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
            out.push(narrow.to_ascii_lowercase());
        }
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c => out.extend(c.to_lowercase()),
    }
}

/// Folds a string that is one word: apostrophes become `'`, ignored characters and separators go.
#[must_use]
pub fn fold_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match class_of(c) {
            CharClass::Apostrophe => out.push('\''),
            CharClass::Ignored | CharClass::Separator => {}
            CharClass::Letter | CharClass::Digit | CharClass::Ideograph => fold_into(c, &mut out),
        }
    }
    out.trim_matches('\'').to_owned()
}

/// Starts the hash of a folded word.
pub const HASH_START: u64 = 0x243F_6A88_85A3_08D3;

/// Adds eight folded bytes to a word's hash; the last piece of a word is filled up with zeros.
#[must_use]
#[inline]
pub const fn hash_step(hash: u64, piece: u64) -> u64 {
    (hash.rotate_left(23) ^ piece).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Returns the hash of a folded word. Two words of up to eight bytes never share one: each step can be undone.
#[must_use]
pub fn hash_of(folded: &str) -> u64 {
    let mut hash = HASH_START;
    for piece in folded.as_bytes().chunks(8) {
        let mut filled = [0; 8];
        filled.iter_mut().zip(piece).for_each(|(place, byte)| *place = *byte);
        hash = hash_step(hash, u64::from_le_bytes(filled));
    }
    hash
}

/// Eight bytes of text looked at together: which of them begin a run of ASCII letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    /// How many of the first bytes are ASCII letters, 0..=8.
    pub count: usize,
    /// None of those is a small letter.
    pub all_capitals: bool,
    /// The letters in lower case, the first in the lowest byte; zero behind them.
    pub folded: u64,
    /// The same letter stands three times in a row.
    pub drawn_out: bool,
}

/// Looks at eight bytes of text together, the first in the lowest byte.
#[must_use]
#[inline]
pub const fn letters(bytes: u64) -> Letters {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const LOW_SEVEN: u64 = !HIGH;
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let lower = bytes | each(0x20);
    // The sums below set a byte's high bit where it is at least `a`, and where it is beyond `z`; they cannot carry.
    let from_a = (lower & LOW_SEVEN) + each(0x80 - b'a');
    let beyond_z = (lower & LOW_SEVEN) + each(0x80 - b'z' - 1);
    let letter = from_a & !beyond_z & !bytes & HIGH;
    let others = !letter & HIGH;
    let count = others.trailing_zeros() as usize / 8;
    // All bits below that of the first byte that is no letter; where all are letters, all bits.
    let kept = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
    let folded = lower & kept;
    // A byte is zero where a letter equals the one after it, and behind the letters; it is not where the last one stands.
    let differs = folded ^ (folded >> 8);
    let same = !(differs + LOW_SEVEN) & HIGH;
    let drawn_out = same & (same >> 8) & kept != 0;
    Letters { count, all_capitals: bytes & each(0x20) & kept == 0, folded, drawn_out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_hides_what_typing_differs_in() {
        for (written, folded) in [
            ("Don’t", "don't"),
            ("DON'T", "don't"),
            ("don´t", "don't"),
            ("don`t", "don't"),
            ("Ｕｒｇｅｎｔ", "urgent"),
            ("fi\u{00AD}re\u{200B}d", "fired"),
            ("'quoted'", "quoted"),
            ("ÉCOLE", "école"),
        ] {
            assert_eq!(fold_word(written), folded);
        }
    }

    #[test]
    fn letters_are_told_from_everything_else() {
        for byte in 0..=255_u8 {
            let eight = letters(u64::from_le_bytes([b'Q', byte, b'x', b' ', b'a', b'b', b'c', b'd']));
            let expected = if byte.is_ascii_alphabetic() { 3 } else { 1 };
            assert_eq!(eight.count, expected, "{byte:#x}");
            assert_eq!(eight.all_capitals, !byte.is_ascii_alphabetic(), "{byte:#x}");
            let two = letters(u64::from_le_bytes([b'Q', byte, b' ', b' ', b'a', b'b', b'c', b'd']));
            assert_eq!(two.all_capitals, !byte.is_ascii_lowercase(), "{byte:#x}");
        }
        let all = letters(u64::from_le_bytes(*b"AbCdEfGh"));
        assert_eq!((all.count, all.all_capitals, all.folded), (8, false, u64::from_le_bytes(*b"abcdefgh")));
        assert!(letters(u64::from_le_bytes(*b"ABCDEFGH")).all_capitals);
        for (text, drawn_out) in [
            (b"sooo now", true),
            (b"so   now", false),
            (b"Aaa     ", true),
            (b"abbbc   ", true),
            (b"aabbccdd", false),
            (b"xyzzzzzz", true),
            (b"soo     ", false),
        ] {
            assert_eq!(letters(u64::from_le_bytes(*text)).drawn_out, drawn_out, "{text:?}");
        }
    }

    #[test]
    fn hashes_of_similar_words_differ() {
        let words = ["a", "b", "ab", "ba", "fire", "fires", "fired", "tier", "i", "it"];
        let mut hashes: Vec<u64> = words.iter().map(|word| hash_of(word)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), words.len());
    }
}
