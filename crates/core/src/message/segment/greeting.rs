//! Recognises a greeting that stands alone on the first line.

use presend_lexicon::names::WordList;

use super::lines::is_blank;
use super::name_block::is_name;
use crate::builtin::phrases;
use crate::text::is_listed;

/// A longer line is a sentence.
const GREETING_BYTES: usize = 60;

/// Returns the end of a greeting that stands alone on the first line, with the line ending.
pub(super) fn greeting_end(body: &str) -> Option<usize> {
    let mut end = 0;
    let line = body.split_inclusive('\n').take(8).find(|line| {
        end += line.len();
        !is_blank(line)
    })?;
    let trimmed = line.trim();
    (trimmed.len() <= GREETING_BYTES && is_greeting(trimmed)).then_some(end)
}

fn is_greeting(line: &str) -> bool {
    let bare = line.trim_end_matches([',', '!', '.', ':', ';', '-', '–', '—', ' ']);
    let is_marked = bare.len() < line.len();
    let lower = bare.to_lowercase();
    let opening = phrases(WordList::Greetings).iter().filter(|greeting| {
        lower.strip_prefix(**greeting).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    });
    if let Some(opening) = opening.max_by_key(|greeting| greeting.len()) {
        let rest = bare.get(opening.len()..).unwrap_or("");
        let mut names = rest.split([' ', ',', '/']).filter(|word| !word.is_empty());
        return rest.split_whitespace().count() <= 6
            && names.all(|word| is_greeted(word) || is_marked && is_short_name(rest));
    }
    line.ends_with(',') && bare.split_whitespace().count() <= 2 && is_name(bare)
}

fn is_greeted(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || word.starts_with('@')
        || !word.is_ascii()
        || is_listed(WordList::Greeted, &word.to_lowercase())
}

/// `hi ana,`: names in lower case are names only between a greeting and a comma.
fn is_short_name(rest: &str) -> bool {
    rest.split_whitespace().count() <= 2
}
