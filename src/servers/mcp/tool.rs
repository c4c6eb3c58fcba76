//! Describes and runs the tool `lint_draft`.

use std::rc::Rc;

use presend_core::StopRule;
use serde_json::{Map, Value, json};

use super::rpc::{RpcError, RpcRequest};
use crate::config::ConfigLookup;
use crate::options::{CheckOptions, Profile};
use crate::session::draft_fields::{DraftFields, LintResponse};
use crate::session::lint_session::LintSession;

const NAME: &str = "lint_draft";

/// Describes the tool: what it takes and what it gives back.
pub(super) fn description() -> Value {
    json!({
        "name": NAME,
        "title": "Check a draft before it is sent",
        "description": "Reads a draft of a mail, chat message or commit message and says what in it is sensitive, urgent, charged or \
            private, and whether to write it, reword it, hold it, or talk instead. Nothing is sent or stored. \
            Name the readers if they are known: some advice depends on them.",
        "inputSchema": input(),
        "outputSchema": output(),
        "annotations": {"readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false},
    })
}

fn input() -> Value {
    let addresses = |what: &str| json!({"type": "array", "items": {"type": "string"}, "description": what});
    json!({
        "type": "object",
        "properties": {
            "body": {"type": "string", "description": "The text of the draft, plain or HTML, without headers."},
            "subject": {"type": "string", "description": "The subject."},
            "from": {"type": "string", "description": "Address of the writer."},
            "to": addresses("Addresses of the readers."),
            "cc": addresses("Addresses of the readers in copy."),
            "bcc": addresses("Addresses of the readers in blind copy."),
            "profile": {"type": "string", "enum": Profile::ALL.map(Profile::name), "description": "Kind of writing; the default is email."},
        },
        "required": ["body"],
        "additionalProperties": false,
    })
}

/// The parts of a report that an agent should know; the full form is in schemas/message.schema.json.
fn output() -> Value {
    let text = |what: &str| json!({"type": "string", "description": what});
    json!({
        "type": "object",
        "properties": {
            "ok": {"type": "boolean", "description": "False if a hook would stop the draft."},
            "verdict": {"type": "object", "properties": {
                "action": {"type": "string", "enum": ["write", "reword", "hold", "talk"]},
                "channel": text("Where it belongs: message, document, in-person-or-video, …"),
                "summary": text("The reason, in one sentence."),
                "follow_up": {"type": "boolean", "description": "Write it down after talking."},
                "wait": {"type": "boolean", "description": "Let it rest first."},
            }, "required": ["action", "channel", "summary", "follow_up", "wait"]},
            "diagnostics": {"type": "array", "items": {"type": "object", "properties": {
                "code": text("Code of the rule; `presend explain CODE` says more."),
                "severity": {"type": "string", "enum": ["error", "warning", "info", "hint"]},
                "message": text("What was found."),
                "help": text("What to do."),
                "text": text("The words it is about, secrets masked."),
            }, "required": ["code", "severity", "message", "help", "text"]}},
        },
        "required": ["ok", "verdict", "diagnostics"],
    })
}

/// Runs the tool. Findings are not an error of the tool; a failure of its own is.
pub(super) fn call(request: &RpcRequest<'_>) -> Result<Value, RpcError> {
    let name = request.params.get("name").and_then(Value::as_str);
    if name != Some(NAME) {
        return Err(RpcError::params(&format!("the only tool is `{NAME}`")));
    }
    let arguments = match request.params.get("arguments") {
        Some(Value::Object(arguments)) => arguments,
        Some(_) => return Err(RpcError::params("`arguments` is not an object")),
        None => return Err(RpcError::params("`arguments` is missing")),
    };
    let draft = draft(arguments).map_err(|why| RpcError::params(&why))?;
    Ok(match lint(&draft) {
        Ok(response) => result(response),
        Err(why) => {
            json!({"content": [{"type": "text", "text": format!("presend: {why}")}], "isError": true})
        }
    })
}

/// Lints with the settings of this moment: presend.toml may have changed since the server started, and the clock has.
fn lint(draft: &DraftFields) -> Result<LintResponse, String> {
    let session = LintSession::open(ConfigLookup::User, &CheckOptions::default(), StopRule::ProgramSends)
        .map_err(|error| error.reason())?;
    draft.lint(&session)
}

fn result(mut response: LintResponse) -> Value {
    let [verdict, diagnostics] = ["verdict", "diagnostics"].map(|key| response.take(key));
    let found = json!({"ok": !response.stops, "verdict": verdict, "diagnostics": diagnostics});
    // Clients that know no structured content read the same as text.
    let text = found.to_string();
    json!({"content": [{"type": "text", "text": text}], "structuredContent": found, "isError": false})
}

fn draft(arguments: &Map<String, Value>) -> Result<DraftFields, String> {
    let mut draft = DraftFields::default();
    let mut has_body = false;
    // Clients write null for what they leave out.
    for (name, value) in arguments.iter().filter(|(_, value)| !value.is_null()) {
        match name.as_str() {
            "body" => {
                draft.text = string(name, value)?.to_owned();
                has_body = true;
            }
            "subject" => draft.subject = Some(Rc::from(string(name, value)?)),
            "profile" => draft.profile = Some(profile(string(name, value)?)?),
            "from" => draft.from = addresses(name, value)?,
            "to" => draft.to = addresses(name, value)?,
            "cc" => draft.cc = addresses(name, value)?,
            "bcc" => draft.bcc = addresses(name, value)?,
            other => return Err(format!("`{other}` is not an argument of {NAME}")),
        }
    }
    if has_body { Ok(draft) } else { Err("`body` is missing".to_owned()) }
}

fn string<'v>(name: &str, value: &'v Value) -> Result<&'v str, String> {
    value.as_str().ok_or_else(|| format!("`{name}` must be a string"))
}

fn profile(name: &str) -> Result<Profile, String> {
    let known = Profile::ALL.map(Profile::name);
    Profile::parse(name).ok_or_else(|| format!("`profile` must be one of {}", known.join(", ")))
}

/// Reads addresses: a list of strings, or one string.
fn addresses(name: &str, value: &Value) -> Result<Rc<Vec<String>>, String> {
    let list = match value {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(items) => items.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    };
    list.map(Rc::new).ok_or_else(|| format!("`{name}` must be an array of strings"))
}
