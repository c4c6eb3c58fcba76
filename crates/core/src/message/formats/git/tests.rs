//! Tests of commit messages and patches.

use presend_lexicon::names::RegionKind;
use proptest::prelude::*;

use super::{Cleanup, CommentRule, changesets, is_patch, read_commit, read_commit_with, read_patch};
use crate::message::{Format, Message, read};
use crate::text::{Source, Span};

/// Returns the writer's own texts: the subject, then the body.
fn own_words<'m>(message: &'m Message<'_>) -> Vec<&'m str> {
    [RegionKind::Subject, RegionKind::Body].map(|kind| words(message, kind)).concat()
}

fn words<'m>(message: &'m Message<'_>, kind: RegionKind) -> Vec<&'m str> {
    let regions = message.regions.iter().filter(|region| region.kind == kind);
    let text = |region: &'m crate::message::Region| region.span.of(&message.parts[region.part].text).trim();
    regions.map(text).filter(|words| !words.is_empty()).collect()
}

#[test]
fn comments_scissors_and_trailers_are_nobodys_words() {
    let text = "Teach the parser commas\n\nThey were read as blanks.\n# a note of mine\nNow they are not.\n\nSigned-off-by: Ana <ana@example.com>\n\
                # Please enter the commit message for your changes.\n# On branch main\n\
                # ------------------------ >8 ------------------------\n# Do not modify.\ndiff --git a/x b/x\n+you idiot\n";
    let message = read_commit(Source::new("COMMIT_EDITMSG", text.as_bytes()));
    assert_eq!(words(&message, RegionKind::Subject), ["Teach the parser commas"]);
    assert_eq!(words(&message, RegionKind::Body).join("|"), "They were read as blanks.|Now they are not.");
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
    let message = read_commit_with(
        Source::new("t", text.as_bytes()),
        CommentRule { sign: Some("%%"), cleanup: Some(Cleanup::Comments) },
    );
    assert_eq!(words(&message, RegionKind::Subject), ["#12: say why"]);
    assert_eq!(words(&message, RegionKind::Body).concat(), "% is no comment");
}

#[test]
fn a_comment_on_every_other_line_costs_no_more_than_its_line() {
    let text = format!("subject\n\n{}", "# note\nword\n".repeat(50_000));
    let rule = CommentRule { cleanup: Some(Cleanup::Comments), ..CommentRule::default() };
    let message = read_commit_with(Source::new("COMMIT_EDITMSG", text.as_bytes()), rule);
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

#[test]
fn notes_below_the_line_are_read_by_the_list() {
    let patch = |notes: &str| {
        PATCH.replace("---\n x |", &format!("---\n{notes}\n x |")).replace(
            "diff --git a/x b/x\n+you idiot\n",
            "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-From: a\n+you idiot\n same\n",
        )
    };
    for notes in [
        "v2: the name is new.\n",
        "Notes:\n    the name is new.\n",
        "\nIn v2 the name is new.\n\nRange-diff against v1:\n1:  a ! 1:  b Teach\n    @@ x\n",
    ] {
        let text = patch(notes);
        let message = read_patch(Source::new("0001-x.patch", text.as_bytes()));
        let body = words(&message, RegionKind::Body).join("|");
        assert!(body.contains("name is new."), "{body}");
        assert!(!body.contains("idiot") && !body.contains("x |") && !body.contains("Teach"), "{body}");
    }
}

#[test]
fn words_below_a_diff_are_the_writers() {
    let hunk = "@@ -1 +1,2 @@\n-a\n+b\n+you idiot\n";
    for start in [
        "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n",
        "--- a/x\n+++ b/x\n",
        "Index: x\n=======\n--- x\n+++ x\n",
    ] {
        let text = format!(
            "From: Ana <a@example.com>\nSubject: [PATCH] Add x\n\nWhy.\n---\n\n{start}{hunk}\nDoes this help?\n- one\n- two\n"
        );
        let message = read_patch(Source::new("x.patch", text.as_bytes()));
        let body = words(&message, RegionKind::Body).join("|");
        assert!(body.contains("Does this help?\n- one\n- two"), "{body}");
        assert!(!body.contains("idiot") && !body.contains("+b"), "{body}");
    }
}

/// The own words of a commit message, without blank lines.
fn own(text: &str, cleanup: Option<Cleanup>) -> String {
    let rule = CommentRule { cleanup, ..CommentRule::default() };
    let message = read_commit_with(Source::new("COMMIT_EDITMSG", text.as_bytes()), rule);
    let own =
        message.regions.iter().filter(|region| !matches!(region.kind, RegionKind::Code | RegionKind::Quote));
    let own = own.map(|region| region.span.of(&message.parts[0].text).trim());
    own.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|")
}

#[test]
fn comments_that_git_keeps_are_own_words() {
    let plain = "#12 closes the gap\n\nWhy.\n# Not a heading\n";
    assert!(own(plain, Some(Cleanup::Nothing)).contains("# Not a heading"));
    assert!(own(plain, None).starts_with("#12 closes the gap"));
    assert_eq!(own(plain, Some(Cleanup::Comments)), "Why.");
    let scissors = "Why\n# kept\n# ------------------------ >8 ------------------------\n# Do not touch the line above.\ngone\n";
    for cleanup in [None, Some(Cleanup::Scissors), Some(Cleanup::Comments)] {
        assert!(own(scissors, cleanup).contains("kept") && !own(scissors, cleanup).contains("gone"));
    }
    assert!(own(scissors, Some(Cleanup::Nothing)).contains("gone"));
    let verbatim = "Why\n# Please enter the commit message for your changes. Lines starting\n# with '#' will be kept; you may remove them.\n# mine\n";
    assert!(own(verbatim, Some(Cleanup::Comments)).contains("mine"));
}

#[test]
fn what_git_writes_below_a_merge_a_tag_or_a_squash_is_no_own_word() {
    for notes in [
        "# Conflicts:\n#\tpump.txt\n",
        "#\n# Write a message for tag:\n#   v1\n",
        "# Dies ist eine Kombination.\n# Noch eine Zeile.\n\n",
    ] {
        let text = format!("Mend the pump\n\n{notes}");
        assert_eq!(own(&text, None), "Mend the pump", "{text}");
    }
    assert!(own("Mend it\n\n# Why\n# And how\nIt leaked.\n", None).contains("# Why"));
}

#[test]
fn notes_in_other_languages_are_gits() {
    for sign in ["#", ";", "%"] {
        let text = "Warum\n\n# Bitte geben Sie eine Beschreibung ein.\n#\n# Auf Branch main\n# Zum Commit vorgemerkte Aenderungen:\n#\tneue Datei:     x\n#\n"
            .replace('#', sign);
        assert_eq!(own(&text, None), "Warum", "{sign}");
    }
}

#[test]
fn a_patch_of_mercurial_is_its_description() {
    let first = "# HG changeset patch\n# User Ana Silva <ana@example.com>\n# Date 1773306000 0\n\
        #      Thu Mar 12 09:00:00 2026 +0000\n# Branch glaze\n# Node ID 0123\n# Parent  4567\nDry the glaze longer\n\n\
        It ran in the kiln.\n\ndiff -r 4567 -r 0123 kiln.txt\n--- a/kiln.txt\n+++ b/kiln.txt\n@@ -1,1 +1,1 @@\n-old words\n+new words\n";
    let second =
        "# HG changeset patch\n# User ben\n# Parent  0123\nSecond\n\ndiff --git a/x b/x\n+old words\n";
    let series = format!("{first}{second}");
    let found = changesets(series.as_bytes());
    assert_eq!(found.iter().map(|(_, line)| *line).collect::<Vec<_>>(), [1, 18]);
    assert_eq!(found[1].0, Span::new(first.len(), series.len()));
    assert_eq!(Format::detect("<stdin>", series.as_bytes()), Format::GitPatch);
    let message = read(Source::new("x.patch", first.as_bytes()), Format::GitPatch);
    assert_eq!(own_words(&message), ["Dry the glaze longer", "It ran in the kiln."]);
    assert_eq!(message.headers.from[0].address, "ana@example.com");
    assert_eq!(message.headers.date.as_deref(), Some("2026-03-12T09:00:00Z"));
    assert_eq!(message.headers.subject.as_deref(), Some("Dry the glaze longer"));
    assert_eq!(changesets(b""), []);
}

#[test]
fn editor_files_of_other_programs_are_the_writers_lines() {
    for (name, text) in [
        (
            "/tmp/hg-editor-x1.commit.hg.txt",
            "Dry longer\n\nIt ran.\n\nHG: Enter commit message.  Lines beginning with 'HG:' are removed.\nHG: user: Ana\nHG: changed old words\n",
        ),
        (
            "svn-commit.tmp",
            "Dry longer\n\nIt ran.\n--This line, and those below, will be ignored--\n\nM    old words.txt\nA  +  b.txt\n",
        ),
        (
            "svn-commit.2.tmp",
            "Dry longer\n\nIt ran.\n--Diese und die folgenden Zeilen werden ignoriert --\n\n_M   old words.txt\n",
        ),
        (
            "editor-1.jjdescription",
            "Dry longer\n\nIt ran.\n\nJJ: This commit contains the following changes:\nJJ:     M old words\n\
             JJ: ignore-rest\ndiff --git a/x b/x\n+old words\n",
        ),
        (
            "ci-comment-AB12.txt",
            "Dry longer\n\nIt ran.\n\n# Enter a commit message for this check-in. Lines beginning with # are ignored.\n#\n\
             # user: ana\n#    EDITED     old words\n",
        ),
    ] {
        let format = Format::by_name(name);
        assert_eq!(format, Some(Format::CommitMsg), "{name}");
        let message = read(Source::new(name, text.as_bytes()), Format::CommitMsg);
        assert_eq!(own_words(&message), ["Dry longer", "It ran."], "{name}");
        let is_marked = !name.ends_with("2.tmp") && !name.starts_with("ci-");
        assert_eq!(Format::detect("<stdin>", text.as_bytes()) == Format::CommitMsg, is_marked, "{name}");
    }
    // A rule above prose is the writer's.
    let text = "Dry longer\n\n-- a longer note on glazes --\nIt ran down.\n";
    let message = read(Source::new("COMMIT_EDITMSG", text.as_bytes()), Format::CommitMsg);
    assert!(message.regions.iter().all(|region| region.kind != RegionKind::Code));
}
