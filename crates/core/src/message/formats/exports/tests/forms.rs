//! Writes one message of a chat as each program exports it.

use super::said::{Kind, Said};
use serde_json::{Value, json};

pub(super) fn telegram(said: &Said) -> Value {
    let mut message = json!({
        "id": said.number + 1, "type": "message", "date": "2026-03-12T09:00:00",
        "date_unixtime": said.seconds().to_string(), "from": said.name(), "from_id": format!("user{}", said.user),
        "text": said.words(), "text_entities": [{"type": "plain", "text": said.words()}],
    });
    match said.kind {
        Kind::Program | Kind::Event => {
            message["type"] = "service".into();
            message["action"] = "pin_message".into();
        }
        Kind::Quoting => {
            let entity = json!({"type": "blockquote", "text": said.other_probe()});
            message["text"] = json!([entity, said.words()]);
        }
        Kind::Answer => {
            message["reply_to_message_id"] = said.number.into();
            let (first, second) = said.text.split_at(said.text.chars().next().map_or(0, char::len_utf8));
            let end = format!("{second} and {}", said.last_sign());
            message["text"] = json!([first, {"type": "bold", "text": "really "}, end]);
        }
        Kind::Own => {}
    }
    message
}

pub(super) fn discord(said: &Said) -> Value {
    let reference = json!({"messageId": said.number.to_string(), "channelId": "5"});
    let author =
        json!({"id": said.user.to_string(), "name": said.name(), "isBot": said.kind == Kind::Program});
    let mut message = json!({
        "id": (said.number + 1).to_string(), "type": "Default", "timestamp": said.iso(), "content": said.words(),
        "author": author, "attachments": [], "embeds": [{"title": "page", "description": said.other_probe()}],
    });
    match said.kind {
        Kind::Event => message["type"] = "GuildMemberJoin".into(),
        Kind::Answer => (message["type"], message["reference"]) = ("Reply".into(), reference),
        Kind::Quoting => message["content"] = format!("> {}\n{}", said.other_probe(), said.words()).into(),
        _ => {}
    }
    message
}

pub(super) fn matrix(said: &Said) -> Value {
    let user = format!("@{}:example.org", said.name().to_lowercase());
    let mut content = json!({"msgtype": "m.text", "body": said.words()});
    match said.kind {
        Kind::Program => content["msgtype"] = "m.notice".into(),
        Kind::Quoting | Kind::Answer => {
            let id = format!("${}", said.number.saturating_sub(1));
            content["m.relates_to"] = json!({"m.in_reply_to": {"event_id": id}});
            content["body"] = format!("> <{user}> {}\n> more\n\n{}", said.other_probe(), said.words()).into();
        }
        _ => {}
    }
    let kind = if said.kind == Kind::Event { "m.room.topic" } else { "m.room.message" };
    json!({
        "type": kind, "sender": user, "content": content, "origin_server_ts": said.seconds() * 1000,
        "event_id": format!("${}", said.number), "room_id": "!r:example.org",
    })
}

pub(super) fn teams(said: &Said) -> Value {
    let is_event = said.kind == Kind::Event;
    let from = match said.kind {
        Kind::Program => json!({"application": {"displayName": "Mill"}, "user": null}),
        _ => json!({"application": null, "user": {"id": said.user.to_string(), "displayName": said.name()}}),
    };
    json!({
        "id": said.number.to_string(), "replyToId": null, "createdDateTime": said.iso(), "from": from,
        "messageType": if is_event { "systemEventMessage" } else { "message" }, "subject": null,
        "body": {"contentType": "html", "content": said.html()},
        "attachments": [{"contentType": "messageReference", "content": said.other_probe()}],
    })
}

pub(super) fn skype(said: &Said) -> Value {
    let kind = if said.kind == Kind::Event { "ThreadActivity/AddMember" } else { "RichText/Html" };
    let from = if said.kind == Kind::Program { "28:mill" } else { "8:live:x" };
    json!({
        "id": said.number.to_string(), "displayName": said.name(), "originalarrivaltime": said.iso(),
        "messagetype": kind, "from": format!("{from}{}", said.user),
        "content": said.html().replace("blockquote", "quote"),
    })
}

pub(super) fn mattermost(said: &Said) -> Value {
    let user = if said.kind == Kind::Program { "mill".to_owned() } else { said.name().to_lowercase() };
    let mut post = json!({
        "team": "pots", "channel": "kiln", "user": user, "message": said.words(),
        "create_at": said.seconds() * 1000, "props": {}, "replies": null,
    });
    match said.kind {
        Kind::Event => post["type"] = "system_join_channel".into(),
        Kind::Quoting => post["message"] = format!("> {}\n\n{}", said.other_probe(), said.words()).into(),
        Kind::Answer => {
            let reply =
                json!({"user": "cy", "message": said.words(), "create_at": said.seconds() * 1000 + 5});
            post["message"] = "so?".into();
            post["replies"] = json!([reply]);
        }
        _ => {}
    }
    json!({"type": "post", "post": post})
}

pub(super) fn signal(said: &Said) -> Value {
    let text = json!({"text": {"body": said.words()}});
    let mut item = json!({
        "chatId": "10", "authorId": (said.user + 1).to_string(), "dateSent": (said.seconds() * 1000).to_string(),
        "incoming": {}, "standardMessage": text,
    });
    match said.kind {
        Kind::Event | Kind::Program => {
            item["updateMessage"] = json!({"simpleUpdate": {"type": "IDENTITY_UPDATE", "x": said.words()}});
            item["standardMessage"] = Value::Null;
        }
        Kind::Quoting => {
            item["standardMessage"]["quote"] = json!({"authorId": "2", "text": {"body": said.other_probe()}});
        }
        _ => {}
    }
    json!({"chatItem": item})
}

pub(super) fn desktop(said: &Said) -> Value {
    let kind = match said.kind {
        Kind::Event | Kind::Program => "group-v2-change",
        _ if said.user == 0 => "outgoing",
        _ => "incoming",
    };
    json!({
        "id": said.number.to_string(), "conversationId": "c", "type": kind, "sent_at": said.seconds() * 1000,
        "source": format!("+44{}", said.user), "body": said.words(), "quote": {"text": said.other_probe()},
    })
}

pub(super) fn signal_export(said: &Said) -> Value {
    let is_call = matches!(said.kind, Kind::Event | Kind::Program);
    json!({
        "date": "2026-03-12T09:00:00", "sender": said.name(), "body": format!("{}  ", said.words()),
        "quote": format!("\n\n> {}\n\n", said.other_probe()), "call": is_call, "reactions": [], "attachments": [],
    })
}

pub(super) fn rocket(said: &Said) -> Value {
    let mut message = json!({
        "_id": format!("r{}", said.number), "rid": "GENERAL", "msg": said.words(), "ts": said.iso(),
        "u": {"_id": format!("u{}", said.user), "username": said.name(), "name": said.name()}, "urls": [],
    });
    match said.kind {
        Kind::Event => message["t"] = "uj".into(),
        Kind::Program => message["bot"] = json!({"i": "abc"}),
        Kind::Quoting => {
            message["attachments"] =
                json!([{"text": said.other_probe(), "author_name": "ben", "ts": said.iso()}]);
        }
        Kind::Answer => message["tmid"] = format!("r{}", said.number.saturating_sub(1)).into(),
        Kind::Own => {}
    }
    message
}

pub(super) fn takeout(said: &Said) -> Value {
    let kind = if said.kind == Kind::Program { "Bot" } else { "Human" };
    let mut message = json!({
        "creator": {"name": said.name(), "email": format!("{}@example.com", said.user), "user_type": kind},
        "created_date": "Thursday, March 12, 2026 at 9:03:10\u{202f}PM UTC", "text": said.words(),
        "topic_id": "t", "message_id": format!("room/t{}/t{}", said.number, said.number),
    });
    match said.kind {
        // What was taken back has no text.
        Kind::Event => message["text"] = Value::Null,
        Kind::Quoting => {
            message["quoted_message_metadata"] =
                json!({"text": said.other_probe(), "message_id": "room/a/b"});
        }
        Kind::Answer => message["message_id"] = format!("room/t0/t{}", said.number).into(),
        _ => {}
    }
    message
}

pub(super) fn google(said: &Said) -> Value {
    let kind = if said.kind == Kind::Program { "BOT" } else { "HUMAN" };
    let mut message = json!({
        "name": format!("spaces/r/messages/t{}.t{}", said.number, said.number), "createTime": said.iso(),
        "sender": {"name": format!("users/{}", said.user), "displayName": said.name(), "type": kind},
        "text": said.words(), "space": {"name": "spaces/r"},
    });
    if said.kind == Kind::Event {
        message["text"] = Value::Null;
    }
    message
}

pub(super) fn facebook(said: &Said) -> Value {
    let coded = |text: String| text.bytes().map(char::from).collect::<String>();
    let mut message = json!({
        "sender_name": coded(said.name().into()), "timestamp_ms": said.seconds() * 1000,
        "content": coded(said.words()), "is_geoblocked_for_viewer": false,
    });
    match said.kind {
        Kind::Event | Kind::Program => message["call_duration"] = 12.into(),
        Kind::Quoting => {
            message["share"] = json!({"link": "https://example.com", "share_text": said.other_probe()});
        }
        _ => {}
    }
    message
}

pub(super) fn instagram(said: &Said) -> Value {
    json!({
        "isUnsent": matches!(said.kind, Kind::Event | Kind::Program), "media": [], "reactions": [],
        "senderName": said.name(), "text": said.words(), "timestamp": said.seconds() * 1000, "type": "text",
    })
}
