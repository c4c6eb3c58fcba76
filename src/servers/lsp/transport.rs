//! Moves messages between standard input, standard output and the server, each way on a thread.

use std::io::{self, Write};
use std::thread::{Builder, JoinHandle};

use lsp_server::{Connection, Message, Notification};
use presend_core::render::sanitize_json;
use serde::Serialize;
use serde_json::{Map, Value};

use super::frames::FrameReader;

/// The version of JSON-RPC that is spoken.
const VERSION: &str = "2.0";

/// Connects a server to the streams. The thread that is returned ends when all is written and the server has gone.
pub(super) fn connect() -> io::Result<(Connection, JoinHandle<()>)> {
    let (client, server) = Connection::memory();
    let Connection { sender, receiver } = client;
    Builder::new().name("reader".to_owned()).spawn(move || {
        let mut frames = FrameReader::new(io::stdin().lock());
        while let Ok(Some(read)) = frames.read() {
            let is_over = match read {
                Ok(message) => sender.send(message).is_err(),
                Err(fault) => write(&fault.answer()).is_err(),
            };
            if is_over {
                return;
            }
        }
    })?;
    let writer = Builder::new().name("writer".to_owned()).spawn(move || {
        // A client that has gone is found out by the next reading.
        let _ = receiver.into_iter().try_for_each(|message| tell(&message));
    })?;
    Ok((server, writer))
}

/// Writes a message under the version of its protocol.
fn tell(message: &Message) -> io::Result<()> {
    // What an editor waits for after each change is not copied first.
    if let Message::Notification(Notification { method, params }) = message {
        return write(&Told { jsonrpc: VERSION, method, params });
    }
    let mut object = Map::from_iter([("jsonrpc".to_owned(), Value::from(VERSION))]);
    if let Ok(Value::Object(rest)) = serde_json::to_value(message) {
        object.extend(rest);
    }
    write(&object)
}

/// A notification as it is written.
#[derive(Serialize)]
struct Told<'m> {
    jsonrpc: &'static str,
    method: &'m str,
    #[serde(skip_serializing_if = "Value::is_null")]
    params: &'m Value,
}

/// Writes a frame, with nothing in it that a terminal obeys or hides: clients print what they log.
fn write(message: &impl Serialize) -> io::Result<()> {
    let text = sanitize_json(serde_json::to_string(message)?);
    let mut out = io::stdout().lock();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()
}
