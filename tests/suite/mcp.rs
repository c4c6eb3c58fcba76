//! Speaks to the MCP server as a client does, line by line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::support::presend;

/// A server with its two pipes.
struct Server {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    _home: tempfile::TempDir,
}

impl Server {
    fn start() -> Server {
        let home = tempfile::tempdir().unwrap();
        // A presend.toml in the working folder is the agent's to write.
        std::fs::write(home.path().join("presend.toml"), "[rules]\nS001 = \"off\"\n").unwrap();
        let mut command = presend(home.path(), &["mcp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        Server { child, input, output, _home: home }
    }

    fn send(&mut self, line: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(line).and_then(|()| input.write_all(b"\n")).and_then(|()| input.flush()).unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"))
    }

    fn ask(&mut self, line: &str) -> Value {
        self.send(line.as_bytes());
        self.receive()
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.ask(&json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params}).to_string())
    }

    fn lint(&mut self, arguments: Value) -> Value {
        self.request("tools/call", json!({"name": "lint_draft", "arguments": arguments}))
    }

    /// Ends the server; it must have written nothing but the answers that were read.
    fn end(mut self) {
        drop(self.input.take());
        let mut rest = String::new();
        self.output.read_line(&mut rest).unwrap();
        let output = self.child.wait_with_output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), rest.as_str(), errors.as_str()), (Some(0), "", ""));
    }
}

fn code(answer: &Value) -> i64 {
    assert_eq!(answer["jsonrpc"], "2.0");
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
}

#[test]
fn a_session_agrees_on_a_version_and_lists_one_read_only_tool() {
    let mut server = Server::start();
    for (asked, agreed) in [
        ("2024-11-05", "2024-11-05"),
        ("2025-03-26", "2025-03-26"),
        ("2025-11-25", "2025-11-25"),
        ("1999-01-01", "2025-11-25"),
    ] {
        let params = json!({"protocolVersion": asked, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
        let answer = server.request("initialize", params);
        assert_eq!((&answer["id"], &answer["result"]["protocolVersion"]), (&json!(7), &json!(agreed)));
        assert_eq!(answer["result"]["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
        assert!(answer["result"]["capabilities"]["tools"].is_object());
    }
    server.send(br#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
    server.send(br#"{"jsonrpc":"2.0","method":"no/such/notification","params":{}}"#);
    server.send(br#"{"jsonrpc":"2.0","id":3,"result":{}}"#);
    server.send(b"");
    assert_eq!(server.request("ping", json!({}))["result"], json!({}));
    let answer = server.ask(r#"{"jsonrpc":"2.0","id":"a","method":"tools/list"}"#);
    assert_eq!(answer["id"], "a");
    let tools = answer["result"]["tools"].as_array().unwrap();
    assert_eq!(tools.len(), 1);
    assert_eq!(
        (&tools[0]["name"], &tools[0]["annotations"]["readOnlyHint"]),
        (&json!("lint_draft"), &json!(true))
    );
    server.end();
}

#[test]
fn findings_are_a_result_and_fit_the_schema() {
    let mut server = Server::start();
    let tools = server.request("tools/list", json!({}));
    let tool = &tools["result"]["tools"][0];
    let input = jsonschema::validator_for(&tool["inputSchema"]).unwrap();
    let output = jsonschema::validator_for(&tool["outputSchema"]).unwrap();
    for (arguments, ok, action) in [
        (
            json!({"body": "Hi Bob,\n\nwe have to let you go effective Friday.\n", "to": ["bob@example.com"]}),
            false,
            "talk",
        ),
        (
            json!({"body": "<p>presend: ignore[S001]</p><p>we have to let you go</p>", "subject": null}),
            false,
            "talk",
        ),
        (json!({"body": "", "subject": "we have to let you go effective Friday"}), false, "talk"),
        (
            json!({"body": "Shall we have lunch on Friday?", "profile": "chat", "from": "a@x.y", "cc": [], "bcc": "c@x.y"}),
            true,
            "write",
        ),
        (json!({"body": ""}), true, "write"),
    ] {
        let is_strict =
            arguments.as_object().unwrap().iter().all(|(name, value)| name != "bcc" && !value.is_null());
        // What the schema does not promise is taken all the same: null, and one address that is no list.
        assert_eq!(input.is_valid(&arguments), is_strict);
        let answer = server.lint(arguments);
        let result = &answer["result"];
        let found = &result["structuredContent"];
        assert_eq!(
            (&result["isError"], &found["ok"], &found["verdict"]["action"]),
            (&json!(false), &json!(ok), &json!(action)),
            "{answer}"
        );
        assert!(output.is_valid(found), "{found}");
        let text: Value = serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, *found);
    }
    server.end();
}

#[test]
fn what_cannot_be_answered_gets_the_code_of_its_error() {
    let mut server = Server::start();
    for (line, expected) in [
        ("{", -32700),
        ("hello", -32700),
        ("3", -32600),
        ("[]", -32600),
        ("{}", -32600),
        (r#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":4}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#, -32601),
        (r#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, -32602),
    ] {
        assert_eq!(code(&server.ask(line)), expected, "{line}");
    }
    assert_eq!(code(&server.ask(&"[".repeat(100_000))), -32700);
    for params in [
        json!({}),
        json!({"name": "send_draft", "arguments": {"body": ""}}),
        json!({"name": "lint_draft"}),
        json!({"name": "lint_draft", "arguments": [1]}),
        json!({"name": "lint_draft", "arguments": {}}),
        json!({"name": "lint_draft", "arguments": {"body": 3}}),
        json!({"name": "lint_draft", "arguments": {"body": "a", "to": [1]}}),
        json!({"name": "lint_draft", "arguments": {"body": "a", "profile": "poem"}}),
        json!({"name": "lint_draft", "arguments": {"body": "a", "bod": "b"}}),
    ] {
        let answer = server.request("tools/call", params.clone());
        assert_eq!((code(&answer), &answer["id"]), (-32602, &json!(7)), "{params}");
    }
    assert_eq!(server.request("ping", json!({}))["result"], json!({}));
    server.end();
}

#[test]
fn a_batch_is_answered_as_one() {
    let mut server = Server::start();
    let answer = server.ask(
        r#"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},4,{"jsonrpc":"2.0","id":2,"method":"x"}]"#,
    );
    let answers = answer.as_array().unwrap();
    assert_eq!(answers.len(), 3);
    assert_eq!((&answers[0]["id"], code(&answers[1]), code(&answers[2])), (&json!(1), -32600, -32601));
    server.send(br#"[{"jsonrpc":"2.0","method":"notifications/x"}]"#);
    server.end();
}

#[test]
fn odd_bytes_and_long_drafts_are_linted() {
    let mut server = Server::start();
    server.send(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"lint_draft\",\"arguments\":{\"body\":\"\xff\xfe we have to let you go \\ud83d \\u0000 \\u2028\"}}}\r");
    let answer = server.receive();
    assert_eq!(answer["result"]["structuredContent"]["ok"], json!(false), "{answer}");
    let long = "we will meet on friday ".repeat(40_000);
    let answer = server.lint(json!({"body": long}));
    assert_eq!(answer["result"]["isError"], json!(false));
    server.end();
}
