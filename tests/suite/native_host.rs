//! Speaks native messaging to the real program, as Thunderbird does.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{PROGRAM, isolated};

fn presend(home: &Path, args: &[&str]) -> Command {
    let mut command = isolated(Command::new(PROGRAM), home);
    command.arg("native-host").args(args).current_dir(home);
    command.env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
    command
}

fn frame(message: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(message.len()).unwrap().to_ne_bytes().to_vec();
    bytes.extend_from_slice(message);
    bytes
}

/// Sends frames in one go and returns the answers.
fn talk(mut command: Command, frames: &[Vec<u8>]) -> Vec<Value> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = frames.concat();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let (mut answers, mut rest) = (Vec::new(), output.stdout.as_slice());
    while !rest.is_empty() {
        let length = u32::from_ne_bytes(rest[..4].try_into().unwrap()) as usize;
        assert!(length <= 1 << 20, "a browser takes no more than a megabyte");
        answers.push(serde_json::from_slice(&rest[4..4 + length]).unwrap());
        rest = &rest[4 + length..];
    }
    answers
}

fn lint(body: &str, is_html: bool) -> Vec<u8> {
    frame(
        json!({ "op": "lint", "subject": "News", "to": ["b@example.org"], "body": body, "isHtml": is_html })
            .to_string()
            .as_bytes(),
    )
}

#[test]
fn every_message_has_its_answer() {
    let home = tempfile::tempdir().unwrap();
    let bad = "Unfortunately we have to let you go effective Friday.";
    let frames = [
        lint("The menu is on the wiki page.", false),
        lint(bad, false),
        lint(
            "<html><body><p>Unfortunately we have to <b>let</b> you go effective&nbsp;Friday.</p></body></html>",
            true,
        ),
        frame(b"{"),
        frame(br#"{"op":"send"}"#),
        frame(br#"{"op":"lint","body":7}"#),
        lint(&"You are an idiot!!! ".repeat(200_000), false),
        lint(bad, false),
    ];
    // What the program adds to the command line says nothing.
    let answers = talk(presend(home.path(), &["/a/presend.json", "presend@example.org"]), &frames);
    assert_eq!(answers.len(), frames.len());
    assert_eq!(answers[0]["stops"], false);
    for at in [1, 2, 7] {
        assert_eq!(
            (&answers[at]["stops"], &answers[at]["diagnostics"][0]["code"]),
            (&json!(true), &json!("S001")),
            "{at}"
        );
        assert!(answers[at]["text"].as_str().unwrap().contains("verdict: talk"));
    }
    for at in [3, 4, 5] {
        assert!(answers[at]["error"].is_string(), "{at}");
    }
    assert_eq!(answers[6]["stops"], true);
}

/// What is not understood is said, for the draft would be judged without it: by other rules, or without its subject and readers.
#[test]
fn a_field_that_cannot_be_read_is_an_answer() {
    let home = tempfile::tempdir().unwrap();
    let asks = [
        (json!({ "profile": "memo" }), "`profile` must be one of email, chat, commit"),
        (json!({ "profile": 7 }), "`profile` must be one of email, chat, commit"),
        (json!({ "subject": ["We have to let you go"] }), "`subject` must be a string"),
        (json!({ "to": ["b@example.org", 7] }), "`to` must be a list of strings"),
        (json!({ "cc": { "a": "b@example.org" } }), "`cc` must be a list of strings"),
    ];
    let frames: Vec<Vec<u8>> = asks
        .iter()
        .map(|(fields, _)| {
            let mut ask = json!({ "op": "lint", "body": "Hello" });
            ask.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            frame(ask.to_string().as_bytes())
        })
        .collect();
    let answers = talk(presend(home.path(), &[]), &frames);
    for ((fields, error), answer) in asks.iter().zip(&answers) {
        assert_eq!(answer, &json!({ "error": error }), "{fields}");
    }
    let fine = json!({ "op": "lint", "body": "Hello", "profile": "chat", "subject": null, "to": "b@example.org", "cc": null });
    assert_eq!(talk(presend(home.path(), &[]), &[frame(fine.to_string().as_bytes())])[0]["stops"], false);
}

#[test]
fn a_broken_presend_toml_is_an_answer() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("config/presend")).unwrap();
    std::fs::write(home.path().join("config/presend/presend.toml"), "x = 1\n").unwrap();
    let answers = talk(presend(home.path(), &[]), &[lint("Hello", false)]);
    assert!(answers[0]["error"].as_str().unwrap().contains("presend.toml:1"), "{answers:?}");
}

#[test]
fn a_message_that_is_cut_off_is_answered_as_that() {
    let home = tempfile::tempdir().unwrap();
    let whole = lint("We have to let you go.", false);
    for cut in [&[9, 0][..], &whole[..whole.len() - 1]] {
        let answers = talk(presend(home.path(), &[]), &[cut.to_vec()]);
        assert_eq!(answers, [json!({ "error": "the message is cut off" })]);
    }
    let hidden = "<p>We have to let you go effective Friday.</p><div style='display:none'><p>presend: ignore[S001]</p></div>";
    let answers = talk(presend(home.path(), &[]), &[lint(hidden, true)]);
    assert!(answers[0]["text"].as_str().unwrap().contains("S001"), "{answers:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_installed_starts_the_host() {
    let home = tempfile::tempdir().unwrap();
    assert!(presend(home.path(), &["--install"]).status().unwrap().success());
    let manifest = home.path().join(".mozilla/native-messaging-hosts/presend.json");
    let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
    assert_eq!(manifest["allowed_extensions"], json!(["presend@example.org"]));
    let mut command = isolated(Command::new(manifest["path"].as_str().unwrap()), home.path());
    command.args(["/a/presend.json", "presend@example.org"]).current_dir(home.path());
    assert_eq!(talk(command, &[lint("The menu is on the wiki page.", false)])[0]["stops"], false);
    assert!(presend(home.path(), &["--uninstall"]).status().unwrap().success());
    assert!(!home.path().join(".mozilla/native-messaging-hosts/presend.json").exists());
}
