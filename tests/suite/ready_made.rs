//! Keeps what others copy from integrations/ and .pre-commit-hooks.yaml true: commands in it exist and do what they are for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::support::{BAD, PROGRAM, finish, isolated, program_first, read};

/// Runs a command line with presend on the path, in an empty home.
fn run(line: &[&str], folder: &Path, input: &str) -> Output {
    // What is started is the program that was built here, wherever the machine looks for others.
    let program = if line[0] == "presend" { PROGRAM } else { line[0] };
    let mut command = isolated(Command::new(program), folder);
    command.args(&line[1..]).current_dir(folder).env("PATH", program_first());
    finish(&mut command, input.as_bytes())
}

/// Reads the plain YAML of the hooks: entries of `key: value`, each opened by a dash.
fn hooks() -> BTreeMap<String, BTreeMap<String, String>> {
    let text = read(".pre-commit-hooks.yaml");
    let mut entries: Vec<BTreeMap<String, String>> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if line.starts_with("- ") {
            entries.push(BTreeMap::new());
        }
        let (key, value) =
            line.trim_start_matches(['-', ' ']).split_once(": ").unwrap_or_else(|| panic!("{line}"));
        entries.last_mut().unwrap().insert(key.to_owned(), value.trim_matches('\'').to_owned());
    }
    entries.into_iter().map(|entry| (entry["id"].clone(), entry)).collect()
}

#[test]
fn the_hooks_of_pre_commit_call_commands_that_exist() {
    let hooks = hooks();
    let ids: Vec<&str> = hooks.keys().map(String::as_str).collect();
    assert_eq!(ids, ["presend", "presend-commit-msg", "presend-mail"]);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| -> PathBuf { folder.path().join(name) };
    for name in ["note.txt", "note.md", "COMMIT_EDITMSG"] {
        fs::write(at(name), BAD).unwrap();
    }
    fs::write(at("note.eml"), format!("From: ana@example.com\nSubject: x\n\n{BAD}")).unwrap();
    fs::write(at("insult"), "Fix it\n\nYou are an idiot, and you broke it again.\n").unwrap();
    for (id, file, code) in [
        ("presend", "note.txt", 1),
        ("presend", "note.md", 1),
        ("presend-mail", "note.eml", 1),
        ("presend-commit-msg", "insult", 1),
        // What a commit asks of whom is the project's own matter.
        ("presend-commit-msg", "COMMIT_EDITMSG", 0),
    ] {
        assert_eq!(hooks[id]["language"], "rust");
        let mut line: Vec<&str> = hooks[id]["entry"].split(' ').collect();
        line.push(file);
        let output = run(&line, folder.path(), "");
        assert_eq!(
            output.status.code(),
            Some(code),
            "{id} {file}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(hooks["presend-commit-msg"]["stages"], "[commit-msg]");
    assert_eq!(hooks["presend"]["types_or"], "[plain-text, markdown]");
    let files = regex::Regex::new(&hooks["presend-mail"]["files"]).unwrap();
    assert!(
        files.is_match("a/b.eml")
            && files.is_match("c.mbox")
            && !files.is_match("eml")
            && !files.is_match("a.emlx")
    );
}

#[test]
fn the_ids_in_the_readme_of_pre_commit_are_those_of_the_hooks() {
    let readme = read("integrations/pre-commit/README.md");
    let ids: Vec<&str> = readme.lines().filter_map(|line| line.trim().strip_prefix("- id: ")).collect();
    assert_eq!(ids.len(), 3);
    ids.iter().for_each(|id| assert!(hooks().contains_key(*id), "{id}"));
}

#[test]
fn the_settings_for_agents_block_a_bad_draft() {
    let settings: Value = serde_json::from_str(&read("integrations/agents/hooks.json")).unwrap();
    let entry = &settings["hooks"]["PreToolUse"][0];
    let matcher = regex::Regex::new(&format!("^(?:{})$", entry["matcher"].as_str().unwrap())).unwrap();
    assert!(matcher.is_match("mcp__gmail__send_email") && !matcher.is_match("Write"));
    let line: Vec<&str> = entry["hooks"][0]["command"].as_str().unwrap().split(' ').collect();
    let folder = tempfile::tempdir().unwrap();
    let call =
        |body: &str| json!({"tool_name": "mcp__gmail__send_email", "tool_input": {"body": body}}).to_string();
    let output = run(&line, folder.path(), &call(BAD));
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(run(&line, folder.path(), &call("lunch?")).status.code(), Some(0));
}

#[test]
fn the_settings_for_clients_start_the_server() {
    let settings: Value = serde_json::from_str(&read("integrations/agents/mcp.json")).unwrap();
    let server = &settings["mcpServers"]["presend"];
    let args = server["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap());
    let line: Vec<&str> = [server["command"].as_str().unwrap()].into_iter().chain(args).collect();
    let folder = tempfile::tempdir().unwrap();
    let output = run(&line, folder.path(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (output.status.code(), &answer["result"]["tools"][0]["name"]),
        (Some(0), &json!("lint_draft"))
    );
}

#[test]
fn the_guidelines_in_the_readme_of_agents_are_accepted() {
    let readme = read("integrations/agents/README.md");
    let table = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    fs::write(&file, table).unwrap();
    let line = ["presend", "hook", "agent", "--config", file.to_str().unwrap()];
    let output = run(&line, folder.path(), &json!({"tool_input": {"note": BAD}}).to_string());
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}
