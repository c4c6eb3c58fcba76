//! Draws a message for a person: the weightiest diagnostics with their lines, the rest in one line each, the verdict.

use std::cmp::Reverse;
use std::fmt::Write;

mod clusters;
mod plan;
mod shown_line;
mod snippet;
mod style;
mod verdict;
mod window;
mod wrap;

use crate::diagnostic::{Action, Diagnostic, Severity};
use crate::render::advice::aside;
use crate::render::mask::Mask;
use crate::render::options::RenderOptions;
use crate::render::positions::PositionIndex;
use crate::render::sanitize::sanitize;
use crate::render::values::DOT;
use crate::report::Report;
use snippet::SnippetRenderer;
use style::{of_severity, paint};

/// Diagnostics shown with their lines.
const WITH_SNIPPET: usize = 3;

/// Hints shown in one line each; further ones are only counted.
const MOST_HINTS: usize = 3;

/// Draws a report.
pub(super) fn render(report: &Report<'_>, mask: &Mask<'_>, options: &RenderOptions) -> String {
    if report.diagnostics.is_empty() && report.verdict.action == Action::Write {
        return verdict::calm(report, mask, options);
    }
    let mut out = String::new();
    let positions = PositionIndex::new(report);
    let snippets = SnippetRenderer { report, mask, positions: &positions, options };
    let mut ordered: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    ordered.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    let (shown, rest) = ordered.split_at(ordered.len().min(WITH_SNIPPET));
    for diagnostic in shown {
        out.push_str(&snippets.draw(diagnostic));
        out.push('\n');
    }
    let (hints, others): (Vec<_>, Vec<_>) =
        rest.iter().partition::<Vec<&Diagnostic>, _>(|diagnostic| diagnostic.severity == Severity::Hint);
    for diagnostic in others.iter().chain(hints.iter().take(MOST_HINTS)) {
        out.push_str(&one_line(&snippets, diagnostic));
    }
    match hints.len().saturating_sub(MOST_HINTS) {
        0 => {}
        1 => out.push_str("and 1 more hint\n"),
        more => drop(writeln!(out, "and {more} more hints")),
    }
    if !rest.is_empty() {
        out.push('\n');
    }
    out.push_str(&verdict::block(report, mask, options));
    out
}

fn one_line(snippets: &SnippetRenderer<'_, '_>, diagnostic: &Diagnostic) -> String {
    let located = snippets.positions.of(snippets.report, &diagnostic.label);
    let style = paint(snippets.options, of_severity(diagnostic.severity));
    let (severity, code) = (diagnostic.severity.name(), sanitize(&diagnostic.code));
    let name = sanitize(snippets.mask.name());
    let (line, column) = (located.source_start.line, located.source_start.char);
    let message = sanitize(&snippets.mask.free(&diagnostic.message));
    let message = if snippets.options.unicode { message } else { message.replace(DOT, "*") };
    let aside = aside(snippets.report, &diagnostic.label, &located);
    format!("{style}{severity}[{code}]{style:#} {name}:{line}:{column}: {message}{aside}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{OutputFormat, Renderer, sample};

    fn drawn(report: &Report<'_>, width: usize) -> String {
        let options = RenderOptions { width, ..RenderOptions::default() };
        String::from_utf8(Renderer::new(OutputFormat::Full, options).render_report(report)).unwrap()
    }

    const WIDE: &str = "\
error[S001]: this tells someone that their job is ending
 --> draft.eml:7:26
  |
7 | Unfortunately we have to let you go effective Friday.
  |                          ^^^^^^^^^^ ---------------- and when
  |
  = note: alone with a screen there is no room for questions, and tone is guessed
  = help: meet in person or by video; send this as the written follow-up

warning[E006]: this reminds the reader of having been told
 --> draft.eml:9:1
  |
9 | As I said before, this is final. ASAP please.
  | ^^^^^^^^^^^^^^^^
  |
  = help: say the thing once more, without the reminder
  = help: drop the reminder

verdict: talk first, then write
   sensitive ████████░░ 0.85  S001   charged ██░░░░░░░░ 0.21  E006
   Tell them in person or by video, then send this as the written follow-up.
";

    #[test]
    fn a_wide_terminal_shows_whole_lines() {
        assert_eq!(drawn(&sample::dismissal(), 100), WIDE);
    }

    #[test]
    fn a_narrow_terminal_shows_cut_lines_in_ascii() {
        let mut report = sample::dismissal();
        report.diagnostics.truncate(1);
        let options = RenderOptions { width: 50, unicode: false, ..RenderOptions::default() };
        let drawn =
            String::from_utf8(Renderer::new(OutputFormat::Full, options).render_report(&report)).unwrap();
        let expected = "\
error[S001]: this tells someone that their job is
             ending
 --> draft.eml:7:26
  |
7 | ...ely we have to let you go effective Fri...
  |                   ^^^^^^^^^^ -------------
  |
  = note: alone with a screen there is no room for
          questions, and tone is guessed
  = help: meet in person or by video; send this as
          the written follow-up

verdict: talk first, then write
   sensitive ########.. 0.85  S001
   charged   ##........ 0.21  E006
   Tell them in person or by video, then send this
   as the written follow-up.
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn colour_adds_only_styles() {
        let options = RenderOptions { color: true, ..RenderOptions::default() };
        let drawn = Renderer::new(OutputFormat::Full, options).render_report(&sample::dismissal());
        let drawn = String::from_utf8(drawn).unwrap();
        assert!(drawn.contains("\u{1b}["));
        let plain: String = drawn
            .split('\u{1b}')
            .enumerate()
            .map(|(index, piece)| if index == 0 { piece } else { &piece[piece.find('m').unwrap() + 1..] })
            .collect();
        assert_eq!(plain, WIDE);
    }

    #[test]
    fn a_clean_message_takes_one_line() {
        assert_eq!(drawn(&sample::report("x"), 80), "draft.eml: write, no reply needed\n");
    }

    #[test]
    fn further_diagnostics_take_one_line_and_hints_are_counted() {
        let mut report = sample::dismissal();
        for _ in 0..6 {
            report.diagnostics.push(sample::diagnostic(&report, "T014", Severity::Hint, "Friday"));
        }
        let drawn = drawn(&report, 100);
        let line = "hint[T014] draft.eml:7:47: this tells someone that their job is ending\n";
        assert!(drawn.contains(&format!("\n\n{line}{line}{line}and 2 more hints\n\nverdict: ")), "{drawn}");
    }

    #[test]
    fn marks_stand_under_their_words_behind_pictures_of_several_characters() {
        let linter = crate::Linter::builder().build().unwrap();
        for picture in
            ["👍", "👍🏽", "👩🏽\u{200d}💻", "❤\u{fe0f}", "🇵🇹", "1\u{fe0f}\u{20e3}", "e\u{301}", "日本", "한"]
        {
            for (before, after) in [
                ("", ""),
                ("see the plans that I sent to all of you last week and the week before ", " and more of it"),
            ] {
                let text = format!(
                    "{before}{picture}{picture} {picture} we have to let you go effective Friday {picture}{after}."
                );
                let drawn = drawn(&linter.lint_text(&text), 80);
                let lines: Vec<&str> = drawn.lines().collect();
                let marked =
                    lines.iter().position(|line| line.contains("| ") && line.contains('^')).expect(&text);
                let column = |line: &str, words: &str| wrap::width(line.split_once(words).expect(&drawn).0);
                assert_eq!(column(lines[marked - 1], "let you go"), column(lines[marked], "^"), "{drawn}");
                assert!(!drawn.contains('\u{fff9}'), "{drawn}");
            }
        }
    }

    #[test]
    fn what_would_be_written_stands_in_a_sentence() {
        let linter = crate::Linter::builder().build().unwrap();
        let help = |text: &str| drawn(&linter.lint_text(text), 100);
        let told = help("Hi Bo,\nthe password is Kestrel-41-Harbour.\n");
        assert!(told.contains("\n  = help: mask it: write `********` in its place\n"), "{told}");
        let told = help("The password is Kestrel-41-Harbour, and the old password was Owl-52-Marsh.\n");
        assert_eq!(told.matches("mask it").count(), 1, "{told}");
        let told = help("Just a gentle reminder that rent is due on Friday 13 March.\n");
        assert!(told.contains("\n  = help: call it a reminder\n"), "{told}");
    }

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let long = "日本 lorem ".repeat(60) + "we have to let you go " + &"dolor sit ".repeat(100_000);
        let drawn = drawn(&sample::pointing_at(&long, "let you go"), 60);
        let expected = "1 | …本 lorem we have to let you go dolor sit dolor si…\n";
        assert!(drawn.contains(":1:552\n"), "{drawn}");
        assert!(drawn.contains(expected), "{drawn}");
    }

    #[test]
    fn a_place_over_line_ends_is_marked_on_each_line() {
        let report = sample::pointing_at("a\r\nlet\r\nyou\u{202e} go 😀 x", "let\r\nyou\u{202e} go");
        let expected = "2 | let\n  | ^^^\n3 | you\\u{202e} go 😀 x\n  | ^^^^^^^^^^^^^^\n";
        assert!(drawn(&report, 80).contains(expected));
    }
}
