//! Draws one diagnostic with the lines it is about, cut to the width of the output.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::clusters::{Clusters, cluster_len, lone};
use super::shown_line::{Mark, ShownLine};
use super::style::{of_advice, of_frame, of_severity, paint};
use super::window::{REACH, cut, lines_around, touches, window};
use super::wrap::{prose_width, width, wrap};
use crate::diagnostic::{Diagnostic, Severity, Suggestion};
use crate::render::advice::aside;
use crate::render::mask::Mask;
use crate::render::options::RenderOptions;
use crate::render::positions::{LabelPositions, PositionIndex, clamp};
use crate::render::sanitize::{char_width, push_safe, sanitize};
use crate::render::values::DOT;
use crate::report::Report;
use crate::text::{Ends, Span};

/// A diagnostic has at most so many titles of suggestions.
const MOST_TITLES: usize = 3;

/// New words wider than this are not shown beside the title of their suggestion.
const LONGEST_SHOWN: usize = 40;

/// Marks drawn in one snippet.
const MOST_MARKS: usize = 6;

/// Draws the diagnostics of one report with their lines.
pub(super) struct SnippetRenderer<'r, 'm> {
    pub(super) report: &'r Report<'r>,
    pub(super) mask: &'m Mask<'r>,
    pub(super) positions: &'m PositionIndex,
    pub(super) options: &'m RenderOptions,
}

impl SnippetRenderer<'_, '_> {
    /// Draws the diagnostic; ends with a line end.
    pub(super) fn draw(&self, diagnostic: &Diagnostic) -> String {
        let located = self.positions.of(self.report, &diagnostic.label);
        let digits = (located.start.line + REACH).to_string().len();
        let columns = self.options.width.max(30);
        let limit = prose_width(columns);
        let level = level(diagnostic.severity);
        let lead = diagnostic.severity.name().len() + diagnostic.code.len() + 4;
        let title = self.words(&diagnostic.message) + &aside(self.report, &diagnostic.label, &located);
        let title = wrap(&title, limit, lead);
        let title_lines = title.lines().count().max(1);
        let mut group = Group::with_title(level.primary_title(title).id(sanitize(&diagnostic.code)));
        let mut clusters = Clusters::default();
        let budget = columns.saturating_sub(digits + 4).max(16);
        if let Some(snippet) = self.snippet(diagnostic, &located, budget, &mut clusters) {
            group = group.element(snippet);
        }
        for (level, words) in [(Level::NOTE, &diagnostic.note), (Level::HELP, &diagnostic.help)] {
            if !words.is_empty() {
                group = group.element(level.message(wrap(&self.words(words), limit, digits + 9)));
            }
        }
        let drawn = self.renderer().render(&[self.with_titles(group, diagnostic, limit, digits)]);
        self.with_origin(&clusters.put_back(&drawn), title_lines, &located)
    }

    /// Puts the place under the title. The renderer would count it in the cut line, or mark it as a second file.
    fn with_origin(&self, drawn: &str, title_lines: usize, located: &LabelPositions) -> String {
        let mut lines = drawn.lines();
        let mut out = String::with_capacity(drawn.len() + 80);
        for line in lines.by_ref().take(title_lines) {
            out.push_str(line);
            out.push('\n');
        }
        let rest: Vec<&str> = lines.collect();
        let gutter = rest.first().map_or(2, |line| line.len() - line.trim_start_matches(' ').len());
        let style = paint(self.options, of_frame());
        let name = sanitize(self.mask.name());
        let (line, column) = (located.source_start.line, located.source_start.char);
        out.push_str(&" ".repeat(gutter.saturating_sub(1)));
        out.push_str(&format!("{style}-->{style:#} {name}:{line}:{column}\n"));
        for line in rest {
            out.push_str(line);
            out.push('\n');
        }
        out
    }

    /// Adds the titles of the suggestions as further help; what each of several places would be told stands there once.
    fn with_titles<'g>(
        &self,
        group: Group<'g>,
        diagnostic: &Diagnostic,
        limit: usize,
        digits: usize,
    ) -> Group<'g> {
        let mut told: Vec<String> = Vec::new();
        for suggestion in diagnostic.suggestions.iter().filter(|suggestion| !suggestion.title.is_empty()) {
            let (title, new) = (self.words(&suggestion.title), self.new_words(suggestion));
            // A title tells what to do as the help of a rule does.
            let is_said = new.is_empty() || title.contains(&new);
            let help = if is_said { title } else { format!("{title}: write `{new}` in its place") };
            if !told.contains(&help) {
                told.push(help);
            }
            if told.len() == MOST_TITLES {
                break;
            }
        }
        told.iter()
            .fold(group, |group, help| group.element(Level::HELP.message(wrap(help, limit, digits + 9))))
    }

    /// Quotes what a suggestion would write, where it is short.
    fn new_words(&self, suggestion: &Suggestion) -> String {
        let [edit] = suggestion.edits.as_slice() else { return String::new() };
        let shown = self.ascii(sanitize(&self.mask.edit(edit.part, edit.span, &edit.text)));
        // A lone letter is what is left where words are taken out.
        let is_lone = shown.chars().count() == 1 && shown.chars().all(char::is_alphanumeric);
        let fits = !is_lone && (1..=LONGEST_SHOWN).contains(&width(&shown));
        if fits { shown } else { String::new() }
    }

    fn renderer(&self) -> Renderer {
        let renderer = if self.options.color {
            Renderer::styled()
                .error(of_severity(Severity::Error))
                .warning(of_severity(Severity::Warning))
                .info(of_severity(Severity::Info))
                .note(of_advice())
                .help(of_advice())
                .line_num(of_frame())
                .context(of_frame())
        } else {
            Renderer::plain()
        };
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

    fn snippet(
        &self,
        diagnostic: &Diagnostic,
        located: &LabelPositions,
        budget: usize,
        clusters: &mut Clusters,
    ) -> Option<Snippet<'_, Annotation<'_>>> {
        let part = diagnostic.label.part;
        let text: &str = &self.report.message.parts.get(part)?.text;
        let marks = self.marks(diagnostic, text);
        let (before, lines) = lines_around(text, marks.first()?.span);
        let touched = |line: &Span| marks.iter().any(|mark| touches(*line, mark.span));
        let first = lines.iter().position(touched)?;
        let last = lines.iter().rposition(touched)?;
        let mut source = String::new();
        let mut annotations = Vec::new();
        for (index, &line) in lines.get(first..=last)?.iter().enumerate() {
            if index > 0 {
                source.push('\n');
            }
            let here: Vec<&Mark> = marks.iter().filter(|mark| touches(line, mark.span)).collect();
            let focus = here.first().map_or(Span::new(line.start, line.start), |mark| mark.span);
            let row = self.row((part, text), line, cut(focus, line), budget, clusters);
            for mark in here {
                annotations.extend(row.annotation(mark, source.len(), budget));
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
        let apart =
            related.filter(|mark| !mark.span.overlaps(primary.span)).take(MOST_MARKS).collect::<Vec<_>>();
        std::iter::once(primary).chain(apart).collect()
    }

    /// Shows a line, or what fits of it around the focus.
    fn row(
        &self,
        (part, text): (usize, &str),
        line: Span,
        focus: Span,
        budget: usize,
        clusters: &mut Clusters,
    ) -> ShownLine {
        let shown = |cluster: &str, offset: usize| {
            let mut out = String::new();
            cluster.char_indices().for_each(|(at, one)| self.show(&mut out, part, (offset + at, one)));
            out
        };
        let wide = |at: (usize, char)| {
            // Hidden or not, these take one column.
            if matches!(at.1, ' '..='~') {
                return 1;
            }
            let mut out = String::new();
            self.show(&mut out, part, at);
            width(&out)
        };
        let window = window(text, line, focus, budget, wide);
        let ellipsis = if self.options.unicode { "…" } else { "..." };
        let mut row = ShownLine { text: String::new(), offsets: Vec::new() };
        if window.start > line.start {
            row.text.push_str(ellipsis);
        }
        let mut at = window.start;
        while at < window.end {
            let rest = text.between(at, window.end);
            row.offsets.push((at, row.text.len()));
            if let Some(sign) = lone(rest) {
                self.show(&mut row.text, part, (at, sign));
                at += 1;
                continue;
            }
            let cluster = rest.head(cluster_len(rest));
            row.text.push_str(&clusters.measured(&shown(cluster, at)));
            at += cluster.len();
        }
        row.offsets.push((window.end, row.text.len()));
        if window.end < line.end {
            row.text.push_str(ellipsis);
        }
        row
    }

    /// Shows a character of a part, or dots as wide as it is where it is hidden.
    fn show(&self, out: &mut String, part: usize, (offset, character): (usize, char)) {
        if self.mask.hides(part, offset, character) {
            (0..char_width(character)).for_each(|_| out.push(if self.options.unicode { DOT } else { '*' }));
        } else {
            push_safe(out, character);
        }
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
