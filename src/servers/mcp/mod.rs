//! Serves the tool `lint_draft` to agents: MCP, JSON-RPC 2.0 by lines on standard input and output.

mod rpc;
mod tool;

use std::io::{self, BufRead, Read, Write};

use presend_core::message::jsonl;
use presend_core::render::sanitize_json;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::error::CliError;
use rpc::{NO_ID, RpcError, RpcRequest, answer_to, error_to, id_of};

/// Protocol versions that are spoken, the newest last.
const VERSIONS: [&str; 4] = ["2024-11-05", "2025-03-26", "2025-06-18", NEWEST];
const NEWEST: &str = "2025-11-25";

/// Bytes of the longest line that is read; a longer one is answered with an error, so that memory stays bounded.
const LONGEST_LINE: u64 = 64 << 20;

const INSTRUCTIONS: &str = "presend reads a message before it is sent and says what in it is sensitive, urgent or charged, and whether to \
     write it, reword it, hold it or talk instead. Call lint_draft on a draft before you send it or show it as finished.";

/// Answers line after line until standard input ends.
///
/// # Errors
/// Returns why standard input could not be read, or standard output not be written.
pub(crate) fn serve() -> Result<(), CliError> {
    answer_all(io::stdin().lock(), io::stdout().lock())
}

/// Answers line after line until the input ends.
///
/// # Errors
/// Returns why the input could not be read, or the output not be written.
pub(crate) fn answer_all(mut input: impl BufRead, mut out: impl Write) -> Result<(), CliError> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let is_cut = line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n");
        let answer = if is_cut {
            input.skip_until(b'\n')?;
            Some(error_to(NO_ID, &RpcError::invalid("the line is too long")))
        } else {
            answer_line(&line)
        };
        if let Some(answer) = answer {
            writeln!(out, "{}", sanitize_json(answer))?;
            out.flush()?;
        }
    }
}

/// Answers a line: a request, or a batch of them; what asks for nothing is not answered.
fn answer_line(line: &[u8]) -> Option<String> {
    if line.trim_ascii().is_empty() {
        return None;
    }
    let text = String::from_utf8_lossy(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line));
    match jsonl::value(line) {
        Err(why) => Some(error_to(NO_ID, &RpcError::parse(&why))),
        Ok(Value::Array(batch)) if batch.is_empty() => {
            Some(error_to(NO_ID, &RpcError::invalid("the batch is empty")))
        }
        Ok(Value::Array(batch)) => {
            let written: Vec<&RawValue> = serde_json::from_str(&text).unwrap_or_default();
            let written = written.iter().map(|one| one.get()).chain(std::iter::repeat(""));
            let answers: Vec<String> =
                batch.iter().zip(written).filter_map(|(one, text)| answer_one(one, text)).collect();
            (!answers.is_empty()).then(|| format!("[{}]", answers.join(",")))
        }
        Ok(message) => answer_one(&message, &text),
    }
}

fn answer_one(message: &Value, text: &str) -> Option<String> {
    match RpcRequest::read(message, id_of(text)) {
        Ok(None) => None,
        Ok(Some(request)) => Some(match method(&request) {
            Ok(result) => answer_to(request.id, &result),
            Err(failure) => error_to(request.id, &failure),
        }),
        Err((id, failure)) => Some(error_to(id, &failure)),
    }
}

fn method(request: &RpcRequest<'_>) -> Result<Value, RpcError> {
    match request.method {
        "initialize" => Ok(initialize(request)),
        "ping" => Ok(json!({})),
        "tools/list" => Ok(json!({"tools": [tool::description()]})),
        "tools/call" => tool::call(request),
        other => Err(RpcError::unknown_method(other)),
    }
}

/// Agrees on a version: the client's if it is spoken, else the newest.
fn initialize(request: &RpcRequest<'_>) -> Value {
    let wanted = request.params.get("protocolVersion").and_then(Value::as_str);
    let version = VERSIONS.into_iter().rev().find(|known| Some(*known) == wanted);
    json!({
        "protocolVersion": version.unwrap_or(NEWEST),
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "presend", "title": "presend", "version": env!("CARGO_PKG_VERSION")},
        "instructions": INSTRUCTIONS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_line_gets_answers_of_json_rpc_or_none(line in "([\\[{}\\],:]|\"jsonrpc\":\"2.0\"|\"id\":(1|null|\"a\")|\"method\":\"(ping|x|initialize|tools/list|tools/call)\"|\"params\":(\\{\\}|[0-9])|\\PC){0,12}") {
            let answers = match answer_line(line.as_bytes()) {
                None => Vec::new(),
                Some(answer) => match serde_json::from_str(&answer).expect("an answer is JSON") {
                    Value::Array(answers) => answers,
                    answer => vec![answer],
                },
            };
            for answer in answers {
                prop_assert_eq!(&answer["jsonrpc"], "2.0");
                prop_assert!(answer["result"].is_object() != answer["error"]["code"].is_i64(), "{}", answer);
            }
        }
    }

    #[test]
    fn an_id_comes_back_as_it_was_written() {
        for id in ["7", "-0.5e3", "123456789012345678901234567890123456789", "1.00", "\"a\\u0062\"", "\"\""] {
            let message = format!(r#"{{"jsonrpc":"2.0","id": {id} ,"method":"ping"}}"#);
            let answer = format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{{}}}}"#);
            assert_eq!(answer_line(message.as_bytes()).as_deref(), Some(answer.as_str()));
            let batch = format!("[{message},{message}]");
            assert_eq!(answer_line(batch.as_bytes()), Some(format!("[{answer},{answer}]")));
            let unknown = message.replace("ping", "pong");
            let answer = answer_line(unknown.as_bytes()).unwrap_or_default();
            assert!(answer.contains(&format!("\"id\":{id},\"error\"")), "{answer}");
        }
        let answer = answer_line(br#"{"jsonrpc":"2.0","id":"a\ud83d","method":"ping"}"#).unwrap_or_default();
        assert!(answer.contains("\"id\":null,\"error\""), "{answer}");
        let answer = answer_line(br#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#).unwrap_or_default();
        assert!(answer.contains("\"id\":null,\"error\""), "{answer}");
    }
}
