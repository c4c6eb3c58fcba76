//! Recognises the lines between dashes, or alone, that open a message which is answered or passed on.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::heads::Heads;
use super::tidy::{Line, is_mark, is_unseen};
use crate::builtin::{WORDS, phrases};
use crate::text::{Ends, is_listed};

/// A rule that is cut by the end of the line has at least this many dashes.
const LONG_RULE: usize = 5;

/// How the lines begin that need no dashes.
static WHOLE_LINES: LazyLock<Heads> = LazyLock::new(|| {
    let lists = [WordList::ForwardLines, WordList::AnswerMarks];
    Heads::of(lists.into_iter().flat_map(|list| WORDS.get(list).bytes()))
});

/// The length of the longest whole line.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    let lines = WORDS.get(WordList::ForwardLines).bytes();
    lines.map(<[u8]>::len).max().unwrap_or(0)
});

/// The length of the longest line above which an answer is typed.
static LONGEST_MARK: LazyLock<usize> = LazyLock::new(|| {
    let lines = WORDS.get(WordList::AnswerMarks).bytes();
    lines.map(<[u8]>::len).max().unwrap_or(0)
});

/// Without dashes such a line has at least so many words, where words are set apart.
const WHOLE_WORDS: usize = 3;

/// What stands below a banner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Banner {
    /// The message that is answered.
    Quote,
    /// A message that is passed on.
    Forward,
}

/// Recognises a line below which all is somebody else's message.
pub(super) fn banner(line: &Line<'_>) -> Option<Banner> {
    let (may_be_whole, is_marked) = (WHOLE_LINES.may_begin(line.raw.as_bytes()), opens_with_mark(line.raw));
    if is_marked && is_banner(line, &[WordList::ForwardBanners]) || may_be_whole && is_forward_line(line) {
        return Some(Banner::Forward);
    }
    let is_answered = may_be_whole && is_answer_mark(line)
        || is_marked && is_banner(line, &[WordList::QuoteBanners, WordList::AnswerMarks]);
    is_answered.then_some(Banner::Quote)
}

/// Returns true if and only if the first sign that anybody sees is a mark.
fn opens_with_mark(line: &str) -> bool {
    line.chars().find(|char| !char.is_whitespace() && !is_unseen(*char)).is_some_and(is_mark)
}

/// A whole line above which an answer is to be typed needs no dashes: nobody says this of their own words.
fn is_answer_mark(line: &Line<'_>) -> bool {
    let tidied = line.tidied();
    let opened = tidied.trim_start_matches(is_mark);
    let bare = opened.trim_end_matches(is_mark).trim_end_matches(['.', ' ', ':']);
    if bare.len() > *LONGEST_MARK
        || bare.is_ascii()
            && bare.bytes().filter(|byte| *byte == b' ').take(WHOLE_WORDS - 1).count() + 1 < WHOLE_WORDS
    {
        return false;
    }
    is_listed(WordList::AnswerMarks, line.folded_at(tidied.len() - opened.len(), bare.len()))
}

/// Returns true if and only if a message that is passed on ends with this line.
pub(super) fn is_forward_end(line: &str) -> bool {
    line.trim_start().starts_with(['-', '_', '=', '*'])
        && opens_with_mark(line)
        && is_banner(&Line::new(line), &[WordList::ForwardEnds])
}

/// A whole line without dashes, with its colon.
fn is_forward_line(line: &Line<'_>) -> bool {
    let tidied = line.tidied();
    let opened = tidied.trim_start_matches(is_mark);
    let bare = opened.trim_end_matches(is_mark).trim_end_matches([':', ' ', '.', '>']);
    let has_form = bare.len() < tidied.len() && bare.len() <= *LONGEST;
    has_form && is_listed(WordList::ForwardLines, line.folded_at(tidied.len() - opened.len(), bare.len()))
}

/// Compares what stands behind a rule, in a line that opens with a mark, with the phrases of lists. A phrase may be followed by
/// further words only where the rule goes on behind them or is long: words in bold are no banner.
fn is_banner(line: &Line<'_>, lists: &[WordList]) -> bool {
    let tidied = line.tidied();
    let opened = tidied.trim_start_matches(is_mark);
    let ruled = tidied.chars().take_while(|char| is_mark(*char) && *char != ' ').count();
    let inner = opened.trim_end_matches(is_mark);
    if ruled < 2 || inner.is_empty() {
        return false;
    }
    let is_closed = inner.len() < opened.len();
    // One or two hashes, stars or underscores set a heading or emphasis; a heading has them on its left alone.
    let is_dashed =
        !tidied.starts_with(['*', '_', '|', '#']) || ruled > 2 && (is_closed || !tidied.starts_with('#'));
    let is_emphasis = tidied.starts_with(['*', '_']) && is_closed;
    let bare = inner.trim_end_matches([':', ' ']);
    let has_colon = bare.len() < inner.trim_end().len();
    let folded = line.folded_at(tidied.len() - opened.len(), bare.len());
    lists.iter().flat_map(|list| phrases(*list)).any(|phrase| {
        folded.strip_prefix(phrase).is_some_and(|rest| {
            let goes_on =
                !rest.starts_with(char::is_alphabetic) && is_named(bare.tail(bare.len() - rest.len()));
            rest.is_empty() && (is_dashed || is_emphasis && has_colon)
                || !rest.is_empty() && is_dashed && (is_closed || ruled >= LONG_RULE) && goes_on
        })
    })
}

/// Returns true if and only if what follows the phrase of a banner holds what programs put there: a name, a number, an address.
fn is_named(rest: &str) -> bool {
    let is_telling = |char: char| char.is_numeric() || char.is_uppercase() || matches!(char, '@' | '/');
    let has_case = rest.chars().any(char::is_lowercase);
    !has_case || rest.contains(is_telling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_make_a_banner() {
        for line in [
            "-----Original Message-----",
            "---------- Forwarded message ---------",
            "---------------------- Forwarded by Ana Silva/HOU on 05/05/2001",
            "-------- Weitergeleitete Nachricht --------",
            "Début du message réexpédié\u{a0}:",
            "**Begin forwarded message:**",
            "-------- Пересылаемое сообщение --------",
            "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
            "__________ Original Message",
            "**Original message:**",
            "---- Message from Bo Larsen ----",
            "#### Original Message ####",
            "## Reply above this line ##",
            "[Reply above this line to comment]",
            "Please reply above this line.",
            "この行の上に返信を入力してください",
        ] {
            assert!(banner(&Line::new(line)).is_some(), "{line}");
        }
    }

    #[test]
    fn whole_lines_are_known_by_how_they_begin() {
        for line in phrases(WordList::ForwardLines) {
            assert_eq!(banner(&Line::new(&format!("{line}:\n"))), Some(Banner::Forward), "{line}");
        }
        for line in phrases(WordList::AnswerMarks) {
            let has_words = !line.is_ascii() || line.split(' ').count() >= WHOLE_WORDS;
            assert_eq!(banner(&Line::new(line)).is_some(), has_words, "{line}");
        }
    }

    #[test]
    fn emphasis_and_prose_make_none() {
        for line in [
            "**Forwarded messages** are a pain, so here is my view.",
            "**Original message** was better.",
            "-- forwarded message to Bo, done",
            "Original message",
            "- Forwarded message was lost",
            "## Original message",
            "### Forwarded message",
            "**Original message**",
            "__Original message__",
            "---- Message from the mill ----",
            "Reply above",
            "Please reply above this line, or call",
            "You must reply above this line",
            "---",
        ] {
            assert_eq!(banner(&Line::new(line)), None, "{line}");
        }
    }
}
