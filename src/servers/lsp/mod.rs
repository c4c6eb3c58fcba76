//! A language server on standard input and output: it lints drafts while they are written.

mod actions;
mod changes;
mod client;
mod client_settings;
mod config_edit;
mod documents;
mod findings;
mod fixes;
mod frames;
mod positions;
mod requests;
mod server;
mod sessions;
mod transport;
mod watching;
mod workspace;

use lsp_server::{Connection, ErrorCode, Message, Request, RequestId, Response};
use serde_json::Value;

use crate::error::reason;
use crate::exit::FOUND;
use crate::terminal::say;
pub(crate) use frames::FrameReader;
use server::Server;

/// Serves until the client ends it. The code is 0 after a proper shutdown, else 1.
pub(crate) fn serve() -> u8 {
    let (connection, writer) = match transport::connect() {
        Ok(connected) => connected,
        Err(error) => {
            say(&format!("presend: lsp: {}", reason(&error)));
            return FOUND;
        }
    };
    let code = serve_on(&connection);
    drop(connection);
    // It writes what is left.
    let _ = writer.join();
    code
}

/// Serves the client at the other end of a connection.
pub(crate) fn serve_on(connection: &Connection) -> u8 {
    // The client closed before it began.
    let Some((id, params)) = beginning(connection) else { return FOUND };
    let server = Server::new(connection, &params);
    let begun = Response::new_ok(id, server.capabilities());
    if connection.sender.send(begun.into()).is_err() {
        return FOUND;
    }
    server.run()
}

/// Waits for the request to begin, and returns its id and parameters. The library's own wait puts messages, and with them drafts,
/// into its errors.
fn beginning(connection: &Connection) -> Option<(RequestId, Value)> {
    for message in &connection.receiver {
        match message {
            Message::Request(Request { id, method, params }) if method == "initialize" => {
                return Some((id, params));
            }
            Message::Request(Request { id, .. }) => {
                let why = "presend is waiting for initialize".to_owned();
                let answer = Response::new_err(id, ErrorCode::ServerNotInitialized as i32, why);
                connection.sender.send(answer.into()).ok()?;
            }
            Message::Notification(notification) if notification.method == "exit" => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    None
}
