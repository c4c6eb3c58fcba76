//! Counts the instructions of one function on a text and on one four times as long, where memory does not tell how the time grows.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::MOST_MEMORY;

/// Rows of the shorter text, and how often the longer one has as many.
const ROWS: usize = 60;
const FACTOR: usize = 4;

/// Returns how many instructions a function takes in a run over a file; `None` without valgrind, which counts them.
fn instructions(function: &str, file: &Path) -> Option<f64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    command.arg(format!("--toggle-collect=*{function}*")).arg(env!("CARGO_BIN_EXE_presend"));
    command.args(["--isolated", "--threads", "1", "--fail-on", "never", "--format", "json"]).arg(file);
    command.arg("--write-baseline").arg(file.with_extension("baseline"));
    let output = command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::null()).output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let line = told.lines().find(|line| line.contains("Collected")).unwrap_or_else(|| panic!("{told}"));
    line.rsplit(' ').next()?.parse().ok()
}

/// Each quote ends a region, and each region once looked through all of the mail's secrets.
#[test]
fn a_verdict_is_told_from_others_in_proportion_to_regions_and_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let count = |rows: usize| {
        let row = |at| format!("<blockquote>they wrote x</blockquote><p>password: Tr0ub4dor&{at}</p>\n");
        let file = folder.path().join("draft.html");
        fs::write(&file, (0..rows).map(row).collect::<String>()).unwrap();
        instructions("verdict_fingerprint", &file)
    };
    let Some((before, after)) = count(ROWS).zip(count(ROWS * FACTOR)) else { return };
    assert!(before > 1_000.0, "the function was not met: {before}");
    assert!(after <= MOST_MEMORY * before, "{after} instructions, {FACTOR} times shorter {before}");
}

/// Each finding in a subject asks whether another message had that subject.
#[test]
fn a_subject_of_many_findings_is_compared_in_proportion_to_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let count = |rows: usize| {
        let file = folder.path().join("draft.eml");
        fs::write(&file, format!("From: a@example.com\nSubject: {}\n\n", "[URGENT] ".repeat(rows))).unwrap();
        instructions("repeats_subject", &file)
    };
    let Some((before, after)) = count(ROWS).zip(count(ROWS * FACTOR)) else { return };
    assert!(before > 1_000.0, "the function was not met: {before}");
    assert!(after <= MOST_MEMORY * before, "{after} instructions, {FACTOR} times shorter {before}");
}
