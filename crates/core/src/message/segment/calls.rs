//! Finds the block that says how to join a call in mails that are no invitation, where it takes the address of a call to be one.

use presend_lexicon::names::RegionKind;

use super::call_details::{begins_like_call, is_beside};
use super::call_hosts::{is_host_at, names_host};
use super::joined::add;
use super::lines::is_blank;
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::{Ends, Span, each_line};

/// A longer line is prose.
const LINE_BYTES: usize = 400;
/// An address stands alone, or behind so few words.
const ADDRESS_WORDS: usize = 4;
/// A label such as `Passcode:` has no more words.
const LABEL_WORDS: usize = 3;
/// A small word in the name of a place has no more letters.
const PREPOSITION_LETTERS: usize = 2;
/// A rule around a block has at least so many signs.
const RULE_SIGNS: usize = 20;
/// The most frequent rule, as far as all of its kind go.
const RULE: &[u8] = b"____________________";
/// What stands in another.
const WAVE: &[u8] = b":~:";
/// Without an address a block between rules has so many lines that begin as such lines do.
const KNOWN_LINES: usize = 3;
/// A block between rules has no more lines.
const RULED_LINES: usize = 30;
/// So many lines of it may be such as no list knows.
const OTHER_LINES: usize = 4;
/// A line in it has no more words.
const RULED_WORDS: usize = 18;

/// Sets the blocks apart from what would else be the writer's words.
pub(super) fn set_calls_apart(text: &str, segments: Vec<Segment>) -> Vec<Segment> {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return segments };
    let all = Span::new(first.span.start, last.span.end).of(text);
    let has = |sign: &[u8]| memchr::memmem::find(all.as_bytes(), sign).is_some();
    let may_hold = has(RULE) || has(b"://") && names_host(all);
    if !may_hold {
        return segments;
    }
    let mut apart: Vec<Segment> = Vec::with_capacity(segments.len() + 2);
    for group in segments.chunk_by(|before, after| may_hold_block(before) && may_hold_block(after)) {
        match (group, group.first().zip(group.last())) {
            ([one], _) if !may_hold_block(one) => apart.push(*one),
            (_, Some((first, last))) => {
                let blocks = blocks(text, Span::new(first.span.start, last.span.end));
                cut(group, &blocks, &mut apart);
            }
            _ => {}
        }
    }
    apart
}

/// Own words, and lines among them that look like data.
fn may_hold_block(segment: &Segment) -> bool {
    let is_line = |marker| {
        matches!(marker, Marker::CodeSigns | Marker::LogLine | Marker::Assignment | Marker::TableRow)
    };
    segment.kind == RegionKind::Body
        || segment.kind == RegionKind::Code && segment.marker.is_some_and(is_line)
}

/// Writes out segments with the blocks in their places.
fn cut(segments: &[Segment], blocks: &[Span], apart: &mut Vec<Segment>) {
    let mut blocks = blocks.iter().peekable();
    for segment in segments {
        let Span { start: mut pos, end } = segment.span;
        while let Some(block) = blocks.peek().filter(|block| block.start < end) {
            add(apart, Segment { span: Span::new(pos, block.start.max(pos)), ..*segment });
            let inside = Span::new(block.start.max(pos), block.end.min(end));
            add(apart, Segment::new(RegionKind::Disclaimer, inside));
            pos = inside.end;
            if block.end > end {
                break;
            }
            blocks.next();
        }
        add(apart, Segment { span: Span::new(pos, end), ..*segment });
    }
}

/// Returns the blocks of a stretch, in order.
fn blocks(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut pos = span.start;
    // The block that is open: where it starts and where its last full line ends, and whether it has an address.
    let mut open: Option<(usize, usize, bool)> = None;
    let mut signs = signs(text, span).into_iter();
    // Up to here each line is looked at.
    let mut until = pos;
    while pos < span.end {
        if open.is_none() && pos >= until {
            let Some(sign) = signs.find(|sign| *sign >= pos) else { break };
            pos = start_above(text, pos, sign);
            until = sign + 1;
        }
        let rest = text.between(pos, span.end);
        if let Some(len) = ruled_len(rest) {
            close(&mut open, &mut found);
            found.push(Span::new(pos, pos + len));
            pos += len;
            continue;
        }
        let line = each_line(rest).next().unwrap_or(rest);
        let end = pos + line.len();
        let is_join = begins_like_call(line);
        let is_host = is_address(line) || is_join && names_host(line);
        open = match open {
            Some((start, _, has_host)) if is_host || is_join || goes_with(line) => {
                Some((start, end, has_host || is_host))
            }
            Some((start, last, has_host)) if is_blank(line) => Some((start, last, has_host)),
            Some(_) => {
                close(&mut open, &mut found);
                (is_host || is_join).then_some((pos, end, is_host))
            }
            None => (is_host || is_join || is_rule(line)).then_some((pos, end, is_host)),
        };
        pos = end;
    }
    close(&mut open, &mut found);
    found
}

/// Returns in order where lines have what no block is without: the address of a call, or a rule.
fn signs(text: &str, span: Span) -> Vec<usize> {
    let bytes = span.of(text).as_bytes();
    let stops = memchr::memchr_iter(b'.', bytes).filter(|stop| is_host_at(bytes, *stop));
    let rules = [RULE, WAVE].into_iter().flat_map(|rule| memchr::memmem::find_iter(bytes, rule));
    let mut signs: Vec<usize> = stops.chain(rules).map(|at| span.start + at).collect();
    signs.sort_unstable();
    signs
}

/// Returns where a block may start, from `floor` on, that has a sign: its line, or the first of those right above it that go with
/// such a block.
fn start_above(text: &str, floor: usize, sign: usize) -> usize {
    let line_start = |end: usize| {
        let above = text.as_bytes().between(floor, end);
        memchr::memrchr(b'\n', above).map_or(floor, |newline| floor + newline + 1)
    };
    let mut start = line_start(sign);
    while start > floor {
        let above = line_start(start - 1);
        let line = text.between(above, start);
        if !is_blank(line) && !begins_like_call(line) && !goes_with(line) {
            break;
        }
        start = above;
    }
    start
}

fn close(open: &mut Option<(usize, usize, bool)>, found: &mut Vec<Span>) {
    if let Some((start, end, true)) = open.take() {
        found.push(Span::new(start, end));
    }
}

/// Returns the length of a block between rules, with all further stretches of it down to its last rule.
fn ruled_len(rest: &str) -> Option<usize> {
    let mut lines = each_line(rest);
    let first = lines.next().filter(|line| is_rule(line))?;
    let (mut len, mut end) = (first.len(), None);
    let (mut has_address, mut joins, mut others) = (false, 0, 0);
    for line in lines.take(RULED_LINES) {
        len += line.len();
        if is_rule(line) {
            if joins < if has_address { 1 } else { KNOWN_LINES } {
                break;
            }
            end = Some(len);
            continue;
        }
        let is_join = begins_like_call(line);
        has_address |= is_address(line) || is_join && names_host(line);
        joins += usize::from(is_join);
        if is_blank(line) || is_join || is_address(line) || goes_with(line) {
            continue;
        }
        // What no list knows stands below what one knows, and not below the first stretch.
        others += 1;
        if end.is_some() || joins == 0 || others > OTHER_LINES || !is_brief(line) {
            break;
        }
    }
    end
}

/// A line of a program between its rules: no sentence of more than a few words that ends.
fn is_brief(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    let is_over = line.ends_with(['.', '!', '?', '。']);
    line.len() <= LINE_BYTES
        && words <= RULED_WORDS
        && (!is_over || words <= LABEL_WORDS)
        && !names_host(line)
}

fn is_rule(line: &str) -> bool {
    let first = line.as_bytes().trim_ascii_start().first();
    if first.is_some_and(|first| first.is_ascii_graphic() && !matches!(first, b'_' | b'-' | b':' | b'~')) {
        return false;
    }
    let line = line.trim();
    let is_wave = || {
        memchr::memmem::find(line.as_bytes(), WAVE).is_some()
            && line.bytes().all(|byte| matches!(byte, b'-' | b':' | b'~'))
    };
    line.len() >= RULE_SIGNS && (line.bytes().all(|byte| byte == b'_') || is_wave())
}

/// The address of a call, perhaps behind a word or two.
fn is_address(line: &str) -> bool {
    // Few lines have a colon, which is soon seen.
    let may_have_link = line.len() <= LINE_BYTES && memchr::memchr(b':', line.as_bytes()).is_some();
    may_have_link && line.contains("://") && names_host(line) && {
        let words = line.split_whitespace().count();
        words <= ADDRESS_WORDS && (words == 1 || line.contains([':', '<', '(']))
    }
}

/// A line that stands in an open block: a rule, a number to dial, another link, a code behind its label.
fn goes_with(line: &str) -> bool {
    let line = line.trim();
    let is_label = || {
        line.split_once([':', '：']).is_some_and(|(label, value)| {
            label.split_whitespace().count() <= LABEL_WORDS
                && value.split_whitespace().count() <= LABEL_WORDS
                && value.contains(|char: char| char.is_ascii_digit())
        })
    };
    let is_plain = || line.contains("://") || !line.contains(char::is_alphanumeric);
    !line.is_empty() && (is_rule(line) || is_beside(line) && (is_number(line) || is_plain()) || is_label())
}

/// A number to dial, perhaps with the place where it is one: `+44 20 0000 0000 United Kingdom, City of London`.
fn is_number(line: &str) -> bool {
    let is_place = |word: &str| {
        let letters = word.trim_matches(|char: char| !char.is_alphanumeric());
        !letters.starts_with(char::is_lowercase) || letters.chars().count() <= PREPOSITION_LETTERS
    };
    let is_dialled = line.starts_with(['+', '(']) || line.starts_with(|first: char| first.is_ascii_digit());
    is_dialled && line.split_whitespace().all(is_place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn left(text: &str) -> String {
        let own = vec![Segment::new(RegionKind::Body, Span::new(0, text.len()))];
        let apart = set_calls_apart(text, own);
        assert_eq!(apart.iter().map(|one| one.span.of(text)).collect::<String>(), text);
        let own = apart.iter().filter(|one| one.kind == RegionKind::Body);
        own.map(|one| one.span.of(text).trim())
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join("|")
    }

    const LINE: &str = "________________________________________________________________________________";

    /// The blocks as they are found where no line is passed over.
    fn blocks_line_by_line(text: &str) -> Vec<Span> {
        let (mut found, mut open, mut pos) = (Vec::new(), None, 0);
        while pos < text.len() {
            let rest = text.tail(pos);
            if let Some(len) = ruled_len(rest) {
                close(&mut open, &mut found);
                found.push(Span::new(pos, pos + len));
                pos += len;
                continue;
            }
            let line = each_line(rest).next().unwrap();
            let end = pos + line.len();
            let is_join = begins_like_call(line);
            let is_host = is_address(line) || is_join && names_host(line);
            let starts = is_host || is_join || open.is_none() && is_rule(line);
            match open {
                Some((start, _, has_host)) if is_host || is_join || goes_with(line) => {
                    open = Some((start, end, has_host || is_host));
                }
                Some(_) if is_blank(line) => {}
                _ => {
                    close(&mut open, &mut found);
                    open = starts.then_some((pos, end, is_host));
                }
            }
            pos = end;
        }
        close(&mut open, &mut found);
        found
    }

    proptest! {
        #[test]
        fn lines_that_are_passed_over_are_of_no_block(
            lines in proptest::collection::vec(
                prop::sample::select(vec![
                    "", "words of mine", "Join the meeting now", "https://zoom.us/j/12", "Meeting ID: 000 111",
                    LINE, "-::~:~::~:~:~:~:~:~:~:", "Passcode: a7", "Join https://zoom.us/j/1", "+44 20 0000 0000",
                    "see https://x.zoom.us/j/12 as ever, all of you", "One line more",
                ]),
                0..24,
            ),
        ) {
            let text = lines.join("\n");
            prop_assert_eq!(blocks(&text, Span::new(0, text.len())), blocks_line_by_line(&text), "{}", text);
        }
    }

    #[test]
    fn blocks_of_programs_are_set_apart_in_any_language() {
        for block in [
            format!("{LINE}\nMicrosoft Teams-Besprechung\nNehmen Sie auf dem Computer, in der mobilen App oder auf dem Raumgerät teil\n\
                Hier klicken, um an der Besprechung teilzunehmen<https://teams.microsoft.com/l/meetup-join/19>\nKenncode: aB3dE6\n\
                ________________________________\nFür Organisatoren: Besprechungsoptionen | PIN ändern\n{LINE}"),
            format!("{LINE}\nMicrosoft Teams Need help?\nJoin the meeting now\nMeeting ID: 000 111\nPasscode: a7\n{LINE}"),
            format!("{LINE}\nMicrosoft Teams-møde\nhttps://teams.microsoft.com/meet/12?p=x\n{LINE}"),
            "Mira Holt is inviting you to a scheduled Zoom meeting.\n\nJoin Zoom Meeting\nhttps://us02web.zoom.us/j/12?pwd=x\n\nMeeting ID: 12 34\nPasscode: 77".to_owned(),
            "Rejoindre la réunion\nhttps://meet.google.com/abc-defg-hij\nCode secret : 1234\n+33 1 23 45 67 89".to_owned(),
        ] {
            assert_eq!(left(&format!("Which oven?\n\n{block}\n\nBring the list.\n")), "Which oven?|Bring the list.", "{block}");
        }
    }

    #[test]
    fn what_somebody_says_of_a_call_stays() {
        for text in [
            format!("{LINE}\nYou never join https://zoom.us/j/12 in time.\n{LINE}"),
            format!("{LINE}\nJoin the meeting now\nMeeting ID: 000 111\nYou are late again.\n{LINE}"),
            "Join the meeting or leave".to_owned(),
            "Join the meeting in time, as all others do: https://example.com/plan".to_owned(),
            "The call is at https://zoom.us/j/12 as ever, be there".to_owned(),
        ] {
            assert_eq!(left(&text), text, "{text}");
        }
        let ruled = format!("{LINE}\nYou are late again\nJoin the meeting now https://zoom.us/j/12\n{LINE}");
        assert_eq!(left(&ruled), format!("{LINE}\nYou are late again"));
        let below = "Join Zoom Meeting\nhttps://zoom.us/j/12\n0123 456789 is my number, call me\n";
        assert_eq!(left(below), "0123 456789 is my number, call me");
        let around = "Here is the room:\nhttps://zoom.us/j/12\nDo not be late again.\n0123 456789 is my number, call me\n";
        assert_eq!(
            left(around),
            "Here is the room:|Do not be late again.\n0123 456789 is my number, call me"
        );
    }
}
