//! Reads posts of Mattermost: lines of a bulk export, and answers of its programming interface.

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::text::json::{Json, Object};

/// What lines of a bulk export hold.
const LINES: [&str; 11] = [
    "bot",
    "channel",
    "direct_channel",
    "direct_post",
    "emoji",
    "post",
    "role",
    "scheme",
    "team",
    "user",
    "version",
];

/// Returns true if and only if an object is a line of a bulk export, or a post.
pub(super) fn knows(object: &Object<'_>) -> bool {
    let kind = object.text("type");
    LINES.contains(&kind.as_str()) && object.has(&kind)
        || object.contains("message") && object.has("create_at") && object.has("user_id")
}

/// Learns which names are those of programs.
pub(super) fn learn(object: &Object<'_>, known: &mut Known) {
    if object.text("type") == "bot"
        && let Some(bot) = object.get("bot")
    {
        known.add_program(bot.object().text("username"));
    }
}

/// Reads a post, or an answer to one; `None` for everything else.
pub(super) fn read(object: &Object<'_>, known: &Known) -> Option<Entry> {
    let post = post(object)?;
    let user = [post.text("user"), post.text("user_id")].concat();
    let props = post.get("props").map(Json::object).unwrap_or_default();
    let is_set = |key: &str| props.get(key).is_some_and(|value| value.is_true() || value.scalar() == "true");
    let is_deleted = !matches!(post.text("delete_at").as_str(), "" | "0");
    if post.text("type").starts_with("system_")
        || is_set("from_bot")
        || is_set("from_webhook")
        || known.is_program(&user)
        || is_deleted
    {
        return None;
    }
    let time = post.text("create_at");
    let id = post.text("id");
    Some(Entry {
        id: if id.is_empty() { format!("{user}-{time}") } else { id },
        thread: post.text("root_id"),
        channel: post.text("channel"),
        name: user.clone(),
        user,
        sent: Sent::millis(time),
        bodies: post.get("message").and_then(Body::marked).into_iter().collect(),
        attachments: post.count("attachments") + post.count("file_ids"),
        ..Entry::default()
    })
}

/// Returns the posts that stand inside the one that they answer.
pub(super) fn answers<'b>(object: &Object<'b>) -> Option<Json<'b>> {
    post(object)?.get("replies")
}

/// Unwraps a line.
fn post<'b>(object: &Object<'b>) -> Option<Object<'b>> {
    let wrapped = ["post", "direct_post"].iter().find_map(|key| object.get(key)).map(Json::object);
    wrapped.or_else(|| object.contains("message").then(|| object.clone()))
}
