//! Reads patches as `hg export` writes them.

use jiff::Timestamp;
use presend_lexicon::names::RegionKind;

use super::paint::paint;
use super::trailers::{PROFILE, lines, trailers};
use crate::message::formats::email::addresses;
use crate::message::formats::text;
use crate::message::model::Message;
use crate::text::{Source, Span};

/// The first line of each patch.
const OPENING: &[u8] = b"# HG changeset patch";

/// Lines with which a diff begins.
const DIFFS: [&str; 2] = ["diff -r ", "diff --git "];

/// Returns true if and only if bytes open as `hg export` opens a patch.
#[must_use]
pub fn is_changeset(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.trim_ascii_end() == OPENING
}

/// Returns where each patch of a file stands, and its line, from 1. Nothing stands above the first.
#[must_use]
pub fn changesets(bytes: &[u8]) -> Vec<(Span, usize)> {
    let mut found: Vec<(Span, usize)> = Vec::new();
    let mut start = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let end = start + line.len();
        match found.last_mut() {
            Some((span, _)) if !is_changeset(line) => span.end = end,
            _ => found.push((Span::new(start, end), number + 1)),
        }
        start = end;
    }
    found
}

/// Reads a patch: its description is the writer's; the lines above it and the diff below it are the program's.
pub(super) fn read_changeset(source: Source<'_>) -> Message<'_> {
    let mut message = text::read(source);
    message.profile = Some(PROFILE.to_owned());
    let Some(text) = message.parts.first().map(|part| part.text.clone()) else { return message };
    let all: Vec<Span> = lines(&text, Span::new(0, text.len())).collect();
    let head = all.iter().take_while(|line| line.of(&text).starts_with('#')).count();
    let is_diff = |line: &Span| DIFFS.iter().any(|opening| line.of(&text).starts_with(opening));
    let (head, rest) = all.split_at_checked(head).unwrap_or_default();
    let (own, diff) = rest.split_at(rest.iter().position(is_diff).unwrap_or(rest.len()));
    for line in head.iter().map(|line| line.of(&text)) {
        if let Some(user) = line.strip_prefix("# User ") {
            message.headers.from = addresses(user.trim().as_bytes());
        } else if let Some(date) = line.strip_prefix("# Date ") {
            let seconds = date.split(' ').next().and_then(|seconds| seconds.trim().parse().ok());
            let sent = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
            message.headers.date = sent.map(|sent| sent.to_string());
        }
    }
    let mut marks: Vec<(usize, RegionKind, Span)> =
        head.iter().map(|line| (0, RegionKind::Header, *line)).collect();
    let full = own.iter().position(|line| !line.of(&text).trim().is_empty());
    if let Some((subject, body)) = full.and_then(|first| own.get(first..)?.split_first()) {
        marks.push((0, RegionKind::Subject, *subject));
        marks.extend(trailers(&text, body).map(|(kind, span)| (0, kind, span)));
        message.headers.subject = Some(subject.of(&text).trim().to_owned());
    }
    if let Some(first) = diff.first() {
        marks.push((0, RegionKind::Code, Span::new(first.start, text.len())));
    }
    paint(&mut message.regions, marks);
    message.regions.retain(|region| region.kind != RegionKind::Header);
    message
}
