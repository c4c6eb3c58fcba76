//! Finds the lists of messages in the JSON of an export.

use super::entry::mended;
use super::program::Program;
use crate::text::json::{Json, Object};

/// Under which keys messages stand; one program misspells it.
const LISTS: [&str; 5] = ["messages", "messsages", "value", "chunk", "MessageList"];

/// Under which keys chats stand, each with a list of messages.
const CHATS: [&str; 3] = ["chats", "left_chats", "conversations"];

/// Under which keys chats have their names.
const NAMES: [&str; 5] = ["room_name", "displayName", "name", "title", "threadName"];

/// Of so many messages one must be known.
const LOOKED_AT: usize = 200;

/// The messages of one chat.
pub(super) struct List<'b> {
    /// The name of the chat; empty where none is said.
    pub(super) name: String,
    pub(super) items: Vec<Json<'b>>,
}

/// Lists the messages of a text, chat by chat; what has no list in it is a line of one.
pub(super) fn lists(bytes: &[u8]) -> Vec<List<'_>> {
    let (mut lists, mut lines) = (Vec::new(), Vec::new());
    for value in Json::sequence(bytes) {
        let before = lists.len();
        if value.is_array() {
            lists.push(List { name: String::new(), items: value.items().collect() });
        } else {
            add(&value.object(), &mut lists);
        }
        if lists.len() == before {
            lines.push(value);
        }
    }
    lists.push(List { name: String::new(), items: lines });
    lists.retain(|list| !list.items.is_empty());
    lists
}

fn add<'b>(object: &Object<'b>, lists: &mut Vec<List<'b>>) {
    add_chat(object, lists);
    // Mattermost keeps posts by their ids.
    if object.has("order")
        && let Some(posts) = object.get("posts").filter(|posts| posts.is_object())
    {
        lists.push(List { name: String::new(), items: posts.object().values().collect() });
    }
    for chats in CHATS.iter().filter_map(|key| object.get(key)) {
        let chats = if chats.is_object() { chats.get("list").unwrap_or(chats) } else { chats };
        for chat in chats.items().map(Json::object) {
            add_chat(&chat, lists);
        }
    }
}

/// Adds the lists of one chat.
fn add_chat<'b>(chat: &Object<'b>, lists: &mut Vec<List<'b>>) {
    let found = LISTS.iter().filter_map(|key| chat.get(key)).filter(|list| list.is_array());
    lists.extend(found.map(|list| List { name: name_of(chat), items: list.items().collect() }));
}

/// Returns the name of a chat; Discord keeps it with what else it says of the channel.
fn name_of(chat: &Object<'_>) -> String {
    let channel = chat.get("channel").map(|channel| channel.object().text("name"));
    let own = NAMES.iter().map(|key| chat.text(key));
    channel.into_iter().chain(own).find(|name| !name.trim().is_empty()).map(mended).unwrap_or_default()
}

/// Tells whose messages these are.
pub(super) fn program(lists: &[List<'_>]) -> Option<Program> {
    let whole = lists.iter().flat_map(|list| &list.items).filter(|item| item.is_object() && item.is_whole());
    whole.take(LOOKED_AT).find_map(|item| Program::of(&item.object()))
}
