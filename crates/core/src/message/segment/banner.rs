//! Recognises the lines between dashes, or alone, that open a message which is answered or passed on.

use presend_lexicon::names::WordList;

use super::lines::window;
use super::tidy::{MARKS, fold, is_unseen, tidy};
use crate::builtin::phrases;

/// A rule that is cut by the end of the line has at least this many dashes.
const LONG_RULE: usize = 5;

/// Returns true if and only if all below a line is the message that is answered.
pub(super) fn is_quote_banner(line: &str) -> bool {
    is_banner(line, WordList::QuoteBanners) || is_banner(line, WordList::AnswerMarks)
}

/// Returns true if and only if all below a line is a message that is passed on.
pub(super) fn is_forward_banner(line: &str) -> bool {
    is_banner(line, WordList::ForwardBanners) || is_forward_line(line)
}

/// Returns true if and only if a message that is passed on ends with this line.
pub(super) fn is_forward_end(line: &str) -> bool {
    line.starts_with(['-', '_', '=', '*']) && is_banner(line, WordList::ForwardEnds)
}

/// A whole line without dashes, with or without its colon.
fn is_forward_line(line: &str) -> bool {
    let line = tidy(window(line));
    let bare = line.trim_matches(MARKS).trim_end_matches([':', ' ', '.', '>']);
    let has_form = line.contains(':') || bare.len() < line.len();
    has_form && phrases(WordList::ForwardLines).contains(&fold(bare).as_str())
}

/// Compares what stands behind a rule with the phrases of a list. A phrase may be followed by further words only where
/// the rule goes on behind them or is long: words in bold are no banner.
fn is_banner(line: &str, list: WordList) -> bool {
    let line = window(line);
    let first = line.chars().find(|char| !char.is_whitespace() && !is_unseen(*char));
    if !first.is_some_and(|first| MARKS.contains(&first)) {
        return false;
    }
    let line = tidy(line);
    let opened = line.trim_start_matches(MARKS);
    let ruled = line.chars().take_while(|char| MARKS.contains(char) && *char != ' ').count();
    let inner = opened.trim_end_matches(MARKS);
    if ruled < 2 || inner.is_empty() {
        return false;
    }
    let is_dashed = !line.starts_with(['*', '_', '|', '#']) || ruled > 2;
    let is_closed = inner.len() < opened.len();
    let folded = fold(inner.trim_end_matches([':', ' ']));
    phrases(list).iter().any(|phrase| {
        folded.strip_prefix(phrase).is_some_and(|rest| {
            rest.is_empty()
                || is_dashed && (is_closed || ruled >= LONG_RULE) && !rest.starts_with(char::is_alphabetic)
        })
    })
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
        ] {
            assert!(is_quote_banner(line) || is_forward_banner(line), "{line}");
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
            "---",
        ] {
            assert!(!is_quote_banner(line) && !is_forward_banner(line), "{line}");
        }
    }
}
