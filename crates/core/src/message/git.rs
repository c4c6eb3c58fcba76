//! Reads what goes to git: a commit message in its editor file, and a patch as `git format-patch` writes it.

use super::content::{Content, read_with, text_part};
use super::{Message, Region, RegionKind, email};
use crate::text::{Source, Span};

/// The profile of what goes into a project's history.
const PROFILE: &str = "commit";

/// What `git commit -v` sets behind the comment sign, above a diff that is cut off.
const SCISSORS: &str = "------------------------ >8 ------------------------";

/// What a note for the person at the editor says in every version of git, in English.
const NOTE: &str = "Please enter the ";

/// Ends the text of a commit in a patch.
const SEPARATOR: &str = "---";

/// Reads a commit message as git hands it to its editor and hooks. Its first line is the subject; comments, what stands
/// below the scissors, and trailers are nobody's words to a reader.
#[must_use]
pub fn read_commit(source: Source<'_>) -> Message<'_> {
    read_commit_with(source, None)
}

/// Reads a commit message whose comments begin with `sign`; `None` finds that out from the notes that git puts into the file.
#[must_use]
pub fn read_commit_with<'a>(source: Source<'a>, sign: Option<&str>) -> Message<'a> {
    let mut message = read_with(source, |bytes| {
        let mut content = Content::default();
        let part = text_part(bytes);
        let range = Span::new(0, part.text.len());
        let part = content.add_part(part);
        content.add_body(part, range, &[]);
        content.profile = Some(PROFILE.to_owned());
        content
    });
    let text = message.parts[0].text.clone();
    let mut marks = Vec::new();
    let comment = sign.unwrap_or_else(|| comment_sign(&text));
    let mut own = Vec::new();
    for line in lines(&text, Span::new(0, text.len())) {
        let written = line.of(&text);
        match written.strip_prefix(comment) {
            Some(rest) if rest.trim() == SCISSORS => {
                marks.push((0, RegionKind::Code, Span::new(line.start, text.len())));
                break;
            }
            Some(_) => marks.push((0, RegionKind::Code, line)),
            None => own.push(line),
        }
    }
    if let Some(first) = own.iter().position(|line| !line.of(&text).trim().is_empty()) {
        marks.push((0, RegionKind::Subject, own[first]));
        marks.extend(trailers(&text, &own[first + 1..]).map(|(kind, span)| (0, kind, span)));
        message.headers.subject = Some(own[first].of(&text).trim().to_owned());
    }
    paint(&mut message.regions, marks);
    message
}

/// Reads a patch: a mail whose text ends at `---` or at the diff, and whose subject begins behind `[PATCH 1/3]`.
#[must_use]
pub fn read_patch(source: Source<'_>) -> Message<'_> {
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
pub(super) fn is_patch(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.strip_prefix(b"From ").is_some_and(|rest| {
        let id = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        id >= 40 && rest[id..].trim_ascii() == b"Mon Sep 17 00:00:00 2001"
    })
}

/// Returns the lines of a stretch, each with its end.
fn lines(text: &str, range: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = range.start;
    range.of(text).split_inclusive('\n').map(move |line| {
        at += line.len();
        Span::new(at - line.len(), at)
    })
}

/// Finds out what comments begin with, which `core.commentChar` may have changed.
fn comment_sign(text: &str) -> &str {
    let before = |line: &'static str| move |found: &str| found.find(line);
    let of_line = |line: &'_ str| before(SCISSORS)(line).or_else(|| before(NOTE)(line));
    let found = text.lines().find_map(|line| {
        let sign = line[..of_line(line)?].trim_end();
        (!sign.is_empty() && !sign.contains(char::is_alphanumeric)).then_some(sign)
    });
    found.unwrap_or("#")
}

/// Finds the trailers: the last paragraph, if all its lines are `Signed-off-by: …` and the like.
fn trailers<'t>(text: &'t str, lines: &[Span]) -> impl Iterator<Item = (RegionKind, Span)> + use<'t> {
    let is_blank = |line: &Span| line.of(text).trim().is_empty();
    let end = lines.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
    let start = lines[..end].iter().rposition(is_blank).map_or(0, |blank| blank + 1);
    let paragraph = &lines[start..end];
    let is_trailer = |line: &Span| {
        let line = line.of(text);
        let name = line.split(':').next().unwrap_or_default();
        line.starts_with("(cherry picked from commit ")
            || line.starts_with([' ', '\t'])
            || (line.len() > name.len()
                && name.contains('-')
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
    };
    let all = !paragraph.is_empty() && paragraph.iter().all(is_trailer);
    let span = all.then(|| Span::new(paragraph[0].start, paragraph[paragraph.len() - 1].end));
    span.map(|span| (RegionKind::Signature, span)).into_iter()
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

/// Gives stretches of parts another kind, whatever they were; where two overlap, the one that starts first counts. It
/// is one sweep, for a text may hold a comment on every other line.
fn paint(regions: &mut Vec<Region>, marks: Vec<(usize, RegionKind, Span)>) {
    let marks = apart(marks);
    let mut painted: Vec<Region> = Vec::with_capacity(regions.len() + 2 * marks.len());
    let mut is_set = vec![false; marks.len()];
    for region in regions.drain(..) {
        let mut left = region.span;
        let is_before = |mark: &Region| (mark.part, mark.span.end) <= (region.part, region.span.start);
        let first = marks.partition_point(is_before);
        for (mark, is_set) in marks.iter().zip(&mut is_set).skip(first) {
            if mark.part != region.part || mark.span.start >= region.span.end {
                break;
            }
            if left.start < mark.span.start {
                painted.push(Region { span: Span::new(left.start, mark.span.start), ..region });
            }
            if !*is_set {
                painted.push(*mark);
                *is_set = true;
            }
            left.start = mark.span.end.min(region.span.end);
        }
        if !left.is_empty() {
            painted.push(Region { span: left, ..region });
        }
    }
    *regions = painted;
}

/// Sorts marks and cuts off what lies in the one before.
fn apart(mut marks: Vec<(usize, RegionKind, Span)>) -> Vec<Region> {
    marks.sort_by_key(|(part, _, span)| (*part, span.start));
    let mut found: Vec<Region> = Vec::with_capacity(marks.len());
    for (part, kind, span) in marks {
        let taken = found.last().filter(|last| last.part == part).map_or(0, |last| last.span.end);
        let span = Span::new(span.start.max(taken), span.end.max(taken));
        if !span.is_empty() {
            found.push(Region { kind, part, span });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words<'m>(message: &'m Message<'_>, kind: RegionKind) -> Vec<&'m str> {
        let regions = message.regions.iter().filter(|region| region.kind == kind);
        regions.map(|region| region.span.of(&message.parts[region.part].text).trim()).collect()
    }

    #[test]
    fn comments_scissors_and_trailers_are_nobodys_words() {
        let text = "Teach the parser commas\n\nThey were read as blanks.\n# a note of mine\nNow they are not.\n\nSigned-off-by: Ana <ana@example.com>\n\
                    # Please enter the commit message for your changes.\n# On branch main\n\
                    # ------------------------ >8 ------------------------\n# Do not modify.\ndiff --git a/x b/x\n+you idiot\n";
        let message = read_commit(Source::new("COMMIT_EDITMSG", text.as_bytes()));
        assert_eq!(words(&message, RegionKind::Subject), ["Teach the parser commas"]);
        assert_eq!(
            words(&message, RegionKind::Body).join("|"),
            "They were read as blanks.|Now they are not."
        );
        assert!(words(&message, RegionKind::Signature).concat().starts_with("Signed-off-by"));
        assert_eq!(message.profile.as_deref(), Some("commit"));
    }

    #[test]
    fn another_comment_sign_is_seen() {
        let text = "#12: say why\n\n#13 follows.\n; Please enter the commit message for your changes. Lines starting\n; with ';' will be ignored\n";
        let message = read_commit(Source::new("COMMIT_EDITMSG", text.as_bytes()));
        assert_eq!(words(&message, RegionKind::Subject), ["#12: say why"]);
        assert_eq!(words(&message, RegionKind::Body), ["#13 follows."]);
    }

    const PATCH: &str = "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n\
        From: Ana <ana@example.com>\nTo: bo@example.com\nSubject: [RFC PATCH v2 1/3] Teach the parser commas\n\n\
        They were read as blanks.\n\nSigned-off-by: Ana <ana@example.com>\n---\n x | 2 +-\n 1 file changed\n\ndiff --git a/x b/x\n+you idiot\n-- \n2.47.3\n";

    #[test]
    fn a_patch_is_its_subject_and_the_text_above_the_line() {
        let message = read_patch(Source::new("0001-x.patch", PATCH.as_bytes()));
        assert!(is_patch(PATCH.as_bytes()));
        assert_eq!(words(&message, RegionKind::Subject), ["Teach the parser commas"]);
        assert_eq!(words(&message, RegionKind::Body), ["They were read as blanks."]);
        assert_eq!(message.headers.to[0].address, "bo@example.com");
    }

    #[test]
    fn a_cover_letter_lists_commits_that_are_not_its_words() {
        let text = "From: a@example.com\nSubject: [PATCH 0/2] Commas\n\nHello, two small ones.\n\nAna Lopes (2):\n  Stop the stupid crash\n  Kill the child\n\n x | 2 +-\n\n-- \n2.47.3\n";
        let message = read_patch(Source::new("0000-cover-letter.patch", text.as_bytes()));
        assert_eq!(words(&message, RegionKind::Body).concat(), "Hello, two small ones.");
    }

    #[test]
    fn a_comment_sign_that_is_known_needs_no_notes() {
        let text = "#12: say why\n\n%% you idiot\n% is no comment\n";
        let message = read_commit_with(Source::new("t", text.as_bytes()), Some("%%"));
        assert_eq!(words(&message, RegionKind::Subject), ["#12: say why"]);
        assert_eq!(words(&message, RegionKind::Body).concat(), "% is no comment");
    }

    #[test]
    fn a_comment_on_every_other_line_costs_no_more_than_its_line() {
        let text = format!("subject\n\n{}", "# note\nword\n".repeat(50_000));
        let message = read_commit(Source::new("COMMIT_EDITMSG", text.as_bytes()));
        assert_eq!(words(&message, RegionKind::Code).len(), 50_000);
        assert_eq!(words(&message, RegionKind::Body).concat(), "word".repeat(50_000));
    }

    proptest! {
        #[test]
        fn any_text_has_regions_apart_and_inside(text in "(From [0-9a-f]{40} Mon|Subject: \\[a\\] b|---|# |\n|; Please enter the |[a-zé(): |+-]{0,9}\n){0,12}") {
            for message in [read_commit(Source::new("t", text.as_bytes())), read_patch(Source::new("t", text.as_bytes()))] {
                for (at, region) in message.regions.iter().enumerate() {
                    let part = &message.parts[region.part].text;
                    prop_assert!(region.span.start < region.span.end && part.get(region.span.start..region.span.end).is_some());
                    let later = message.regions[at + 1..].iter().filter(|other| other.part == region.part);
                    for other in later {
                        prop_assert!(other.span.start >= region.span.end || other.span.end <= region.span.start);
                    }
                }
            }
        }
    }
}
