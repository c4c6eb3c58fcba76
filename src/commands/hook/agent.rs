//! Checks the drafts in a tool call before an agent makes it.

use std::io::{self, Read, Write};

use presend_core::StopRule;
use presend_core::guidelines::AgentToml;
use presend_core::message::jsonl;
use presend_core::render::sanitize_json;
use serde_json::{Value, json};

use super::args::AgentArgs;
use super::field_names::FieldNames;
use super::odd_numbers::without_odd_numbers;
use super::tool_call::drafts;
use crate::commands::greeting::say_what_waits;
use crate::config::ConfigLookup;
use crate::error::reason;
use crate::exit::CLEAN;
use crate::options::{CheckOptions, ConfigChoice};
use crate::session::draft_fields::DraftFields;
use crate::session::lint_session::LintSession;
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

/// What the parser says of a call that it does not follow down.
const TOO_DEEP: &str = "recursion limit";

/// What is told of a call without a draft.
const NO_DRAFT: &str = "no draft was found in this call, so nothing was checked";

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
    say_what_waits("hook agent", "an agent's tool call");
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input: {}", reason(&error)))?;
    let call = match call(&bytes) {
        // What is too deep to be looked at must not pass for that.
        Err(why) if why.contains(TOO_DEEP) => {
            say("presend: the call is nested deeper than presend reads: send the text in plain fields");
            return Ok(BLOCKED);
        }
        call => call?,
    };
    let event = call.get("hook_event_name").and_then(Value::as_str).unwrap_or(ASKABLE);
    let options = CheckOptions {
        config: ConfigChoice::new(args.config.clone(), false),
        fail_on: args.fail_on,
        profile: args.profile,
        ..CheckOptions::default()
    };
    let Answer { told, asks_without_draft } = answer(&options, &args.field, &call)?;
    let Some(told) = told else { return without_draft(asks_without_draft, event) };
    if told.is_empty() {
        return Ok(CLEAN);
    }
    if args.ask && event == ASKABLE {
        return ask(&format!("presend found this in the message:\n{}", told.join("\n"))).map(|()| CLEAN);
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
    let read_over = |why| jsonl::value(&without_odd_numbers(bytes)).map_err(|_| why);
    let call = jsonl::value(bytes).or_else(read_over)?;
    if !call.is_object() {
        return Err("a tool call is a JSON object".to_owned());
    }
    Ok(call)
}

/// What is said of a tool call.
pub(crate) struct Answer {
    /// What is wrong with the drafts that must stop; `None` where there is no draft.
    pub(crate) told: Option<Vec<String>>,
    /// Whether the person wants to be asked where there is none.
    asks_without_draft: bool,
}

/// Checks the drafts of a tool call; `field` names more fields that hold text.
///
/// # Errors
/// Returns why they could not be checked.
pub(crate) fn answer(options: &CheckOptions, field: &[String], call: &Value) -> Result<Answer, String> {
    // What lies in the agent's working folder is the agent's to write.
    let session = LintSession::open(ConfigLookup::User, options, StopRule::ProgramSends)
        .map_err(|error| error.reason())?;
    let names = FieldNames::new(session.agent(), field)?;
    let told = findings(&session, call, &names)?;
    Ok(Answer { told, asks_without_draft: session.agent().is_some_and(AgentToml::asks_without_draft) })
}

/// Says that nothing was checked, or leaves the call to the person where they want that.
fn without_draft(asks: bool, event: &str) -> Result<u8, String> {
    match (asks, event) {
        (true, ASKABLE) => ask(&format!("presend: {NO_DRAFT}")).map(|()| CLEAN),
        (asks, _) => {
            say(&format!("presend: {NO_DRAFT}"));
            Ok(if asks { BLOCKED } else { CLEAN })
        }
    }
}

/// Says what is wrong with the drafts that must stop; a text that comes twice, as plain text and as HTML, is told
/// once. `None` where there is no draft.
fn findings(session: &LintSession, call: &Value, names: &FieldNames) -> Result<Option<Vec<String>>, String> {
    let mut told: Vec<Vec<String>> = Vec::new();
    let given: Vec<&Value> =
        INPUTS.iter().filter_map(|name| call.get(*name)).filter(|input| !input.is_null()).collect();
    let found = if given.is_empty() {
        drafts(call, names)
    } else {
        given.into_iter().flat_map(|input| drafts(input, names)).collect()
    };
    if found.is_empty() {
        return Ok(None);
    }
    for draft in found {
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
    Ok(Some(told.concat()))
}

/// Asks the agent's program to ask the person.
fn ask(reason_to_ask: &str) -> Result<(), String> {
    let answer = json!({"hookSpecificOutput": {
        "hookEventName": ASKABLE,
        "permissionDecision": "ask",
        "permissionDecisionReason": reason_to_ask,
    }});
    let mut out = io::stdout().lock();
    writeln!(out, "{}", sanitize_json(answer.to_string()))
        .and_then(|()| out.flush())
        .map_err(|error| reason(&error))
}
