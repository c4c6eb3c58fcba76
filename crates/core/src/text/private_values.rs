//! Finds values that are known to be private wherever else they stand, whole or written a little differently.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use super::Span;
use super::boundaries::floor_char;
use super::form_set::FormSet;
use super::markup_view::MarkupView;
use super::rewritten_values::RewrittenValues;
use super::word_forms::{SHORTEST_INSIDE_WORDS, is_whole_word, is_word_only, plain_form};

/// Shorter ones are parts of too many other words to be looked for: only their own place is known.
const SHORTEST: usize = 3;

/// A line of a value of several lines, such as a key, is looked for by itself from so many bytes on.
const LONG_LINE: usize = 12;

/// Of a longer value only the beginning is looked for elsewhere: its own place is known.
const LONGEST_FORM: usize = 4 << 10;

/// With more values, or more bytes of them, whole texts are hidden instead of searched.
const MOST_VALUES: usize = 4096;
const MOST_BYTES: usize = 1 << 17;

/// Values may lie in each other, but no text holds so many for each of its bytes.
const MOST_PER_BYTE: usize = 8;

/// What ends a sentence or a quote behind a value and may have been taken for a part of it.
const CLOSING: [char; 16] = ['.', ',', ';', ':', '?', '!', ')', ']', '}', '>', '\'', '"', '`', '*', '’', '”'];
/// What opens a quote before a value.
const OPENING: [char; 10] = ['(', '[', '{', '<', '\'', '"', '`', '*', '‘', '“'];

/// The private values of one message.
#[derive(Debug)]
pub(crate) struct PrivateValues {
    /// Absent where there are too many to look for.
    forms: Option<FormSet>,
    /// Whether a value counts only as a whole word, by its number.
    whole_words: Vec<bool>,
    /// The same values, written another way; made when they are first looked for.
    rewritten: OnceLock<Option<RewrittenValues>>,
    /// The values themselves, as they were given,
    given: Vec<String>,
    /// and without blanks around them.
    told: BTreeSet<String>,
}

impl PrivateValues {
    /// Takes values as they stand somewhere in a draft; `None` if there is none to look for.
    pub(crate) fn new<'v>(values: impl Iterator<Item = &'v str>) -> Option<PrivateValues> {
        PrivateValues::with_names(values, std::iter::empty())
    }

    /// Takes values, and names, which may be shorter.
    pub(crate) fn with_names<'v>(
        values: impl Iterator<Item = &'v str>,
        names: impl Iterator<Item = &'v str>,
    ) -> Option<PrivateValues> {
        let (mut forms, mut bytes, mut given) = (BTreeSet::new(), 0, BTreeSet::new());
        forms.extend(names.take(MOST_VALUES + 1).map(str::to_owned));
        for value in values.filter(|value| !value.is_empty()) {
            // Where a value is repeated, it is listed each time.
            if !given.insert(value) {
                continue;
            }
            if forms.len() > MOST_VALUES || bytes > MOST_BYTES {
                return Some(PrivateValues::too_many());
            }
            for mut form in forms_of(value).into_iter().filter(|form| form.len() >= SHORTEST) {
                form.truncate(floor_char(&form, LONGEST_FORM));
                let length = form.len();
                bytes += if forms.insert(form) { length } else { 0 };
            }
        }
        if forms.is_empty() {
            return None;
        }
        let whole_words = forms.iter().map(|form| is_word_only(form)).collect();
        let forms = FormSet::new(forms.into_iter().map(String::into_bytes));
        let told = given.iter().map(|value| value.trim().to_owned()).collect();
        let given = given.into_iter().map(str::to_owned).collect();
        Some(PrivateValues { forms: Some(forms), whole_words, rewritten: OnceLock::new(), given, told })
    }

    /// Hides all of every text.
    const fn too_many() -> PrivateValues {
        PrivateValues {
            forms: None,
            whole_words: Vec::new(),
            rewritten: OnceLock::new(),
            given: Vec::new(),
            told: BTreeSet::new(),
        }
    }

    /// Returns true if and only if a value is among them, so that what finds them finds it.
    pub(crate) fn has(&self, value: &str) -> bool {
        self.told.contains(value.trim())
    }

    /// Returns where values stand in a text, in what it shows as markup, or in another form, sorted and joined; all of it where that
    /// cannot be told.
    pub(crate) fn find(&self, text: &str) -> Vec<Span> {
        let mut found = self.find_shown(text);
        let make = || RewrittenValues::new(self.given.iter().map(String::as_str));
        found.extend(self.rewritten.get_or_init(make).iter().flat_map(|values| values.find(text)));
        join(&mut found);
        found
    }

    /// Returns where values stand in a text, or in what it shows as markup, sorted and joined. An encoded run that tells a value is
    /// not among them: taken out of a part, it would take the words around the value with it.
    pub(crate) fn find_shown(&self, text: &str) -> Vec<Span> {
        let mut found = self.find_written(text);
        if let Some(view) = MarkupView::of(text) {
            found.extend(self.find_written(&view.text).into_iter().map(|span| view.in_source(span)));
            join(&mut found);
        }
        found
    }

    /// Returns where values stand in a text as it is written.
    fn find_written(&self, text: &str) -> Vec<Span> {
        let whole = || vec![Span::new(0, text.len())];
        let Some(forms) = &self.forms else { return whole() };
        let (mut found, mut count) = (Vec::new(), 0);
        let is_crowded = forms.find(text.as_bytes(), |number, start, end| {
            if count > text.len().saturating_mul(MOST_PER_BYTE) {
                return ControlFlow::Break(());
            }
            count += 1;
            let span = Span::new(start, end);
            let only_whole = self.whole_words.get(number).is_none_or(|whole| *whole);
            if !only_whole || is_whole_word(text, span) {
                found.push(span);
            }
            ControlFlow::Continue(())
        });
        if is_crowded.is_some() {
            return whole();
        }
        join(&mut found);
        found
    }
}

/// Sorts spans and makes one of those that touch.
pub(crate) fn join(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for &span in spans.iter() {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    *spans = joined;
}

/// Returns a value as it may be written elsewhere.
fn forms_of(value: &str) -> Vec<String> {
    let value = value.trim();
    let bare = value.trim_end_matches(CLOSING).trim_start_matches(OPENING);
    let mut forms = vec![value.to_owned(), bare.to_owned()];
    let lines = value.lines().map(str::trim).filter(|line| line.len() >= LONG_LINE);
    forms.extend(lines.map(str::to_owned));
    let groups = groups_of(bare);
    if groups.len() > 1 || !bare.is_ascii() {
        forms.extend(["", " ", "-"].map(|between| groups.join(between)));
    }
    if !value.is_ascii() {
        forms.extend([value, bare].into_iter().flat_map(other_cases));
    }
    forms
}

/// Returns a value in small letters, in capitals, and with a capital first: the search itself sees only letters of ASCII as equal.
fn other_cases(value: &str) -> [String; 3] {
    let small = value.to_lowercase();
    let mut letters = small.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    let titled = first + letters.as_str();
    [value.to_uppercase(), titled, small]
}

/// Returns the groups of a number, or nothing of what is no number in groups.
fn groups_of(value: &str) -> Vec<String> {
    let plain: String = value.chars().map(plain_form).collect();
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits * 2 >= plain.bytes().filter(u8::is_ascii_alphanumeric).count();
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '>');
    let is_sign = |c: char| c.is_ascii_alphanumeric() || is_between(c);
    if !is_number || digits < SHORTEST_INSIDE_WORDS || !plain.chars().all(is_sign) {
        return Vec::new();
    }
    plain.split(is_between).filter(|group| !group.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[&str], text: &str) -> Vec<String> {
        let values = PrivateValues::new(values.iter().copied()).expect("values");
        values.find(text).into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_value_is_found_without_the_stop_that_was_taken_with_it() {
        assert_eq!(
            found(&["Tulip!Horse42."], "use Tulip!Horse42, xtulip!horse42x"),
            ["Tulip!Horse42", "tulip!horse42"]
        );
    }

    #[test]
    fn short_values_and_words_are_found_only_as_whole_words() {
        assert_eq!(
            found(&["907", "sunshine"], "907 1907 sunshine sunshines 907b (907)"),
            ["907", "sunshine", "907"]
        );
        assert!(PrivateValues::new(["1", ""].into_iter()).is_none());
    }

    #[test]
    fn numbers_are_found_however_their_groups_are_set_apart() {
        let text = "1234567890123452 1234-5678-9012-3452 1234 5678 9012 3452";
        assert_eq!(found(&["１２３４\u{a0}5678\n> 9012\u{2011}3452"], text).len(), 3);
    }

    #[test]
    fn the_case_of_letters_beyond_ascii_hides_nothing() {
        let text = "ÄRGER-im-Öl7 ärger-im-öl7 ÄRGER-IM-ÖL7 Ärger-im-öl7 Пароль9! ПАРОЛЬ9!";
        assert_eq!(found(&["ÄRGER-im-Öl7", "пароль9!"], text).len(), 6);
    }

    #[test]
    fn a_value_is_found_in_the_markup_that_shows_it() {
        let html = "<p>correct&nbsp;horse <b>battery</b> staple, K&amp;r!42 and so on, K&r!42";
        assert_eq!(
            found(&["correct horse battery staple", "K&r!42"], html),
            ["correct&nbsp;horse <b>battery</b> staple", "K&amp;r!42", "K&r!42"]
        );
    }

    #[test]
    fn values_that_overlap_hide_each_other() {
        assert_eq!(found(&["bad AK1", "AK1A7QX"], "found: bad AK1A7QX!"), ["bad AK1A7QX"]);
    }

    #[test]
    fn of_a_long_value_the_beginning_is_looked_for() {
        let long: String = (0..2_000).map(|number| format!("é{number}")).collect();
        let text = format!("{long} {}", &long[..700]);
        assert!(
            matches!(found(&[&long], &text)[..], [ref first, _] if first.len().abs_diff(LONGEST_FORM) < 2)
        );
    }

    #[test]
    fn too_many_values_hide_everything() {
        let many: Vec<String> = (0..5000).map(|number| format!("secret{number}")).collect();
        let values = PrivateValues::new(many.iter().map(String::as_str)).expect("values");
        assert_eq!(values.find("all of it"), [Span::new(0, 9)]);
        let nested: Vec<String> = (6..200).map(|length| "9".repeat(length)).collect();
        let values = PrivateValues::new(nested.iter().map(String::as_str)).expect("values");
        assert_eq!(values.find(&"9".repeat(4000)), [Span::new(0, 4000)]);
    }
}
