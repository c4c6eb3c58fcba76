//! Draws one diagnostic with the lines it is about, cut to the width of the output.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::RenderOptions;
use super::concise::aside;
use super::mask::{DOT, Mask};
use super::place::{Located, Places, clamp};
use super::sanitize::{char_width, push_safe, sanitize, width, wrap};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::text::Span;

/// Lines of a place that runs over many that are shown, and lines up to a related place that is shown with it.
const REACH: usize = 2;

/// Marks drawn in one snippet.
const MOST_MARKS: usize = 6;

/// What the drawing of one report needs.
pub(super) struct Canvas<'r, 'm> {
    pub(super) report: &'r Report<'r>,
    pub(super) mask: &'m Mask<'r>,
    pub(super) places: &'m Places,
    pub(super) options: &'m RenderOptions,
}

struct Mark {
    span: Span,
    kind: AnnotationKind,
    label: String,
}

/// A line of a part, as far as it is shown.
struct Row {
    text: String,
    /// Bytes of the part and of `text`, for each char shown and the end.
    offsets: Vec<(usize, usize)>,
}

impl Canvas<'_, '_> {
    /// Draws the diagnostic; ends with a line end.
    pub(super) fn draw(&self, diagnostic: &Diagnostic) -> String {
        let located = self.places.of(self.report, &diagnostic.label);
        let digits = (located.start.line + REACH).to_string().len();
        let limit = self.options.width.max(30);
        let level = level(diagnostic.severity);
        let lead = diagnostic.severity.name().len() + diagnostic.code.len() + 4;
        let title = self.words(&diagnostic.message) + &aside(self.report, &diagnostic.label, &located);
        let title = level.primary_title(wrap(&title, limit, lead)).id(sanitize(&diagnostic.code));
        let origin = Origin::path(sanitize(&self.report.message.name))
            .line(located.source_start.line)
            .char_column(located.source_start.char);
        let mut group = title.element(origin);
        if let Some(snippet) = self.snippet(diagnostic, &located, limit.saturating_sub(digits + 4).max(16)) {
            group = group.element(snippet);
        }
        for (level, words) in [(Level::NOTE, &diagnostic.note), (Level::HELP, &diagnostic.help)] {
            if !words.is_empty() {
                group = group.element(level.message(wrap(&self.words(words), limit, digits + 9)));
            }
        }
        self.renderer().render(&[self.with_titles(group, diagnostic, limit, digits)]) + "\n"
    }

    /// Adds the titles of the suggestions as further help.
    fn with_titles<'g>(&self, group: Group<'g>, diagnostic: &Diagnostic, limit: usize, digits: usize) -> Group<'g> {
        let titles = diagnostic.suggestions.iter().filter(|suggestion| !suggestion.title.is_empty()).take(3);
        titles.fold(group, |group, suggestion| {
            let title = wrap(&format!("try: {}", self.words(&suggestion.title)), limit, digits + 9);
            group.element(Level::HELP.message(title))
        })
    }

    fn renderer(&self) -> Renderer {
        let renderer = if self.options.color { Renderer::styled() } else { Renderer::plain() };
        // Lines are cut here already: the renderer would measure a huge one first.
        renderer.term_width(10_000).decor_style(DecorStyle::Ascii)
    }

    /// presend's own words, made fit for a terminal.
    fn words(&self, words: &str) -> String {
        self.ascii(sanitize(&self.mask.free(words)))
    }

    fn ascii(&self, text: String) -> String {
        if self.options.unicode { text } else { text.replace(DOT, "*") }
    }

    fn snippet(&self, diagnostic: &Diagnostic, located: &Located, budget: usize) -> Option<Snippet<'_, annotate_snippets::Annotation<'_>>> {
        let part = diagnostic.label.part;
        let text: &str = &self.report.message.parts.get(part)?.text;
        let marks = self.marks(diagnostic, text);
        let (before, lines) = lines_around(text, marks[0].span);
        let touched = |line: &Span| marks.iter().any(|mark| touches(*line, mark.span));
        let first = lines.iter().position(touched)?;
        let last = lines.iter().rposition(touched)?;
        let mut source = String::new();
        let mut annotations = Vec::new();
        for (index, &line) in lines[first..=last].iter().enumerate() {
            if index > 0 {
                source.push('\n');
            }
            let here: Vec<&Mark> = marks.iter().filter(|mark| touches(line, mark.span)).collect();
            let focus = here.first().map_or(Span::new(line.start, line.start), |mark| mark.span);
            let row = self.row(part, text, line, cut(focus, line), budget);
            for mark in here {
                annotations.extend(row.annotation(mark, source.len()));
            }
            source.push_str(&row.text);
        }
        let start = (located.start.line + first).saturating_sub(before).max(1);
        Some(Snippet::source(source).line_start(start).fold(false).annotations(annotations))
    }

    /// The place itself first, then the related ones of the same part.
    fn marks(&self, diagnostic: &Diagnostic, text: &str) -> Vec<Mark> {
        let label = &diagnostic.label;
        let primary = Mark {
            span: clamp(text, label.span),
            kind: AnnotationKind::Primary,
            label: self.words(&label.message),
        };
        let related = diagnostic.related.iter().filter(|related| related.part == label.part);
        let related = related.map(|related| Mark {
            span: clamp(text, related.span),
            kind: AnnotationKind::Context,
            label: self.words(&related.message),
        });
        let apart = related.filter(|mark| !mark.span.overlaps(primary.span)).take(MOST_MARKS).collect::<Vec<_>>();
        std::iter::once(primary).chain(apart).collect()
    }

    /// Shows a line, or what fits of it around the focus.
    fn row(&self, part: usize, text: &str, line: Span, focus: Span, budget: usize) -> Row {
        let shown = |(offset, character): (usize, char)| {
            let mut out = String::new();
            if self.mask.hides(part, offset, character) {
                (0..char_width(character)).for_each(|_| out.push(if self.options.unicode { DOT } else { '*' }));
            } else {
                push_safe(&mut out, character);
            }
            out
        };
        let window = window(text, line, focus, budget, |at| width(&shown(at)));
        let ellipsis = if self.options.unicode { "…" } else { "..." };
        let mut row = Row { text: String::new(), offsets: Vec::new() };
        if window.start > line.start {
            row.text.push_str(ellipsis);
        }
        for (index, character) in window.of(text).char_indices() {
            row.offsets.push((window.start + index, row.text.len()));
            row.text.push_str(&shown((window.start + index, character)));
        }
        row.offsets.push((window.end, row.text.len()));
        if window.end < line.end {
            row.text.push_str(ellipsis);
        }
        row
    }
}

impl Row {
    /// Returns the mark as far as it is in view; `base` is where the row starts in the snippet.
    fn annotation<'a>(&self, mark: &Mark, base: usize) -> Option<annotate_snippets::Annotation<'a>> {
        let (first, last) = (self.offsets.first()?, self.offsets.last()?);
        let is_in_view = mark.span.start < last.0 && mark.span.end > first.0;
        let is_at = mark.span.is_empty() && (first.0..=last.0).contains(&mark.span.start);
        if !is_in_view && !is_at && first.0 != last.0 {
            return None;
        }
        let place = |offset: usize| {
            let index = self.offsets.partition_point(|&(at, _)| at < offset);
            base + self.offsets.get(index).unwrap_or(last).1
        };
        let (start, end) = (place(mark.span.start), place(mark.span.end));
        let annotation = mark.kind.span(start..end.max(start));
        Some(if mark.label.is_empty() { annotation } else { annotation.label(mark.label.clone()) })
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

fn cut(span: Span, line: Span) -> Span {
    let start = span.start.clamp(line.start, line.end);
    Span::new(start, span.end.clamp(start, line.end))
}

fn touches(line: Span, span: Span) -> bool {
    line.overlaps(span) || (line.start <= span.start && span.start <= line.end)
}

/// Returns the lines around the start of a span without their ends, and how many of them stand before it.
fn lines_around(text: &str, span: Span) -> (usize, Vec<Span>) {
    let bytes = text.as_bytes();
    let mut start = memchr::memrchr(b'\n', &bytes[..span.start]).map_or(0, |newline| newline + 1);
    let mut before = 0;
    while before < REACH && start > 0 {
        start = memchr::memrchr(b'\n', &bytes[..start - 1]).map_or(0, |newline| newline + 1);
        before += 1;
    }
    let mut lines = Vec::new();
    while lines.len() <= before + REACH {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |newline| start + newline);
        let has_cr = end > start && bytes[end - 1] == b'\r';
        lines.push(Span::new(start, end - usize::from(has_cr)));
        if end == bytes.len() {
            break;
        }
        start = end + 1;
    }
    (before, lines)
}

/// Returns the stretch of a line that fits the budget, with the focus in its middle. Looks at no more chars than fit.
fn window(text: &str, line: Span, focus: Span, budget: usize, wide: impl Fn((usize, char)) -> usize) -> Span {
    let take = |chars: &mut dyn Iterator<Item = (usize, char)>, room: usize| {
        let (mut used, mut count) = (0, 0);
        for at in chars.take(4 * budget) {
            let wide = wide(at);
            if used + wide > room {
                return (used, count, false);
            }
            used += wide;
            count += at.1.len_utf8();
        }
        (used, count, true)
    };
    let ahead = |from: usize, room: usize| {
        let mut chars = text[from..line.end].char_indices().map(|(index, c)| (from + index, c));
        take(&mut chars, room)
    };
    let back = |room: usize| {
        let head = &text[line.start..focus.start];
        let mut chars = head.char_indices().rev().map(|(index, c)| (line.start + index, c));
        take(&mut chars, room)
    };
    let (_, count, _) = ahead(line.start, budget);
    if line.start + count == line.end {
        return line;
    }
    let room = budget.saturating_sub(6).max(8);
    let focus_width: usize = {
        let chars = focus.of(text).char_indices().take(room);
        chars.map(|(index, c)| wide((focus.start + index, c))).sum::<usize>().min(room * 2 / 3)
    };
    let side = room.saturating_sub(focus_width);
    let right = ahead(focus.end.min(line.end), side).0;
    let left = back(side.saturating_sub(right.min(side / 2)));
    let start = focus.start - left.1;
    let end = start + ahead(start, room).1;
    Span::new(start, end)
}
