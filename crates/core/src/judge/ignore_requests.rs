//! Finds what a draft asks presend to leave alone: a `presend: ignore[…]` line, or an `X-Presend` header.

use std::cell::OnceCell;

use crate::diagnostic::Label;
use crate::message::{IGNORE_DIRECTIVE, Message, Region, RegionKind, RegionMap, is_reply_line};
use crate::text::{Ends, Span};

/// Codes, groups and names that one line is read for; there are fewer rules.
const MOST_NAMED: usize = 500;

/// One code, group or name that a draft asks to ignore.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ignore {
    /// The code, group or name.
    pub selector: String,
    /// Where it stands; a header points at the first own word.
    pub label: Label,
}

/// Finds every ignore in a message, in reading order.
#[must_use]
pub fn ignores(message: &Message<'_>) -> Vec<Ignore> {
    let mut found = header_ignores(message);
    found.extend(line_ignores(message));
    found
}

/// Finds the ignores that stand in lines of their own, in reading order.
#[must_use]
pub fn line_ignores(message: &Message<'_>) -> Vec<Ignore> {
    let mut found = Vec::new();
    let (map, mut told, mut told_of) = (OnceCell::new(), None, usize::MAX);
    let mut files = message.files.clone();
    files.sort_unstable();
    for region in &message.regions {
        let Some(part) = message.parts.get(region.part) else { continue };
        let text = region.span.of(&part.text);
        // The directive's own line is not prose; nor is a comment. Code that only quotes one asks for nothing.
        let opening = text.trim_start().trim_start_matches(['#', '/', ' ']);
        let is_asked = opening.starts_with("<!--") || opening.starts_with(IGNORE_DIRECTIVE);
        if !(region.kind == RegionKind::Body || (region.kind == RegionKind::Code && is_asked)) {
            continue;
        }
        let mut rest = text;
        // Most drafts hold no such line: one fast search spares them the rest. Each line is read once, however often the
        // sign stands in it.
        while let Some(at) = memchr::memmem::find(rest.as_bytes(), IGNORE_DIRECTIVE.as_bytes()) {
            let (before, after) = rest.split_at(at);
            let start = text.len() - rest.len() + before.rfind('\n').map_or(0, |newline| newline + 1);
            rest = after.split_once('\n').map_or("", |(_, below)| below);
            let line = text.tail(start).lines().next().unwrap_or("");
            if told_of != region.part {
                let map = map.get_or_init(|| RegionMap::of(message));
                (told, told_of) = (told_below(&part.text, region.part, map), region.part);
            }
            if told.is_some_and(|told| told <= region.span.start + start) || is_in_file(&files, region) {
                continue;
            }
            read_line(line, region.span.start + start, (region.part, region.kind), &mut found);
        }
    }
    found
}

/// Returns where text begins that somebody else is said to have written, and that no sign sets apart line by line.
fn told_below(text: &str, part: usize, map: &RegionMap) -> Option<usize> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (Span::new(at - line.len(), at), line)
    });
    let is_own = |span: Span| {
        let kind = map.at_start(part, span).map(|region| region.kind);
        matches!(kind, Some(RegionKind::Body | RegionKind::Code))
    };
    let mut said = None;
    lines.find_map(|(span, line)| {
        if let Some(start) = said.filter(|_| !line.trim().is_empty()) {
            said = None;
            if is_own(span) {
                return Some(start);
            }
        }
        if is_reply_line(line) {
            said = Some(span.end);
        }
        None
    })
}

/// Returns true if and only if a region stands in an attached file.
fn is_in_file(files: &[(usize, Span)], region: &Region) -> bool {
    let after = files.partition_point(|(part, span)| (*part, span.start) <= (region.part, region.span.start));
    let file = after.checked_sub(1).and_then(|before| files.get(before));
    file.is_some_and(|(part, span)| *part == region.part && span.contains(region.span))
}

/// Reads a line of its own: `presend: ignore[S001,urgency] reason`, perhaps inside a comment.
fn read_line(line: &str, offset: usize, (part, region): (usize, RegionKind), found: &mut Vec<Ignore>) {
    let bare = line.trim_start().trim_start_matches("<!--").trim_start_matches(['#', '/', '>', ' ']);
    let Some(list) = bare.strip_prefix(IGNORE_DIRECTIVE).and_then(|rest| rest.split_once(']')) else {
        return;
    };
    let list = list.0;
    let base = offset + (list.as_ptr() as usize - line.as_ptr() as usize);
    let mut at = 0;
    for piece in list.split(',').take(MOST_NAMED) {
        let selector = piece.trim();
        if !selector.is_empty() {
            let start = base + at + (piece.len() - piece.trim_start().len());
            let label =
                Label { part, span: Span::new(start, start + selector.len()), region, message: "".into() };
            found.push(Ignore { selector: selector.to_owned(), label });
        }
        at += piece.len() + 1;
    }
}

/// Finds the ignores that the `X-Presend` header names.
#[must_use]
pub fn header_ignores(message: &Message<'_>) -> Vec<Ignore> {
    let Some(list) =
        message.headers.presend.as_deref().and_then(|value| value.trim().strip_prefix("ignore="))
    else {
        return Vec::new();
    };
    let own =
        |kind: RegionKind| matches!(kind, RegionKind::Subject | RegionKind::Greeting | RegionKind::Body);
    let region = message.regions.iter().find(|region| own(region.kind));
    let (part, start, kind) =
        region.map_or((0, 0, RegionKind::Body), |region| (region.part, region.span.start, region.kind));
    let label = Label { part, span: Span::new(start, start), region: kind, message: "".into() };
    let selectors = list.split([',', ' ']).map(str::trim).filter(|selector| !selector.is_empty());
    selectors.map(|selector| Ignore { selector: selector.to_owned(), label: label.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Format, read};
    use crate::text::Source;

    fn selectors(text: &str, format: Format) -> Vec<String> {
        let message = read(Source::new("t", text.as_bytes()), format);
        let found = ignores(&message);
        for ignore in &found {
            let under = ignore.label.span.of(&message.parts[ignore.label.part].text);
            assert!(under.is_empty() || under == ignore.selector, "{under:?}");
        }
        found.into_iter().map(|ignore| ignore.selector).collect()
    }

    #[test]
    fn a_line_of_its_own_names_codes_and_groups() {
        assert_eq!(
            selectors("Hello there.\npresend: ignore[S001, urgency] agreed with HR\n", Format::Text),
            ["S001", "urgency"]
        );
        assert_eq!(selectors("# presend: ignore[T005]\nHello\n", Format::Text), ["T005"]);
        assert_eq!(selectors("text\n\n<!-- presend: ignore[E001] loud -->\n", Format::Markdown), ["E001"]);
    }

    #[test]
    fn anything_else_is_text() {
        for text in [
            "say presend: ignore[S001] to it",
            "presend: ignore S001",
            "presend: ignore[]",
            "presend: ignore[S001",
            "presend: ignore[S001\n]",
            "> presend: ignore[S001]",
        ] {
            assert!(selectors(text, Format::Text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_sign_that_is_repeated_is_read_once() {
        for (line, found) in
            [("presend: ignore[", 0), ("presend: ignore[S001] ", 1), ("presend: ignore[,", 0)]
        {
            let selectors = selectors(&line.repeat(50_000), Format::Text);
            assert!(selectors.len() == found, "{line}: {}", selectors.len());
        }
        assert_eq!(selectors(&"presend: ignore[S001]\r\n".repeat(3), Format::Text), ["S001"; 3]);
        let long = format!("presend: ignore[{}]", "a,".repeat(100_000));
        assert_eq!(selectors(&long, Format::Text).len(), MOST_NAMED);
    }

    #[test]
    fn what_others_wrote_asks_for_nothing() {
        for told in ["Bo wrote:", "Bo schrieb:", "On Mon, Mar 2, 2026 at 10:00 AM Bo <b@x.y> wrote:"] {
            let text = format!("ok, see below\n\n{told}\n\nHello\npresend: ignore[S001]\nbye\n");
            assert!(selectors(&text, Format::Text).is_empty(), "{text}");
            let interleaved = format!("ok\n\n{told}\n> Hello\n\nyes\npresend: ignore[S001]\n");
            assert_eq!(selectors(&interleaved, Format::Text), ["S001"], "{interleaved}");
        }
        for head in ["text/plain; name=a.txt", "text/html; name=a.html"] {
            let mail = format!(
                "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nHello\n--q\n\
                 Content-Type: {head}\nContent-Disposition: inline; filename=a\n\npresend: ignore[S001]\n\n--q--\n"
            );
            assert!(selectors(&mail, Format::Email).is_empty(), "{mail}");
            let own = mail.replace("\n\nHello\n", "\n\npresend: ignore[T001]\n");
            assert_eq!(selectors(&own, Format::Email), ["T001"]);
        }
    }

    #[test]
    fn a_header_names_codes_too() {
        let mail = "From: a@example.com\nSubject: x\nX-Presend: ignore=S001,tone\n\nHello there\n";
        assert_eq!(selectors(mail, Format::Email), ["S001", "tone"]);
    }
}
