//! Finds the writer's answers inside a message without marks, each behind the name in brackets that the writer gave it.

use presend_lexicon::names::RegionKind;

use super::lines::is_blank;
use super::reply_header::{Role, field};
use super::tidy::Line;
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::Span;

/// A name in brackets is no longer.
const NAME_BYTES: usize = 24;
/// A line of an answer that is shorter was not wrapped: the next one is not its rest.
const WRAPPED_BYTES: usize = 60;
/// The header above a message that is answered has no more lines.
const HEADER_LINES: usize = 16;

/// Sets answers such as `[Ana] yes` apart from the messages without marks in which they stand.
pub(super) fn set_apart(text: &str, segments: Vec<Segment>) -> Vec<Segment> {
    if !segments.iter().any(|segment| may_hold_answers(text, segment)) {
        return segments;
    }
    let mut apart = Vec::with_capacity(segments.len() + 2);
    for (index, segment) in segments.iter().enumerate() {
        if may_hold_answers(text, segment) {
            let own = |tag: &str| {
                is_announced(text, &segments[..index], tag) || is_reader(segment.span.of(text), tag)
            };
            split_answers(text, *segment, own, &mut apart);
        } else {
            apart.push(*segment);
        }
    }
    apart
}

fn may_hold_answers(text: &str, segment: &Segment) -> bool {
    let takes_rest = [Marker::ReplyHeader, Marker::QuoteBanner, Marker::Attribution];
    segment.kind == RegionKind::Quote
        && segment.marker.is_some_and(|marker| takes_rest.contains(&marker))
        && memchr::memmem::find(segment.span.of(text).as_bytes(), b"\n[").is_some()
}

/// Returns the name in brackets at the start of a line.
fn tag(line: &str) -> Option<&str> {
    let name = line.strip_prefix('[')?;
    let end = name.bytes().take(NAME_BYTES).position(|byte| byte == b']')?;
    let name = &name[..end];
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|char| char.is_alphanumeric() || matches!(char, ' ' | '.' | '-'));
    is_name.then_some(name)
}

/// Returns true if and only if own words above say that answers stand behind this name: `see my answers, marked [Ana]`.
fn is_announced(text: &str, above: &[Segment], name: &str) -> bool {
    let bracketed = format!("[{name}]");
    above.iter().any(|segment| segment.kind == RegionKind::Body && segment.span.of(text).contains(&bracketed))
}

/// Returns true if and only if the answered message went to somebody of this name.
fn is_reader(message: &str, name: &str) -> bool {
    message.split('\n').take(HEADER_LINES).any(|line| {
        let line = Line::new(line);
        field(&line).is_some_and(|(role, value)| {
            let is_name = |word: &str| word.eq_ignore_ascii_case(name);
            role == Role::To && value.split(|char: char| !char.is_alphanumeric()).any(is_name)
        })
    })
}

fn split_answers(text: &str, segment: Segment, is_own: impl Fn(&str) -> bool, apart: &mut Vec<Segment>) {
    let Span { start: mut pos, end } = segment.span;
    let (mut from, mut is_answer) = (pos, false);
    for line in text[pos..end].split_inclusive('\n') {
        let above = &text[from..pos];
        let last = above.trim_end_matches(['\n', '\r']).rsplit('\n').next().unwrap_or_default();
        let goes_on = is_answer && tag(line).is_none() && !is_blank(line) && last.len() >= WRAPPED_BYTES;
        let is_next = goes_on || tag(line).is_some_and(&is_own);
        if is_next != is_answer {
            push(segment, is_answer, Span::new(from, pos), apart);
            (from, is_answer) = (pos, is_next);
        }
        pos += line.len();
    }
    push(segment, is_answer, Span::new(from, end), apart);
}

fn push(message: Segment, is_answer: bool, span: Span, apart: &mut Vec<Segment>) {
    let found = if is_answer { Segment::new(RegionKind::Body, span) } else { Segment { span, ..message } };
    if !span.is_empty() {
        apart.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "From: Bo <bo@example.com>\nSent: Tuesday, 3 March 2026 10:00\nTo: Ana Ruiz\nSubject: hens\n\n";

    fn own(text: &str, above: usize) -> Vec<&str> {
        let quote = Segment {
            kind: RegionKind::Quote,
            span: Span::new(above, text.len()),
            marker: Some(Marker::ReplyHeader),
        };
        let segments = vec![Segment::new(RegionKind::Body, Span::new(0, above)), quote];
        let apart = set_apart(text, segments);
        assert_eq!(apart.iter().map(|segment| segment.span.of(text)).collect::<String>(), text);
        apart[1..]
            .iter()
            .filter(|segment| segment.kind == RegionKind::Body)
            .map(|segment| segment.span.of(text))
            .collect()
    }

    #[test]
    fn answers_behind_the_readers_name_are_own() {
        let text = format!("{HEADER}Who feeds them?\n[Ana] I do.\nWho else?\n[Bo] me\n[Ana] Good.\n");
        assert_eq!(own(&text, 0), ["[Ana] I do.\n", "[Ana] Good.\n"]);
    }

    #[test]
    fn answers_behind_an_announced_name_are_own() {
        let text = format!("Mine are marked [AR].\n{HEADER}Who feeds them?\n[AR] I do.\n[note] none\n");
        assert_eq!(own(&text, text.find("From").unwrap()), ["[AR] I do.\n"]);
    }

    #[test]
    fn a_wrapped_answer_goes_on_and_a_short_one_does_not() {
        let long = "[Ana] I do, at seven in the morning and again at six in the evening,";
        let text = format!("{HEADER}Who?\n{long}\nevery day.\nWhy?\n");
        assert_eq!(own(&text, 0), [format!("{long}\nevery day.\n")]);
    }
}
