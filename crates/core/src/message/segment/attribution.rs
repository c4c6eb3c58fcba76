//! Recognises the line above a quotation, such as `On Monday, Ana wrote:`, over at most three lines of the text.

use presend_lexicon::names::WordList;

use super::attribution_form::{Strength, opens_with_form, starts_with_date, strongest};
use super::attribution_signs::{is_arrowed, is_noted, name_at_date};
use super::attribution_spread;
use super::evidence::Evidence;
use super::lines::{LINE_WINDOW, is_blank};
use super::quote::{is_face, is_sign_in_prose, mark_below};
use super::signs::Signs;
use super::tidy::{Line, fold, has_digit, is_mark, is_unseen, tidy};
use crate::builtin::phrases;
use crate::text::{Ends, each_line};

/// A line with more words is prose.
const WORDS: usize = 26;
/// A word of so many letters with a full stop ends a sentence; shorter ones are abbreviations.
const SENTENCE_LETTERS: usize = 4;
/// A date and a time together have no more words,
const DATE_WORDS: usize = 6;
/// and the word between them and the sender no more letters.
const WORD_LETTERS: usize = 4;

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

/// Recognises an attribution at the start of the text, whose first line is given, or behind an answer on that line.
pub(super) fn attribution(first: &Line<'_>, rest: &str) -> Option<Attribution> {
    if let Some(found) = behind_answer(first, rest) {
        return Some(found);
    }
    let signs = first.signs();
    if signs.has_any(Signs::GREATER) && is_arrowed(first.raw)
        || signs.has_any(Signs::DASH) && is_noted(first.raw)
    {
        let len = first.raw.len();
        return Some(Attribution { start: 0, len, takes_rest: mark_below(rest.tail(len)).is_none() });
    }
    if let Some(found) = spread(first, rest) {
        return Some(found);
    }
    let (mut len, mut has_address) = (0, false);
    for (index, line) in each_line(rest).take(3).enumerate() {
        if line.len() > LINE_WINDOW || is_blank(line) || index > 0 && line.starts_with('>') {
            break;
        }
        len += line.len();
        has_address |= memchr::memchr(b'@', line.as_bytes()).is_some();
        let has_colon = has_end_colon(line);
        if !has_address && !has_colon {
            continue;
        }
        let has_digit = has_digit(rest.head(len));
        // Without a colon it takes a date and an address, without either of these it counts above `>` alone.
        if !(has_digit && has_address || has_colon)
            || !has_digit && !has_address && mark_below(rest.tail(len)).is_none()
        {
            continue;
        }
        let Some((strength, has_colon)) = strength_of_lines(first, rest.head(len), index) else { continue };
        if index > 0 && starts_below(rest.head(len)) {
            return None;
        }
        if let Some(takes_rest) = takes_rest(strength, has_colon, rest.tail(len)) {
            return Some(Attribution { start: 0, len, takes_rest });
        }
    }
    None
}

/// Returns true if and only if the later of some lines are an attribution without the first: that one is somebody's words.
fn starts_below(lines: &str) -> bool {
    let ends = memchr::memchr_iter(b'\n', lines.as_bytes()).map(|at| lines.tail(at + 1));
    ends.filter(|later| !later.is_empty()).any(|later| {
        let more = later.trim_end().matches('\n').count();
        strength_of_lines(&Line::new(later), later, more).is_some_and(|(alone, _)| alone >= Strength::Strong)
    })
}

/// Recognises an attribution below a row of dashes, which goes with it.
pub(super) fn ruled_attribution(rule: &Line<'_>, rest: &str) -> Option<Attribution> {
    let below = rest.tail(rule.raw.len());
    let first = Line::new(below.split_inclusive('\n').next()?);
    let found = attribution(&first, below).filter(|found| found.start == 0)?;
    Some(Attribution { len: rule.raw.len() + found.len, ..found })
}

/// Recognises one whose address has lines of its own.
fn spread(first: &Line<'_>, rest: &str) -> Option<Attribution> {
    let may_be_dated = first.signs().has_any(Signs::DIGIT.or(Signs::BEYOND));
    let is_dated = may_be_dated && first.raw.len() <= LINE_WINDOW && has_digit(first.raw);
    let (joined, len) = Some(rest).filter(|_| is_dated).and_then(attribution_spread::joined)?;
    let (strength, has_colon) = strength(&joined, &fold(&joined))?;
    Some(Attribution { start: 0, len, takes_rest: takes_rest(strength, has_colon, rest.tail(len))? })
}

/// Says how much a first line proves together with the `more` lines below it.
fn strength_of_lines(first: &Line<'_>, lines: &str, more: usize) -> Option<(Strength, bool)> {
    if more == 0 {
        return strength_of(first);
    }
    let tidied: Vec<_> = lines.split_inclusive('\n').map(tidy).collect();
    let joined = tidied.join(" ");
    strength(&joined, &fold(&joined))
}

/// Returns true if and only if a line of a quotation is an attribution.
pub(super) fn is_attribution(line: &Line<'_>) -> bool {
    line.raw.len() <= LINE_WINDOW
        && (has_end_colon(line.raw) || line.raw.contains('@'))
        && strength_of(line).is_some_and(|(strength, has_colon)| has_colon || strength == Strength::Full)
}

/// Returns true if and only if a line says of what follows that somebody wrote it, however little proves it.
pub(crate) fn is_reply_line(line: &str) -> bool {
    is_attribution(&Line::new(line))
}

/// `Fine with me. On Tue, … wrote:`: the answer on the line of the attribution.
fn behind_answer(first: &Line<'_>, rest: &str) -> Option<Attribution> {
    let line = first.raw;
    if !first.signs().has_any(Signs::AT) || line.len() > LINE_WINDOW || !has_end_colon(line) {
        return None;
    }
    let ends = line.match_indices(['.', '!', '?']).filter(|(at, _)| line.tail(at + 1).starts_with(' '));
    ends.take(6).find_map(|(at, _)| {
        let rest_of_line = Line::new(line.tail(at + 1));
        if !opens_with_form(rest_of_line.folded()) {
            return None;
        }
        let (found, has_colon) = strength_of(&rest_of_line)?;
        let takes_rest = takes_rest(found, has_colon, rest.tail(line.len()))?;
        (found == Strength::Full && has_colon).then_some(Attribution {
            start: at + 2,
            len: line.len(),
            takes_rest,
        })
    })
}

/// Returns true if and only if a colon ends a line, marks and blanks left out.
fn has_end_colon(line: &str) -> bool {
    let is_beside = |char: &char| {
        is_mark(*char)
            || char.is_whitespace()
            || matches!(char, ':' | '：' | '﹕' | '∶' | '>')
            || is_unseen(*char)
    };
    line.chars().rev().take_while(is_beside).any(|char| matches!(char, ':' | '：' | '﹕' | '∶'))
}

/// Says whether an attribution takes all the rest; `None` where it is none.
fn takes_rest(strength: Strength, has_colon: bool, after: &str) -> Option<bool> {
    let follows_quote = mark_below(after).is_some();
    let counts = match strength {
        Strength::Weak => has_colon && follows_quote,
        Strength::Bare => follows_quote,
        Strength::Strong => has_colon,
        Strength::Full => has_colon || follows_quote || after.split('\n').next().is_none_or(is_blank),
    };
    counts.then_some(!follows_quote)
}

/// Says how much a line proves, and whether it ends with a colon.
pub(super) fn strength_of(line: &Line<'_>) -> Option<(Strength, bool)> {
    strength(line.tidied(), line.folded())
}

/// Says how much a tidy line proves, whose small letters are `folded`.
fn strength(line: &str, folded: &str) -> Option<(Strength, bool)> {
    let opened = line.trim_start_matches(is_mark);
    let text = opened.trim_end_matches(is_mark);
    let bare = text.trim_end_matches([':', ' ', '>']);
    // `---- On Tue, … wrote ----`: dashes on both sides do as well.
    let is_ruled = opened.len() + 2 <= line.len() && line.starts_with("--") && line.ends_with("--");
    let has_colon = is_ruled || text.tail(bare.len()).contains(':');
    let text = match text.tail(bare.len()).starts_with('>') {
        true => text.head(bare.len() + 1),
        false => bare,
    };
    if text.bytes().filter(|byte| *byte == b' ').count() >= WORDS || is_prose(text) {
        return None;
    }
    let evidence = Evidence::of(text);
    let start = line.len() - opened.len();
    let folded = folded.between(start, start + text.len());
    let is_closed = evidence.is_full() && text.ends_with(['>', ')', ']']);
    let is_bare = is_closed && (starts_with_date(text, folded) || has_colon && is_name_and_date(text))
        || has_colon && is_date_and_sender(text);
    let bare = is_bare.then_some(if has_colon { Strength::Full } else { Strength::Bare });
    let bare = bare.max(name_at_date(text, evidence));
    let best = if bare == Some(Strength::Full) { bare } else { bare.max(strongest(text, folded, evidence)) };
    best.map(|strength| (strength, has_colon))
}

/// `Ana Silva <ana@example.com> [2026-05-05 10:00 +0200]`: nothing else but both.
fn is_name_and_date(text: &str) -> bool {
    text.rsplit_once(['[', '(']).is_some_and(|(name, date)| {
        let (of_name, of_date) = (Evidence::of(name), Evidence::of(date));
        name.trim_end().ends_with('>') && of_name.has_address && of_date.has_year && of_date.has_clock
    })
}

/// `3 March 2026, 10:00 by ana@example.com`: nothing but a date, a time, one small word and an address.
fn is_date_and_sender(text: &str) -> bool {
    let Some((rest, address)) = text.rsplit_once(' ') else { return false };
    let Some((date, word)) = rest.rsplit_once(' ') else { return false };
    let of_date = Evidence::of(date);
    Evidence::of(address).has_address
        && of_date.has_year
        && of_date.has_clock
        && !of_date.has_address
        && date.split(' ').count() <= DATE_WORDS
        && date.split(' ').all(|word| word.contains(char::is_numeric) || is_month(word))
        && word.chars().count() <= WORD_LETTERS
        && word.chars().all(char::is_lowercase)
}

fn is_month(word: &str) -> bool {
    let folded = fold(word);
    let names = phrases(WordList::Months).iter().flat_map(|names| names.split(' '));
    names.into_iter().any(|name| folded.starts_with(name))
}

/// Returns true if and only if the line between two places, which begins with `>`, is no quoted one.
pub(super) fn is_no_quote(text: &str, start: usize, end: usize) -> bool {
    let line = text.between(start, end);
    let (before, after) = (text.head(start), text.tail(end));
    is_arrowed(line) || is_face(before, line, after) || is_sign_in_prose(before, line, after)
}

/// Two sentences, a question, an exclamation; behind a date these signs are part of a name, or stand for its letters: `Hens!`, `J?rgen`.
fn is_prose(text: &str) -> bool {
    let is_sign_of_name = |at: usize| {
        let (before, behind) = (Evidence::of(text.head(at)), text.tail(at + 1));
        let opens_sentence = text.tail(at).starts_with('?')
            && behind.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_alphabetic));
        let is_in_name = text.head(at).ends_with(char::is_alphabetic) && !behind.is_empty();
        before.has_year && before.has_clock && is_in_name && !opens_sentence
    };
    memchr::memchr2_iter(b'?', b'!', text.as_bytes()).any(|at| !is_sign_of_name(at))
        || memchr::memchr_iter(b'.', text.as_bytes()).any(|at| is_end_of_sentence(text, at))
}

/// Returns true if and only if a full stop stands behind a word of small letters and before one with a capital.
fn is_end_of_sentence(text: &str, at: usize) -> bool {
    let next = text.tail(at + 1).strip_prefix(' ');
    next.is_some_and(|next| next.starts_with(char::is_uppercase)) && {
        let word = text.head(at).rsplit(' ').next().unwrap_or_default();
        word.chars().filter(|letter| letter.is_lowercase()).count() >= SENTENCE_LETTERS && !word.contains('@')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Attribution> {
        attribution(&Line::new(text.split_inclusive('\n').next()?), text)
    }

    #[test]
    fn an_answer_may_stand_on_the_same_line() {
        let text = "Fine with me. On Tue, 5 May 2026 at 10:00, Ana <ana@example.com> wrote:\n\nold\n";
        let found = of(text).expect("an attribution");
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
            "May 5, 2026, 10:00 by ana@example.com:\n",
            ">>> Ana Silva <ana@example.com> 5/5/2026 10:00 AM >>>\n",
            "\"Ana Silva\" ---05.05.2026 10:00:12---Hens are\n",
            "---- On Tue, 05 May 2026 10:00:00 +0000 Ana <ana@example.com> wrote ---\n",
            "On Tue May 05 10:00:05 2026, ana wrote:\n",
            "On 2026-05-05 10:00, ana wrote:\n",
            "Am 5. Mai 2026 um 10:00 schrieb ana:\n",
            "On Tue, 5 May 2026 at 10:00, Hens! Shop <ana@example.com> wrote:\n",
            "On Tue, 5 May 2026 at 10:00, J?rgen Silva wrote:\n",
            "Ana ***@***.***> 于2026年5月5日周二 10:00写道：\n",
            "Excerpts from Ana Silva's message of 2026-05-05 10:00:05 +0100:\n",
            "Ana Silva <ana@example.com> @ 2026-05-05 10:00:\n",
            "Ana Silva @ Tue, 5 May 2026 10:00:05 +0200:\n",
            "Ana <ana@example.com>, 5 may 2026, Ç.A. 10:00 tarixində yazıb:\n",
            "মঙ্গল, ৫ মে, ২০২৬ তারিখে ১০:০০ এ Ana <ana@example.com> লিখেছেন:\n",
            "5. Mai 2026, 10:00 von ana@example.com:\n",
            "2026-05-05 10:00 GMT+02:00 Ana Silva <\nana@example.com>:\n",
        ] {
            let found = of(&format!("{text}\nold words\n"));
            assert_eq!(found, Some(Attribution { start: 0, len: text.len(), takes_rest: true }), "{text}");
        }
    }

    #[test]
    fn a_name_and_a_moment_count_above_marks() {
        let head = "Ana @ 05/05/2026 10:00:\n";
        assert_eq!(
            of(&format!("{head}> old\n")),
            Some(Attribution { start: 0, len: head.len(), takes_rest: false })
        );
        assert_eq!(of(&format!("{head}\nYou must go.\n")), None);
    }

    #[test]
    fn words_above_a_wrapped_one_are_own() {
        for below in [
            "On Tue, 5 May 2026 at 10:00, Ana Silva\n<ana@example.com> wrote:\n> old\n",
            "Den tis 5 maj 2026 kl 10:00 Ana Silva Med Ett Långt Namn <ana\n@example.com> skrev:\n> old\n",
            "In a message dated 5/5/2026 2:00:24 P.M.,\nana@example.com writes:\n\nold\n",
        ] {
            assert_eq!(of(&format!("Not yet\n{below}")), None, "{below}");
            assert!(of(below).is_some(), "{below}");
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
            "2026/3/3 Ana <ana@example.com>\n\nYou must go.\n",
            "On the whole fine. Then in 2026 Ana wrote:\n\nYou must go.\n",
            "Here is what Ana said:\n\nYou must go.\n",
            "At 10:30 we said:\n\nYou must go.\n",
            "At 10:00 Bo wrote on the wall:\n\nPush.\n",
            "Answer until 5 May 2026, 10:00 to ana@example.com:\n\nYou must go.\n",
            "On 3 March 2026 at 10:00 the boss wrote:\n\nYou must go.\n",
            "On 3 March 2026 at 10:00, management wrote to us:\n\nYou must go.\n",
            "Was it 3 March 2026 at 10:00? Ana wrote:\n\nYou must go.\n",
            "Was it 3 March 2026 at 10:00 sharp? Ana wrote:\n\nYou must go.\n",
            "It was 3 March 2026 at 10:00! Ana wrote:\n\nYou must go.\n",
            "Standup @ 2026-03-03 10:00:\n\nYou must go.\n",
            "The mill --- in 2026 --- is closed.\n",
            "Send it before 5 May 2026, 10:00 by Ana:\n\nYou must go.\n",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
