//! Finds the words that may stand in place of what a rule found: those of its lexicon, or those that its check made.

use std::cmp::Reverse;

use super::check_context::CheckContext;
use super::finding::Finding;
use super::new_words::{NewWords, Rewording, capitalised};
use super::quotation::stands_in_quotes;
use crate::diagnostic::{Applicability, RegionKind};
use crate::scan::Hit;
use crate::text::boundaries::floor_char;
use crate::text::{Ends, Span};
use crate::words::SENTENCE_START;
use presend_lexicon::Rule;
use presend_lexicon::table::TermKind;

/// Stands in a wording for the last word that it replaces, as written.
const LAST: &str = "{last}";

/// What parts a flag in a subject from the rest: `URGENT: rota`, `[urgent] rota`, `rota - urgent`.
const AROUND_FLAGS: [char; 13] = [' ', '\t', ':', '-', '–', '—', '!', ',', ';', '[', ']', '(', ')'];

/// Bytes in which a word of one or two letters shows with the blank before it.
const SHORT_AND_BLANK: usize = 8;

/// Returns the new words for a finding, if there are any. Only the writer's own words are changed, and only where nothing
/// around them makes less of them: what is quoted, told or denied stays as it is.
pub(super) fn rewording<'h>(
    context: &CheckContext<'_>,
    rule: Rule<'_>,
    finding: &'h Finding,
    around: impl Iterator<Item = &'h Hit>,
) -> Option<Rewording> {
    let is_own = matches!(finding.region, RegionKind::Subject | RegionKind::Greeting | RegionKind::Body);
    let is_softened = finding.milder > 0 || finding.factor < 1.0 || finding.is_topic;
    let hit = &finding.hit;
    // A private value is no less told where it is quoted, passed on or denied.
    let is_left = !is_own || is_softened || stands_in_quotes(context.text(hit.part), hit.span);
    if !hit.is_value && is_left {
        return None;
    }
    let of_term = around.filter(|other| other.kind == TermKind::Suggest && is_about(other, hit));
    let of_term = of_term.max_by_key(|other| (other.span.len(), Reverse(other.index)));
    let (number, wording) = match of_term {
        Some(other) => (other.index, rule.wording(other.index as usize)?),
        None => (0..).zip(rule.wordings()).find(|(_, wording)| wording.is_for_all || wording.is_of_check)?,
    };
    if wording.is_of_check {
        let NewWords { span, text, is_sure } = finding.new_words.clone()?;
        let applicability =
            if is_sure { wording.applicability } else { wording.applicability.min(Applicability::Unsafe) };
        return Some(Rewording { wording: number, span, text, applicability });
    }
    let hit = of_term.unwrap_or(hit);
    let (span, text) = if wording.text.as_str().is_empty() {
        without(context, hit, finding.region)?
    } else {
        (hit.span, replaced(context, hit, &wording.text)?)
    };
    Some(Rewording { wording: number, span, text: text.into(), applicability: wording.applicability })
}

/// Returns true if and only if the words of a suggestion are those of a hit, or part of them, or hold them.
fn is_about(other: &Hit, hit: &Hit) -> bool {
    other.part == hit.part && (other.span.contains(hit.span) || hit.span.contains(other.span))
}

/// Returns the new text for a hit, in its case; `None` where it would not go with the word before it.
fn replaced(context: &CheckContext<'_>, hit: &Hit, wording: &str) -> Option<String> {
    let text = context.text(hit.part);
    let old = hit.span.of(text);
    let last = old.split_whitespace().next_back().unwrap_or_default();
    let new = wording.replace(LAST, last);
    let goes = hit.is_value || goes_with(text.head(hit.span.start), old, &new);
    goes.then(|| if begins_with_capital(old) { capitalised(&new) } else { new })
}

/// Returns the stretch to take out with what stands in its place: a flag in a subject, or an aside of the text that commas part
/// from the rest.
fn without(context: &CheckContext<'_>, hit: &Hit, region: RegionKind) -> Option<(Span, String)> {
    let text = context.text(hit.part);
    if region == RegionKind::Subject {
        return without_flag(context, hit);
    }
    let (before, after) = (text.head(hit.span.start), text.tail(hit.span.end));
    let is_first = context.words(hit).is_some_and(|words| words.has(hit.first as usize, SENTENCE_START));
    if is_first {
        let rest = after.strip_prefix(',')?.trim_start();
        let next = rest.chars().next().filter(|next| next.is_alphanumeric())?;
        let end = text.len() - rest.len() + next.len_utf8();
        return Some((Span::new(hit.span.start, end), next.to_uppercase().collect()));
    }
    let comma = before.trim_end().strip_suffix(',')?.len();
    let end = match after.chars().next() {
        Some(',') => hit.span.end + 1,
        Some('.' | '!' | '?') | None => hit.span.end,
        Some(_) => return None,
    };
    Some((Span::new(comma, end), String::new()))
}

/// Takes a flag out of a subject, unless nothing would be left.
fn without_flag(context: &CheckContext<'_>, hit: &Hit) -> Option<(Span, String)> {
    let text = context.text(hit.part);
    let subject = context.regions.around(hit.part, hit.span)?.span;
    let (before, after) =
        (text.between(subject.start, hit.span.start), text.between(hit.span.end, subject.end));
    let (kept, rest) = (before.trim_end_matches(AROUND_FLAGS), after.trim_start_matches(AROUND_FLAGS));
    let end = subject.end - rest.len();
    match (kept.is_empty(), rest.chars().next()) {
        (true, Some(next)) if next.is_alphanumeric() => {
            let rest = capitalised(&next.to_string());
            Some((Span::new(subject.start, end + next.len_utf8()), rest))
        }
        (false, None) => Some((Span::new(subject.start + kept.len(), end), String::new())),
        _ => None,
    }
}

/// Returns true if and only if the short word before (`a` or `an`, perhaps) need not change with the new one: both begin with a
/// vowel, or neither does.
fn goes_with(before: &str, old: &str, new: &str) -> bool {
    // A text without blanks must not be looked through for every hit.
    let before = before.trim_end();
    let end = before.tail(floor_char(before, before.len().saturating_sub(SHORT_AND_BLANK)));
    let is_short = end.split_whitespace().next_back().is_some_and(|word| word.len() <= 2);
    let vowel = |text: &str| text.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    !is_short || vowel(old) == vowel(new)
}

fn begins_with_capital(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}
