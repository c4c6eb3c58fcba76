//! Speaks the language server protocol to the real program, as editors do.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{finish, presend, text};

pub(crate) const BAD: &str = "Subject: News 👍\n\nHéllo 👍 we have to let you go effective Friday.\n";

/// A client with a server of its own. A server that does not answer fails the test instead of hanging it.
pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    pub(crate) folder: tempfile::TempDir,
    last: i64,
}

impl Client {
    pub(crate) fn new(capabilities: &Value, options: &Value) -> (Client, Value) {
        let params =
            json!({ "rootUri": null, "capabilities": capabilities, "initializationOptions": options });
        Client::in_folder(tempfile::tempdir().unwrap(), params)
    }

    /// Starts a server in a folder; a `{folder}` in its parameters is that folder.
    pub(crate) fn in_folder(folder: tempfile::TempDir, params: Value) -> (Client, Value) {
        let folder_path = folder.path().display().to_string();
        let mut command = presend(folder.path(), &["lsp"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || read_all(output, |message| sender.send(message).is_ok()));
        let input = child.stdin.take();
        let mut client = Client { child, input, messages, folder, last: 0 };
        let params: Value =
            serde_json::from_str(&params.to_string().replace("{folder}", &folder_path)).unwrap();
        let result = client.ask("initialize", &params);
        client.tell("initialized", &json!({}));
        (client, result["result"]["capabilities"].clone())
    }

    fn write(&mut self, messages: &[Value]) {
        let mut bytes = Vec::new();
        for message in messages {
            let body = message.to_string();
            write!(bytes, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        }
        self.input.as_mut().unwrap().write_all(&bytes).unwrap();
    }

    pub(crate) fn tell(&mut self, method: &str, params: &Value) {
        self.write(&[json!({ "jsonrpc": "2.0", "method": method, "params": params })]);
    }

    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.write(&[json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })]);
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Answers a request of the server.
    pub(crate) fn answer(&mut self, request: &Value, result: &Value) {
        self.write(&[json!({ "jsonrpc": "2.0", "id": request["id"], "result": result })]);
    }

    /// Returns the next message that is wanted.
    pub(crate) fn wait(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(Duration::from_secs(30)).expect("the server answers");
            if is_wanted(&message) {
                return message;
            }
        }
    }

    pub(crate) fn pushed(&mut self) -> Value {
        self.wait(|message| message["method"] == "textDocument/publishDiagnostics")["params"].clone()
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.path().display())
    }

    pub(crate) fn open(&mut self, name: &str, language: &str, text: &str) -> String {
        let uri = self.uri(name);
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        uri
    }

    /// Ends the server and returns its code.
    fn end(mut self, messages: &[Value]) -> Option<i32> {
        self.write(messages);
        self.input = None;
        self.child.wait().unwrap().code()
    }
}

fn read_all(mut output: impl BufRead, mut put: impl FnMut(Value) -> bool) {
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            match line.trim() {
                "" => break,
                line => length = line.strip_prefix("Content-Length: ").unwrap().parse().unwrap(),
            }
        }
        let mut body = vec![0; length];
        output.read_exact(&mut body).unwrap();
        if !put(serde_json::from_slice(&body).expect("the protocol alone is on standard output")) {
            return;
        }
    }
}

pub(crate) fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

pub(crate) fn utf8() -> Value {
    json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } })
}

#[test]
fn positions_are_in_the_units_that_were_agreed_on() {
    for (capabilities, name, start) in [(json!({}), "utf-16", 20), (utf8(), "utf-8", 23)] {
        let (mut client, server) = Client::new(&capabilities, &json!({}));
        assert_eq!(server["positionEncoding"], name);
        assert!(server.get("diagnosticProvider").is_none());
        client.open("draft.eml", "mail", BAD);
        let pushed = client.pushed();
        assert_eq!(codes(&pushed["diagnostics"]), ["S001", "verdict"]);
        let range = &pushed["diagnostics"][0]["range"];
        assert_eq!((&range["start"]["line"], &range["start"]["character"]), (&json!(2), &json!(start)));
        assert_eq!(range["end"]["character"].as_u64().unwrap() - start, "let you go effective".len() as u64);
        assert_eq!(pushed["diagnostics"][0]["severity"], 1);
        assert_eq!(pushed["diagnostics"][1]["severity"], 4);
        assert_eq!(client.end(&[]), Some(1));
    }
}

#[test]
fn every_message_of_a_series_or_an_mbox_is_linted() {
    let patch = |subject: &str, words: &str| {
        format!(
            "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: Ana <ana@example.com>\n\
             Date: Tue, 3 Mar 2026 10:00:00 +0100\nSubject: [PATCH] {subject}\n\n{words}\n---\n a | 1 +\n\n-- \n2.40.0\n\n"
        )
    };
    let mail = |subject: &str, words: &str| {
        format!(
            "From ana@example.com Tue Mar  3 10:00:00 2026\nFrom: Ana <ana@example.com>\nTo: bo@example.com\n\
             Subject: {subject}\n\n{words}\n\n"
        )
    };
    let (good, bad) = ("They were read as blanks.", "You are an idiot, and you broke it again.");
    let series = [patch("Add a", good), patch("Add b", bad), patch("Add c", bad)].concat();
    let mbox = [mail("Lunch", good), mail("News", bad), mail("News", bad)].concat();
    for (name, text) in [("series.patch", series), ("drafts.mbox", mbox)] {
        let (mut client, _) = Client::new(&utf8(), &json!({ "verdict": true }));
        let uri = client.open(name, "plaintext", &text);
        let pushed = client.pushed();
        let found = pushed["diagnostics"].as_array().unwrap();
        let at: Vec<_> = found.iter().filter(|found| found["code"] == "T003").collect();
        let lines = text.lines().enumerate().filter(|(_, line)| line.contains("idiot"));
        let lines: Vec<usize> = lines.map(|(line, _)| line).collect();
        let starts: Vec<_> =
            at.iter().map(|found| found["range"]["start"]["line"].as_u64().unwrap()).collect();
        assert_eq!(starts, lines.iter().map(|line| *line as u64).collect::<Vec<_>>(), "{name}: {found:?}");
        assert_eq!(
            codes(&pushed["diagnostics"]).iter().filter(|code| **code == "verdict").count(),
            2,
            "{name}"
        );
        let verdict = client.wait(|message| message["method"] == "presend/verdict");
        assert_eq!(verdict["params"]["uri"], json!(uri));
        assert_ne!(verdict["params"]["action"], json!("write"), "the strictest of all");
        client.end(&[]);
    }
}

#[test]
fn a_client_that_asks_is_told_only_when_it_asks() {
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let (mut client, server) = Client::new(&capabilities, &json!({}));
    assert_eq!(server["diagnosticProvider"]["interFileDependencies"], false);
    let uri = client.open("draft.eml", "mail", BAD);
    let report = client.ask("textDocument/diagnostic", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(codes(&report["result"]["items"]), ["S001", "verdict"]);
    let shutdown = client.ask("shutdown", &Value::Null);
    assert_eq!(shutdown["result"], Value::Null);
    assert!(client.messages.try_iter().next().is_none(), "nothing was pushed");
    assert_eq!(client.end(&[json!({ "jsonrpc": "2.0", "method": "exit" })]), Some(0));
}

#[test]
fn the_last_of_many_changes_is_what_counts() {
    let (mut client, _) = Client::new(&json!({}), &json!({ "verdict": true }));
    let uri = client.open("draft.txt", "plaintext", "The menu is on the wiki page.\n");
    assert_eq!(client.pushed()["diagnostics"], json!([]));
    let change = |version: i64| {
        let text = if version == 50 { "You are an idiot.\n" } else { "Hello there.\n" };
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "text": text }] });
        json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params })
    };
    client.write(&(2..=50).map(change).collect::<Vec<_>>());
    let mut versions = Vec::new();
    let last = loop {
        let pushed = client.pushed();
        versions.push(pushed["version"].as_i64().unwrap());
        if pushed["version"] == 50 {
            break pushed;
        }
    };
    assert!(codes(&last["diagnostics"]).contains(&"T003"), "{last}");
    assert!(versions.is_sorted(), "{versions:?}");
    let verdict =
        client.wait(|message| message["method"] == "presend/verdict" && message["params"]["version"] == 50);
    assert_ne!(verdict["params"]["action"], "write");
    client.tell("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.pushed()["diagnostics"], json!([]));
}

#[test]
fn a_rule_can_be_ignored_and_explained_where_it_speaks() {
    let (mut client, _) = Client::new(&json!({}), &json!({}));
    for (name, language, text, line) in [
        ("a.txt", "text", "You are an idiot.\n\n-- \nAna\n", "presend: ignore[T003]\n"),
        ("a.md", "markdown", "You are an idiot.", "\n<!-- presend: ignore[T003] -->\n"),
        (
            "COMMIT_EDITMSG",
            "gitcommit",
            "Fix it\n\nYou are an idiot.\n# Please enter the commit message\n",
            "# presend: ignore[T003]\n",
        ),
    ] {
        let uri = client.open(name, language, text);
        let found = client.pushed()["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .find(|found| found["code"] == "T003")
            .cloned();
        let found = found.unwrap_or_else(|| panic!("{name}: T003 speaks"));
        let context = json!({ "diagnostics": [found] });
        let params = json!({ "textDocument": { "uri": uri }, "range": found["range"], "context": context });
        let actions = client.ask("textDocument/codeAction", &params)["result"].clone();
        let ignore = actions
            .as_array()
            .unwrap()
            .iter()
            .find(|action| action["title"] == "Ignore T003 in this draft, with a line in it")
            .unwrap();
        let edit = &ignore["edit"]["changes"][&uri][0];
        assert_eq!(edit["newText"], line, "{name}");
        let (row, column) = (
            edit["range"]["start"]["line"].as_u64().unwrap(),
            edit["range"]["start"]["character"].as_u64().unwrap(),
        );
        let at: usize =
            text.split_inclusive('\n').take(usize::try_from(row).unwrap()).map(str::len).sum::<usize>()
                + usize::try_from(column).unwrap();
        let changed = format!("{}{line}{}", &text[..at], &text[at..]);
        let change =
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": changed }] });
        client.tell("textDocument/didChange", &change);
        let pushed = client.pushed();
        assert!(!codes(&pushed["diagnostics"]).contains(&"T003"), "{name}: {changed:?} {pushed}");
    }
    let page = client
        .ask("workspace/executeCommand", &json!({ "command": "presend.explain", "arguments": ["T003"] }));
    assert!(page["result"].as_str().unwrap().starts_with("T003 "), "{page}");
}

#[test]
fn a_secret_can_be_masked_in_all_its_places() {
    let (mut client, _) = Client::new(&utf8(), &json!({}));
    let text = "Hi Ana,\n\nThe password is Heron58!Tarn.\nHeron58!Tarn works in the shed too, Moss%Brook7 does not.\n";
    let uri = client.open("a.eml", "mail", text);
    client.pushed();
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 9 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": whole, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", &params)["result"].clone();
    let lines = |title: &str| -> Vec<Vec<u64>> {
        let named = actions.as_array().unwrap().iter().filter(|action| action["title"] == title);
        named
            .map(|action| {
                let edits = action["edit"]["changes"][&uri].as_array().unwrap();
                assert!(edits.iter().all(|edit| edit["newText"] == "********"), "{edits:?}");
                edits.iter().map(|edit| edit["range"]["start"]["line"].as_u64().unwrap()).collect()
            })
            .collect()
    };
    assert_eq!(lines("mask it")[0], [2], "{actions}");
    assert_eq!(lines("mask it in all 2 places"), [[2, 3]], "{actions}");
}

#[test]
fn a_suggestion_is_a_change() {
    let (mut client, _) = Client::new(&utf8(), &json!({}));
    let text = "Hi Ana,\n\nPlease send the file ASAP.\n";
    let uri = client.open("a.eml", "mail", text);
    let pushed = client.pushed();
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 9 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": whole, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", &params)["result"].clone();
    let offered: Vec<&Value> =
        actions.as_array().unwrap().iter().filter(|action| action["edit"].is_object()).collect();
    assert!(!offered.is_empty(), "{pushed} {actions}");
    let nowhere = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 } });
    let params =
        json!({ "textDocument": { "uri": uri }, "range": nowhere, "context": { "diagnostics": [] } });
    assert_eq!(client.ask("textDocument/codeAction", &params)["result"], json!([]));
}

#[test]
fn a_hover_shows_the_page_of_the_rule() {
    let (mut client, _) = Client::new(&json!({}), &json!({}));
    let uri = client.open("draft.eml", "mail", BAD);
    let at = |line: u32, character: u32| json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
    let hover = client.ask("textDocument/hover", &at(2, 25));
    assert!(
        hover["result"]["contents"]["value"].as_str().unwrap().starts_with("**S001 employment-ending**"),
        "{hover}"
    );
    assert_eq!(client.ask("textDocument/hover", &at(99, 99))["result"], Value::Null);
}

#[test]
fn settings_come_from_the_file_and_from_the_client() {
    let (mut client, _) = Client::new(&json!({}), &json!({ "ignore": ["S001"] }));
    client.open("a.eml", "mail", BAD);
    assert!(!codes(&client.pushed()["diagnostics"]).contains(&"S001"));
    client.tell(
        "workspace/didChangeConfiguration",
        &json!({ "settings": { "presend": { "minConfidence": 1 } } }),
    );
    assert_eq!(client.pushed()["diagnostics"], json!([]));
    // What was set at the start holds until something else is set.
    client.tell("workspace/didChangeConfiguration", &json!({ "settings": { "presend": {} } }));
    assert!(!codes(&client.pushed()["diagnostics"]).contains(&"S001"));
    client.tell(
        "workspace/didChangeConfiguration",
        &json!({ "settings": { "presend": { "severity": { "S001": "hint" }, "ignore": [] } } }),
    );
    assert_eq!(client.pushed()["diagnostics"][0]["severity"], 4);
    std::fs::write(client.folder.path().join("presend.toml"), "[rules]\nS001 = \"sometimes\"\n").unwrap();
    client.tell("workspace/didChangeConfiguration", &json!({ "settings": {} }));
    let shown = client.wait(|message| message["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().contains("presend.toml:2"), "{shown}");
    std::fs::write(client.folder.path().join("presend.toml"), "[rules]\nS001 = \"off\"\n").unwrap();
    client.tell("workspace/didChangeConfiguration", &json!({ "settings": {} }));
    let quiet = client.wait(|message| {
        message["method"] == "textDocument/publishDiagnostics"
            && !message["params"].to_string().contains("S001")
    });
    assert!(quiet.is_object());
}

#[test]
fn what_is_not_understood_is_answered_and_stops_nothing() {
    let (mut client, _) = Client::new(&json!({}), &json!({ "select": 7, "severity": "x" }));
    assert_eq!(client.ask("textDocument/rename", &json!({}))["error"]["code"], -32601);
    assert_eq!(client.ask("textDocument/hover", &json!({ "position": "here" }))["error"]["code"], -32602);
    client.tell("textDocument/didChange", &json!({ "textDocument": {}, "contentChanges": 3 }));
    client.tell("textDocument/didOpen", &json!([]));
    let params = json!({ "textDocument": { "uri": "file:///none" } });
    assert_eq!(client.ask("textDocument/diagnostic", &params)["result"]["items"], json!([]));
    client.open("draft.eml", "mail", BAD);
    assert_eq!(codes(&client.pushed()["diagnostics"]), ["S001", "verdict"]);
}

#[test]
fn a_draft_opened_before_the_client_says_that_it_is_ready_is_linted_and_never_printed() {
    let folder = tempfile::tempdir().unwrap();
    let messages = [
        json!({ "jsonrpc": "2.0", "id": 0, "method": "hover Tulip!Horse42", "params": {} }),
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": {
            "uri": "file:///tmp/a.md", "languageId": "markdown", "version": 1,
            "text": "The password is Tulip!Horse42.\nWe have to let you go.\n" } } }),
        json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }),
        json!({ "jsonrpc": "2.0", "method": "exit" }),
    ];
    let mut input = Vec::new();
    for message in messages {
        let body = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    }
    let output = finish(&mut presend(folder.path(), &["lsp"]), &input);
    let answers = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{answers}");
    assert!(answers.contains("P001") && !answers.contains("Tulip"), "{answers}");
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn broken_frames_are_answered_and_the_server_lives_on() {
    let (mut client, _) = Client::new(&json!({}), &json!({}));
    let uri = client.uri("draft.eml");
    let secret = "Tulip!Horse42";
    let far = format!("Content-Length: 1000000000000\r\n\r\n{{\"text\":\"{secret}\"}}");
    let cut = format!("Content-Length: 40\r\n\r\n{{\"text\":\"{secret} {secret}1234");
    let frames: [(&[u8], i32); 4] = [
        (far.as_bytes(), -32600),
        (b"Content-Length: 99999999999999999999999\r\n\r\n", -32600),
        (b"Content-Length: 2\r\n\r\n\xff\xfe", -32700),
        (cut.as_bytes(), -32700),
    ];
    for (frame, code) in frames {
        client.input.as_mut().unwrap().write_all(frame).unwrap();
        // What follows is read as it is.
        client.tell(
            "textDocument/didOpen",
            &json!({ "textDocument": { "uri": uri, "languageId": "mail", "version": 1, "text": BAD } }),
        );
        let answer = client.wait(|message| message.get("error").is_some());
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(code)), "{answer}");
        assert!(!answer.to_string().contains(secret), "{answer}");
        assert!(!client.pushed()["diagnostics"].as_array().unwrap().is_empty());
    }
}
