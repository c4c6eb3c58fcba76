//! Recognises the line above a quotation, such as `On Monday, Ana wrote:`, over at most three lines of the text.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::evidence::Evidence;
use super::lines::{LINE_WINDOW, is_blank};
use super::quote::next_is_quote;
use super::tidy::{MARKS, fold, tidy};
use crate::builtin::phrases;

/// A line with more words is prose.
const WORDS: usize = 26;
/// A word of so many letters with a full stop ends a sentence; shorter ones are abbreviations.
const SENTENCE_LETTERS: usize = 4;

/// How an attribution is built.
#[derive(Debug)]
struct Form {
    opening: &'static str,
    verb: &'static str,
    /// Something follows the verb.
    goes_on: bool,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let forms = phrases(WordList::Attributions).iter().filter_map(|form| {
        let (opening, rest) = form.split_once('…')?;
        let (verb, goes_on) = match rest.split_once('…') {
            Some((verb, _)) => (verb, true),
            None => (rest, false),
        };
        Some(Form { opening: opening.trim(), verb: verb.trim(), goes_on })
    });
    forms.collect()
});

/// An attribution line, perhaps wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribution {
    /// Where it starts in the text: above 0 where an answer stands on the same line.
    pub(super) start: usize,
    /// Where it ends, with the line ending.
    pub(super) len: usize,
    /// True when no `>` follows: then all the rest is the quoted message.
    pub(super) takes_rest: bool,
}

/// How much a line proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// It counts above `>` alone.
    Weak,
    /// It has a date and a name.
    Strong,
    /// It has a date and an address.
    Full,
}

/// Recognises an attribution at the start of the text, or behind an answer on its first line.
pub(super) fn attribution(rest: &str) -> Option<Attribution> {
    if let Some(found) = behind_answer(rest) {
        return Some(found);
    }
    let mut joined = String::new();
    let mut len = 0;
    for (index, line) in rest.split_inclusive('\n').take(3).enumerate() {
        if line.len() > LINE_WINDOW || is_blank(line) || index > 0 && line.starts_with('>') {
            break;
        }
        len += line.len();
        joined.push(' ');
        joined.push_str(&tidy(line));
        // Without a number or an address it counts above `>` alone.
        if !joined.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') && !next_is_quote(&rest[len..]) {
            continue;
        }
        let Some((strength, has_colon)) = strength(&joined) else { continue };
        // The line alone is one: what stands above it is somebody's words.
        if index > 0 && self::strength(&tidy(line)).is_some_and(|(alone, _)| alone >= Strength::Strong) {
            return None;
        }
        if let Some(takes_rest) = takes_rest(strength, has_colon, &rest[len..]) {
            return Some(Attribution { start: 0, len, takes_rest });
        }
    }
    None
}

/// Returns true if and only if a line of a quotation is an attribution.
pub(super) fn is_attribution(line: &str) -> bool {
    line.len() <= LINE_WINDOW
        && strength(&tidy(line)).is_some_and(|(strength, has_colon)| has_colon || strength == Strength::Full)
}

/// `Fine with me. On Tue, … wrote:`: the answer on the line of the attribution.
fn behind_answer(rest: &str) -> Option<Attribution> {
    let line =
        rest.split_inclusive('\n').next().filter(|line| line.len() <= LINE_WINDOW && line.contains('@'))?;
    let ends = line.match_indices(['.', '!', '?']).filter(|(at, _)| line[at + 1..].starts_with(' '));
    ends.take(6).find_map(|(at, _)| {
        let rest_of_line = tidy(&line[at + 1..]);
        let folded = fold(&rest_of_line);
        FORMS.iter().find(|form| !form.opening.is_empty() && form.opens(&folded))?;
        let (found, has_colon) = strength(&rest_of_line)?;
        let takes_rest = takes_rest(found, has_colon, &rest[line.len()..])?;
        (found == Strength::Full && has_colon).then_some(Attribution {
            start: at + 2,
            len: line.len(),
            takes_rest,
        })
    })
}

/// Says whether an attribution takes all the rest; `None` where it is none.
fn takes_rest(strength: Strength, has_colon: bool, after: &str) -> Option<bool> {
    let follows_quote = next_is_quote(after);
    let counts = match strength {
        Strength::Weak => has_colon && follows_quote,
        Strength::Strong => has_colon,
        Strength::Full => has_colon || follows_quote || after.split('\n').next().is_none_or(is_blank),
    };
    counts.then_some(!follows_quote)
}

/// Says how much a line proves, and whether it ends with a colon. The line is a tidy one.
fn strength(line: &str) -> Option<(Strength, bool)> {
    let text = line.trim_matches(MARKS);
    let bare = text.trim_end_matches([':', ' ', '>']);
    let has_colon = text[bare.len()..].contains(':');
    let text = match text[bare.len()..].starts_with('>') {
        true => &text[..=bare.len()],
        false => bare,
    };
    if text.split(' ').take(WORDS + 1).count() > WORDS || is_prose(text) {
        return None;
    }
    let evidence = Evidence::of(text);
    let folded = fold(text);
    let mut best = None;
    if evidence.is_full() && has_colon && text.ends_with(['>', ')', ']']) && starts_with_date(text, &folded) {
        best = Some(Strength::Full);
    }
    for form in FORMS.iter() {
        if best == Some(Strength::Full) {
            break;
        }
        best = best.max(form.strength(text, &folded, evidence));
    }
    best.map(|strength| (strength, has_colon))
}

/// Returns true if and only if a line opens with a number or a weekday.
fn starts_with_date(text: &str, folded: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_digit())
        || phrases(WordList::Weekdays).iter().any(|day| folded.starts_with(day))
        || FORMS.iter().any(|form| !form.opening.is_empty() && form.opens(folded))
}

/// Two sentences, a question, an exclamation.
fn is_prose(text: &str) -> bool {
    text.contains(['?', '!']) || {
        let mut words = text.split(' ').peekable();
        let mut found = false;
        while let Some(word) = words.next() {
            let letters =
                word.strip_suffix('.').map_or(0, |word| word.chars().filter(|c| c.is_lowercase()).count());
            found |= letters >= SENTENCE_LETTERS
                && !word.contains('@')
                && words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        }
        found
    }
}

impl Form {
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
        let after = &text[verb + self.verb.len()..];
        let names = [last_word(&text[opening..verb]), if self.goes_on { first_word(after) } else { "" }];
        if names.iter().any(|name| is_pronoun(name)) {
            return (evidence.has_digit || before.trim() == "you").then_some(Strength::Weak);
        }
        let is_named = evidence.has_address || names.into_iter().any(is_name_like);
        let is_dated = evidence.has_year || evidence.has_clock;
        let opens_with_date = || !self.opening.is_empty() || self.goes_on || starts_with_date(text, folded);
        match (is_dated, is_named) {
            (true, true) if evidence.has_address => Some(Strength::Full),
            (true, true) if opens_with_date() || evidence.has_year && evidence.has_clock => {
                Some(Strength::Strong)
            }
            _ => is_named.then_some(Strength::Weak),
        }
    }
}

/// Finds a verb as words of its own.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let is_inside = |char: char| char.is_ascii_alphanumeric();
    text.match_indices(word)
        .find(|(at, _)| {
            !text[..*at].ends_with(is_inside) && !text[at + word.len()..].starts_with(is_inside)
                || word.ends_with(|last: char| !last.is_alphabetic())
        })
        .map(|(at, _)| at)
}

fn last_word(text: &str) -> &str {
    text.trim_end_matches([',', ' ']).rsplit(' ').next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.trim_start().split([' ', ',']).next().unwrap_or_default()
}

fn is_pronoun(word: &str) -> bool {
    !word.is_empty() && phrases(WordList::NotWriters).contains(&fold(word).as_str())
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
    fn every_form_has_a_verb() {
        assert_eq!(FORMS.len(), phrases(WordList::Attributions).len());
        assert!(FORMS.iter().all(|form| !form.verb.is_empty() || !form.opening.is_empty()));
    }

    #[test]
    fn an_answer_may_stand_on_the_same_line() {
        let text = "Fine with me. On Tue, 5 May 2026 at 10:00, Ana <ana@example.com> wrote:\n\nold\n";
        let found = attribution(text).expect("an attribution");
        assert!(text[found.start..].starts_with("On Tue") && found.takes_rest);
    }

    #[test]
    fn wrapped_and_without_colon() {
        for text in [
            "On Tue, 5 May 2026 at 10:00, Ana Silva\n<ana@example.com> wrote:\n",
            "On Tue, 5 May 2026 at 10:00,\nAna Silva <ana@example.com>\nwrote:\n",
            "---- On Tue, 05 May 2026 10:00:00 +0000 ana@example.com wrote ----\n",
            "On Tue, 5 May 2026 08:14:43 -0200 Ana <ana@example.com> wrote\n",
            "In a message dated 5/5/2026 2:00:24 P.M. Central Daylight Time,\nana@example.com writes:\n",
            "11:00 AM, May 5, 2026, \"Ana Silva\" <ana@example.com>:\n",
        ] {
            let found = attribution(&format!("{text}\nold words\n"));
            assert_eq!(found, Some(Attribution { start: 0, len: text.len(), takes_rest: true }), "{text}");
        }
    }

    #[test]
    fn own_sentences_are_no_attribution() {
        for text in [
            "On 3 March I wrote:\n\nYou must go.\n",
            "On 3 March 2026 at 10:00 I wrote:\n\nYou must go.\n",
            "On the other hand he wrote:\n\nYou must go.\n",
            "On Monday the boss wrote:\n\nYou must go.\n",
            "Ana wrote:\n\nYou must go.\n",
            "On the whole fine. Then in 2026 Ana wrote:\n\nYou must go.\n",
            "Here is what Ana said:\n\nYou must go.\n",
            "At 10:30 we said:\n\nYou must go.\n",
        ] {
            assert_eq!(attribution(text), None, "{text}");
        }
    }
}
