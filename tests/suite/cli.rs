//! Runs every case of tests/cases against the program, and the cases too large to keep as files.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use serde::Deserialize;
use similar::TextDiff;

use crate::support::{finish, presend, read, root, said};

/// A lexicon that corrects two misspellings.
const WORDS: &str = "tests/cases/fix-stdin/words.toml";

/// One case: `cmd.toml` of its folder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    args: Vec<String>,
    /// File of the folder that is piped in.
    stdin: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    status: i32,
    /// File of the folder that the output must equal.
    stdout: Option<String>,
    stderr: Option<String>,
    #[serde(default)]
    stdout_contains: Vec<String>,
    #[serde(default)]
    stdout_lacks: Vec<String>,
    #[serde(default)]
    stderr_contains: Vec<String>,
}

fn run(folder: &Path, args: &[&str], env: &BTreeMap<String, String>, input: &[u8]) -> Output {
    finish(presend(folder, args).envs(env), input)
}

fn piped(args: &[&str], input: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), args, &BTreeMap::new(), input)
}

/// Returns what differs from the case, and writes the expected files anew under `UPDATE_EXPECT=1`.
fn differences(folder: &Path) -> Vec<String> {
    let case: Case = toml::from_str(&std::fs::read_to_string(folder.join("cmd.toml")).unwrap()).unwrap();
    let input = case.stdin.as_ref().map_or_else(Vec::new, |file| std::fs::read(folder.join(file)).unwrap());
    let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
    let output = run(folder, &args, &case.env, &input);
    let shown = String::from_utf8_lossy(&output.stdout);
    let unwanted = case.stdout_lacks.iter().filter(|part| shown.contains(part.as_str()));
    let mut found: Vec<String> = unwanted.map(|part| format!("stdout has {part:?}:\n{shown}")).collect();
    if output.status.code() != Some(case.status) {
        found.push(format!("status {:?}, expected {}", output.status.code(), case.status));
    }
    for (name, bytes, file, parts) in [
        ("stdout", &output.stdout, &case.stdout, &case.stdout_contains),
        ("stderr", &output.stderr, &case.stderr, &case.stderr_contains),
    ] {
        let text = String::from_utf8_lossy(bytes);
        let missing = parts.iter().filter(|part| !text.contains(part.as_str()));
        found.extend(missing.map(|part| format!("{name} lacks {part:?}:\n{text}")));
        let Some(file) = file.as_ref().map(|file| folder.join(file)) else { continue };
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&file, bytes).unwrap();
            continue;
        }
        let expected = std::fs::read(&file).unwrap();
        if expected != *bytes {
            let expected = String::from_utf8_lossy(&expected);
            let lines = TextDiff::from_lines(expected.as_ref(), text.as_ref());
            let shown = lines.unified_diff().header(&file.to_string_lossy(), name).to_string();
            found.push(format!("{name} is not as expected:\n{shown}"));
        }
    }
    found
}

#[test]
fn cases() {
    let all = std::fs::read_dir(root().join("tests/cases")).unwrap();
    let mut folders: Vec<PathBuf> = all.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    let wrong: Vec<String> = folders
        .iter()
        .flat_map(|folder| {
            differences(folder).into_iter().map(|text| format!("{}: {text}", folder.display()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let line =
        "{\"text\":\"Hi Bob, we have to let you go effective Friday.\"}\n{bad\n{\"text\":\"lunch?\"}\n";
    let input = line.repeat(6000);
    let of = |threads| {
        piped(&["--input-format", "jsonl", "--format", "jsonl", "--threads", threads], input.as_bytes())
    };
    let one = of("1");
    assert_eq!(one.status.code(), Some(2));
    assert_eq!(one.stdout.iter().filter(|&&byte| byte == b'\n').count(), 18_000);
    for threads in ["2", "8"] {
        let other = of(threads);
        assert!(other.stdout == one.stdout && other.stderr == one.stderr, "{threads} threads");
    }
}

#[test]
fn huge_and_deep_drafts_are_checked() {
    let line = "we will meet on friday ".repeat(220_000);
    assert_eq!(piped(&["--format", "concise", "--fail-on", "never"], line.as_bytes()).status.code(), Some(0));
    let quotes = ">".repeat(10_000) + " we have to let you go\n\nfine\n";
    let output = piped(&["--format", "concise"], quotes.as_bytes());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
}

#[test]
fn a_closed_pipe_is_success() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = presend(folder.path(), &["rules", "--format", "json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(0), ""));
}

#[test]
fn fix_rewrites_only_what_changes() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("words.toml"), read(WORDS)).unwrap();
    std::fs::write(at("a.txt"), "see teh end\r\n").unwrap();
    std::fs::write(at("b.txt"), "all good\n").unwrap();
    let first = "From a@b.c Mon Jan  5 10:00:00 2026\nSubject: x\n\nsee teh end\n";
    std::fs::write(at("c.mbox"), format!("{first}\n{first}")).unwrap();
    std::fs::write(at("d.jsonl"), "{\"text\":\"see teh end\"}\n").unwrap();
    let encoded = "Subject: x\nContent-Transfer-Encoding: base64\n\nc2VlIHRlaCBlbmQK\n";
    std::fs::write(at("e.eml"), encoded).unwrap();
    let before = std::fs::metadata(at("b.txt")).unwrap().modified().unwrap();
    let args = [
        "--fix",
        "--lexicon",
        "words.toml",
        "--format",
        "concise",
        "a.txt",
        "b.txt",
        "c.mbox",
        "d.jsonl",
        "e.eml",
    ];
    let output = run(folder.path(), &args, &BTreeMap::new(), b"");
    let now = |name: &str| std::fs::read_to_string(at(name)).unwrap();
    assert_eq!(now("a.txt"), "see the end\r\n");
    assert_eq!(now("c.mbox"), format!("{first}\n{first}").replace("teh", "the"));
    assert_eq!(now("d.jsonl"), "{\"text\":\"see teh end\"}\n");
    assert_eq!(now("e.eml"), encoded);
    assert_eq!(std::fs::metadata(at("b.txt")).unwrap().modified().unwrap(), before);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "presend: a.txt: 1 change\npresend: c.mbox: 2 changes\n\
        presend: d.jsonl: changes left out: part text cannot be changed here\n\
        presend: e.eml: changes left out: part 1 cannot be changed here\n"
    );
    let left = String::from_utf8(output.stdout).unwrap();
    assert_eq!(left.lines().count(), 2, "{left}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 6);
}

#[cfg(unix)]
#[test]
fn fix_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("words.toml"), read(WORDS)).unwrap();
    std::fs::write(at("a.txt"), "see teh end\n").unwrap();
    std::fs::set_permissions(at("a.txt"), PermissionsExt::from_mode(0o640)).unwrap();
    symlink("a.txt", at("link.txt")).unwrap();
    run(folder.path(), &["--fix", "--lexicon", "words.toml", "a.txt", "link.txt"], &BTreeMap::new(), b"");
    assert_eq!(std::fs::read_to_string(at("a.txt")).unwrap(), "see the end\n");
    assert_eq!(std::fs::metadata(at("a.txt")).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(std::fs::symlink_metadata(at("link.txt")).unwrap().file_type().is_symlink());
}

#[test]
fn deeply_nested_mails_are_checked() {
    let mut mail = String::from("Subject: x\nMIME-Version: 1.0\n");
    for part in 0..10_000 {
        mail += &format!("Content-Type: multipart/mixed; boundary=\"b{part}\"\n\n--b{part}\n");
    }
    mail += "Content-Type: text/plain\n\nfine\n";
    let output = piped(&["--format", "concise", "--input-format", "email"], mail.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn lexicon_fmt_sorts_a_file_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let text = read(WORDS);
    std::fs::write(folder.path().join("words.toml"), &text).unwrap();
    let output = run(folder.path(), &["lexicon", "fmt", "words.toml"], &BTreeMap::new(), b"");
    assert_eq!(output.stdout, b"words.toml: sorted\n");
    let sorted = std::fs::read_to_string(folder.path().join("words.toml")).unwrap();
    assert_eq!(sorted, text.replace("\"teh\", \"recieve\"", "\"recieve\", \"teh\""));
}

#[test]
fn what_was_typed_comes_back_harmless() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["--no-such\u{9b}31m\u{202e}x"][..],
        &["--format", "\u{9b}2J\u{200b}"],
        &["explain", "a", "\u{2066}b"],
    ] {
        let output = finish(&mut presend(folder.path(), arguments), b"");
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("\\u{"), "{told}");
        assert!(!told.contains(['\u{9b}', '\u{202e}', '\u{200b}', '\u{2066}']), "{told}");
    }
}
