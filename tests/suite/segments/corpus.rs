//! Reads `tests/segments/`: mails with the region of each line in a margin, and what presend makes of them.

use std::fs;
use std::path::Path;

use presend_core::message::{Format, read};
use presend_core::{Message, RegionKind, Source, Span};
use regex::Regex;

use crate::support::root;

/// What a margin may say, and the regions that are right for it.
///
/// Lines that a mail program sets above someone else's words belong to these words, whichever of the two kinds they are; a
/// forwarded text that carries marks may count as either; and the footer of a list may be taken for a signature, under
/// whose mark some lists put it.
const MARGINS: [(&str, &[RegionKind]); 9] = [
    ("own", &[RegionKind::Greeting, RegionKind::Body]),
    ("quote", &[RegionKind::Quote]),
    ("attribution", &[RegionKind::Quote, RegionKind::Forward]),
    ("answered", &[RegionKind::Body, RegionKind::Quote]),
    ("forward", &[RegionKind::Forward]),
    ("signature", &[RegionKind::Signature]),
    ("footer", &[RegionKind::Disclaimer, RegionKind::Signature]),
    ("disclaimer", &[RegionKind::Disclaimer]),
    ("code", &[RegionKind::Code]),
];

/// A line of a mail and what its margin says; an empty margin says nothing.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) margin: &'static str,
    pub(super) text: String,
}

/// A file of the corpus.
pub(super) struct Case {
    /// `gmail/de-reply.txt`
    pub(super) path: String,
    pub(super) program: String,
    pub(super) language: String,
    pub(super) lines: Vec<Line>,
}

/// Reads all of them, by path.
pub(super) fn cases() -> Vec<Case> {
    let folder = root().join("tests/segments");
    let mut cases = Vec::new();
    for program in names(&folder).into_iter().filter(|name| folder.join(name).is_dir()) {
        let files = names(&folder.join(&program));
        cases.extend(files.iter().map(|file| case(&folder, &program, file)));
    }
    cases
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn case(folder: &Path, program: &str, file: &str) -> Case {
    let path = format!("{program}/{file}");
    let text = fs::read_to_string(folder.join(&path)).unwrap();
    let lines = text.lines().map(|line| marked_line(&path, line)).collect();
    let mut parts = file.split('-');
    let first = parts.next().unwrap();
    let language = match parts.next().unwrap_or_else(|| panic!("{path}: no layout")) {
        script @ ("br" | "hans" | "hant") => format!("{first}-{script}"),
        _ => first.to_owned(),
    };
    Case { path, program: program.to_owned(), language, lines }
}

fn marked_line(path: &str, line: &str) -> Line {
    let (margin, text) = line.split_once('|').unwrap_or_else(|| panic!("{path}: no margin: {line}"));
    let margin = match margin {
        "" => "",
        _ => allowed(margin).unwrap_or_else(|| panic!("{path}: no such margin: {line}")).0,
    };
    Line { margin, text: text.strip_prefix(' ').unwrap_or(text).to_owned() }
}

fn allowed(margin: &str) -> Option<(&'static str, &'static [RegionKind])> {
    MARGINS.into_iter().find(|(name, _)| *name == margin)
}

/// Puts lines together to a mail.
pub(super) fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{}\n", line.text)).collect()
}

/// Reads a mail by the extension of its file.
pub(super) fn message<'a>(path: &str, text: &'a str) -> Message<'a> {
    let format = match path.rsplit_once('.').unwrap().1 {
        "html" => Format::Html,
        "md" => Format::Markdown,
        "txt" => Format::Text,
        _ => panic!("{path}: no such format"),
    };
    read(Source::new("draft", text.as_bytes()), format)
}

/// Compares the region of each line with its margin; returns the line numbers that differ, with what was found.
pub(super) fn misses(case: &Case) -> Vec<(usize, String)> {
    let text = joined(&case.lines);
    let message = message(&case.path, &text);
    let mut from = (0, 0);
    let mut misses = Vec::new();
    for (index, line) in case.lines.iter().enumerate() {
        let Some((margin, right)) = allowed(line.margin) else { continue };
        let visible = if case.path.ends_with(".html") { visible(&line.text) } else { line.text.clone() };
        if visible.trim().is_empty() {
            continue;
        }
        let kinds = match find(&message, from, visible.trim()) {
            Some((part, span)) => {
                from = (part, span.end);
                kinds(&message, part, span)
            }
            None => Vec::new(),
        };
        let is_marked = margin == "forward" && line.text.starts_with('>');
        let is_right = |kind: &RegionKind| right.contains(kind) || is_marked && *kind == RegionKind::Quote;
        // Of a line that holds both, both must be there, and in this order.
        let is_whole = margin != "answered" || kinds == right;
        if kinds.is_empty() || !is_whole || !kinds.iter().all(is_right) {
            let got: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            misses.push((index + 1, format!("{margin} expected, got {}: {}", got.join("+"), line.text)));
        }
    }
    misses
}

/// Finds a line from a place on, in this part of the message or a later one; a reader may have made other blanks of its own.
fn find(message: &Message<'_>, (first, start): (usize, usize), line: &str) -> Option<(usize, Span)> {
    let words: Vec<String> = line.split_whitespace().map(regex::escape).collect();
    let line = Regex::new(&words.join(r"[\s|]*?")).unwrap();
    (first..message.parts.len()).find_map(|part| {
        let from = if part == first { start } else { 0 };
        let found = line.find_at(&message.parts[part].text, from)?;
        Some((part, Span::new(found.start(), found.end())))
    })
}

/// Returns the kinds of the regions in which the letters and digits of a line stand, or all it has if it has none of them.
fn kinds(message: &Message<'_>, part: usize, span: Span) -> Vec<RegionKind> {
    let line = &message.parts[part].text[span.start..span.end];
    let has_words = line.contains(char::is_alphanumeric);
    let mut kinds = Vec::new();
    for (offset, char) in line.char_indices() {
        let counts = if has_words { char.is_alphanumeric() } else { !char.is_whitespace() };
        let at = span.start + offset;
        let region = message
            .regions
            .iter()
            .find(|region| region.part == part && region.span.start <= at && at < region.span.end);
        let kind = region.map_or(RegionKind::Header, |region| region.kind);
        if counts && kinds.last() != Some(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// Returns what a reader of a line of HTML sees.
fn visible(line: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for char in line.chars() {
        match char {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                text.push(' ');
            }
            _ if !is_tag => text.push(char),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
}
