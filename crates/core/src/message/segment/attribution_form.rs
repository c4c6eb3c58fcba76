//! Compares lines with the forms of attributions, and says how much one proves.

use std::sync::OnceLock;

use presend_lexicon::names::WordList;

use super::evidence::Evidence;
use super::tidy::fold;
use crate::builtin::{WORDS, phrases};
use crate::text::{Ends, is_listed};

/// The time of day stands among so many words at the end of a date, before the zone.
const DATE_END_WORDS: usize = 3;

/// How much a line proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It counts above `>` alone, with a colon.
    Weak,
    /// It has a date and an address and nothing else: without a colon it counts above `>` alone.
    Bare,
    /// It has a date and a name.
    Strong,
    /// It has a date and an address.
    Full,
}

/// How an attribution is built.
#[derive(Debug)]
struct Form {
    opening: &'static str,
    verb: &'static str,
    /// Something follows the verb.
    goes_on: bool,
    /// The pairs of bytes in the verb, without which no line has it.
    pairs: u128,
}

/// A form as it is written, and read when a line may first have it: most are never looked at.
#[derive(Debug)]
struct Written {
    text: &'static str,
    /// The byte that a line of this form ends with; nothing where a place does, or where there are two: then it may be any.
    end: Option<u8>,
    form: OnceLock<Option<Form>>,
}

impl Written {
    fn new(text: &'static str) -> Written {
        let may_be_place = |byte: &&u8| Some(*byte) == PLACEHOLDER.as_bytes().first();
        let trimmed = text.trim_ascii_end();
        let is_open =
            trimmed.ends_with(PLACEHOLDER) || text.as_bytes().iter().filter(may_be_place).count() != 1;
        let end = trimmed.bytes().last().filter(|_| !is_open);
        Written { text, end, form: OnceLock::new() }
    }

    fn form(&self) -> Option<&Form> {
        self.form.get_or_init(|| Form::read(self.text)).as_ref()
    }

    /// Returns false where a line does not end as this form does.
    #[inline]
    fn may_end(&self, folded: &str) -> bool {
        self.end.is_none_or(|end| folded.as_bytes().last() == Some(&end))
    }
}

/// Stands for a name, an address or a date in a form.
const PLACEHOLDER: &str = "…";

/// The forms by the first byte of their opening, read where a line begins so; those that open with a date or a name stand under 0.
static FORMS: [OnceLock<Vec<Written>>; 256] = [const { OnceLock::new() }; 256];

fn first_byte(text: &str) -> usize {
    text.bytes().next().map_or(0, usize::from)
}

/// Returns one bit, of some that share it, for each pair of neighbouring bytes.
fn pairs(text: &str) -> u128 {
    let neighbours = text.bytes().zip(text.bytes().skip(1));
    neighbours.fold(0, |pairs, (first, second)| pairs | 1 << ((first.wrapping_mul(31) ^ second) & 127))
}

/// Lists the forms that begin with a byte; those that begin with a date or a name stand at 0.
fn forms_from(first: usize) -> &'static [Written] {
    let begins_so =
        |form: &&str| if form.starts_with(PLACEHOLDER) { first == 0 } else { first_byte(form) == first };
    let read = || WORDS.get(WordList::Attributions).iter().filter(begins_so).map(Written::new).collect();
    FORMS.get(first).map_or(&[], |forms| forms.get_or_init(read).as_slice())
}

/// Returns true if and only if a line opens as attributions do that do not open with a date or a name.
pub(super) fn opens_with_form(folded: &str) -> bool {
    let first = first_byte(folded);
    first > 0 && forms_from(first).iter().filter_map(Written::form).any(|form| form.opens(folded))
}

/// Says how much a line, whose small letters are `folded`, proves by the form that fits it best; a date in brackets may
/// follow any form.
pub(super) fn strongest(text: &str, folded: &str, evidence: Evidence) -> Option<Strength> {
    let whole = strongest_of_whole(text, folded, evidence);
    let bracket = text.rfind('(').filter(|_| whole != Some(Strength::Full) && text.ends_with(')'));
    let Some(bracket) = bracket else { return whole };
    let of_date = Evidence::of(text.tail(bracket));
    if !of_date.has_year && !of_date.has_clock {
        return whole;
    }
    let len = text.head(bracket).trim_end().len();
    whole.max(strongest_of_whole(text.head(len), folded.head(len), evidence))
}

fn strongest_of_whole(text: &str, folded: &str, evidence: Evidence) -> Option<Strength> {
    let mut best = None;
    let found = pairs(folded);
    let forms = forms_from(first_byte(folded)).iter().chain(forms_from(0));
    let forms = forms.filter(|form| form.may_end(folded)).filter_map(Written::form);
    for form in forms.filter(|form| form.pairs & !found == 0) {
        if best == Some(Strength::Full) {
            break;
        }
        best = best.max(form.strength(text, folded, evidence));
    }
    best
}

/// Returns true if and only if a line opens with a number or a weekday.
pub(super) fn starts_with_date(text: &str, folded: &str) -> bool {
    text.starts_with(char::is_numeric)
        || phrases(WordList::Weekdays).iter().any(|day| folded.starts_with(day))
        || opens_with_form(folded)
}

impl Form {
    /// Reads a form: what stands before the first name or date, and between it and the second.
    fn read(text: &'static str) -> Option<Form> {
        // Forms are short: to look at each byte costs less than to begin a search.
        let cut = |text: &'static str| {
            let is_first = |byte: &u8| Some(byte) == PLACEHOLDER.as_bytes().first();
            let mut places = text.as_bytes().iter().enumerate().filter(|(_, byte)| is_first(byte));
            let (at, _) =
                places.find(|(at, _)| text.as_bytes().tail(*at).starts_with(PLACEHOLDER.as_bytes()))?;
            Some((text.head(at), text.tail(at + PLACEHOLDER.len())))
        };
        let (opening, rest) = cut(text)?;
        let (verb, goes_on) = cut(rest).map_or((rest, false), |(verb, _)| (verb, true));
        let (opening, verb) = (opening.trim_ascii(), verb.trim_ascii());
        Some(Form { opening, verb, goes_on, pairs: pairs(verb) })
    }

    fn opens(&self, folded: &str) -> bool {
        folded.strip_prefix(self.opening).is_some_and(|rest| {
            let is_word = self.opening.ends_with(|last: char| last.is_ascii_alphabetic());
            !is_word || !rest.starts_with(char::is_alphanumeric)
        })
    }

    /// Compares a line, whose small letters are `folded`, with the form.
    fn strength(&self, text: &str, folded: &str, evidence: Evidence) -> Option<Strength> {
        if !self.opens(folded) {
            return None;
        }
        let opening = self.opening.len();
        let verb = match self.goes_on {
            true => opening + find_word(folded.get(opening..)?, self.verb)?,
            false => folded.strip_suffix(self.verb)?.len(),
        };
        let before = folded.get(opening..verb)?;
        let is_word = self.verb.starts_with(|first: char| first.is_ascii_alphabetic());
        if before.trim().is_empty() || is_word && before.ends_with(char::is_alphanumeric) {
            return None;
        }
        let after = text.tail(verb + self.verb.len());
        let is_dated = evidence.has_year || evidence.has_clock;
        if self.goes_on && !tells_who_or_when(after) && !(is_dated && is_nick(after)) {
            return None;
        }
        let writer = without_list(text.between(opening, verb));
        let names = [last_word(writer), if self.goes_on { first_word(after) } else { "" }];
        if names.iter().any(|name| is_pronoun(name)) {
            return (evidence.has_digit || before.trim() == "you").then_some(Strength::Weak);
        }
        let is_nick =
            || evidence.has_digit && (self.goes_on && is_nick(after) || is_nick_behind_date(writer));
        let is_named = evidence.has_address || names.into_iter().any(is_name_like) || is_nick();
        let opens_with_date = || !self.opening.is_empty() || self.goes_on || starts_with_date(text, folded);
        match (is_dated, is_named) {
            (true, true) if evidence.has_address => Some(Strength::Full),
            (true, true) if opens_with_date() || evidence.has_year && evidence.has_clock => {
                Some(Strength::Strong)
            }
            // `You wrote on 3 March, 10:00`: the program that writes so names nobody.
            _ => (is_named || self.verb.is_empty() && evidence.has_clock).then_some(Strength::Weak),
        }
    }
}

/// `tue mar 03 10:00:05 2026, bo`, `2026-03-03 10:00 CET, bo`: a name in small letters right behind the comma of a date.
fn is_nick_behind_date(writer: &str) -> bool {
    let Some((date, name)) = writer.rsplit_once(' ') else { return false };
    date.ends_with(',')
        && date.rsplit(' ').take(DATE_END_WORDS).any(|word| word.contains(char::is_numeric))
        && is_nick(name)
}

/// One word of letters and digits and no more, as people are called where they log in.
fn is_nick(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.'))
}

/// Finds a verb as words of its own.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let is_inside = |char: char| char.is_ascii_alphanumeric();
    text.match_indices(word)
        .find(|(at, _)| {
            !text.head(*at).ends_with(is_inside) && !text.tail(at + word.len()).starts_with(is_inside)
                || word.ends_with(|last: char| !last.is_alphabetic())
        })
        .map(|(at, _)| at)
}

/// Returns true if and only if what stands behind a verb is a name, an address or a date: `Bo wrote on the wall` is prose.
fn tells_who_or_when(after: &str) -> bool {
    after.contains('@') || after.contains(char::is_numeric) || after.split(' ').any(is_name_like)
}

/// `Bo Larsen via hens`: the name in front of the list.
fn without_list(text: &str) -> &str {
    let (ways, text) = (phrases(WordList::ByWayOf), text.trim_end_matches([',', ' ']));
    let mut places = text.match_indices(' ').map(|(at, _)| at);
    let is_way = |at: usize| {
        text.tail(at + 1)
            .split_once(' ')
            .is_some_and(|(word, list)| ways.contains(&word) && !list.contains(' '))
    };
    places.find(|at| is_way(*at)).map_or(text, |at| text.head(at))
}

fn last_word(text: &str) -> &str {
    text.trim_end_matches([',', ' ']).rsplit(' ').next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.trim_start().split([' ', ',']).next().unwrap_or_default()
}

fn is_pronoun(word: &str) -> bool {
    !word.is_empty() && is_listed(WordList::NotWriters, &fold(word))
}

/// A word with a capital, in a script without capitals, or in brackets.
fn is_name_like(word: &str) -> bool {
    let letters = word.trim_start_matches(['"', '\'', '“', '„', '«', '(', '<', '[']);
    letters.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase())
        || word.ends_with(['>', ')', '"', ']', '”', '»'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_stands_behind_the_name() {
        assert_eq!(without_list(" 5/5/26 10:00, Bo Larsen via hens "), " 5/5/26 10:00, Bo Larsen");
        assert_eq!(without_list(" the way via the mill he "), " the way via the mill he");
    }

    #[test]
    fn forms_are_left_out_by_how_lines_end_only_where_they_end_with_their_verb() {
        let forms = || (0..256).flat_map(forms_from);
        for written in forms() {
            let form = written.form().unwrap();
            let line =
                format!("{} bo {}{}", form.opening, form.verb, if form.goes_on { " ana," } else { "" });
            assert!(written.may_end(&line), "{line}");
            // Verbs that begin with the byte of a placeholder are never left out.
            let is_closed = !form.goes_on && form.verb.starts_with(char::is_alphabetic);
            assert_eq!(!written.may_end("on 3 march bo wrote#"), is_closed, "{line}");
        }
    }

    #[test]
    fn every_form_has_a_verb() {
        let forms = || (0..256).flat_map(forms_from).filter_map(Written::form);
        assert_eq!(forms().count(), phrases(WordList::Attributions).len());
        assert!(forms().all(|form| form.opening.trim() == form.opening && form.verb.trim() == form.verb));
        assert!(forms().all(|form| !form.verb.is_empty() || !form.opening.is_empty()));
    }
}
