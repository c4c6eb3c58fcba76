//! Reads messages of channels of Discord, as DiscordChatExporter writes them.

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::message::formats::chat::{marked_code, quoted_rest};
use crate::text::json::{Json, Object};

/// Kinds of messages that Discord itself writes.
const EVENTS: [&str; 8] = [
    "Call",
    "ChannelIconChange",
    "ChannelNameChange",
    "ChannelPinnedMessage",
    "GuildMemberJoin",
    "RecipientAdd",
    "RecipientRemove",
    "ThreadCreated",
];

/// Returns true if and only if an object is a message of such an export.
pub(super) fn knows(object: &Object<'_>) -> bool {
    object.get("author").is_some_and(Json::is_object) && object.contains("content") && object.has("timestamp")
}

/// Reads a message; `None` for what no person wrote. What a link shows is not its writer's either.
pub(super) fn read(object: &Object<'_>, _: &Known) -> Option<Entry> {
    let author = object.get("author")?.object();
    if author.is_true("isBot") || author.is_true("bot") || EVENTS.contains(&object.text("type").as_str()) {
        return None;
    }
    let passed_on = object.get("forwardedMessage").and_then(|message| message.get("content"));
    let fixed = |text: &str| quoted_rest(text, marked_code(text));
    let own = object.get("content").and_then(|content| Body::of(content, fixed));
    let reference = object.get("reference").or(object.get("message_reference")).map(Json::object);
    let reference = reference.unwrap_or_default();
    let names = ["nickname", "global_name", "name", "username"].map(|key| author.text(key));
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    Some(Entry {
        id: object.text("id"),
        answers: [reference.text("messageId"), reference.text("message_id")].concat(),
        user: [author.text("id"), name.clone()].into_iter().find(|id| !id.is_empty()).unwrap_or_default(),
        name,
        sent: Sent::iso(object.text("timestamp")),
        bodies: own.into_iter().chain(passed_on.and_then(Body::forwarded)).collect(),
        attachments: object.count("attachments"),
        ..Entry::default()
    })
}
