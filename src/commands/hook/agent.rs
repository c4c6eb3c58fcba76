//! Checks the drafts in a tool call before an agent makes it.

use std::io::{self, Read, Write};

use presend_core::message::jsonl;
use presend_core::render::sanitize_json;
use serde_json::{Value, json};

use super::args::AgentArgs;
use super::tool_call::{FieldNames, drafts};
use crate::config::ConfigLookup;
use crate::error::reason;
use crate::exit::CLEAN;
use crate::options::{CheckOptions, ConfigChoice};
use crate::session::draft_fields::DraftFields;
use crate::session::lint_session::LintSession;
use crate::session::stop_rule::StopRule;
use crate::terminal::say;

/// The call must not be made.
const BLOCKED: u8 = 2;
/// It could not be checked. Agents take any code but 2 for a failure of the hook's own, and go on.
pub(super) const FAILED: u8 = 1;

/// The event whose hooks may leave the decision to the person.
const ASKABLE: &str = "PreToolUse";

/// Drafts of one call that a reason tells about.
const MOST_TOLD: usize = 3;

/// Where the programs of agents put the input of a tool.
const INPUTS: [&str; 3] = ["tool_input", "input", "arguments"];

/// Reads a tool call and blocks it, asks, or says nothing; it never says that a call is allowed, for that would
/// switch off the questions which the agent's program asks of itself.
pub(super) fn run(args: &AgentArgs) -> u8 {
    match check(args) {
        Ok(code) => code,
        Err(why) => {
            why.lines().for_each(|line| say(&format!("presend: not checked: {line}")));
            FAILED
        }
    }
}

fn check(args: &AgentArgs) -> Result<u8, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input: {}", reason(&error)))?;
    let call = call(&bytes)?;
    let told = told(args, &call)?;
    if told.is_empty() {
        return Ok(CLEAN);
    }
    let event = call.get("hook_event_name").and_then(Value::as_str).unwrap_or(ASKABLE);
    if args.ask && event == ASKABLE {
        return ask(&told).map(|()| CLEAN);
    }
    told.iter().for_each(|line| say(line));
    say(
        "presend stopped this message: reword it, or leave it to the person to send; do not send it another way",
    );
    Ok(BLOCKED)
}

/// Reads a tool call.
///
/// # Errors
/// Returns why it is none.
pub(crate) fn call(bytes: &[u8]) -> Result<Value, String> {
    let call = jsonl::value(bytes)?;
    if !call.is_object() {
        return Err("a tool call is a JSON object".to_owned());
    }
    Ok(call)
}

/// Says what is wrong with the drafts of a tool call that must stop.
///
/// # Errors
/// Returns why they could not be checked.
pub(crate) fn told(args: &AgentArgs, call: &Value) -> Result<Vec<String>, String> {
    let options = CheckOptions {
        config: ConfigChoice::new(args.config.clone(), false),
        fail_on: args.fail_on,
        profile: args.profile,
        ..CheckOptions::default()
    };
    // What lies in the agent's working folder is the agent's to write.
    let session = LintSession::open(ConfigLookup::User, &options, StopRule::ProgramSends)
        .map_err(|error| error.reason())?;
    let names = FieldNames::new(session.agent(), &args.field)?;
    findings(&session, call, &names)
}

/// Says what is wrong with the drafts that must stop; a text that comes twice, as plain text and as HTML, is told
/// once.
fn findings(session: &LintSession, call: &Value, names: &FieldNames) -> Result<Vec<String>, String> {
    let mut told: Vec<Vec<String>> = Vec::new();
    for draft in INPUTS.into_iter().flat_map(|name| drafts(call.get(name).unwrap_or(&Value::Null), names)) {
        // What looks like a quote is the agent's text too.
        let response = DraftFields { is_all_own: true, ..draft }.lint(session)?;
        if !response.stops {
            continue;
        }
        let reason = response.reason();
        if told.len() < MOST_TOLD && !told.contains(&reason) {
            told.push(reason);
        }
    }
    Ok(told.concat())
}

/// Asks the agent's program to ask the person.
fn ask(told: &[String]) -> Result<(), String> {
    let answer = json!({"hookSpecificOutput": {
        "hookEventName": ASKABLE,
        "permissionDecision": "ask",
        "permissionDecisionReason": format!("presend found in this message:\n{}", told.join("\n")),
    }});
    let mut out = io::stdout().lock();
    writeln!(out, "{}", sanitize_json(answer.to_string()))
        .and_then(|()| out.flush())
        .map_err(|error| reason(&error))
}
