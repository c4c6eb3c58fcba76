//! Takes a value to its end, beyond what an expression sees of it, and finds the others of a list of values.

use super::columns::column;
use super::key_text::{end_of_key, end_of_lines};
use super::lists::list;
use crate::builtin::WORDS;
use crate::scan::validators::{iban_length, validator};
use crate::text::boundaries::floor_char;
use crate::text::{Ends, Span};
use presend_lexicon::names::{Validator, WordList};

/// What ends the sentence or the brackets around a value and is none of its signs.
const CLOSING: [char; 15] = ['.', ',', ';', ':', '?', ')', ']', '}', '>', '\'', '"', '`', '*', '’', '”'];

/// Quotes that open a value, with those that close it.
const QUOTES: [(char, &[char]); 8] = [
    ('"', &['"']),
    ('\'', &['\'']),
    ('`', &['`']),
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('‘', &['’']),
    ('«', &['»']),
    ('»', &['«']),
];

/// A value with blanks between quotation marks has at most so many bytes.
const LONGEST_QUOTED: usize = 256;
/// What stands before a value in its run of signs, such as the name of a user, has at most so many bytes.
const LONGEST_OPENING: usize = 64;
/// The name of the setting behind a value has at most so many bytes.
const LONGEST_NAME: usize = 32;
/// A seed phrase has at most so many words,
const SEED_WORDS: usize = 24;
/// with a number and a line break between two of them at most.
const LONGEST_GAP: usize = 10;
/// An expression may have seen less than all of it where that has so many bytes.
const LONG_SEED: usize = 160;
/// A list has at most so many values; more of them are found by their own words or not at all.
const MOST_MEMBERS: usize = 64;
/// A value behind another has at most so many bytes,
const LONGEST_MEMBER: usize = 128;
/// and a word that joins them.
const LONGEST_JOINT: usize = 8;
/// Numbers of a list have so many digits.
const MEMBER_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;

/// Returns the whole of a value that was found, and those behind it in a list; of the head of a column or a list those below it.
pub(super) fn taken(text: &str, found: Span, test: Option<Validator>) -> Vec<Span> {
    match test {
        Some(Validator::ColumnHead) => return column(text, found),
        Some(Validator::ListHead) => return list(text, found),
        _ => {}
    }
    let value = without_stop(text, whole(text, found, test));
    let mut all = vec![value];
    let Some(test) = test.filter(|test| may_be_listed(*test)) else { return all };
    let mut at = value.end;
    while all.len() < MOST_MEMBERS
        && let Some(member) = next_member(text, at, test, value.of(text))
    {
        at = member.end;
        all.push(member);
    }
    all
}

/// Leaves out what ends the sentence behind a value, not the value.
pub(super) fn without_stop(text: &str, span: Span) -> Span {
    let is_last = text.tail(span.end).starts_with(|c: char| c.is_whitespace() || CLOSING.contains(&c));
    if !is_last && span.end < text.len() {
        return span;
    }
    let value = span.of(text).trim_end_matches(CLOSING);
    if value.is_empty() { span } else { Span::new(span.start, span.start + value.len()) }
}

/// Returns the beginning of what an expression found that is as long as the value must be.
pub(super) fn fitted(text: &str, found: Span, test: Option<Validator>) -> Span {
    match test {
        Some(Validator::Mod97) => Span::new(found.start, found.start + iban_length(found.of(text))),
        _ => found,
    }
}

fn whole(text: &str, found: Span, test: Option<Validator>) -> Span {
    let end = match test {
        Some(Validator::KeyBlock) => end_of_key(text, found),
        Some(Validator::Password | Validator::CodePassword | Validator::ConnectionPassword) => {
            end_of_password(text, found)
        }
        Some(Validator::SecretLike | Validator::Strong | Validator::Setting) => end_of_password(text, found),
        Some(Validator::LongSecret | Validator::Jwt | Validator::BasicAuth | Validator::EncodedKey) => {
            end_of_lines(text, Span::new(found.start, end_of_run(text, found)))
        }
        Some(Validator::SeedWords) => end_of_seed(text, found),
        _ => found.end,
    };
    Span::new(found.start, end.max(found.end))
}

/// Returns where a password ends: at the quotation mark that closes it, else at the next blank.
fn end_of_password(text: &str, found: Span) -> usize {
    // Behind an address stands its host.
    if text.tail(found.end).starts_with('@') {
        return found.end;
    }
    let before = text.head(found.start);
    let near = before.tail(floor_char(before, before.len().saturating_sub(LONGEST_OPENING)));
    let run = near.rfind(char::is_whitespace).map_or("", |at| near.tail(at).trim_start());
    // A quotation mark that was closed before the value opened something else.
    let of_run = run.chars().next().filter(|open| run.matches(*open).count() % 2 == 1);
    before
        .chars()
        .next_back()
        .into_iter()
        .chain(of_run)
        .filter_map(|open| QUOTES.iter().find(|(sign, _)| *sign == open))
        .find_map(|(_, closing)| end_of_quoted(text, found, closing))
        .unwrap_or_else(|| end_of_run(text, found))
}

/// Returns where a value ends between quotation marks, if they are closed on its line.
fn end_of_quoted(text: &str, found: Span, closing: &[char]) -> Option<usize> {
    let is_escaped = text.head(found.start).strip_suffix('"').is_some_and(|before| before.ends_with('\\'));
    let (from, longest) = (found.start, found.len() + LONGEST_QUOTED);
    let mut before = None;
    for (at, sign) in text.tail(from).char_indices().take_while(|(at, _)| *at <= longest) {
        let escapes = before == Some('\\') && sign == '"';
        // An apostrophe inside a word closes nothing.
        let goes_on = || {
            let next = text.tail(from + at + sign.len_utf8()).chars().next();
            matches!(sign, '\'' | '’') && next.is_some_and(char::is_alphanumeric)
        };
        match sign {
            '\n' => return None,
            _ if from + at < found.end && !(escapes && is_escaped) => {}
            '"' if escapes && is_escaped => return Some(from + at - 1),
            _ if closing.contains(&sign) && !escapes && !goes_on() => return Some(from + at),
            _ => {}
        }
        before = if before == Some('\\') && sign == '\\' { None } else { Some(sign) };
    }
    None
}

/// Returns where a seed phrase ends of which an expression did not see all words.
fn end_of_seed(text: &str, found: Span) -> usize {
    let is_inside = |sign: char| sign.is_ascii_alphabetic();
    let count = |text: &str| text.split(|sign| !is_inside(sign)).filter(|word| !word.is_empty()).count();
    // The expression may have stopped inside a word.
    let mut end = text.len() - text.tail(found.end).trim_start_matches(is_inside).len();
    if found.len() < LONG_SEED {
        return found.end;
    }
    let mut missing = SEED_WORDS.saturating_sub(count(found.of(text)));
    while missing > 0 {
        let rest = text.tail(end);
        let before = rest.find(is_inside).filter(|at| *at <= LONGEST_GAP);
        let Some(word) = before.map(|at| rest.tail(at)) else { break };
        end = text.len() - word.trim_start_matches(is_inside).len();
        missing -= 1;
    }
    end
}

/// Returns where the run of signs ends in which a value stands: at a blank, or at a sign behind which something else begins.
fn end_of_run(text: &str, found: Span) -> usize {
    let rest = text.tail(found.end);
    let mut signs = rest.char_indices();
    let end =
        signs.find(|(at, sign)| sign.is_whitespace() || ends_run(*sign, rest.tail(at + sign.len_utf8())));
    found.end + end.map_or(rest.len(), |(at, _)| at)
}

/// Returns true if and only if a run of signs ends at one of them, before `rest`.
fn ends_run(sign: char, rest: &str) -> bool {
    let goes_on = rest.starts_with(char::is_alphanumeric);
    match sign {
        '"' | '`' | '\'' | '’' | '>' => !goes_on,
        '<' => is_tag(rest),
        ']' => rest.starts_with('('),
        '&' | ';' | ',' => names_another(rest),
        '”' | '“' | '»' | '«' | '…' | '。' | '，' | '、' | '；' | '）' | '」' | '』' => true,
        _ => false,
    }
}

/// `br>`, `/p>`: an element of a page begins or ends.
fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let is_inside = |byte: &u8| !byte.is_ascii_control() && !matches!(byte, b'<' | b'>');
    let length = name.bytes().take(LONGEST_NAME).take_while(is_inside).count();
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.tail(length).starts_with('>')
}

/// `user=ana`, `"user": "ana"`: the next setting.
fn names_another(rest: &str) -> bool {
    let name = rest.trim_start_matches([' ', '"', '\'']);
    let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || b" _-.".contains(byte);
    let length = name.bytes().take(LONGEST_NAME).take_while(is_inside).count();
    length > 0 && name.tail(length).trim_start_matches(['"', '\'']).starts_with(['=', ':'])
}

fn may_be_listed(test: Validator) -> bool {
    matches!(test, Validator::Password | Validator::SecretLike | Validator::Strong | Validator::Digits)
}

/// Returns the next value of a list: behind a comma or a word that joins, or a blank between numbers, and like the first.
fn next_member(text: &str, end: usize, test: Validator, first: &str) -> Option<Span> {
    let is_number = |value: &str| {
        let digits = value.trim_matches(['#', '*']);
        MEMBER_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_numbers = test == Validator::Digits;
    if is_numbers && !is_number(first) {
        return None;
    }
    let start = end + joint(text.tail(end), is_numbers)?;
    let rest = text.tail(start);
    let length =
        length_until(rest, LONGEST_MEMBER, |sign| sign.is_whitespace() || is_numbers && sign == ',')?;
    let member = without_stop(text, Span::new(start, start + length));
    let value = member.of(text);
    let is_like = if is_numbers {
        is_number(value) && value.len() == first.len()
    } else {
        [Validator::SecretLike, Validator::Strong].iter().any(|test| validator(*test)(value))
    };
    is_like.then_some(member)
}

/// Returns how many bytes stand between two values of a list.
fn joint(rest: &str, is_numbers: bool) -> Option<usize> {
    let closed = rest.trim_start_matches(['\'', '"', '`', '*', '’', '”', ')']);
    let spaced = closed.trim_start();
    let separated = spaced.strip_prefix([',', ';', '/', '|', '+', '&']).map(str::trim_start);
    let behind = separated.unwrap_or(spaced);
    let length = length_until(behind, LONGEST_JOINT, char::is_whitespace).unwrap_or_default();
    let is_joined = WORDS.get(WordList::ListJoints).contains(&behind.head(length).to_ascii_lowercase());
    let next = if is_joined { behind.tail(length).trim_start() } else { behind };
    let next = next.trim_start_matches(['\'', '"', '`', '*', '‘', '“', '(']);
    let is_list = is_joined || separated.is_some() || is_numbers && spaced.len() < closed.len();
    is_list.then(|| rest.len() - next.len())
}

/// Returns how many bytes stand before a sign, or before the end of the text; nothing if they are more than `most`.
fn length_until(text: &str, most: usize, ends: impl Fn(char) -> bool) -> Option<usize> {
    let mut signs = text.char_indices().take_while(|(at, _)| *at <= most);
    let end = signs.find(|(_, sign)| ends(*sign)).map(|(at, _)| at);
    end.or_else(|| (text.len() <= most).then_some(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is taken where `value` was found.
    fn all_of(text: &str, value: &str, test: Validator) -> Vec<String> {
        let start = text.find(value).expect("the value");
        let spans = taken(text, Span::new(start, start + value.len()), Some(test));
        spans.into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_password_goes_on_to_the_blank_or_the_quotation_mark_that_closes_it() {
        for (text, found, whole) in [
            ("pw: Qu4y;Moor88, or so", "Qu4y", "Qu4y;Moor88"),
            ("pw: Qu4y<Moor88,", "Qu4y", "Qu4y<Moor88"),
            ("{\"pw\":Qu4y, \"a\": 1}", "Qu4y", "Qu4y"),
            ("pw: Qu4y`Moor\"8'8", "Qu4y", "Qu4y`Moor\"8'8"),
            ("<b>Qu4y</b> and", "Qu4y", "Qu4y"),
            ("Qu4y<br>Moor88", "Qu4y", "Qu4y"),
            ("pwd=Qu4y;server=db", "Qu4y", "Qu4y"),
            ("?pw=Qu4y&to=moor", "Qu4y", "Qu4y"),
            ("pw: Qu4y,user: moor", "Qu4y", "Qu4y"),
            ("pw: \"Qu4y Moor's 88!\", x", "Qu4y", "Qu4y Moor's 88!"),
            ("pw: 'Qu4y Moor's 88' x", "Qu4y", "Qu4y Moor's 88"),
            ("pw: “Qu4y Moor 88” x", "Qu4y", "Qu4y Moor 88"),
            ("pw: \"Qu4y\\\" Moor\" x", "Qu4y\\", "Qu4y\\\" Moor"),
            ("{\\\"pw\\\":\\\"Qu4y Moor\\\",\\\"a\\\":1}", "Qu4y", "Qu4y Moor"),
            ("-u 'moor:Qu4y<8 8' x", "Qu4y", "Qu4y<8 8"),
            ("the \"pw: Qu4y\" there", "Qu4y", "Qu4y"),
            ("(pw: Qu4y(8).", "Qu4y", "Qu4y(8"),
            ("pw: \"Qu4y and no end", "Qu4y", "Qu4y"),
            ("pw：Qu4y。", "Qu4y", "Qu4y"),
            ("x://moor:Qu4y@host", "Qu4y", "Qu4y"),
        ] {
            assert_eq!(all_of(text, found, Validator::Password), [whole], "{text}");
        }
    }

    #[test]
    fn the_values_of_a_list_are_taken_as_far_as_they_are_like_the_first() {
        let list = "are Qu4y!Moor and “Fe2n#Tarn8”, Lo3ch$Glen, or Ri5ll%Beck. and Bo4g!";
        let all = ["Qu4y!Moor", "Fe2n#Tarn8", "Lo3ch$Glen", "Ri5ll%Beck"];
        assert_eq!(all_of(list, "Qu4y!Moor", Validator::Password), all);
        assert_eq!(all_of("Qu4y!Moor and the cellar", "Qu4y!Moor", Validator::Password), ["Qu4y!Moor"]);
        let codes = "codes: 5512 8834, 7719\n6651 and 3348 but 99 or 123456";
        assert_eq!(all_of(codes, "5512", Validator::Digits), ["5512", "8834", "7719", "6651", "3348"]);
        assert_eq!(all_of("55-12 8834", "55-12", Validator::Digits), ["55-12"]);
    }

    #[test]
    fn a_seed_phrase_is_taken_to_its_last_word() {
        let words: String = (1..=24).map(|number| format!("{number}. lantern\n")).collect();
        let seed = words.trim_start_matches("1. ").trim_end();
        assert_eq!(all_of(&format!("{words}And keep it."), &seed[..200], Validator::SeedWords), [seed]);
        let short = "meadow copper violin";
        assert_eq!(all_of(&format!("{short} and more"), short, Validator::SeedWords), [short]);
    }

    #[test]
    fn a_token_is_taken_however_long_it_is() {
        let token = "k7Xq2".repeat(900);
        assert_eq!(all_of(&format!("token: {token}, ok"), &token[..200], Validator::LongSecret), [token]);
    }
}
