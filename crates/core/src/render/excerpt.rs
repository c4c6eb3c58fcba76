//! Cuts a few words around a place out of a draft, as they may be shown on a page.

use super::mask::Mask;
use super::positions::clamp;
use super::sanitize::sanitize;
use crate::diagnostic::Label;
use crate::message::{Message, RegionKind};
use crate::text::{Ends, Span};

/// So many bytes stand before and behind the place at most,
const AROUND: usize = 70;
/// and so many in it.
const WITHIN: usize = 140;

/// What stands where a text was cut.
const CUT: &str = "…";

/// A place in a draft with the words around it, on one line, as they may be shown: secrets masked, and what could disturb a
/// screen escaped. For HTML it is not escaped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// What stands before it in its sentence.
    pub before: String,
    /// The place.
    pub words: String,
    /// What stands behind it in its sentence.
    pub after: String,
}

/// Returns the words at a label; nothing for a place in the header, where people are named.
pub(super) fn excerpt(message: &Message<'_>, mask: &Mask<'_>, label: &Label) -> Option<Excerpt> {
    if label.region == RegionKind::Header {
        return None;
    }
    let text: &str = &message.parts.get(label.part)?.text;
    let span = clamp(text, label.span);
    let region =
        message.regions.iter().find(|region| region.part == label.part && region.span.contains(span));
    let room = clamp(text, region.map_or(span, |region| region.span));
    let shown = |start, end| one_line(&mask.text(label.part, Span::new(start, end)));
    let (start, is_start_cut) = start_of(text.between(room.start, span.start), span.start);
    let (end, is_end_cut) = end_of(text.between(span.end, room.end), span.end);
    let last = if span.len() > WITHIN { floor(text, span.start + WITHIN) } else { span.end };
    let is_long = last < span.end;
    let before = shown(start, span.start);
    let after = if is_long { String::new() } else { shown(span.end, end) };
    Some(Excerpt {
        before: if is_start_cut { format!("{CUT}{before}") } else { before.trim_start().to_owned() },
        words: shown(span.start, last) + if is_long { CUT } else { "" },
        after: if is_end_cut && !is_long { format!("{after}{CUT}") } else { after.trim_end().to_owned() },
    })
}

/// Returns where to begin in what stands before `at`: at its sentence, else at a word, and whether words were cut.
fn start_of(before: &str, at: usize) -> (usize, bool) {
    let near = before.tail(ceil(before, before.len().saturating_sub(AROUND)));
    let ends = near.char_indices().zip(near.chars().skip(1)).filter(|&((_, end), next)| is_end(end, next));
    if let Some(((index, end), _)) = ends.last() {
        return (at - near.len() + index + end.len_utf8(), false);
    }
    if near.len() == before.len() {
        return (at - near.len(), false);
    }
    let word = near.find(char::is_whitespace).unwrap_or(near.len());
    (at - near.len() + word, true)
}

/// Returns where to end in what stands behind `at`, and whether words were cut.
fn end_of(after: &str, at: usize) -> (usize, bool) {
    let near = after.head(floor(after, AROUND));
    let mut ends =
        near.char_indices().zip(near.chars().skip(1)).filter(|&((_, end), next)| is_end(end, next));
    if let Some(((index, end), _)) = ends.next() {
        return (at + index + end.len_utf8(), false);
    }
    if near.len() == after.len() {
        return (at + near.len(), false);
    }
    (at + near.rfind(char::is_whitespace).unwrap_or(0), true)
}

/// Returns true if and only if a sentence or a paragraph ends between two chars.
fn is_end(character: char, next: char) -> bool {
    (matches!(character, '.' | '!' | '?') && next.is_whitespace()) || (character == '\n' && next == '\n')
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}

fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&index| text.is_char_boundary(index)).unwrap_or(text.len())
}

/// Joins what stands on several lines; blanks at the ends stay, for words follow.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if !character.is_whitespace() => line.push(character),
            _ if line.ends_with(' ') => {}
            _ => line.push(' '),
        }
    }
    sanitize(&line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::super::sample;
    use super::*;
    use crate::message::Region;

    fn cut(text: &str, words: &str) -> [String; 3] {
        let mut report = sample::report(text);
        report.message.regions.push(Region::new(RegionKind::Body, 0, Span::new(0, text.len())));
        let label = sample::label(&report, words, "");
        let Excerpt { before, words, after } =
            excerpt(&report.message, &Mask::new(&report, false), &label).unwrap();
        [before, words, after]
    }

    #[test]
    fn an_excerpt_is_the_sentence_on_one_line() {
        let text = "One more thing. We have\nto let you go\neffective Friday! Sorry.";
        assert_eq!(cut(text, "let you go"), ["We have to ", "let you go", " effective Friday!"]);
        assert_eq!(cut("Hi Bo,\n\nlet you go", "let you go"), ["", "let you go", ""]);
        let long = "word ".repeat(40) + "here " + &"word ".repeat(40);
        let [before, words, after] = cut(&long, "here");
        assert!(before.starts_with("… word") && before.ends_with("word "), "{before}");
        assert!(after.starts_with(" word") && after.ends_with("word…"), "{after}");
        assert_eq!(words, "here");
        assert!(before.len() < 80 && after.len() < 80);
    }

    #[test]
    fn what_is_masked_stays_masked() {
        let mut report = sample::report("the key AKIA123 is yours");
        report.masked = vec![(0, Span::new(8, 15))];
        report.message.regions.push(Region::new(RegionKind::Body, 0, Span::new(0, 24)));
        let label = sample::label(&report, "is yours", "");
        let shown = excerpt(&report.message, &Mask::new(&report, false), &label).unwrap();
        assert_eq!(shown.before, "the key ••••••• ");
        let header = Label { region: RegionKind::Header, ..label };
        assert_eq!(excerpt(&report.message, &Mask::new(&report, false), &header), None);
    }

    proptest! {
        #[test]
        fn any_place_has_an_excerpt(text in any::<String>(), start in 0usize..40, length in 0usize..300) {
            let mut report = sample::report(&format!("x{text}"));
            report.message.regions.push(Region::new(RegionKind::Body, 0, Span::new(0, text.len() + 1)));
            let label = Label { span: Span::new(start, start + length), ..sample::label(&report, "x", "") };
            let shown = excerpt(&report.message, &Mask::new(&report, false), &label).unwrap();
            assert!(!(shown.before + &shown.words + &shown.after).contains(['\n', '\r', '\t']));
        }
    }
}
