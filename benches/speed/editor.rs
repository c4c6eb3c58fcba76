//! Times what the language server takes for a change of a draft, from the notification to the diagnostics.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

use crate::corpus::{Corpus, Scale};
use crate::table::{met, print};

/// Where the draft is said to lie: nothing is read from there.
const URI: &str = "file:///nowhere/draft.eml";

/// What is typed, and taken back again.
const TYPED: &str = "please ";

/// A server with a draft open.
struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    version: i64,
}

/// Prints what half of the changes take at most, and what 99 of 100 do.
pub(crate) fn change(corpus: &Corpus, scale: &Scale) {
    let text = std::fs::read_to_string(&corpus.long_mail).unwrap_or_default();
    let Some(line) = text.lines().position(str::is_empty).map(|head| head + 1) else { return };
    let Some(mut server) = Server::open(&text) else {
        println!("editor: the server did not start");
        return;
    };
    let place = json!({ "line": line, "character": 0 });
    let typed_end = json!({ "line": line, "character": TYPED.len() });
    let typed: String = text
        .split_inclusive('\n')
        .enumerate()
        .flat_map(|(at, own)| [if at == line { TYPED } else { "" }, own])
        .collect();
    let steps = [
        json!([{ "range": { "start": place, "end": place }, "text": TYPED }]),
        json!([{ "range": { "start": place, "end": typed_end }, "text": "" }]),
    ];
    let whole = [json!([{ "text": typed }]), json!([{ "text": text }])];
    let (mut by_steps, mut by_whole) = (Vec::new(), Vec::new());
    for round in 0..scale.pairs * 2 {
        // Typed and taken back by steps, then the same as whole texts.
        let (changes, times) = if round % 4 < 2 { (&steps, &mut by_steps) } else { (&whole, &mut by_whole) };
        times.extend(server.change(&changes[round % 2]));
    }
    server.end();
    let rows = [("a change, as an edit", by_steps), ("a change, as the whole text", by_whole)].map(
        |(name, mut times)| {
            times.sort_by(f64::total_cmp);
            let part =
                |hundredths: usize| times.get(times.len().saturating_sub(1) * hundredths / 100).copied();
            let (middle, most) = (part(50).unwrap_or(f64::NAN), part(99).unwrap_or(f64::NAN));
            let target = met(middle <= 1.0 && most <= 1.5, "<= 1.0 ms, 99 of 100 <= 1.5 ms");
            vec![
                name.to_owned(),
                format!("{middle:.2} ms"),
                format!("{most:.2} ms"),
                format!("{:.2}", most / middle),
                target,
            ]
        },
    );
    let title = format!("editor: a draft of {:.0} KB, {} changes", text.len() as f64 / 1e3, scale.pairs * 2);
    print(
        &title,
        &["from the change to the diagnostics", "median", "99 of 100", "x median", "target"],
        &rows,
    );
}

impl Server {
    /// Starts a server, and opens a draft.
    fn open(text: &str) -> Option<Server> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_presend"));
        let mut child = command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
        let (input, output) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        let mut server = Server { child, input, output, version: 1 };
        server.send(
            &json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
        )?;
        server.receive()?;
        server.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }))?;
        let document = json!({ "uri": URI, "languageId": "mail", "version": 1, "text": text });
        server.tell("textDocument/didOpen", &json!({ "textDocument": document }))?;
        server.diagnostics()?;
        Some(server)
    }

    /// Changes the draft, and returns how long the diagnostics took, in milliseconds.
    fn change(&mut self, changes: &Value) -> Option<f64> {
        self.version += 1;
        let document = json!({ "uri": URI, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        let start = Instant::now();
        self.tell("textDocument/didChange", &params)?;
        self.diagnostics()?;
        Some(start.elapsed().as_secs_f64() * 1e3)
    }

    fn tell(&mut self, method: &str, params: &Value) -> Option<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn send(&mut self, message: &Value) -> Option<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())
            .and_then(|()| self.input.flush())
            .ok()
    }

    /// Waits for the diagnostics of the draft as it is now.
    fn diagnostics(&mut self) -> Option<()> {
        let wanted = format!("\"version\":{}", self.version);
        loop {
            let body = self.receive()?;
            if body.contains("publishDiagnostics") && body.contains(&wanted) {
                return Some(());
            }
        }
    }

    fn receive(&mut self) -> Option<String> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().ok()?,
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).ok()?;
        String::from_utf8(body).ok()
    }

    fn end(mut self) {
        let _ = self.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
        let _ = self.tell("exit", &Value::Null);
        drop(self.input);
        let _ = self.child.wait();
    }
}
