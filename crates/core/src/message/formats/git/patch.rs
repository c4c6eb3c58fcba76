//! Reads a patch as `git format-patch` writes it.

use presend_lexicon::names::RegionKind;

use super::changeset::{is_changeset, read_changeset};
use super::diff::machine_lines;
use super::paint::paint;
use super::trailers::{PROFILE, lines, trailers};
use crate::message::formats::email;
use crate::message::model::Message;
use crate::text::{Ends, Source, Span};

/// Ends the text of a commit in a patch.
const SEPARATOR: &str = "---";

/// Reads a patch: a mail whose subject begins behind `[PATCH 1/3]`, with a diffstat and a diff between its words.
pub(crate) fn read_patch(source: Source<'_>) -> Message<'_> {
    if is_changeset(&source.bytes) {
        return read_changeset(source);
    }
    let mut message = email::read(source);
    message.profile = Some(PROFILE.to_owned());
    let mut parts: Vec<usize> = message.regions.iter().map(|region| region.part).collect();
    parts.dedup();
    let mut marks = Vec::new();
    for part in parts {
        let Some(text) = message.parts.get(part).map(|part| &part.text) else { continue };
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
            let all: Vec<Span> = lines(text, Span::new(first.span.start, end)).collect();
            let machine = machine_lines(text, &all);
            // Notes below the line are read by everybody on the list, though they do not go into the log.
            let (log, rule) = log_of(text, &all, machine.first());
            marks.extend(rule.into_iter().chain(machine).map(|line| (part, RegionKind::Code, line)));
            marks.extend(trailers(text, log).map(|(kind, span)| (part, kind, span)));
            marks.extend(shortlog(text, log).map(|(kind, span)| (part, kind, span)));
        }
    }
    paint(&mut message.regions, marks);
    message.regions.retain(|region| region.kind != RegionKind::Header);
    message
}

/// Returns true if and only if bytes open as `git format-patch` or `hg export` open a patch.
pub(crate) fn is_patch(bytes: &[u8]) -> bool {
    if is_changeset(bytes) {
        return true;
    }
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.strip_prefix(b"From ").is_some_and(|rest| {
        let id = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        id >= 40 && rest.tail(id).trim_ascii() == b"Mon Sep 17 00:00:00 2001"
    })
}

/// Returns the lines that go into the log, and the `---` that ends them.
fn log_of<'l>(text: &str, all: &'l [Span], machine: Option<&Span>) -> (&'l [Span], Option<Span>) {
    let rule = all.iter().position(|line| line.of(text).trim_end() == SEPARATOR);
    let first = machine.map_or(all.len(), |first| all.partition_point(|line| line.start < first.start));
    let end = rule.unwrap_or(first).min(first);
    (all.head(end), rule.filter(|&rule| rule == end).and_then(|rule| all.get(rule).copied()))
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

/// Returns the bytes of `[PATCH v2 1/3] ` and the like before a subject.
fn prefix(subject: &str) -> usize {
    let mut rest = subject;
    while let Some((_, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        rest = after.trim_start();
    }
    // A subject that is nothing but a prefix is linted as it stands.
    if rest.is_empty() { 0 } else { subject.len() - rest.len() }
}
