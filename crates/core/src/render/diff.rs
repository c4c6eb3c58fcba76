//! Draws what edits would change, as a unified diff.

use std::fmt::Write;

use super::fix::{self, FileEdit};
use super::mask::{Mask, hide_words};
use super::options::RenderOptions;
use super::sanitize::{is_unsafe, sanitize};
use super::values::DOT;
use crate::diagnostic::Applicability;
use crate::report::Report;
use crate::text::{Ends, Span};

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// Returns what the [`edits`](super::edits) would change, as a unified diff, or `None` if there are none. Secrets are masked and
/// control characters escaped in it; the options may hide every word, and people.
#[must_use]
pub fn diff(report: &Report<'_>, options: &RenderOptions, least: Applicability) -> Option<String> {
    let edits = fix::edits(report, least);
    if edits.is_empty() {
        return None;
    }
    let mask = Mask::with(report, options);
    let lines =
        Lines { report, mask: &mask, hidden: mask.in_source(), starts: starts(&report.message.source) };
    let name = sanitize(mask.name());
    let mut out = format!("--- {name}\n+++ {name}\n");
    let mut shift = 0;
    for hunk in lines.hunks(&edits) {
        lines.hunk(&mut out, hunk, &mut shift);
    }
    Some(out)
}

fn starts(source: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(memchr::memchr_iter(b'\n', source).map(|newline| newline + 1));
    if starts.last() == Some(&source.len()) && starts.len() > 1 {
        starts.pop();
    }
    starts
}

/// The lines of a source, as they may be shown.
struct Lines<'r, 'm> {
    report: &'r Report<'r>,
    mask: &'m Mask<'r>,
    hidden: Vec<Span>,
    starts: Vec<usize>,
}

impl Lines<'_, '_> {
    /// Groups edits whose context would touch.
    fn hunks<'e>(&self, edits: &'e [FileEdit]) -> Vec<&'e [FileEdit]> {
        let line = |offset| self.line(offset);
        edits.chunk_by(|one, next| line(next.span.start) <= line(one.span.end) + 2 * CONTEXT).collect()
    }

    /// Returns where a line starts.
    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.report.message.source.len())
    }

    fn hunk(&self, out: &mut String, edits: &[FileEdit], shift: &mut isize) {
        let Some((first, last)) = edits.first().zip(edits.last()) else { return };
        let (first, last) = (self.line(first.span.start), self.line(last.span.end));
        let (from, to) = (first.saturating_sub(CONTEXT), (last + CONTEXT).min(self.starts.len() - 1));
        let mut body = String::new();
        let (mut old, mut new) = (0, 0);
        let mut rest = edits;
        let mut line = from;
        while line <= to {
            let mut end = line;
            let mut count = 0;
            while let Some(edit) = rest.get(count).filter(|edit| self.line(edit.span.start) <= end) {
                end = end.max(self.line(edit.span.end));
                count += 1;
            }
            let (here, later) = rest.split_at(count);
            rest = later;
            let stretch = Span::new(self.start(line), self.end(end));
            old += prefixed(&mut body, if count == 0 { ' ' } else { '-' }, &self.shown(stretch));
            new += match count {
                0 => 1,
                _ => prefixed(&mut body, '+', &self.edited(stretch, here)),
            };
            line = end + 1;
        }
        let base = self.report.message.base_line + from;
        let start = base.saturating_add_signed(*shift);
        *shift += isize::try_from(new).unwrap_or(0) - isize::try_from(old).unwrap_or(0);
        let _ = writeln!(out, "@@ -{base},{old} +{start},{new} @@");
        out.push_str(&body);
    }

    /// The line, from 0, on which an offset stands.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    fn end(&self, line: usize) -> usize {
        self.starts.get(line + 1).copied().unwrap_or(self.report.message.source.len())
    }

    fn edited(&self, stretch: Span, edits: &[FileEdit]) -> String {
        let mut out = String::new();
        let mut done = stretch.start;
        for edit in edits {
            out.push_str(&self.shown(Span::new(done, edit.span.start.max(done))));
            out.push_str(&escaped(&self.mask.edit(edit.part, edit.part_span, &edit.text)));
            done = edit.span.end;
        }
        out + &self.shown(Span::new(done, stretch.end.max(done)))
    }

    /// A stretch of the source without what must stay hidden.
    fn shown(&self, span: Span) -> String {
        let source = &self.report.message.source;
        let bytes =
            |from: usize, to: usize| String::from_utf8_lossy(source.get(from..to).unwrap_or_default());
        let mut out = String::new();
        let mut done = span.start;
        let next = self.hidden.partition_point(|hidden| hidden.end <= span.start);
        for hidden in self.hidden.tail(next).iter().take_while(|hidden| hidden.start < span.end) {
            let (from, to) = (hidden.start.max(done), hidden.end.min(span.end));
            out.push_str(&bytes(done, from));
            out.extend(bytes(from, to).chars().map(|c| if c == '\n' { c } else { DOT }));
            done = to;
        }
        out.push_str(&bytes(done, span.end));
        // A field of the head may hold a value that stands in the text too.
        let out = self.mask.known(&out);
        escaped(&if self.mask.is_redacting() { hide_words(&out) } else { out })
    }
}

/// Writes each line with its sign and returns how many there are.
fn prefixed(out: &mut String, sign: char, text: &str) -> usize {
    for line in text.split_inclusive('\n') {
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
    text.split_inclusive('\n').count()
}

/// Escapes what a terminal would obey. A return that belongs to the end of a line stays: without it the diff would not apply.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let ends_line = character == '\r' && characters.peek() == Some(&'\n');
        if is_unsafe(character) && !ends_line && !matches!(character, '\n' | '\t') {
            if character != '\r' {
                out.extend(character.escape_unicode());
            }
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::diagnostic::{Edit, Severity, Suggestion};

    fn with_edits(text: &str, edits: &[(&str, &str)]) -> Report<'static> {
        let mut report = sample::report(text);
        for (words, replacement) in edits {
            let mut diagnostic = sample::diagnostic(&report, "T005", Severity::Hint, words);
            let edit = Edit { part: 0, span: diagnostic.label.span, text: (*replacement).to_owned() };
            let title = "reword".to_owned();
            diagnostic.suggestions.push(Suggestion {
                title,
                applicability: Applicability::Safe,
                edits: vec![edit],
            });
            report.diagnostics.push(diagnostic);
        }
        report
    }

    #[test]
    fn a_diff_shows_three_lines_around_a_change() {
        let text = "1\n2\n3\n4\n5 old\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15 old2";
        let report = with_edits(text, &[("old", "new"), ("old2", "a\nb")]);
        let expected = "--- draft.eml\n+++ draft.eml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5 old\n+5 new\n 6\n 7\n 8\n\
            @@ -12,4 +12,5 @@\n 12\n 13\n 14\n-15 old2\n\\ No newline at end of file\n+15 a\n+b\n\\ No newline at end of file\n";
        assert_eq!(diff(&report, &RenderOptions::default(), Applicability::Safe).unwrap(), expected);
    }

    #[test]
    fn lines_end_as_in_the_file() {
        let report = with_edits("1\r\n2 old\r\n3\ra\r\n", &[("old", "new")]);
        let expected = "@@ -1,3 +1,3 @@\n 1\r\n-2 old\r\n+2 new\r\n 3a\r\n";
        let diff = diff(&report, &RenderOptions::default(), Applicability::Safe).unwrap();
        assert!(diff.ends_with(expected), "{diff:?}");
    }

    #[test]
    fn a_diff_hides_secrets() {
        let mut report = with_edits("asap AKIA12\n", &[("asap", "by Friday")]);
        report.masked = vec![(0, Span::new(5, 11))];
        let diff = diff(&report, &RenderOptions::default(), Applicability::Safe).unwrap();
        assert!(diff.ends_with("-asap ••••••\n+by Friday ••••••\n"), "{diff}");
    }
}
