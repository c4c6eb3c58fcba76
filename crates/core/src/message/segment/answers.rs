//! Finds the writer's answers inside a message without marks, each behind the name in brackets that the writer gave it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use presend_lexicon::names::{RegionKind, WordList};

use super::field_roles::Role;
use super::heads::Heads;
use super::lines::is_blank;
use super::reply_header::field;
use super::tidy::Line;
use crate::builtin::{WORDS, phrases};
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::{Ends, Span};

/// The line that says how answers are marked is no longer, and the mark stands within so many words.
const ANNOUNCEMENT_BYTES: usize = 240;
const MARK_WORDS: usize = 4;
/// A name in brackets is no longer.
const NAME_BYTES: usize = 40;
/// A line of an answer that is shorter was not wrapped: the next one is not its rest.
const WRAPPED_BYTES: usize = 60;
/// The header above a message that is answered has no more lines.
const HEADER_LINES: usize = 16;

/// How the words begin that say so.
static ANNOUNCED: LazyLock<Heads> =
    LazyLock::new(|| Heads::of(WORDS.get(WordList::MarkAnnouncements).bytes()));

/// Sets answers such as `[Ana] yes` apart from the messages without marks in which they stand.
pub(super) fn set_apart(text: &str, segments: Vec<Segment>) -> Vec<Segment> {
    let mark = announced_mark(text, &segments);
    let may_hold =
        |segment: &Segment| may_hold_answers(segment) && (mark.is_some() || has_tags(text, segment));
    if !segments.iter().any(may_hold) {
        return segments;
    }
    let announced = announced(text, &segments);
    let mut apart = Vec::with_capacity(segments.len() + 2);
    for (index, segment) in segments.iter().enumerate() {
        if may_hold(segment) {
            let [readers, writers] = [Role::To, Role::From].map(|role| people(segment.span.of(text), role));
            let is_own = |tag: &str| {
                announced.get(tag).is_some_and(|&first| first < index) || is_among(tag, &readers, &writers)
            };
            let is_answer = |line: &str| {
                let is_marked =
                    mark.is_some_and(|mark| line.starts_with(mark) && line.len() > mark.len() + 1);
                is_marked.then_some(true).or_else(|| tag(line).map(&is_own))
            };
            split_answers(text, *segment, is_answer, &mut apart);
        } else {
            apart.push(*segment);
        }
    }
    apart
}

fn may_hold_answers(segment: &Segment) -> bool {
    let takes_rest = [Marker::ReplyHeader, Marker::QuoteBanner, Marker::Attribution];
    segment.kind == RegionKind::Quote && segment.marker.is_some_and(|marker| takes_rest.contains(&marker))
}

fn has_tags(text: &str, segment: &Segment) -> bool {
    memchr::memmem::find(segment.span.of(text).as_bytes(), b"\n[").is_some()
}

/// Returns the mark of which own words above the first such message say that answers stand behind it: `marked >>>`, `prefixed AR:`.
fn announced_mark<'t>(text: &'t str, segments: &[Segment]) -> Option<&'t str> {
    let quoted = segments.iter().position(may_hold_answers)?;
    let mut own = segments.head(quoted).iter().filter(|segment| segment.kind == RegionKind::Body);
    own.find_map(|segment| {
        let words = segment.span.of(text);
        let lines = words.lines().filter(|line| line.len() <= ANNOUNCEMENT_BYTES);
        lines.filter_map(mark_in).find(|mark| {
            let mut tail = segments.tail(quoted).iter().flat_map(|segment| segment.span.of(text).lines());
            tail.any(|line| line.starts_with(mark))
        })
    })
}

/// Reads what a line says that answers are marked with.
fn mark_in(line: &str) -> Option<&str> {
    if !ANNOUNCED.may_stand_in(line.as_bytes()) {
        return None;
    }
    let folded = line.to_lowercase();
    let words = phrases(WordList::MarkAnnouncements);
    let at = words.iter().find_map(|words| folded.find(words).map(|at| at + words.len()))?;
    let behind = line.tail(at).split_whitespace().take(MARK_WORDS);
    let is_quote =
        |sign: char| matches!(sign, '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '`' | '.' | ',' | ')' | '(');
    behind.map(|word| word.trim_matches(is_quote)).find(|word| {
        let is_sign = |sign: char| sign.is_ascii_punctuation();
        let name = word.strip_suffix(':').unwrap_or_default();
        word.len() <= NAME_BYTES && (word.len() >= 2 && word.chars().all(is_sign))
            || !name.is_empty() && name.chars().all(char::is_alphanumeric)
    })
}

/// Returns the name in brackets at the start of a line.
fn tag(line: &str) -> Option<&str> {
    let name = line.strip_prefix('[')?;
    let end = name.bytes().take(NAME_BYTES).position(|byte| byte == b']')?;
    let name = name.head(end);
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|char| char.is_alphanumeric() || matches!(char, ' ' | '.' | '-' | ','));
    is_name.then_some(name)
}

/// Returns the names of which own words say that answers stand behind them: `see my answers, marked [Ana]`, each with the
/// number of the first segment that does.
fn announced<'t>(text: &'t str, segments: &[Segment]) -> HashMap<&'t str, usize> {
    let mut names = HashMap::new();
    for (index, segment) in segments.iter().enumerate().filter(|(_, one)| one.kind == RegionKind::Body) {
        let words = segment.span.of(text);
        for name in memchr::memchr_iter(b'[', words.as_bytes()).filter_map(|at| tag(words.tail(at))) {
            names.entry(name).or_insert(index);
        }
    }
    names
}

/// Returns the names of those to whom the answered message went, or who wrote it, in small letters.
fn people(message: &str, role: Role) -> HashSet<String> {
    let mut names = HashSet::new();
    for line in message.split('\n').take(HEADER_LINES) {
        let line = Line::new(line);
        if let Some((_, value)) = field(&line).filter(|(found, _)| *found == role) {
            names.extend(names_in(value));
        }
    }
    names
}

fn names_in(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|name| !name.is_empty()).map(str::to_lowercase)
}

/// Returns true if and only if a name such as `Ruiz, Ana` is that of a reader: all of it, or part of it that is no part of
/// the writer's.
fn is_among(tag: &str, readers: &HashSet<String>, writers: &HashSet<String>) -> bool {
    let names: Vec<String> = names_in(tag).collect();
    let is_reader = |name: &String| readers.contains(name);
    names.iter().all(is_reader)
        || names.iter().any(is_reader) && !names.iter().any(|name| writers.contains(name))
}

fn split_answers(
    text: &str,
    segment: Segment,
    is_answer_line: impl Fn(&str) -> Option<bool>,
    apart: &mut Vec<Segment>,
) {
    let Span { start: mut pos, end } = segment.span;
    let (mut from, mut is_answer) = (pos, false);
    // The length of the last line above that is not empty.
    let mut above = 0;
    for line in text.between(pos, end).split_inclusive('\n') {
        let is_marked = is_answer_line(line);
        let goes_on = is_answer && is_marked.is_none() && !is_blank(line) && above >= WRAPPED_BYTES;
        let is_next = goes_on || is_marked == Some(true);
        if is_next != is_answer {
            push(segment, is_answer, Span::new(from, pos), apart);
            (from, is_answer) = (pos, is_next);
        }
        pos += line.len();
        let length = line.trim_end_matches(['\n', '\r']).len();
        above = if length > 0 { length } else { above };
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
        let text =
            format!("Mine are marked [AR].\n{HEADER}Who feeds them?\n[AR] I do.\n[note] none\n[AR] Now.\n");
        assert_eq!(own(&text, text.find("From").unwrap()), ["[AR] I do.\n", "[AR] Now.\n"]);
    }

    #[test]
    fn answers_behind_an_announced_mark_are_own() {
        for (says, mark) in [
            ("My answers are marked >>>", ">>>"),
            ("See inline, prefixed with \"AR:\".", "AR:"),
            ("Replies start with ***", "***"),
            ("Meine Antworten sind mit == markiert", "=="),
        ] {
            let text = format!("{says}\n{HEADER}Who feeds them?\n{mark} I do.\nWho else?\n{mark} Now.\n");
            let expected = [format!("{mark} I do.\n"), format!("{mark} Now.\n")];
            assert_eq!(own(&text, text.find("From").unwrap()), expected, "{says}");
        }
        let text = format!("The boxes are marked >>>\n{HEADER}Who feeds them?\nI do.\n");
        assert!(own(&text, text.find("From").unwrap()).is_empty());
    }

    #[test]
    fn a_wrapped_answer_goes_on_and_a_short_one_does_not() {
        let long = "[Ana] I do, at seven in the morning and again at six in the evening,";
        let text = format!("{HEADER}Who?\n{long}\nevery day.\nWhy?\n");
        assert_eq!(own(&text, 0), [format!("{long}\nevery day.\n")]);
        let text = format!("{HEADER}Who?\n{long}\n\r\n\nevery day.\nWhy?\n");
        assert_eq!(own(&text, 0), [format!("{long}\n")]);
    }
}
