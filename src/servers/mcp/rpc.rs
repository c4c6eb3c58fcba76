//! Reads requests and writes answers of JSON-RPC 2.0.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

/// The id of an answer to what has none.
pub(super) const NO_ID: &str = "null";

/// A request that wants an answer.
#[derive(Debug)]
pub(super) struct RpcRequest<'m> {
    /// A string or a number, as the client wrote it: a number may be longer than any type of ours.
    pub(super) id: &'m str,
    pub(super) method: &'m str,
    pub(super) params: Cow<'m, Map<String, Value>>,
}

/// Why a request was not answered, with the code that the protocol gives to it.
#[derive(Debug)]
pub(super) struct RpcError {
    code: i32,
    message: String,
}

impl RpcError {
    /// The line is not JSON.
    pub(super) fn parse(why: &str) -> RpcError {
        RpcError { code: -32700, message: why.to_owned() }
    }

    /// The JSON is not a request.
    pub(super) fn invalid(why: &str) -> RpcError {
        RpcError { code: -32600, message: format!("not a request: {why}") }
    }

    /// There is no such method.
    pub(super) fn unknown_method(name: &str) -> RpcError {
        RpcError { code: -32601, message: format!("presend has no method `{name}`") }
    }

    /// The method cannot be called like this.
    pub(super) fn params(why: &str) -> RpcError {
        RpcError { code: -32602, message: why.to_owned() }
    }
}

impl<'m> RpcRequest<'m> {
    /// Reads a message; `None` is a notification, or an answer to what was never asked.
    ///
    /// # Errors
    /// Returns the id to answer, or null, and what is wrong.
    pub(super) fn read(
        message: &'m Value,
        id_as_written: &'m str,
    ) -> Result<Option<RpcRequest<'m>>, (&'m str, RpcError)> {
        let Some(object) = message.as_object() else {
            return Err((NO_ID, RpcError::invalid("it is not an object")));
        };
        let id = object.get("id");
        // Half a surrogate pair is no text: an answer that gave it back could not be read.
        let is_text = || serde_json::from_str::<Cow<'_, str>>(id_as_written).is_ok();
        let known = id.filter(|id| id.is_number() || id.is_string() && is_text()).map(|_| id_as_written);
        let fail = |failure| Err((known.unwrap_or(NO_ID), failure));
        if object.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
            return fail(RpcError::invalid("`jsonrpc` is not \"2.0\""));
        }
        let Some(method) = object.get("method") else {
            let is_answer = object.contains_key("result") || object.contains_key("error");
            return if is_answer { Ok(None) } else { fail(RpcError::invalid("`method` is missing")) };
        };
        let Some(method) = method.as_str() else {
            return fail(RpcError::invalid("`method` is not a string"));
        };
        if id.is_none() {
            return Ok(None);
        }
        let Some(id) = known else {
            return fail(RpcError::invalid("`id` is neither a string nor a number"));
        };
        let params = match object.get("params") {
            Some(Value::Object(params)) => Cow::Borrowed(params),
            None => Cow::Owned(Map::new()),
            Some(_) => return fail(RpcError::params("`params` is not an object")),
        };
        Ok(Some(RpcRequest { id, method, params }))
    }
}

/// Only the id of a message, as it is written there.
#[derive(Deserialize)]
struct Id<'m> {
    #[serde(borrow)]
    id: &'m RawValue,
}

/// Returns the id of a message as it is written there, or null.
pub(super) fn id_of(message: &str) -> &str {
    serde_json::from_str::<Id<'_>>(message).map_or(NO_ID, |found| found.id.get())
}

/// Makes the answer to a request.
pub(super) fn answer_to(id: &str, result: &Value) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{result}}}"#)
}

/// Makes the answer that says what is wrong.
pub(super) fn error_to(id: &str, failure: &RpcError) -> String {
    let error = json!({"code": failure.code, "message": failure.message});
    format!(r#"{{"jsonrpc":"2.0","id":{id},"error":{error}}}"#)
}
