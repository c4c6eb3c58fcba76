//! Hides what no output may show: secrets always, every word of the draft when asked to.

use aho_corasick::{AhoCorasick, MatchKind};

use super::positions::clamp;
use super::sanitize::char_width;
use crate::diagnostic::Point;
use crate::message::{Origin, RegionKind};
use crate::report::Report;
use crate::text::Span;

/// Stands for one hidden column.
pub(super) const DOT: char = '•';

/// Beyond so many secrets, free text is hidden altogether instead of searched.
const MOST_SEARCHED: usize = 500;

/// A question of the draft is cut after so many characters in a plan.
const MAX_QUESTION: usize = 160;

/// The stretches of one report that stay hidden.
pub(super) struct Mask<'r> {
    report: &'r Report<'r>,
    redact: bool,
    /// Masked spans per part, sorted and joined.
    spans: Vec<Vec<Span>>,
    secrets: Secrets,
}

enum Secrets {
    None,
    Some(AhoCorasick),
    TooMany,
}

impl<'r> Mask<'r> {
    /// Collects what is hidden; `redact` hides every letter and digit of the draft.
    pub(super) fn new(report: &'r Report<'r>, redact: bool) -> Mask<'r> {
        let mut spans: Vec<Vec<Span>> = vec![Vec::new(); report.message.parts.len()];
        for &(part, span) in &report.masked {
            if let (Some(spans), Some(text)) = (spans.get_mut(part), report.message.parts.get(part)) {
                spans.push(clamp(&text.text, span));
            }
        }
        spans.iter_mut().for_each(join);
        let secrets = Secrets::new(report);
        Mask { report, redact, spans, secrets }
    }

    /// Appends a char of a part as it may be shown.
    pub(super) fn push(&self, out: &mut String, part: usize, offset: usize, character: char) {
        if self.hides(part, offset, character) {
            (0..char_width(character)).for_each(|_| out.push(DOT));
        } else {
            out.push(character);
        }
    }

    /// Returns true if and only if this char of a part must not be shown.
    pub(super) fn hides(&self, part: usize, offset: usize, character: char) -> bool {
        if matches!(character, '\n' | '\r') {
            return false;
        }
        (self.redact && is_word(character)) || self.covers(part, offset)
    }

    /// Returns a stretch of a part as it may be shown.
    pub(super) fn text(&self, part: usize, span: Span) -> String {
        let Some(text) = self.report.message.parts.get(part).map(|part| &part.text) else {
            return String::new();
        };
        let span = clamp(text, span);
        let mut out = String::with_capacity(span.len());
        for (index, character) in span.of(text).char_indices() {
            self.push(&mut out, part, span.start + index, character);
        }
        out
    }

    /// Returns the subject as it may be shown.
    pub(super) fn subject(&self) -> Option<String> {
        let message = &self.report.message;
        let subject = message.headers.subject.as_deref()?;
        let region = message.regions.iter().find(|region| region.kind == RegionKind::Subject);
        if let Some(region) = region.filter(|region| !region.span.is_empty()) {
            return Some(self.text(region.part, region.span));
        }
        Some(if self.redact { hide_words(subject) } else { self.free(subject) })
    }

    /// Returns words of presend's own, without what they may quote from the draft.
    pub(super) fn free(&self, text: &str) -> String {
        let text = match &self.secrets {
            Secrets::None => text.to_owned(),
            Secrets::TooMany => hide_words(text),
            Secrets::Some(secrets) => hide_found(secrets, text),
        };
        if self.redact { hide_quoted(&text) } else { text }
    }

    /// Returns the text of an edit; new text for a hidden place is hidden too, since it may repeat it.
    pub(super) fn edit(&self, part: usize, span: Span, text: &str) -> String {
        let spans = self.spans.get(part).map_or(&[][..], Vec::as_slice);
        let next = spans.partition_point(|hidden| hidden.end <= span.start);
        let touches = spans.get(next).is_some_and(|hidden| hidden.overlaps(span));
        if touches || self.redact { hide_words(text) } else { self.free(text) }
    }

    /// Returns the words of a point of a plan; those of the draft masked and on one line.
    pub(super) fn point(&self, point: &Point) -> String {
        match point {
            Point::Text(text) => text.to_string(),
            Point::Draft(part, span) => {
                let text = self.text(*part, *span);
                let line: Vec<&str> = text.split_whitespace().collect();
                let line: String = line.join(" ").chars().take(MAX_QUESTION).collect();
                format!("{line}?")
            }
        }
    }

    /// Returns the hidden stretches of the source itself, sorted; of decoded parts the whole encoded stretch.
    pub(super) fn in_source(&self) -> Vec<Span> {
        let mut found = Vec::new();
        for (part, spans) in self.report.message.parts.iter().zip(&self.spans) {
            match part.origin {
                Origin::Verbatim { start } => {
                    found.extend(spans.iter().map(|span| Span::new(start + span.start, start + span.end)));
                }
                Origin::Decoded { span, .. } if !spans.is_empty() => found.push(span),
                Origin::Decoded { .. } => {}
            }
        }
        join(&mut found);
        found
    }

    /// Returns true if and only if every word of the draft is hidden.
    pub(super) fn is_redacting(&self) -> bool {
        self.redact
    }

    fn covers(&self, part: usize, offset: usize) -> bool {
        let Some(spans) = self.spans.get(part) else { return false };
        let next = spans.partition_point(|span| span.end <= offset);
        spans.get(next).is_some_and(|span| span.start <= offset)
    }
}

impl Secrets {
    fn new(report: &Report<'_>) -> Secrets {
        let texts = report.masked.iter().filter_map(|&(part, span)| {
            let text: &str = &report.message.parts.get(part)?.text;
            Some(clamp(text, span).of(text).trim())
        });
        let mut texts: Vec<&str> = texts.filter(|text| text.len() > 2).take(MOST_SEARCHED + 1).collect();
        texts.sort_unstable();
        texts.dedup();
        let bytes: usize = texts.iter().map(|text| text.len()).sum();
        if texts.is_empty() {
            return Secrets::None;
        }
        if texts.len() > MOST_SEARCHED || bytes > 1 << 16 {
            return Secrets::TooMany;
        }
        let mut builder = AhoCorasick::builder();
        let built = builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(texts);
        built.map_or(Secrets::TooMany, Secrets::Some)
    }
}

/// Returns a text with a dot for every letter and digit.
pub(super) fn hide_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_word(character) {
            (0..char_width(character)).for_each(|_| out.push(DOT));
        } else {
            out.push(character);
        }
    }
    out
}

/// Signs of other scripts and emoji carry meaning too, so that only ASCII signs and spaces stay.
fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || (!character.is_ascii() && !character.is_whitespace())
}

fn hide_found(secrets: &AhoCorasick, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    // Secrets may overlap: what any of them covers is hidden.
    let mut hidden: Vec<Span> =
        secrets.find_overlapping_iter(text).map(|found| Span::new(found.start(), found.end())).collect();
    join(&mut hidden);
    for found in hidden {
        out.push_str(&text[done..found.start]);
        let wide = found.of(text).chars().map(char_width).sum();
        out.extend(std::iter::repeat_n(DOT, wide));
        done = found.end;
    }
    out.push_str(&text[done..]);
    out
}

/// presend quotes the draft in backticks or double quotes.
fn hide_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, piece) in text.split_inclusive(['`', '"', '“', '”']).enumerate() {
        if index % 2 == 0 {
            out.push_str(piece);
        } else {
            let quote = piece.chars().next_back().filter(|last| ['`', '"', '“', '”'].contains(last));
            let inner = quote.map_or(piece, |quote| &piece[..piece.len() - quote.len_utf8()]);
            out.push_str(&hide_words(inner));
            out.extend(quote);
        }
    }
    out
}

fn join(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for &span in spans.iter() {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    *spans = joined;
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn secrets_that_overlap_hide_each_other() {
        let mut report = sample::report("bad AKIA7QX");
        report.masked = vec![(0, Span::new(2, 8)), (0, Span::new(4, 11))];
        assert_eq!(Mask::new(&report, false).free("found: bad AKIA7QX!"), "found: ba•••••••••!");
    }

    #[test]
    fn masked_chars_become_dots_everywhere() {
        let mut report = sample::report("key AKIA123 and 日 end");
        report.masked = vec![(0, Span::new(4, 11)), (0, Span::new(16, 19))];
        let mask = Mask::new(&report, false);
        assert_eq!(mask.text(0, Span::new(0, 23)), "key ••••••• and •• end");
        assert_eq!(mask.free("found `akia123` there"), "found `•••••••` there");
        assert_eq!(mask.edit(0, Span::new(0, 6), "Key akia"), "••• ••••");
        assert_eq!(mask.edit(0, Span::new(0, 3), "Key"), "Key");
    }

    #[test]
    fn redaction_hides_words_and_what_is_quoted() {
        let report = sample::report("Hi Zoë, 7pm? 😀");
        let mask = Mask::new(&report, true);
        assert_eq!(mask.text(0, Span::new(0, 99)), "•• •••, •••? ••");
        assert_eq!(mask.free("say `soon` again"), "say `••••` again");
    }
}
