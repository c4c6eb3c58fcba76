//! Edits drafts as editors do, step by step, while settings, lexicons and folders change around them.

use serde_json::{Value, json};

use crate::lsp::{BAD, Client, codes, utf8};
use crate::secrets::Dice;
use crate::support::read;

/// What is put into a text, piece by piece.
const PIECES: [&str; 12] = [
    "",
    "x",
    "👍",
    "\n",
    "\r\n",
    "é",
    "You are an idiot. ",
    "asap",
    "\n\nWe have to let you go.\n",
    "> ",
    "  ",
    "\r",
];

const DRAFT: &str =
    "Subject: News 👍\n\nHéllo 👍 we have to let you go effective Friday.\r\nYou are an idiot.\rAna\n";

/// It is heard in a commit message too.
const INSULT: &str = "Fix it\n\nYou are an idiot, and you broke it again.\n";

/// Returns the position of a byte, counted without the server's own code.
fn position(text: &str, byte: usize, unit: fn(char) -> usize) -> Value {
    let (mut line, mut character) = (0, 0);
    let before = &text[..byte];
    for (at, sign) in before.char_indices() {
        let ends_line = sign == '\n' || sign == '\r' && !text[at + 1..].starts_with('\n');
        character = if ends_line { 0 } else { character + unit(sign) };
        line += usize::from(ends_line);
    }
    json!({ "line": line, "character": character })
}

/// Draws a place in a text that is not inside a line end of two bytes.
fn place(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

fn diagnostics(client: &mut Client, uri: &str, name: &str) -> String {
    let answer = client.ask("textDocument/diagnostic", &json!({ "textDocument": { "uri": uri } }));
    answer["result"].to_string().replace(&format!("{name}.eml"), "draft.eml")
}

#[test]
fn edits_step_by_step_and_whole_texts_give_the_same_diagnostics() {
    for (encodings, unit) in
        [(utf8(), char::len_utf8 as fn(char) -> usize), (json!({}), char::len_utf16 as fn(char) -> usize)]
    {
        let mut capabilities = encodings;
        capabilities["textDocument"] = json!({ "diagnostic": {} });
        let (mut client, server) = Client::new(&capabilities, &json!({}));
        assert_eq!(server["textDocumentSync"]["change"], 2);
        let (steps, whole) =
            (client.open("steps.eml", "mail", DRAFT), client.open("whole.eml", "mail", DRAFT));
        let (mut text, mut dice, mut found) = (DRAFT.to_owned(), Dice(5), 0);
        for version in 2..160 {
            let mut changes = Vec::new();
            for _ in 0..=dice.below(3) {
                let (one, other) = (place(&text, &mut dice), place(&text, &mut dice));
                let (start, mut end) = (one.min(other), one.max(other));
                // Mostly little goes, so that the draft lives.
                if dice.below(4) > 0 {
                    end = (start..=end.min(start + 4)).rev().find(|end| text.is_char_boundary(*end)).unwrap();
                }
                let range =
                    json!({ "start": position(&text, start, unit), "end": position(&text, end, unit) });
                let piece = PIECES[dice.below(PIECES.len())];
                // Between the halves of a line end there is no position.
                if text[..end].ends_with('\r') && text[end..].starts_with('\n') {
                    continue;
                }
                text.replace_range(start..end, piece);
                changes.push(json!({ "range": range, "text": piece }));
            }
            if text.len() < 40 {
                text = DRAFT.to_owned();
                changes.push(json!({ "text": text }));
            }
            let change = |uri: &str, changes: &Value| json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes });
            client.tell("textDocument/didChange", &change(&steps, &json!(changes)));
            client.tell("textDocument/didChange", &change(&whole, &json!([{ "text": text }])));
            let by_steps = diagnostics(&mut client, &steps, "steps");
            assert_eq!(
                by_steps,
                diagnostics(&mut client, &whole, "whole"),
                "{version}: {changes:?} {text:?}"
            );
            found += usize::from(by_steps.contains("T003") || by_steps.contains("S001"));
        }
        assert!(found > 40, "the drafts have something to find: {found}");
    }
}

#[test]
fn a_change_of_settings_or_lexicons_on_disk_is_heard() {
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true },
        "didChangeConfiguration": { "dynamicRegistration": true } } });
    let (mut client, _) = Client::new(&capabilities, &json!({}));
    let asked = client.wait(|message| message["method"] == "client/registerCapability");
    let methods: Vec<&str> = asked["params"]["registrations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["method"].as_str().unwrap())
        .collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    let text = "The flurbel is late.\nWe have to let you go effective Friday.\n";
    client.open("a.txt", "plaintext", text);
    assert!(codes(&client.pushed()["diagnostics"]).contains(&"S001"));
    let path = |client: &Client, name: &str| client.folder.path().join(name);
    let changed = |client: &mut Client, name: &str, text: &str| {
        std::fs::write(path(client, name), text).unwrap();
        let change = json!({ "uri": client.uri(name), "type": 2 });
        client.tell("workspace/didChangeWatchedFiles", &json!({ "changes": [change] }));
    };
    let lexicon = |term: &str| {
        format!(
            "language = \"en\"\ngroup = \"mechanics\"\n[[rule]]\ncode = \"X901\"\nname = \"house-word\"\nseverity = \"warning\"\n\
             message = \"this is our own word\"\nterms = [\"{term}\"]\n"
        )
    };
    // A file that nothing was made from is no news: the next thing heard is that of the settings.
    std::fs::write(path(&client, "house.toml"), lexicon("flurbel")).unwrap();
    changed(&mut client, "Cargo.toml", "");
    changed(&mut client, "presend.toml", "[rules]\nS001 = \"off\"\n[lexicons]\nextra = [\"house.toml\"]\n");
    let pushed = client.pushed();
    let found = codes(&pushed["diagnostics"]);
    assert!(found.contains(&"X901") && !found.contains(&"S001"), "{pushed}");
    changed(&mut client, "house.toml", &lexicon("quonk"));
    let pushed = client.pushed();
    assert!(!codes(&pushed["diagnostics"]).contains(&"X901"), "{pushed}");
}

#[test]
fn drafts_that_are_no_files_follow_the_folder_that_is_worked_in() {
    let folder = tempfile::tempdir().unwrap();
    for (name, rules) in [("one", "S001 = \"off\""), ("two", "S001 = \"hint\"")] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("presend.toml"), format!("[rules]\n{rules}\n")).unwrap();
    }
    let work = |name: &str| json!({ "uri": format!("file://{{folder}}/{name}"), "name": name });
    let params = json!({ "capabilities": {}, "workspaceFolders": [work("one")] });
    let path = folder.path().display().to_string();
    let (mut client, server) = Client::in_folder(folder, params);
    assert_eq!(server["workspace"]["workspaceFolders"]["changeNotifications"], true);
    let document =
        json!({ "uri": "untitled:Untitled-1", "languageId": "plaintext", "version": 1, "text": BAD });
    client.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    assert!(!codes(&client.pushed()["diagnostics"]).contains(&"S001"));
    let at = |name: &str| json!([{ "uri": format!("file://{path}/{name}"), "name": name }]);
    let event = json!({ "added": at("two"), "removed": at("one") });
    client.tell("workspace/didChangeWorkspaceFolders", &json!({ "event": event }));
    let pushed = client.pushed();
    assert_eq!(
        (&pushed["diagnostics"][0]["code"], &pushed["diagnostics"][0]["severity"]),
        (&json!("S001"), &json!(4))
    );
}

#[test]
fn each_folder_of_a_workspace_has_its_settings() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one", "two/inner/deep", "else"] {
        std::fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    std::fs::write(folder.path().join("two/own.toml"), "[rules]\nS001 = \"info\"\n").unwrap();
    let path = folder.path().display().to_string();
    let at = |name: &str| json!({ "uri": format!("file://{path}/{name}"), "name": name });
    let params = json!({
        "capabilities": { "workspace": { "configuration": true } },
        "workspaceFolders": [at("one"), at("two"), at("two/inner")],
        "initializationOptions": { "severity": { "S001": "warning" } },
    });
    let (mut client, _) = Client::in_folder(folder, params);
    let asks = |message: &Value| message["method"] == "workspace/configuration";
    let asked = client.wait(asks);
    let scopes: Vec<Option<&str>> =
        asked["params"]["items"].as_array().unwrap().iter().map(|item| item["scopeUri"].as_str()).collect();
    let uri = |name: &str| format!("file://{path}/{name}");
    assert_eq!(scopes, [None, Some(&*uri("one")), Some(&*uri("two")), Some(&*uri("two/inner"))]);
    let of_inner = json!({ "severity": { "S001": "hint" }, "verdict": true });
    client.answer(
        &asked,
        &json!([{}, { "ignore": ["S001"] }, { "config": "own.toml", "severity": {} }, of_inner]),
    );
    let level = |client: &mut Client, name: &str| {
        let uri = client.open(name, "mail", BAD);
        let pushed = client.wait(|message| {
            message["params"]["uri"] == uri && message["params"].get("diagnostics").is_some()
        });
        let pushed = pushed["params"]["diagnostics"].as_array().unwrap().clone();
        pushed.iter().find(|found| found["code"] == "S001").map(|found| found["severity"].clone())
    };
    assert_eq!(level(&mut client, "one/a.eml"), None);
    assert_eq!(level(&mut client, "two/a.eml"), Some(json!(3)), "the file is looked for in the folder");
    assert_eq!(level(&mut client, "two/inner/deep/a.eml"), Some(json!(4)), "the nearest folder counts");
    let verdict = client.wait(|message| message["method"] == "presend/verdict");
    assert_eq!(verdict["params"]["uri"], uri("two/inner/deep/a.eml"));
    assert_eq!(level(&mut client, "else/a.eml"), Some(json!(2)), "what was set for everything");
    // An answer to an older question says nothing about the folders of now, and what was set for one that went holds no longer.
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        &json!({ "event": { "added": [], "removed": [at("one")] } }),
    );
    let again = client.wait(asks);
    assert_eq!(again["params"]["items"].as_array().unwrap().len(), 3);
    client.answer(&asked, &json!([{ "ignore": ["S001"] }, {}, {}, {}]));
    assert_eq!(level(&mut client, "one/b.eml"), Some(json!(2)));
}

/// Returns the titles of the actions for all of a draft, and the actions.
fn actions(client: &mut Client, uri: &str) -> (Vec<String>, Vec<Value>) {
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": whole, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", &params)["result"].as_array().unwrap().clone();
    (actions.iter().map(|action| action["title"].as_str().unwrap().to_owned()).collect(), actions)
}

#[test]
fn a_rule_is_turned_off_in_the_settings_before_it_is_in_the_draft() {
    const OFF: &str = "Turn S001 off in presend.toml";
    const LINE: &str = "Ignore S001 in this draft, with a line in it";
    // Where no presend.toml is, and none can be made, the line remains.
    let (mut client, _) = Client::new(&json!({}), &json!({}));
    let uri = client.open("a.eml", "mail", BAD);
    let (titles, _) = actions(&mut client, &uri);
    assert!(
        titles.iter().any(|title| title == LINE) && !titles.iter().any(|title| title == OFF),
        "{titles:?}"
    );
    // One that is there gets a line more.
    std::fs::write(client.folder.path().join("presend.toml"), "# ours\n[rules]\nU002 = \"off\"\n").unwrap();
    let (titles, found) = actions(&mut client, &uri);
    let place = |title: &str| {
        titles.iter().position(|known| known == title).unwrap_or_else(|| panic!("{title}: {titles:?}"))
    };
    assert!(place(OFF) < place(LINE), "{titles:?}");
    let edit = &found[place(OFF)]["edit"]["changes"][client.uri("presend.toml")][0];
    assert_eq!((&edit["newText"], &edit["range"]["start"]["line"]), (&json!("S001 = \"off\"\n"), &json!(2)));
    // A client that makes files is offered a new one, in the folder that it works in.
    let edits = json!({ "documentChanges": true, "resourceOperations": ["create"] });
    let capabilities = json!({ "workspace": { "workspaceEdit": edits } });
    let params = json!({ "capabilities": capabilities, "rootUri": "file://{folder}" });
    let (mut client, _) = Client::in_folder(tempfile::tempdir().unwrap(), params);
    let uri = client.open("mail/a.eml", "mail", BAD);
    let (titles, found) = actions(&mut client, &uri);
    let at = titles.iter().position(|title| title == OFF).unwrap_or_else(|| panic!("{titles:?}"));
    let steps = &found[at]["edit"]["documentChanges"];
    assert_eq!((&steps[0]["kind"], &steps[0]["uri"]), (&json!("create"), &json!(client.uri("presend.toml"))));
    assert_eq!(steps[1]["edits"][0]["newText"], "[rules]\nS001 = \"off\"\n");
}

#[test]
fn what_is_written_in_other_languages_is_left_alone() {
    let (mut client, _) = Client::new(&json!({}), &json!({}));
    for (name, language) in
        [("a.rs", "rust"), ("a.txt", "python"), ("a.html", "html"), ("a.diff", "diff"), ("a.toml", "toml")]
    {
        client.open(name, language, INSULT);
        assert_eq!(client.pushed()["diagnostics"], json!([]), "{language}");
    }
    for (name, language) in
        [("a", "text"), ("b", "plaintext"), ("c.md", "markdown"), ("d", "gitcommit"), ("e", "mail")]
    {
        client.open(name, language, INSULT);
        assert!(codes(&client.pushed()["diagnostics"]).contains(&"T003"), "{language}");
    }
}

/// The editors themselves were not run: what they would start, and what they would say to it, is.
#[test]
fn the_settings_of_editors_that_were_not_tried_start_the_server_and_name_languages_that_it_reads() {
    let zed: toml::Table = toml::from_str(&read("integrations/zed/extension.toml")).unwrap();
    let server = &zed["language_servers"]["presend"];
    let languages: Vec<&str> =
        server["languages"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert_eq!(languages, ["Plain Text", "Markdown", "Git Commit"]);
    let package: toml::Table = toml::from_str(&read("integrations/zed/Cargo.toml")).unwrap();
    assert_eq!(
        (package["package"]["version"].as_str(), package["lib"]["crate-type"][0].as_str()),
        (zed["version"].as_str(), Some("cdylib"))
    );
    assert!(read("integrations/zed/src/lib.rs").contains("args: vec![\"lsp\".to_owned()]"));
    let sublime: Value = serde_json::from_str(&read("integrations/sublime/LSP.sublime-settings")).unwrap();
    assert_eq!(sublime["clients"]["presend"]["command"], json!(["presend", "lsp"]));
    let (mut client, _) = Client::new(&json!({}), &sublime["clients"]["presend"]["initializationOptions"]);
    // What the package for Sublime makes of a scope that it does not know is the last word of it.
    let scopes = sublime["clients"]["presend"]["selector"].as_str().unwrap().split(" | ");
    let of_sublime = scopes.map(|scope| scope.rsplit('.').next().unwrap());
    let of_zed = languages.iter().map(|name| server["language_ids"][name].as_str().unwrap());
    for (number, language) in of_sublime.chain(of_zed).enumerate() {
        let name = if language == "commit" { "COMMIT_EDITMSG".to_owned() } else { format!("draft{number}") };
        client.open(&name, language, INSULT);
        assert!(codes(&client.pushed()["diagnostics"]).contains(&"T003"), "{language}");
    }
}
