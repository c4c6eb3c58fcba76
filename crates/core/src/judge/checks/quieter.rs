//! Writes loud words quietly: capitals as a sentence, drawn-out letters as the word that is meant.

use std::ops::Range;

use crate::builtin::TIME;
use crate::judge::check_context::CheckContext;
use crate::judge::new_words::{NewWords, capitalised};
use crate::text::{Ends, Span};
use crate::words::{NAME, NUMBER, OPAQUE, SENTENCE_START, Words};
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::NONE;

/// A word in capitals that no lexicon knows keeps them up to this length: it is more likely an acronym than prose.
const LONGEST_ACRONYM: usize = 5;

/// Runs of one letter in a drawn-out word beyond this many are not tried.
const MOST_RUNS: usize = 4;

/// Returns a run of words in capitals as a sentence is written. It is sure only where every word is known: a name that is not
/// known loses its capital.
pub(super) fn sentence_case(context: &CheckContext<'_>, words: &Words, run: Range<usize>) -> NewWords {
    let text = context.text(words.part);
    let span = words.span(run.start, run.end.saturating_sub(1));
    let mut new = String::with_capacity(span.len());
    let mut is_sure = true;
    let mut done = span.start;
    for (at, word) in words.list.iter().enumerate().take(run.end).skip(run.start) {
        let place = words.span(at, at);
        // The second half of a short form stands where the first does.
        if place.start < done {
            new += &text.between(done, place.end.max(done)).to_lowercase();
            done = done.max(place.end);
            continue;
        }
        new += &text.between(done, place.start).to_lowercase();
        let old = place.of(text);
        let is_name = word.has(NAME) || is_day_or_month(old);
        let is_known = word.id != NONE || old.chars().count() == 1;
        is_sure &= is_known || is_name || word.has(NUMBER);
        let keeps = word.has(NUMBER | OPAQUE) || (!is_known && !is_name && old.len() <= LONGEST_ACRONYM);
        let written = if keeps { old.to_owned() } else { old.to_lowercase() };
        let is_capital = is_name || is_i(text, place) || word.has(SENTENCE_START);
        new += &if is_capital { capitalised(&written) } else { written };
        done = place.end;
    }
    new += &text.between(done, span.end.max(done)).to_lowercase();
    NewWords { span, text: new.into(), is_sure }
}

/// Returns true if and only if a word is the lone letter that is always a capital, perhaps with an apostrophe behind it.
fn is_i(text: &str, place: Span) -> bool {
    let word = place.of(text);
    word == "I" || word.strip_prefix('I').is_some_and(|rest| rest.starts_with(['\'', '’']))
}

/// Names of days and months are written with a capital; those that are words besides stay as they are used most.
fn is_day_or_month(word: &str) -> bool {
    let folded = fold_word(word);
    let is_long = folded.len() > LONGEST_ACRONYM;
    is_long && (TIME.weekdays.contains(&folded) || TIME.months.contains(&folded))
}

/// Returns a drawn-out word as it is spelled, in the case it has; `None` where no known word is meant, or more than one may be.
pub(super) fn plain_spelling(context: &CheckContext<'_>, part: usize, span: Span) -> Option<NewWords> {
    let word = span.of(context.text(part));
    // Cutting between bytes is right for these alone.
    let runs = if word.is_ascii() { runs(word) } else { Vec::new() };
    let long = runs.iter().filter(|run| run.len() > 2).count();
    if long == 0 || long > MOST_RUNS {
        return None;
    }
    let spelled = |choice: usize| {
        let mut bit = 0;
        let pieces = runs.iter().map(|run| {
            if run.len() <= 2 {
                return *run;
            }
            bit += 1;
            run.head(1 + (choice >> (bit - 1) & 1))
        });
        pieces.collect::<String>()
    };
    let is_known = |word: &String| context.table.word(&fold_word(word)) != NONE;
    let mut known = (0..1usize << long).map(spelled).filter(is_known);
    let (only, other) = (known.next()?, known.next());
    other.is_none().then(|| NewWords { span, text: only.into(), is_sure: true })
}

/// Cuts a word where another letter begins.
fn runs(word: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    let bytes = word.as_bytes();
    for at in 1..=bytes.len() {
        let goes_on = bytes
            .get(at)
            .is_some_and(|next| bytes.get(at - 1).is_some_and(|last| next.eq_ignore_ascii_case(last)));
        if !goes_on {
            runs.push(word.between(start, at));
            start = at;
        }
    }
    runs
}
