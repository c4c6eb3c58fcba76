//! Drives the hook of agents as their programs do, with a tool call on standard input.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{BAD, finish, presend, text};

/// Runs `presend hook agent` in a folder that is the agent's, with the person's own folder beside it.
fn agent(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let home = folder.join("home");
    fs::create_dir_all(home.join(".config/presend")).unwrap();
    fs::create_dir_all(folder.join("work")).unwrap();
    let mut command = presend(&folder.join("work"), &["hook", "agent"]);
    command.args(args).env("HOME", &home).env("PRESEND_NOW", "2026-03-10T08:00:00Z");
    command.env("PRESEND_FORCE", "1").env("PRESEND_CONFIG", folder.join("work/presend.toml"));
    finish(&mut command, input)
}

fn call(input: &Value) -> Vec<u8> {
    let call = json!({
        "session_id": "1", "cwd": "/work", "hook_event_name": "PreToolUse", "tool_use_id": "2",
        "tool_name": "mcp__gmail__send_email", "tool_input": input,
    });
    call.to_string().into_bytes()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Asserts that a call is blocked and that the reason says why.
fn assert_blocked(output: &Output) {
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{said}");
    assert!(said.contains("error[S001]: ") && said.contains("let you go"), "{said}");
    assert!(said.contains("help: ") && said.contains("verdict: talk, in-person-or-video: "), "{said}");
}

fn assert_silent(output: &Output) {
    assert_eq!(
        (output.status.code(), text(&output.stdout), text(&output.stderr)),
        (Some(0), String::new(), String::new())
    );
}

#[test]
fn an_agent_is_told_why_its_call_is_blocked() {
    let folder = folder();
    for input in [
        json!({"to": ["bob@example.com"], "subject": "Friday", "body": BAD}),
        json!({"to": "bob@example.com", "subject": BAD}),
        json!({"recipient": "bob@example.com", "message": {"subject": "x", "body": {"content": BAD}}}),
        json!({"channel": "C1", "text": BAD}),
        json!({"to": ["bob@example.com"], "body": "see below", "html_body": format!("<p>{BAD}</p>")}),
        json!({"drafts": [{"body": "lunch?"}, {"content": BAD}]}),
        json!({"body": BAD}).to_string().into(),
        json!({"url": "mailto:bob@example.com?subject=Friday&body=Hi%20Bob%2C%0A%0Awe%20have%20to%20let%20you%20go%20effective%20Friday."}),
        json!({"command": "xdg-open 'mailto:bob@example.com?subject=we%20have%20to%20let%20you%20go%20effective%20Friday'"}),
    ] {
        assert_blocked(&agent(folder.path(), &[], &call(&input)));
    }
}

#[test]
fn all_of_an_agents_draft_is_its_own() {
    let folder = folder();
    let bare = "we have to let you go effective Friday.";
    for body in [
        format!("Hi Bob,\n\n> {bare}\n"),
        format!("Hi Bob,\n\n```\n{bare}\n```\n"),
        format!("Hi Bob,\n\nbest\n\n-- \n{bare}\n"),
        format!("<p>Hi Bob,</p><blockquote>{bare}</blockquote>"),
    ] {
        let output = agent(folder.path(), &[], &call(&json!({"body": body})));
        assert_eq!(output.status.code(), Some(2), "{body}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("S001"), "{body}: {}", text(&output.stderr));
    }
    for input in [
        json!({"comment": BAD}),
        json!({"message_text": BAD}),
        json!({"payload": json!({"text": BAD}).to_string()}),
        json!({"body": [BAD, null, 3]}),
    ] {
        assert_blocked(&agent(folder.path(), &[], &call(&input)));
    }
    for name in ["input", "arguments"] {
        let call = json!({"hook_event_name": "PreToolUse", name: {"body": BAD}});
        assert_blocked(&agent(folder.path(), &[], call.to_string().as_bytes()));
    }
}

#[test]
fn a_clean_draft_is_met_with_silence() {
    let folder = folder();
    for input in [
        json!({"to": ["bob@example.com"], "subject": "Lunch", "body": "Shall we have lunch on Friday?"}),
        json!({"command": "gh pr comment 5 --body 'Shall we have lunch on Friday?'"}),
    ] {
        assert_silent(&agent(folder.path(), &[], &call(&input)));
        assert_silent(&agent(folder.path(), &["--ask"], &call(&input)));
    }
}

#[test]
fn a_call_without_a_draft_is_told_or_asked_about() {
    let folder = folder();
    let own = folder.path().join("home/.config/presend/presend.toml");
    for input in
        [json!({"command": "ls -l"}), json!({}), json!(null), json!({"to": "bob@example.com", "id": 3})]
    {
        for args in [&[][..], &["--ask"]] {
            let output = agent(folder.path(), args, &call(&input));
            assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{input}");
            assert!(text(&output.stderr).contains("no draft was found in this call"), "{input}");
        }
        fs::write(&own, "[agent]\non-no-draft = \"ask\"\n").unwrap();
        let output = agent(folder.path(), &[], &call(&input));
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["hookSpecificOutput"]["permissionDecision"], "ask", "{input}");
        let other = json!({"hook_event_name": "BeforeTool", "tool_input": input});
        assert_eq!(agent(folder.path(), &[], other.to_string().as_bytes()).status.code(), Some(2));
        fs::remove_file(&own).unwrap();
    }
}

#[test]
fn every_text_of_a_call_is_read() {
    let folder = folder();
    let mail = "VG86IGJvYkBleGFtcGxlLmNvbQpTdWJqZWN0OiBGcmlkYXkKCkhpIEJvYiwKCndlIGhhdmUgdG8gbGV0IHlvdSBnbyBlZmZlY3RpdmUgRnJpZGF5Lgo";
    for input in [
        json!({"query": BAD}),
        json!({"payload": {"attachments": [{"fallback": BAD}]}}),
        json!({"argv": ["mail", "-s", "Friday", "bob@example.com", BAD]}),
        json!({"command": format!("gh pr comment 5 --body {:?}", BAD)}),
        json!({"raw": mail}),
        json!({"message": {"raw": mail}}),
        json!({"command": format!("echo {mail} | base64 -d | sendmail -t")}),
        json!({"a": json!({"b": json!({"c": BAD}).to_string()}).to_string()}),
    ] {
        let output = agent(folder.path(), &[], &call(&input));
        assert_eq!(output.status.code(), Some(2), "{input}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("S001"), "{input}: {}", text(&output.stderr));
    }
    let deep = format!("{}{}{}", "{\"a\":".repeat(200), json!(BAD), "}".repeat(200));
    for call in [format!("{{\"tool_input\":{deep}}}"), "[".repeat(100_000)] {
        let output = agent(folder.path(), &[], call.as_bytes());
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("deeper than presend reads"), "{}", text(&output.stderr));
    }
    // In no field that is known for the input of a tool.
    assert_blocked(&agent(folder.path(), &[], json!({"params": {"body": BAD}}).to_string().as_bytes()));
}

#[test]
fn the_decision_can_be_left_to_the_person() {
    let folder = folder();
    let output = agent(folder.path(), &["--ask"], &call(&json!({"body": BAD})));
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let answer = &answer["hookSpecificOutput"];
    assert_eq!(answer["hookEventName"], "PreToolUse");
    assert_eq!(answer["permissionDecision"], "ask");
    assert!(answer["permissionDecisionReason"].as_str().unwrap().contains("error[S001]"), "{answer}");
    // An event that knows no question is blocked.
    let other = json!({"hook_event_name": "BeforeTool", "tool_name": "send", "tool_input": {"body": BAD}});
    assert_blocked(&agent(folder.path(), &["--ask"], other.to_string().as_bytes()));
}

#[test]
fn an_agent_cannot_switch_the_hook_off() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("work")).unwrap();
    let off = "[check]\nfail-on = \"never\"\n[rules]\nsensitive = \"off\"\n";
    fs::write(folder.path().join("work/presend.toml"), off).unwrap();
    for body in [
        BAD.to_owned(),
        format!("presend: ignore[S001,sensitive] agreed\n\n{BAD}"),
        format!("X-Presend: skip\nSubject: x\n\n{BAD}"),
    ] {
        assert_blocked(&agent(folder.path(), &[], &call(&json!({"body": body, "X-Presend": "skip"}))));
    }
}

#[test]
fn the_person_decides_in_their_own_folder() {
    let folder = folder();
    let input = call(&json!({"note": ["presend", "fine"], "body": "fine", "headline": BAD}));
    assert_blocked(&agent(folder.path(), &["--field", "subject=headline"], &input));
    let own = folder.path().join("home/.config/presend/presend.toml");
    fs::write(&own, "[agent]\nsubject = [\"headline\"]\n").unwrap();
    assert_blocked(&agent(folder.path(), &[], &input));
    fs::write(&own, "[rules]\nsensitive = \"off\"\n").unwrap();
    assert_silent(&agent(folder.path(), &["--field", "subject=headline"], &input));
    let warned = call(&json!({"body": "URGENT!!! reply ASAP, I need this NOW!!!"}));
    assert_eq!(agent(folder.path(), &["--fail-on", "info"], &warned).status.code(), Some(2));
}

/// A host that writes down what it was given has such numbers, and whoever chooses the numbers could pass the hook by.
#[test]
fn a_number_that_is_none_does_not_pass_a_draft_by() {
    let folder = folder();
    for number in ["1e999", "-Infinity", "NaN"] {
        let whole = String::from_utf8(call(&json!({"body": BAD, "n": 17}))).unwrap();
        let output = agent(folder.path(), &[], whole.replace("17", number).as_bytes());
        assert_eq!(output.status.code(), Some(2), "{number}: {}", text(&output.stderr));
    }
}

#[test]
fn a_failure_of_its_own_is_said_and_does_not_block() {
    let folder = folder();
    let failed = |args: &[&str], input: &[u8], part: &str| {
        let output = agent(folder.path(), args, input);
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{said}");
        assert!(said.contains(part), "{said}");
    };
    let good = call(&json!({"body": BAD}));
    failed(&[], b"", "not JSON");
    failed(&[], b"{\"tool_input\":", "not JSON");
    failed(&[], b"[1]", "a tool call is a JSON object");
    failed(&["--config", "/no/such/presend.toml"], &good, "/no/such/presend.toml");
    failed(&["--field", "mood=x"], &good, "--field mood=x");
    failed(&["--no-such-option"], &good, "--no-such-option");
    fs::write(folder.path().join("home/.config/presend/presend.toml"), "[agent]\ntext = [\"\"]\n").unwrap();
    failed(&[], &good, "agent.text");
}

#[test]
fn no_secret_and_no_escape_sequence_comes_back() {
    let folder = folder();
    let body = format!("{BAD}\npassword: hunter2secret! card 4111 1111 1111 1111 \u{1b}[2J\n");
    let output =
        agent(folder.path(), &[], &call(&json!({"body": body, "subject": "let you go\u{1b}]0;x\u{7}"})));
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("P00"), "{said}");
    assert!(!said.contains("4111 1111") && !said.contains('\u{1b}') && !said.contains('\u{7}'), "{said}");
}
