//! Finds words of others in a chat message: what is passed on below a line that says so, and what a sign before it quotes to the end.

use presend_lexicon::names::{RegionKind, WordList};

use crate::builtin::phrases;
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::{Ends, Span};

/// The sign before what is quoted to the end of a message.
const REST_SIGN: &str = ">>>";
/// A line that says whose message is passed on is no longer.
const LINE_BYTES: usize = 120;

/// Sets what is passed on apart in a message: `[Forwarded from News]` as its first line, and all below.
pub(super) fn passed_on(text: &str) -> Option<Segment> {
    let start = text.len() - text.trim_start().len();
    let line = text.tail(start).split('\n').next().unwrap_or_default().trim_end();
    let inner = line.strip_prefix('[')?.strip_suffix(']').filter(|inner| inner.len() <= LINE_BYTES)?;
    let lower = inner.to_lowercase();
    let names_writer = |phrase: &&str| {
        let is_apart = lower.strip_prefix(*phrase).is_some_and(|name| name.starts_with([' ', ':']));
        let name = inner.split(' ').nth(phrase.split(' ').count());
        is_apart && name.is_some_and(|name| !name.starts_with(char::is_lowercase))
    };
    let is_known = phrases(WordList::ForwardBanners).iter().any(names_writer);
    let span = Span::new(start, text.len());
    is_known.then_some(Segment::marked(RegionKind::Forward, span, Marker::ForwardBanner))
}

/// Adds what `>>>` at the start of a line quotes, down to the end, to what is known to be code.
pub(crate) fn quoted_rest(text: &str, mut fixed: Vec<Segment>) -> Vec<Segment> {
    let is_free = |at: usize| fixed.iter().all(|other| at < other.span.start || other.span.end <= at);
    let mut places = text.match_indices(REST_SIGN).map(|(at, _)| at);
    let opens = |at: usize| {
        let behind = text.tail(at + REST_SIGN.len());
        (at == 0 || text.head(at).ends_with('\n')) && !behind.starts_with('>') && is_free(at)
    };
    if let Some(at) = places.find(|at| opens(*at)) {
        fixed.retain(|other| other.span.end <= at);
        fixed.push(Segment::marked(RegionKind::Quote, Span::new(at, text.len()), Marker::QuoteMark));
    }
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_below_a_forward_is_passed_on() {
        for text in ["[Forwarded from News]\nThe mill burns.\n", "\n[Weitergeleitet von Bo]\nNein.\n"] {
            assert!(passed_on(text).is_some_and(|found| found.span.end == text.len()), "{text}");
        }
        for text in [
            "[Forwarded] to you, idiot\n",
            "[forwarded from my desk]\nYou are late.\n",
            "You read:\n[Forwarded from News]\n",
            "[forwarded fromage]\n",
            "",
        ] {
            assert_eq!(passed_on(text), None, "{text}");
        }
    }

    #[test]
    fn three_signs_quote_the_rest() {
        let quoted = |text: &str| {
            let found = quoted_rest(text, Vec::new());
            found.first().map(|found| found.span.of(text).to_owned())
        };
        assert_eq!(quoted("Look:\n>>> one\ntwo\n\nthree\n"), Some(">>> one\ntwo\n\nthree\n".to_owned()));
        assert_eq!(quoted("a >>> b\nmine\n"), None);
        assert_eq!(quoted(">>>> no\nmine\n"), None);
        let code = vec![Segment::new(RegionKind::Code, Span::new(0, 14))];
        assert_eq!(quoted_rest("```\n>>> f()\n```\nmine\n", code.clone()), code);
    }
}
