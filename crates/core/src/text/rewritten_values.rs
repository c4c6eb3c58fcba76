//! Finds private values that are written another way: spaced out, split over lines, escaped, or encoded in base 16 or 64.

use std::ops::ControlFlow;

use super::form_set::FormSet;
use super::plain_view::PlainView;
use super::word_forms::{is_whole_word, is_word_only};
use super::{Ends, Span};

/// Shorter values are parts of too many texts that are read without blanks.
const SHORTEST: usize = 4;
/// Letters and digits alone, without the signs between them, are looked for from so many on.
const SHORTEST_BARE: usize = 8;
/// An encoded form that is shorter stands in other runs of signs by chance.
const SHORTEST_CODE: usize = 5;
/// Of a longer value the beginning is looked for,
const LONGEST: usize = 256;
/// and less of it where it is encoded: such a run of signs is hidden as a whole.
const LONGEST_ENCODED: usize = 48;
/// With more bytes of forms, whole texts are hidden instead of searched.
const MOST_BYTES: usize = 1 << 20;
/// A text is read in pieces of so many bytes, so that a long one needs no more memory.
const PIECE: usize = 64 << 10;

/// The values of one message as they read.
#[derive(Debug)]
pub(super) struct RewrittenValues {
    /// Absent where there are too many to look for.
    forms: Option<FormSet>,
    kinds: Vec<Kind>,
}

/// How a form of a value is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Anywhere,
    WholeWord,
    /// As a part of a run of signs of base 64.
    Encoded,
}

impl RewrittenValues {
    /// Takes values; `None` if all are too short.
    pub(super) fn new<'v>(values: impl Iterator<Item = &'v str>) -> Option<RewrittenValues> {
        let (mut forms, mut bytes) = (Vec::new(), 0);
        for value in values {
            let from = forms.len();
            add_forms(value, &mut forms);
            bytes += forms.tail(from).iter().map(|(form, _)| form.len()).sum::<usize>();
            if bytes > MOST_BYTES {
                return Some(RewrittenValues { forms: None, kinds: Vec::new() });
            }
        }
        if forms.is_empty() {
            return None;
        }
        // Of equal forms that are looked for in two ways the last counts.
        forms.reverse();
        forms.sort_by(|(one, _), (other, _)| one.cmp(other));
        forms.dedup_by(|(one, _), (other, _)| one == other);
        let (forms, kinds): (Vec<Vec<u8>>, Vec<Kind>) = forms.into_iter().unzip();
        Some(RewrittenValues { forms: Some(FormSet::new(forms.into_iter())), kinds })
    }

    /// Returns where values stand in a text, unsorted; all of it where that cannot be told.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        let Some(forms) = &self.forms else { return vec![Span::new(0, text.len())] };
        let (mut found, mut from) = (Vec::new(), 0);
        loop {
            let view = PlainView::read(text, from, PIECE);
            self.find_in(text, (&view, forms), &mut found);
            if view.bytes.len() < PIECE {
                return found;
            }
            // The next piece begins so early that no value is cut in two.
            from = view.in_source(Span::new(PIECE - LONGEST, PIECE)).start.max(from + 1);
        }
    }

    fn find_in(&self, text: &str, (view, forms): (&PlainView, &FormSet), found: &mut Vec<Span>) {
        forms.find(&view.bytes, |number, start, end| {
            let span = view.in_source(Span::new(start, end));
            // What is hidden already needs no second look, however many values it holds.
            if found.last().is_none_or(|last: &Span| span.start < last.start || last.end < span.end) {
                match self.kinds.get(number) {
                    Some(Kind::WholeWord) if !is_whole_word(text, span) => {}
                    Some(Kind::Encoded) => found.push(run_around(text, span)),
                    _ => found.push(span),
                }
            }
            ControlFlow::<()>::Continue(())
        });
    }
}

/// Appends the forms of a value.
fn add_forms(value: &str, forms: &mut Vec<(Vec<u8>, Kind)>) {
    for mut form in plain_forms(value) {
        form.truncate(LONGEST);
        if form.len() < SHORTEST {
            continue;
        }
        let kind =
            if is_word_only(&String::from_utf8_lossy(&form)) { Kind::WholeWord } else { Kind::Anywhere };
        forms.push((form, kind));
    }
    forms.extend(decoded(value));
    forms.extend(encoded(value).into_iter().map(|code| (code, Kind::Encoded)));
}

/// Returns a value as it reads, with its blanks taken for other signs, and without any sign.
fn plain_forms(value: &str) -> impl Iterator<Item = Vec<u8>> {
    let words: Vec<&str> = value.split_whitespace().collect();
    // In addresses and names of files other signs stand for blanks.
    let signs = if words.len() > 1 { &[" ", "+", "_", "-"][..] } else { &[" "] };
    let joined: Vec<String> = signs.iter().map(|sign| words.join(sign)).collect();
    let bare: String = value.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let bare = (bare.len() >= SHORTEST_BARE && bare.len() != value.len()).then_some(bare);
    joined.into_iter().chain(bare).flat_map(|value| {
        let [plain, read] = PlainView::readings(&value);
        let read = (read != plain).then_some(read);
        std::iter::once(plain).chain(read)
    })
}

/// Returns the forms of a value in base 16, and in base 64 wherever in a text it stands.
fn encoded(value: &str) -> Vec<Vec<u8>> {
    let start = value.trim().as_bytes();
    let start = start.get(..LONGEST_ENCODED).unwrap_or(start);
    if start.len() < SHORTEST {
        return Vec::new();
    }
    let for_address = |sign: &u8| match sign {
        b'+' => b'-',
        b'/' => b'_',
        sign => *sign,
    };
    let mut codes: Vec<Vec<u8>> = (0..3).map(|before| base64(start, before)).collect();
    for number in 0..codes.len() {
        let code = codes.get(number).filter(|code| code.iter().any(|sign| matches!(sign, b'+' | b'/')));
        let other = code.map(|code| code.iter().map(for_address).collect());
        codes.extend(other);
    }
    let digit = |number: u8| char::from_digit(u32::from(number), 16).map_or(b'0', |digit| digit as u8);
    codes.push(start.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect());
    codes.retain(|code| code.len() >= SHORTEST_CODE);
    codes
}

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Returns the signs of base 64 that bytes alone decide where so many others stand before them.
fn base64(bytes: &[u8], before: usize) -> Vec<u8> {
    // The bits of the bytes before are read as nothing, and the signs that they have a part in are left out.
    let (mut bits, mut count, mut signs) =
        (0u32, before * 8 % 6, Vec::with_capacity(bytes.len() * 4 / 3 + 1));
    let mut is_shared = count > 0;
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        count += 8;
        while count >= 6 {
            count -= 6;
            let sign = SIGNS.get((bits >> count & 0x3f) as usize).filter(|_| !is_shared);
            signs.extend(sign);
            is_shared = false;
        }
    }
    signs
}

/// Returns what a value of base 64 says, if that is a text; of a name and a password the latter.
fn decoded(value: &str) -> Option<(Vec<u8>, Kind)> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for sign in value.trim().trim_end_matches('=').bytes().take(LONGEST) {
        let plain = match sign {
            b'-' => b'+',
            b'_' => b'/',
            sign => sign,
        };
        bits = bits << 6 | u32::try_from(memchr::memchr(plain, SIGNS)?).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    let is_text = bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let from = memchr::memchr(b':', &bytes).map_or(0, |at| at + 1);
    let password = bytes.tail(from).to_vec();
    (is_text && password.len() >= SHORTEST).then_some((password, Kind::Anywhere))
}

/// Returns the run of signs of base 64 that a stretch is a part of.
fn run_around(text: &str, span: Span) -> Span {
    let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=_-".contains(byte);
    let before = text.head(span.start).bytes().rev().take_while(is_sign).count();
    let behind = text.tail(span.end).bytes().take_while(is_sign).count();
    Span::new(span.start - before, span.end + behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(value: &str, text: &str) -> Vec<String> {
        let values = RewrittenValues::new(std::iter::once(value)).expect("values");
        let mut found = values.find(text);
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_value_is_found_however_it_is_written() {
        let value = "Tulip!Horse42";
        for written in [
            "T u l i p ! H o r s e 4 2",
            "Tulip!\n> Horse42",
            "Tulip!=\nHorse42",
            "Tulip%21Horse42",
            "%54%75%6C%69%70%21%48%6F%72%73%65%34%32",
            "Tulip&#33;Horse42",
            "Tulip\\u0021Horse42",
            "Tulip!\u{ad}Horse42",
            "54756c697021486f7273653432",
            "VHVsaXAhSG9yc2U0Mg==",
            "tuliphorse42",
            "dGlsbDpUdWxpcCFIb3JzZTQy",
            "a2lsbjAxOlR1bGlwIUhvcnNlNDI=",
        ] {
            assert_eq!(found(value, &format!("it is {written} now, Tulip Horse")), [written]);
        }
        assert_eq!(found("K&m<r>9x!Zq", "K&amp;m&lt;r&gt;9x!Zq"), ["K&amp;m&lt;r&gt;9x!Zq"]);
        for written in ["otter+lamp+kiln", "otter_lamp_kiln", "otter%20lamp%20kiln", "otter-lamp-kiln"] {
            assert_eq!(found("otter lamp kiln", &format!("a {written} b")), [written]);
        }
        assert_eq!(found("kes%40trel99", "so kes@trel99"), ["kes@trel99"]);
        assert_eq!(found("dGlsbDpLZXN0cmVsOTk=", "so Kestrel99, till"), ["Kestrel99"]);
        assert_eq!(found("a-b~c?d>e", &format!("x {} y", "YS1ifmM_ZD5l")), ["YS1ifmM_ZD5l"]);
    }

    #[test]
    fn words_and_what_is_short_hide_little() {
        assert_eq!(found("sunshine", "sun shine, sun shines, asunshine"), ["sun shine"]);
        assert_eq!(
            found("8812#", "5 8812#1 8 8 1 2 # %38%38%31%32%23 ODgxMiM=, 88 12"),
            ["8 8 1 2 #", "%38%38%31%32%23", "ODgxMiM="]
        );
        assert!(RewrittenValues::new(["447", "a b"].into_iter()).is_none());
    }

    #[test]
    fn a_value_is_found_where_the_pieces_of_a_long_text_meet() {
        for length in (PIECE - 40..PIECE + 4).step_by(3) {
            let text = format!("{} Tulip!\nHorse42 {}", "é".repeat(length / 2), "x".repeat(PIECE * 2));
            assert_eq!(found("Tulip!Horse42", &text), ["Tulip!\nHorse42"], "{length}");
        }
        assert_eq!(found("Tulip!Horse42", &" ".repeat(PIECE * 3)), Vec::<String>::new());
    }

    #[test]
    fn too_many_values_hide_everything() {
        let many: Vec<String> = (0..5000).map(|number| format!("secret{number:040}")).collect();
        let values = RewrittenValues::new(many.iter().map(String::as_str)).expect("values");
        assert_eq!(values.find("all of it"), [Span::new(0, 9)]);
    }
}
