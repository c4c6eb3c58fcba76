//! Feeds bytes to what programs else reach through streams, for tests and fuzzers; nothing about it is promised.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lsp_server::Connection;
use presend_core::Report;
use presend_core::guidelines::{show, show_presets};
use presend_core::message::{Format, Message};
use serde_json::Value;

use crate::commands::hook::agent;
use crate::config;
use crate::error::CliError;
use crate::input::read_message::read_message;
use crate::input::reader;
use crate::input::reading::Reading;
use crate::input::unit::{Unit, Units};
use crate::input::walk;
use crate::options::{CheckOptions, ConfigChoice};
use crate::sendmail;
use crate::servers::{lsp, mcp, native_host};
use crate::session::configured_linter::ConfiguredLinter;
use crate::session::header_overrides::HeaderOverrides;
use crate::session::lint_session::LintSession;

/// The name of what is read.
const NAME: &str = "<stdin>";

static SESSION: LazyLock<Result<LintSession, CliError>> = LazyLock::new(LintSession::built_in);

/// Reads all messages of an input as a check does, in the format or by looking, and hands on each.
pub fn messages(format: Option<Format>, bytes: &[u8], see: &mut dyn FnMut(&Message<'_>)) {
    read_units(units(format, bytes), see);
}

/// Reads all messages of a file or folder.
pub fn messages_of(path: &Path, see: &mut dyn FnMut(&Message<'_>)) {
    read_units(walk::path(path, Reading::new(None, 0, false), std::rc::Rc::default()), see);
}

/// Lints all messages of an input as a check does, without settings, and hands on each report.
pub fn reports(format: Option<Format>, bytes: &[u8], see: &mut dyn FnMut(&Report<'_>)) {
    if let Ok(session) = &*SESSION {
        lint_units(session, units(format, bytes), see);
    }
}

/// Reads a presend.toml, shows it, and lints a mail under it; its lexicons are left alone, for they are files.
///
/// # Errors
/// Returns what is wrong in it.
pub fn settings(text: &str, mail: &[u8], see: &mut dyn FnMut(&Report<'_>)) -> Result<String, String> {
    let config = config::parse(PathBuf::from("presend.toml"), text).map_err(|error| error.reason())?;
    let mut shown = String::new();
    if let Some(guidelines) = &config.guidelines {
        shown = show(guidelines) + &show_presets(guidelines);
    }
    let options = CheckOptions { config: ConfigChoice::Isolated, plan: true, ..CheckOptions::default() };
    let linter = ConfiguredLinter::new(&options, config).map_err(|error| error.reason())?;
    let session = LintSession::of_check(vec![linter], HeaderOverrides::default(), BTreeSet::new());
    lint_units(&session, units(Some(Format::Email), mail), see);
    Ok(shown)
}

/// Returns the bytes that the sendmail sends of a message which it lets pass.
#[must_use]
pub fn outgoing(message: &[u8]) -> Vec<u8> {
    sendmail::outgoing(message)
}

/// Answers what a client of MCP sends.
///
/// # Errors
/// Returns why a stream failed.
pub fn mcp(input: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    mcp::answer_all(input, &mut out).map_err(|error| error.reason())?;
    Ok(out)
}

/// Answers what an extension of a mail program sends.
///
/// # Errors
/// Returns why a stream failed.
pub fn native_host(input: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    native_host::answer_all(input, &mut out).map_err(|error| error.reason())?;
    Ok(out)
}

/// Answers what an editor sends and returns what is sent to it: first of what is no frame, then of the messages.
#[must_use]
pub fn lsp(input: &[u8]) -> Vec<Value> {
    let (server, Connection { sender, receiver }) = Connection::memory();
    let mut frames = lsp::FrameReader::new(Cursor::new(input));
    let mut answers = Vec::new();
    while let Ok(Some(read)) = frames.read() {
        match read {
            Ok(message) => {
                if sender.send(message).is_err() {
                    break;
                }
            }
            Err(fault) => answers.extend(serde_json::to_value(fault.answer())),
        }
    }
    // The client has gone, so that the server ends when it has answered everything.
    drop(sender);
    let _ = lsp::serve_on(&server);
    drop(server);
    answers.extend(receiver.into_iter().filter_map(|message| serde_json::to_value(message).ok()));
    answers
}

/// Checks the drafts in the tool call of an agent, and returns what it is told.
///
/// # Errors
/// Returns why they could not be checked.
pub fn agent_call(bytes: &[u8]) -> Result<Vec<String>, String> {
    let options = CheckOptions { config: ConfigChoice::Isolated, ..CheckOptions::default() };
    Ok(agent::answer(&options, &[], &agent::call(bytes)?)?.told.unwrap_or_default())
}

fn units(format: Option<Format>, bytes: &[u8]) -> Units<'static> {
    reader::stdin(Box::new(Cursor::new(bytes.to_vec())), NAME, format, 0)
}

fn lint_units(session: &LintSession, units: Units<'_>, see: &mut dyn FnMut(&Report<'_>)) {
    for unit in units {
        if let Unit::Message(raw) = unit
            && let Ok(outcome) = session.lint_bytes(&raw)
        {
            see(&outcome.report);
        }
    }
}

fn read_units(units: Units<'_>, see: &mut dyn FnMut(&Message<'_>)) {
    for unit in units {
        if let Unit::Message(raw) = unit
            && let Ok(message) = read_message(&raw)
        {
            see(&message);
        }
    }
}
