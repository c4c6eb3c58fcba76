//! Feeds servers: what is no frame already is framed line by line, so that a fuzzer need not count bytes.

use presend::harness;
use serde_json::Value;

use super::checks;

/// An editor: frames of the language server protocol, or bodies, one a line, after a good beginning.
pub fn lsp(bytes: &[u8]) {
    let mut input = Vec::new();
    if bytes.starts_with(b"Content-") {
        input.extend_from_slice(bytes);
    } else {
        let begin = br#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}"#;
        for body in std::iter::once(begin.as_slice()).chain(bytes.split(|byte| *byte == b'\n')) {
            input.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
            input.extend_from_slice(body);
        }
    }
    for message in harness::lsp(&input) {
        let is_answer = message.get("id").is_some()
            && (message.get("result").is_some() != message.get("error").is_some());
        assert!(is_answer || message.get("method").is_some_and(Value::is_string), "{message}");
    }
}

/// An agent that speaks MCP.
pub fn mcp(bytes: &[u8]) {
    let answers = harness::mcp(bytes).unwrap_or_else(|why| panic!("{why}"));
    let answers = checks::utf8(&answers);
    for line in answers.lines() {
        checks::json(line);
        let answer: Value = serde_json::from_str(line).unwrap_or_default();
        for answer in answer.as_array().map_or(std::slice::from_ref(&answer), Vec::as_slice) {
            assert_eq!(answer["jsonrpc"], "2.0", "{answer}");
            assert!(answer.get("result").is_some() != answer.get("error").is_some(), "{answer}");
        }
    }
    let asked = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert!(answers.lines().count() <= asked, "more answers than lines");
}

/// An extension of a mail program: frames, or messages, one a line.
pub fn native_host(bytes: &[u8]) {
    let mut input = Vec::new();
    if bytes.starts_with(b"{") {
        for body in bytes.split(|byte| *byte == b'\n') {
            input.extend_from_slice(&u32::try_from(body.len()).unwrap_or(0).to_ne_bytes());
            input.extend_from_slice(body);
        }
    } else {
        input.extend_from_slice(bytes);
    }
    let answers = harness::native_host(&input).unwrap_or_else(|why| panic!("{why}"));
    let mut rest = answers.as_slice();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_ne_bytes(*length) as usize;
        assert!(length <= 1 << 20, "a browser takes no answer of {length} bytes");
        let (answer, after) = after.split_at(length);
        checks::json(checks::utf8(answer));
        rest = after;
    }
    assert!(rest.is_empty(), "a frame is cut");
}

/// The tool call of an agent.
pub fn agent_call(bytes: &[u8]) {
    if let Ok(told) = harness::agent_call(bytes) {
        told.iter().for_each(|line| checks::lines(line));
    }
}
