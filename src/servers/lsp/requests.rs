//! Answers the client's requests: diagnostics, actions, hovers, commands.

use gen_lsp_types::{CodeActionParams, HoverParams};
use lsp_server::{ErrorCode, Request, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{self, EXPLAIN};
use super::client::Client;
use super::config_edit;
use super::workspace::{Workspace, uri_of};
use crate::error::CliError;
use crate::output::rule_page::rule_page;
use crate::session::lint_session::LintSession;

/// Answers a request, with an error where it is not understood.
pub(super) fn answer(workspace: &mut Workspace, client: &Client<'_>, request: Request) -> Response {
    let Request { id, method, params } = request;
    let answered = match method.as_str() {
        "textDocument/diagnostic" => Ok(diagnostic(workspace, client, &params)),
        "textDocument/codeAction" => read(params).map(|params| code_actions(workspace, &params)),
        "textDocument/hover" => read(params).map(|params| hover(workspace, &params)),
        "workspace/executeCommand" => execute(client, &params),
        _ => {
            let why = format!("presend does not know `{method}`");
            return Response::new_err(id, ErrorCode::MethodNotFound as i32, why);
        }
    };
    match answered {
        Ok(result) => Response::new_ok(id, result),
        Err(why) => Response::new_err(id, ErrorCode::InvalidParams as i32, why),
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}

fn diagnostic(workspace: &mut Workspace, client: &Client<'_>, params: &Value) -> Value {
    let Some((_, findings)) = workspace.findings(uri_of(params)) else {
        return json!({ "kind": "full", "items": [] });
    };
    let items = json!(findings.shown());
    client.complain(workspace.sessions.complaint());
    json!({ "kind": "full", "items": items })
}

fn code_actions(workspace: &mut Workspace, params: &CodeActionParams) -> Value {
    let uri = &params.text_document.uri.0;
    let encoding = workspace.encoding;
    let Some(folder) = workspace.documents.get(uri).map(|document| document.folder().to_owned()) else {
        return json!([]);
    };
    let config = workspace.config_file(&folder);
    let Some((document, findings)) = workspace.findings(uri) else { return json!([]) };
    let off = |code: &str| config_edit::turn_off(config.as_ref()?, code, encoding);
    json!(actions::actions(uri, findings, document.comment_form(), &off, params))
}

fn hover(workspace: &mut Workspace, params: &HoverParams) -> Value {
    let params = &params.text_document_position_params;
    let found = workspace.findings(&params.text_document.uri.0);
    found.map_or(Value::Null, |(_, findings)| findings.hover(params.position))
}

/// Shows the page of a rule, and returns it.
fn execute(client: &Client<'_>, params: &Value) -> Result<Value, String> {
    let command = params["command"].as_str().unwrap_or_default();
    let code = params.pointer("/arguments/0").and_then(Value::as_str).unwrap_or_default();
    if command != EXPLAIN {
        return Err(format!("presend does not know the command `{command}`"));
    }
    let page = page_of(code).map_err(|error| error.reason())?;
    client.notify("window/showMessage", json!({ "type": 3, "message": page }));
    Ok(json!(page))
}

fn page_of(code: &str) -> Result<String, CliError> {
    let page = rule_page(LintSession::built_in()?.linter(), code)?;
    Ok(page.trim_end().to_owned())
}
