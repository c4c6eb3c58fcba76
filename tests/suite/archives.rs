//! Starts the program on archives as they lie about: packed, broken in the middle, made to burst, gone while it reads, too many.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
#[cfg(unix)]
use std::process::Command;
use std::process::{Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::support::{finish, presend, said, text, zip};

/// An mbox of so many mails; each second one is Ana's.
fn mbox(count: usize) -> String {
    let mail = |number: usize| {
        let (from, day) =
            (["Cy Oh <cy@example.org>", "Ana Dias <ana@example.com>"][number % 2], number % 28 + 1);
        format!(
            "From x@example.com Mon Jan  5 10:00:00 2026\nFrom: {from}\nTo: Bo Berg <bo@example.com>\n\
            Date: 2026-03-{day:02}T12:00:00Z\nMessage-ID: <{number}@mail.example.com>\nSubject: Note {number} for Bo\n\n\
            Hi Bo, you never listen to me. Ask di@example.net, number {number}.\n\n"
        )
    };
    (1..=count).map(mail).collect()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn run(folder: &Path, args: &[&str]) -> Output {
    finish(&mut presend(folder, &[args, &["--fail-on", "never"]].concat()), b"")
}

/// Returns file and number of each row of a run, of what could not be read the file and why.
fn rows(output: &Output) -> Vec<String> {
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        match row["error"].as_str() {
            Some(error) => format!("{}: {error}", row["path"].as_str().unwrap()),
            None => format!("{} {}", row["place"]["file"].as_str().unwrap(), row["place"]["message"]),
        }
    };
    text(&output.stdout).lines().map(row).collect()
}

#[test]
fn packed_files_are_read_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mail = b"From: ana@example.com\n\nThe menu is here.\n";
    fs::write(at("a.mbox.gz"), [gz(mbox(1).as_bytes()), gz(mbox(1).as_bytes())].concat()).unwrap();
    fs::write(at("b.mbox.zst"), [zst(mbox(1).as_bytes()), zst(mbox(1).as_bytes())].concat()).unwrap();
    zip(&at("c.zip"), &[("in/two.mbox", mbox(2).as_bytes()), ("in/one.eml", mail), ("logo.png", b"\0")]);
    zip(&at("d.zip"), &[("logo.png", b"\0")]);
    fs::write(at("logo.png.gz"), gz(b"\0")).unwrap();
    let output = run(folder.path(), &[".", "--format", "jsonl", "--archives"]);
    let expected = [
        "./a.mbox.gz 1",
        "./a.mbox.gz 2",
        "./b.mbox.zst 1",
        "./b.mbox.zst 2",
        "./c.zip/in/one.eml 1",
        "./c.zip/in/two.mbox 1",
        "./c.zip/in/two.mbox 2",
        "./d.zip: no drafts found in this zip file",
    ];
    assert_eq!(rows(&output), expected);
    assert_eq!(output.status.code(), Some(2));
    // Named, and not asked for: a word on how to ask.
    let output = run(folder.path(), &["a.mbox.gz", "c.zip"]);
    assert!(
        said(&output).contains("a.mbox.gz: this is a binary file; --archives reads"),
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("c.zip: no day of a Slack export in this zip file; --archives reads"));
    // Nobody named them: a folder is read as before.
    let output = run(folder.path(), &["."]);
    assert!(said(&output).contains("no drafts found in this folder"), "{}", said(&output));
}

#[test]
fn what_is_broken_or_bursts_is_one_line_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let bomb = vec![b'a'; 8 << 20];
    let cut = |packed: Vec<u8>| packed[..packed.len() - 40].to_vec();
    fs::write(at("a.txt.gz"), gz(&bomb)).unwrap();
    fs::write(at("b.txt.zst"), zst(&bomb)).unwrap();
    zip(&at("c.zip"), &[("in/bomb.txt", &bomb), ("in/note.txt", b"The menu is here.\n")]);
    fs::write(at("d.mbox.gz"), cut(gz(mbox(90).as_bytes()))).unwrap();
    fs::write(at("e.mbox.gz"), "no gz at all").unwrap();
    fs::write(at("f.mbox.zst"), "no zst at all").unwrap();
    fs::write(at("g.zip"), "no zip at all").unwrap();
    fs::write(
        at("h.jsonl"),
        "{\"text\": \"The menu is here.\"}\n{\"text\n{\"text\": \"The menu is there.\"}\n",
    )
    .unwrap();
    let output = run(folder.path(), &[".", "--format", "jsonl", "--archives"]);
    let rows = rows(&output);
    let of = |file: &str| -> Vec<&str> {
        rows.iter().filter_map(|row| row.strip_prefix("./")?.strip_prefix(file)).collect()
    };
    let over = "unpacks to more than 100 times its size, which no mail or chat does";
    let over = format!("{over}; the rest of the file is not read");
    assert_eq!(of("a.txt.gz"), [" 1".to_owned(), format!(": {over}")]);
    assert_eq!(of("b.txt.zst"), [" 1".to_owned(), format!(": {over}")]);
    let zipped = ["/in/bomb.txt 1".to_owned(), format!("/in/bomb.txt: {over}"), "/in/note.txt 1".to_owned()];
    assert_eq!(of("c.zip"), zipped);
    // What came before the fault is answered.
    let (last, before) = of("d.mbox.gz").split_last().map(|(last, before)| (*last, before.len())).unwrap();
    assert!(before > 20 && last.starts_with(": cannot be unpacked: "), "{before} {last}");
    assert!(last.ends_with("; the rest of the file is not read"), "{last}");
    for file in ["e.mbox.gz", "f.mbox.zst"] {
        let [only] = of(file)[..] else { panic!("{rows:?}") };
        assert!(only.starts_with(": cannot be unpacked: "), "{only}");
    }
    assert!(of("g.zip")[0].starts_with(": not a readable zip file"), "{rows:?}");
    assert!(of("h.jsonl")[1].contains("not JSON") && of("h.jsonl")[2] == " 3", "{rows:?}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr).lines().count(), 8, "{}", text(&output.stderr));
}

/// Starts a check whose output nobody reads beyond its first bytes, so that it cannot end by itself.
fn start(folder: &Path, args: &[&str]) -> (std::process::Child, Vec<u8>) {
    let mut command = presend(folder, &[args, &["--fail-on", "never"]].concat());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = vec![0; 16];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    (child, first)
}

fn end((child, mut out): (std::process::Child, Vec<u8>)) -> Output {
    let mut output = child.wait_with_output().unwrap();
    out.append(&mut output.stdout);
    Output { stdout: out, ..output }
}

#[test]
fn a_file_that_vanishes_while_others_are_read_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("1.mbox"), mbox(1500)).unwrap();
    fs::write(at("2.txt"), "The menu is here.\n").unwrap();
    fs::write(at("3.txt"), "The menu is there.\n").unwrap();
    let run = start(folder.path(), &[".", "--format", "jsonl"]);
    fs::remove_file(at("2.txt")).unwrap();
    let output = end(run);
    let rows = rows(&output);
    assert_eq!(rows.len(), 1502);
    assert_eq!(rows[1500..], ["./2.txt: No such file or directory", "./3.txt 1"]);
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_what_was_found_so_far() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("box.mbox"), mbox(4000)).unwrap();
    for format in ["jsonl", "json", "csv", "full"] {
        let run = start(folder.path(), &["box.mbox", "--format", format, "--write-baseline", "base.json"]);
        let pid = run.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let output = end(run);
        assert_eq!(output.status.code(), Some(130), "{format}: {}", text(&output.stderr));
        let told = text(&output.stderr);
        assert!(
            told.contains("stopped by Ctrl+C; so far ") && told.contains(" messages: 0 errors"),
            "{told}"
        );
        let out = text(&output.stdout);
        let count = match format {
            "jsonl" => rows(&output).len(),
            "json" => {
                let document: Value = serde_json::from_str(&out).unwrap();
                usize::try_from(document["summary"]["messages"].as_u64().unwrap()).unwrap()
            }
            "csv" => out.lines().count() - 1,
            _ => {
                assert!(out.ends_with("talk\n"), "{out}");
                out.matches("verdict:").count()
            }
        };
        assert!((1..4000).contains(&count), "{format}: {count}");
        assert!(told.contains(&format!("so far {count} messages: ")), "{format}: {count}: {told}");
        assert!(!folder.path().join("base.json").exists());
    }
}

#[test]
fn an_archive_is_cut_by_time_and_writer() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("box.mbox"),
        mbox(20) + "From x Mon Jan  5 10:00:00 2026\nFrom: ana@example.com\n\nHi\n",
    )
    .unwrap();
    fs::write(folder.path().join("presend.toml"), "[me]\naddress = \"ana@example.com\"\n").unwrap();
    let cut = |args: &[&str]| {
        let output = run(folder.path(), &[&["box.mbox", "--format", "jsonl"], args].concat());
        (rows(&output).join(" ").replace("box.mbox ", ""), text(&output.stderr))
    };
    let (kept, told) = cut(&["--mine", "--since", "2026-03-05", "--until", "2026-03-10T12:00:00Z"]);
    assert_eq!(kept, "5 7 9");
    let reasons = "2 sent before --since, 5 sent after --until, 1 without a date that can be read, 10 not written by [me]";
    assert_eq!(told, format!("presend: 18 messages left out: {reasons} (--mine)\n"));
    assert_eq!(cut(&[]).1, "");
    let output = run(folder.path(), &["--isolated", "--mine", "box.mbox"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("write your address under [me] in presend.toml"), "{}", said(&output));
}

#[test]
fn a_sample_is_the_same_wherever_the_archive_lies() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("box.mbox"), mbox(60)).unwrap();
    fs::create_dir(folder.path().join("else")).unwrap();
    fs::write(folder.path().join("else/where.mbox"), mbox(60)).unwrap();
    fs::write(folder.path().join("bad.jsonl"), "{\"text\n").unwrap();
    let subjects = |path: &str, input: &[u8]| -> BTreeSet<String> {
        let args =
            [path, "--sample", "7", "--format", "jsonl", "--input-format", "mbox", "--fail-on", "never"];
        let output = finish(&mut presend(folder.path(), &args), input);
        let subject = |line: &str| serde_json::from_str::<Value>(line).unwrap()["subject"].to_string();
        text(&output.stdout).lines().map(subject).collect()
    };
    let found = subjects("box.mbox", b"");
    assert_eq!(found.len(), 7);
    assert_eq!(subjects("else/where.mbox", b""), found);
    assert_eq!(subjects("-", mbox(60).as_bytes()), found);
    // What is broken is told even so.
    let output = run(folder.path(), &["bad.jsonl", "box.mbox", "--sample", "0"]);
    assert!(text(&output.stderr).contains("bad.jsonl:1: not JSON"), "{}", said(&output));
}

#[test]
fn people_are_hidden_in_every_format_and_keep_their_pseudonyms() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("box.mbox"), mbox(2)).unwrap();
    fs::write(folder.path().join("more.mbox"), mbox(3)).unwrap();
    let hidden = |path: &str, key: &str, format: &str| {
        let args = [path, "--hide-people", "--people-key", key, "--format", format, "--include", "quotes"];
        let output = run(folder.path(), &args);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        text(&output.stdout)
    };
    hidden("box.mbox", "key", "csv");
    let names = regex::Regex::new(r"(?i)\b(ana|dias|bo|berg|cy|oh|di)\b|@|mail\.example").unwrap();
    for format in
        ["full", "concise", "json", "jsonl", "csv", "sarif", "github", "gitlab", "rdjson", "rdjsonl"]
    {
        let out = hidden("box.mbox", "key", format);
        assert!(!names.is_match(&out), "{format}: {:?} in {out}", names.find(&out));
        assert!(out.contains("T002"), "{format}: {out}");
    }
    let people = |path: &str, key: &str| -> Vec<String> {
        let row = |line: &str| {
            let row: Value = serde_json::from_str(line).unwrap();
            format!("{} {} {}", row["from"], row["to"][0], row["thread"])
        };
        hidden(path, key, "jsonl").lines().map(row).collect()
    };
    let found = people("box.mbox", "key");
    assert!(found[0].starts_with("\"person-") && found[0] != found[1], "{found:?}");
    assert_eq!(people("more.mbox", "key")[..2], found);
    assert_ne!(people("box.mbox", "other"), found);
}
