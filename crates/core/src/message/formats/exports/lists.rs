//! Finds the lists of messages in the JSON of an export.

use super::program::Program;
use crate::text::json::{Json, Object};

/// Under which keys messages stand; one program misspells it.
const LISTS: [&str; 5] = ["messages", "messsages", "value", "chunk", "MessageList"];

/// Under which keys chats stand, each with a list of messages.
const CHATS: [&str; 3] = ["chats", "left_chats", "conversations"];

/// Of so many messages one must be known.
const LOOKED_AT: usize = 200;

/// Lists the messages of a text, chat by chat; what has no list in it is a line of one.
pub(super) fn lists(bytes: &[u8]) -> Vec<Vec<Json<'_>>> {
    let (mut lists, mut lines) = (Vec::new(), Vec::new());
    for value in Json::sequence(bytes) {
        let before = lists.len();
        if value.is_array() {
            lists.push(value.items().collect());
        } else {
            add(&value.object(), &mut lists);
        }
        if lists.len() == before {
            lines.push(value);
        }
    }
    lists.push(lines);
    lists.retain(|list| !list.is_empty());
    lists
}

fn add<'b>(object: &Object<'b>, lists: &mut Vec<Vec<Json<'b>>>) {
    let found = LISTS.iter().filter_map(|key| object.get(key)).filter(|list| list.is_array());
    lists.extend(found.map(|list| list.items().collect()));
    // Mattermost keeps posts by their ids.
    if object.has("order")
        && let Some(posts) = object.get("posts").filter(|posts| posts.is_object())
    {
        lists.push(posts.object().values().collect());
    }
    for chats in CHATS.iter().filter_map(|key| object.get(key)) {
        let chats = if chats.is_object() { chats.get("list").unwrap_or(chats) } else { chats };
        for chat in chats.items().map(Json::object) {
            let found = LISTS.iter().filter_map(|key| chat.get(key)).filter(|list| list.is_array());
            lists.extend(found.map(|list| list.items().collect()));
        }
    }
}

/// Tells whose messages these are.
pub(super) fn program(lists: &[Vec<Json<'_>>]) -> Option<Program> {
    let whole = lists.iter().flatten().filter(|item| item.is_object() && item.is_whole());
    whole.take(LOOKED_AT).find_map(|item| Program::of(&item.object()))
}
