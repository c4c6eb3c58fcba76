//! A language server on standard input and output: it lints drafts while they are written.

mod actions;
mod client;
mod client_settings;
mod documents;
mod findings;
mod positions;
mod requests;
mod server;
mod sessions;
mod workspace;

use lsp_server::Connection;

use crate::exit::{FAILED, FOUND};
use crate::terminal::say;
use server::Server;

/// Serves until the client ends it. The code is 0 after a proper shutdown, else 1; 2 where it could not begin.
pub(crate) fn serve() -> u8 {
    let (connection, threads) = Connection::stdio();
    let code = match serve_on(&connection) {
        Ok(code) => code,
        Err(why) => {
            say(&format!("presend: lsp: {why}"));
            FAILED
        }
    };
    drop(connection);
    // A client that has gone leaves a pipe broken: nobody is left to tell.
    let _ = threads.join();
    code
}

fn serve_on(connection: &Connection) -> Result<u8, String> {
    let (id, params) = match connection.initialize_start() {
        Ok(begun) => begun,
        // The client closed before it began.
        Err(_) => return Ok(FOUND),
    };
    let server = Server::new(connection, &params);
    connection.initialize_finish(id, server.capabilities()).map_err(|error| error.to_string())?;
    Ok(server.run())
}
