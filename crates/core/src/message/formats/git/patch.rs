//! Reads a patch as `git format-patch` writes it.

use presend_lexicon::names::RegionKind;

use super::paint::paint;
use super::trailers::{PROFILE, lines, trailers};
use crate::message::formats::email;
use crate::message::model::Message;
use crate::text::{Source, Span};

/// Ends the text of a commit in a patch.
const SEPARATOR: &str = "---";

/// Reads a patch: a mail whose text ends at `---` or at the diff, and whose subject begins behind `[PATCH 1/3]`.
pub(crate) fn read_patch(source: Source<'_>) -> Message<'_> {
    let mut message = email::read(source);
    message.profile = Some(PROFILE.to_owned());
    let mut parts: Vec<usize> = message.regions.iter().map(|region| region.part).collect();
    parts.dedup();
    let mut marks = Vec::new();
    for part in parts {
        let text = &message.parts[part].text;
        let of_part = || message.regions.iter().filter(|region| region.part == part);
        if let Some(subject) = of_part().find(|region| region.kind == RegionKind::Subject) {
            let length = prefix(subject.span.of(text));
            marks.push((
                part,
                RegionKind::Header,
                Span::new(subject.span.start, subject.span.start + length),
            ));
        }
        let mut body = of_part().filter(|region| region.kind != RegionKind::Subject);
        if let Some(first) = body.next() {
            let end = body.next_back().unwrap_or(first).span.end;
            let commit = commit_text(text, Span::new(first.span.start, end));
            marks.push((part, RegionKind::Code, Span::new(commit.end, end)));
            let own: Vec<Span> = lines(text, commit).collect();
            marks.extend(trailers(text, &own).map(|(kind, span)| (part, kind, span)));
            marks.extend(shortlog(text, &own).map(|(kind, span)| (part, kind, span)));
        }
    }
    paint(&mut message.regions, marks);
    message.regions.retain(|region| region.kind != RegionKind::Header);
    message
}

/// Returns true if and only if bytes open as `git format-patch` opens a patch.
pub(crate) fn is_patch(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.strip_prefix(b"From ").is_some_and(|rest| {
        let id = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        id >= 40 && rest[id..].trim_ascii() == b"Mon Sep 17 00:00:00 2001"
    })
}

/// Finds the list of commits in a cover letter: `Ana Lopes (2):` and the subjects below it, indented.
fn shortlog<'t>(text: &'t str, lines: &[Span]) -> impl Iterator<Item = (RegionKind, Span)> + use<'t> {
    let is_author = |line: &Span| {
        let line = line.of(text).trim_end();
        let count = line.strip_suffix("):").and_then(|rest| rest.rsplit_once(" ("));
        count.is_some_and(|(_, count)| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut found = Vec::new();
    let mut inside = false;
    for line in lines {
        let is_indented = line.of(text).starts_with("  ");
        inside = is_author(line) || (inside && is_indented);
        if inside {
            found.push((RegionKind::Code, *line));
        }
    }
    found.into_iter()
}

/// Returns the stretch of a patch's text that is the commit's: up to `---`, a diffstat or a diff.
fn commit_text(text: &str, range: Span) -> Span {
    let end = lines(text, range).find(|line| {
        let line = line.of(text).trim_end();
        line == SEPARATOR || line.starts_with("diff --git ") || is_diffstat(line)
    });
    Span::new(range.start, end.map_or(range.end, |line| line.start))
}

/// Returns true if and only if a line is one of a diffstat: ` src/main.rs | 12 +++---`.
fn is_diffstat(line: &str) -> bool {
    let Some((name, counts)) = line.strip_prefix(' ').and_then(|line| line.rsplit_once(" | ")) else {
        return false;
    };
    let counts = counts.trim_start();
    let digits = counts.bytes().take_while(u8::is_ascii_digit).count();
    !name.trim().is_empty()
        && (counts.starts_with("Bin ")
            || digits > 0 && counts[digits..].bytes().all(|byte| matches!(byte, b' ' | b'+' | b'-')))
}

/// Returns the bytes of `[PATCH v2 1/3] ` and the like before a subject.
fn prefix(subject: &str) -> usize {
    let mut rest = subject;
    while let Some((_, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        rest = after.trim_start();
    }
    // A subject that is nothing but a prefix is linted as it stands.
    if rest.is_empty() { 0 } else { subject.len() - rest.len() }
}
