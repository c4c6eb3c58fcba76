//! Answers the client's requests: diagnostics, actions, hovers, commands.

use gen_lsp_types::{CodeActionParams, HoverParams};
use lsp_server::{ErrorCode, Request, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{EXPLAIN, Server, actions, uri_of};

impl Server<'_> {
    /// Answers a request, with an error where it is not understood.
    pub(super) fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answered = match method.as_str() {
            "textDocument/diagnostic" => self.diagnostic(&params),
            "textDocument/codeAction" => read(params).and_then(|params| self.code_actions(&params)),
            "textDocument/hover" => read(params).and_then(|params| self.hover(&params)),
            "workspace/executeCommand" => self.execute(&params),
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

    fn diagnostic(&mut self, params: &Value) -> Result<Value, String> {
        let uri = uri_of(params);
        let Some(document) = self.documents.get(&uri) else {
            return Ok(json!({ "kind": "full", "items": [] }));
        };
        let items = json!(document.linted(&mut self.settings, self.encoding).shown());
        self.show_complaint();
        Ok(json!({ "kind": "full", "items": items }))
    }

    fn code_actions(&mut self, params: &CodeActionParams) -> Result<Value, String> {
        let uri = &params.text_document.uri.0;
        let Some(document) = self.documents.get(uri) else { return Ok(json!([])) };
        let form = document.comment_form();
        let linted = document.linted(&mut self.settings, self.encoding);
        Ok(json!(actions::actions(uri, linted, form, params)))
    }

    fn hover(&mut self, params: &HoverParams) -> Result<Value, String> {
        let place = &params.text_document_position_params;
        let Some(document) = self.documents.get(&place.text_document.uri.0) else { return Ok(Value::Null) };
        let linted = document.linted(&mut self.settings, self.encoding);
        Ok(linted.hover(place.position))
    }

    /// Shows the page of a rule, and returns it.
    fn execute(&mut self, params: &Value) -> Result<Value, String> {
        let command = params["command"].as_str().unwrap_or_default();
        let code = params.pointer("/arguments/0").and_then(Value::as_str).unwrap_or_default();
        if command != EXPLAIN {
            return Err(format!("presend does not know the command `{command}`"));
        }
        let page = crate::commands::explain::page(code).map_err(|error| error.reason())?;
        self.notify("window/showMessage", json!({ "type": 3, "message": page }));
        Ok(json!(page))
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}
