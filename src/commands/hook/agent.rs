//! Checks the drafts in a tool call before an agent makes it.

use std::io::{self, Read, Write};

use serde_json::{Value, json};

use super::args::Agent;
use super::tool_call::{Names, letters};
use crate::commands::check::args::Check;
use crate::error::reason;
use crate::exit::CLEAN;
use crate::session::lint_session::{LintSession, Lookup};
use crate::terminal::say;
use presend_core::message::jsonl;

/// The call must not be made.
const BLOCKED: u8 = 2;
/// It could not be checked. Agents take any code but 2 for a failure of the hook's own, and go on.
pub(crate) const FAILED: u8 = 1;

/// The event whose hooks may leave the decision to the person.
const ASKABLE: &str = "PreToolUse";

/// Drafts of one call that a reason tells about.
const MOST_TOLD: usize = 3;

/// Reads a tool call and blocks it, asks, or says nothing; it never says that a call is allowed, for that would
/// switch off the questions which the agent's program asks of itself.
pub(crate) fn run(args: &Agent) -> u8 {
    match check(args) {
        Ok(code) => code,
        Err(why) => {
            why.lines().for_each(|line| say(&format!("presend: not checked: {line}")));
            FAILED
        }
    }
}

fn check(args: &Agent) -> Result<u8, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input: {}", reason(&error)))?;
    let call = jsonl::value(&bytes)?;
    if !call.is_object() {
        return Err("a tool call is a JSON object".to_owned());
    }
    let check = Check {
        config: args.config.clone(),
        fail_on: args.fail_on.clone(),
        profile: args.profile.clone(),
        threads: 1,
        ..Check::default()
    };
    // What lies in the agent's working folder is the agent's to write.
    let desk = LintSession::open(Lookup::User, &check).map_err(|error| error.reason())?;
    let names = Names::new(desk.agent(), &args.field)?;
    let told = findings(&desk, &call, &names)?;
    if told.is_empty() {
        return Ok(CLEAN);
    }
    let event = call["hook_event_name"].as_str().unwrap_or(ASKABLE);
    if args.ask && event == ASKABLE {
        return ask(&told).map(|()| CLEAN);
    }
    told.iter().for_each(|line| say(line));
    say(
        "presend stopped this message: reword it, or leave it to the person to send; do not send it another way",
    );
    Ok(BLOCKED)
}

/// Says what is wrong with the drafts that must stop; a text that comes twice, as plain text and as HTML, is told
/// once.
fn findings(desk: &LintSession, call: &Value, names: &Names) -> Result<Vec<String>, String> {
    let mut told: Vec<Vec<String>> = Vec::new();
    for letter in letters(&call["tool_input"], names) {
        let opinion = letter.lint(desk)?;
        if !opinion.stops {
            continue;
        }
        let reason = opinion.reason();
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
    writeln!(out, "{answer}").and_then(|()| out.flush()).map_err(|error| reason(&error))
}
