//! Writes what was said in a chat as a file that each program exports.

use super::forms::{
    desktop, discord, facebook, google, instagram, matrix, mattermost, rocket, signal, signal_export, skype,
    takeout, teams, telegram,
};
use super::said::Said;
use serde_json::{Value, json};

/// So many forms of exports are known.
pub(super) const FORMS: usize = 16;

/// Writes an export in one of the forms; returns whether it is a list of lines.
pub(super) fn export(form: usize, said: &[Said]) -> (Value, bool) {
    let list = |message: fn(&Said) -> Value| Value::Array(said.iter().map(message).collect());
    match form {
        0 => (json!({"name": "kiln", "type": "private_group", "id": 7, "messages": list(telegram)}), false),
        1 => {
            let chat = json!({"name": "kiln", "type": "private_group", "id": 7, "messages": list(telegram)});
            (json!({"about": "data", "chats": {"about": "all", "list": [chat]}}), false)
        }
        2 => {
            let channel = json!({"id": "5", "type": "GuildTextChat", "name": "kiln"});
            (
                json!({"guild": {"id": "1", "name": "Pots"}, "channel": channel, "messages": list(discord)}),
                false,
            )
        }
        3 => (
            json!({"room_name": "kiln", "room_creator": "@ana:example.org", "messages": list(matrix)}),
            false,
        ),
        4 => (json!({"@odata.context": "https://example.com", "value": list(teams)}), false),
        5 => {
            let chat = json!({"id": "19:x", "displayName": "kiln", "MessageList": list(skype)});
            (json!({"userId": "8:ana", "conversations": [chat]}), false)
        }
        6 => {
            let mut lines = vec![
                json!({"type": "version", "version": 1}),
                json!({"type": "user", "user": {"username": "ana", "email": "ana@example.com"}}),
                json!({"type": "bot", "bot": {"username": "mill", "owner": "ana"}}),
            ];
            lines.extend(said.iter().map(mattermost));
            (Value::Array(lines), true)
        }
        7 => {
            let mut lines = vec![
                json!({"version": 1, "backupTimeMs": "1"}),
                json!({"recipient": {"id": "2", "contact": {"systemGivenName": "Ben"}}}),
            ];
            lines.extend(said.iter().map(signal));
            (Value::Array(lines), true)
        }
        8 => (json!({"conversations": [{"id": "c"}], "messages": list(desktop)}), false),
        9 => (list(signal_export), true),
        10 => (list(rocket), false),
        11 => (json!({"messages": list(takeout)}), false),
        12 => (json!({"messages": list(google)}), false),
        13 => {
            let people = json!([{"name": "Ana"}, {"name": "Ben"}]);
            (json!({"participants": people, "messages": list(facebook), "title": "kiln"}), false)
        }
        14 => (
            json!({"participants": ["Ana", "Ben"], "threadName": "kiln", "messages": list(instagram)}),
            false,
        ),
        _ => (json!({"start": "a", "end": "b", "chunk": list(matrix)}), false),
    }
}
