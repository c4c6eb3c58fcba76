//! Cuts the JSON of a day, or of an answer of Slack's programming interface, into its messages without reading them.

use crate::message::formats::bursts::Fault;
use crate::text::Span;
use crate::text::json::Json;
use crate::text::lines::{LineCounter, Place};

/// Why a file is not a day of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayError {
    /// It is not an array of messages.
    NotSlack,
    /// It is not whole JSON.
    Broken(Fault),
}

/// Cuts a file into the objects of its array, or of its `messages`, each with its line and column.
pub(super) fn objects(bytes: &[u8]) -> Result<Vec<(Span, Place)>, DayError> {
    let root = Json::root(bytes).ok_or(DayError::NotSlack)?;
    // Many programs keep a list of that name; an empty one says nothing of whose it is.
    let is_filled = |list: &Json<'_>| list.items().next().is_some();
    let list = if root.is_object() { root.get("messages").filter(is_filled) } else { Some(root) };
    let list = list.filter(|list| list.is_array()).ok_or(DayError::NotSlack)?;
    let mut lines = LineCounter::new(bytes);
    let mut found = Vec::new();
    for item in list.items() {
        let place = lines.place(item.span().start);
        match (item.is_object(), item.is_whole()) {
            (true, true) => found.push((item.span(), place)),
            (true, false) => return Err(cut_off(place.0)),
            (false, _) => return Err(DayError::NotSlack),
        }
    }
    if list.is_whole() { Ok(found) } else { Err(cut_off(lines.place(bytes.len()).0)) }
}

fn cut_off(line: usize) -> DayError {
    DayError::Broken(Fault { line, reason: "not JSON: it is cut off".into() })
}
