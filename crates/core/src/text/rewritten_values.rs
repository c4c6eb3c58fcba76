//! Finds private values that are written another way: spaced out, split over lines, escaped, or encoded in base 16 or 64.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

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
    automaton: Option<AhoCorasick>,
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
        let (mut forms, mut bytes) = (BTreeMap::new(), 0);
        for value in values {
            for (form, kind) in forms_of(value) {
                bytes += form.len();
                forms.insert(form, kind);
            }
            if bytes > MOST_BYTES {
                return Some(RewrittenValues { automaton: None, kinds: Vec::new() });
            }
        }
        if forms.is_empty() {
            return None;
        }
        let mut builder = AhoCorasick::builder();
        // One for a single message is built more often than it reads much text.
        let builder = builder.kind(Some(AhoCorasickKind::ContiguousNFA)).ascii_case_insensitive(true);
        let automaton = builder.match_kind(MatchKind::Standard).build(forms.keys()).ok();
        Some(RewrittenValues { automaton, kinds: forms.into_values().collect() })
    }

    /// Returns where values stand in a text, unsorted; all of it where that cannot be told.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        let Some(automaton) = &self.automaton else { return vec![Span::new(0, text.len())] };
        let (mut found, mut from) = (Vec::new(), 0);
        loop {
            let view = PlainView::read(text, from, PIECE);
            self.find_in(text, (&view, automaton), &mut found);
            if view.bytes.len() < PIECE {
                return found;
            }
            // The next piece begins so early that no value is cut in two.
            from = view.in_source(Span::new(PIECE - LONGEST, PIECE)).start.max(from + 1);
        }
    }

    fn find_in(&self, text: &str, (view, automaton): (&PlainView, &AhoCorasick), found: &mut Vec<Span>) {
        for value in automaton.find_overlapping_iter(&view.bytes) {
            let span = view.in_source(Span::new(value.start(), value.end()));
            // What is hidden already needs no second look, however many values it holds.
            if found.last().is_some_and(|last: &Span| last.start <= span.start && span.end <= last.end) {
                continue;
            }
            match self.kinds.get(value.pattern().as_usize()) {
                Some(Kind::WholeWord) if !is_whole_word(text, span) => {}
                Some(Kind::Encoded) => found.push(run_around(text, span)),
                _ => found.push(span),
            }
        }
    }
}

/// Returns the forms of a value.
fn forms_of(value: &str) -> Vec<(Vec<u8>, Kind)> {
    let mut forms = Vec::new();
    // In addresses and names of files other signs stand for blanks.
    let joined = [" ", "+", "_", "-"].map(|sign| value.split_whitespace().collect::<Vec<_>>().join(sign));
    let bare: String = value.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let bare = (bare.len() >= SHORTEST_BARE).then_some(bare);
    for mut form in joined.iter().chain(&bare).flat_map(|value| PlainView::readings(value)) {
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
    forms
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
    let others: Vec<Vec<u8>> = codes.iter().map(|code| code.iter().map(for_address).collect()).collect();
    codes.extend(others);
    codes.push(start.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect());
    codes.retain(|code| code.len() >= SHORTEST_CODE);
    codes
}

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Returns the signs of base 64 that bytes alone decide where so many others stand before them.
fn base64(bytes: &[u8], before: usize) -> Vec<u8> {
    let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(bytes.iter().copied()).collect();
    let (first, end) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
    let bit = |at: usize| padded.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8) & 1));
    let sign = |number: usize| (0..6).fold(0, |sum, at| sum * 2 + bit(number * 6 + at));
    (first..end).filter_map(|number| SIGNS.get(sign(number)).copied()).collect()
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
