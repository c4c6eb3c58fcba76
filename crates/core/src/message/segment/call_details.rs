//! Finds the block of links and numbers that calendars put under an invitation: nobody wrote it, and it is not an agenda.

use std::sync::LazyLock;

use presend_lexicon::names::{RegionKind, WordList};

use super::heads::Heads;
use super::lines::is_blank;
use super::tidy::{fold, is_mark, tidy};
use crate::builtin::phrases;
use crate::message::model::Segment;
use crate::text::{Ends, Span};

/// A longer line is prose, whatever it holds.
const LINE_BYTES: usize = 240;
/// The same with the address of the call in it.
const CALL_LINE_BYTES: usize = 400;
/// A line that says how to join has no more words.
const JOIN_WORDS: usize = 10;
/// Before these words stands a name.
const INVITING: &str = "inviting ";
/// The first of them, and where a letter stands in it that few words have.
const INVITES: &[u8] = b"inviting";
const INVITES_V: usize = 2;

/// Returns the stretches of `range` that only say how to join a call.
pub(crate) fn call_details(text: &str, range: Span) -> Vec<Segment> {
    let mut segments = Vec::new();
    // The block that is open: where it starts, and whether a line of it names a way to join.
    let mut open: Option<(usize, bool)> = None;
    let mut pos = range.start;
    for line in range.of(text).split_inclusive('\n') {
        let joins = is_join_line(line);
        if joins || is_beside(line) {
            let (start, joined) = open.unwrap_or((pos, false));
            open = Some((start, joined || joins));
        } else {
            close(&mut open, pos, &mut segments);
        }
        pos += line.len();
    }
    close(&mut open, pos, &mut segments);
    segments
}

fn close(open: &mut Option<(usize, bool)>, end: usize, segments: &mut Vec<Segment>) {
    if let Some((start, true)) = open.take() {
        segments.push(Segment::new(RegionKind::Disclaimer, Span::new(start, end)));
    }
}

fn is_join_line(line: &str) -> bool {
    let line = line.trim();
    if line.len() > LINE_BYTES {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    phrases(WordList::CallDetails).iter().any(|phrase| lower.contains(phrase)) || begins_like_call(line)
}

/// A line that begins like those of calendars, in any language, and is no sentence of the writer's.
pub(super) fn begins_like_call(line: &str) -> bool {
    let bytes = line.as_bytes();
    let may_begin = || BEGINNINGS.heads.may_begin(bytes) || !line.is_ascii() || invites(bytes);
    if line.len() > CALL_LINE_BYTES || is_blank(line) || !may_begin() {
        return false;
    }
    let tidied = tidy(line);
    let bare = tidied.trim_matches(is_mark);
    let mut stops = bare.match_indices(['.', '!', '?']).map(|(at, _)| bare.tail(at + 1));
    let has_sentences =
        stops.any(|after| after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase)));
    if bare.ends_with('!') || has_sentences {
        return false;
    }
    let folded = fold(bare);
    let known = &*BEGINNINGS;
    let first = folded.bytes().next().map_or(0, usize::from);
    let begins =
        known.by_byte.get(first).is_some_and(|known| known.iter().any(|known| folded.starts_with(known)));
    let words = || bare.split(' ').filter(|word| !word.contains("://")).count();
    (begins || known.inviting.iter().any(|known| folded.contains(known))) && words() <= JOIN_WORDS
}

/// Returns true if and only if a line of ASCII has the word that stands behind a name.
fn invites(line: &[u8]) -> bool {
    memchr::memchr2_iter(b'v', b'V', line).any(|at| {
        let start = at.saturating_sub(INVITES_V);
        line.between(start, start + INVITES.len()).eq_ignore_ascii_case(INVITES)
    })
}

/// How lines begin that say how to join a call: every line of a mail with the address of one is asked for them.
struct Beginnings {
    by_byte: Vec<Vec<&'static str>>,
    /// Those before which a name stands.
    inviting: Vec<&'static str>,
    heads: Heads,
}

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let all = || [WordList::CallOpenings, WordList::CallDetails].into_iter().flat_map(phrases);
    let heads = Heads::of(all().map(|phrase| phrase.as_bytes()));
    let mut known = Beginnings { by_byte: vec![Vec::new(); 256], inviting: Vec::new(), heads };
    for phrase in all() {
        if phrase.starts_with(INVITING) {
            known.inviting.push(phrase);
        }
        let first = phrase.bytes().next().map_or(0, usize::from);
        known.by_byte.get_mut(first).into_iter().for_each(|of_byte| of_byte.push(phrase));
    }
    known
});

/// A line that goes with such a block: blank, ruled, a bare link, a number.
pub(super) fn is_beside(line: &str) -> bool {
    let line = line.trim();
    let letters = line.chars().filter(|char| char.is_alphabetic()).count();
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let link = line.trim_start_matches(['<', '(']);
    is_blank(line)
        || line.len() <= LINE_BYTES && (letters == 0 && !line.contains('?') || digits >= 6 && letters <= 40)
        || !link.contains(' ') && (link.starts_with("https://") || link.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let mut left = text.to_owned();
        for Segment { span, .. } in call_details(text, Span::new(0, text.len())).into_iter().rev() {
            left.replace_range(span.start..span.end, "");
        }
        left.trim().to_owned()
    }

    #[test]
    fn blocks_that_programs_add_are_found() {
        for text in [
            "Ana Silva is inviting you to a scheduled Zoom meeting.\n\nJoin Zoom Meeting\nhttps://zoom.example/j/123\n\nMeeting ID: 123 456 789\nPasscode: 7\n---\nOne tap mobile\n+16465588656,,123456789# US (New York)\n",
            "________________________________\nMicrosoft Teams meeting\nJoin on your computer or mobile app\nClick here to join the meeting<https://teams.example/x>\nMeeting options\n________________________________\n",
            "-::~:~::~:~:\nJoin with Google Meet: https://meet.example/abc\n\nLearn more about Meet at: https://support.example/a\n\nPlease do not edit this section.\n-::~:~::~:~:",
        ] {
            assert_eq!(left(text), "", "{text}");
        }
    }

    #[test]
    fn each_known_line_is_known_by_how_it_begins() {
        for phrase in [WordList::CallOpenings, WordList::CallDetails].into_iter().flat_map(phrases) {
            assert!(begins_like_call(&format!(" * {phrase} (1)\n")), "{phrase}");
            let is_behind_name = phrase.starts_with(INVITING);
            assert_eq!(begins_like_call(&format!("Xx Yy is {phrase}")), is_behind_name, "{phrase}");
        }
    }

    #[test]
    fn what_somebody_wrote_stays() {
        for text in [
            "We choose the new oven.",
            "1. oven\n2. tiles\n\nhttps://example.com/plan",
            "Call me on 0123 456789 before.",
            "",
        ] {
            assert_eq!(left(text), text, "{text}");
        }
        let mixed =
            "Which oven do we buy?\n\nJoin Zoom Meeting\nhttps://zoom.example/j/1\n\nBring the list.\n";
        assert_eq!(left(mixed), "Which oven do we buy?\nBring the list.");
    }
}
