//! Tests what each program has of its own.

use super::{own, own_words, read_all};
use crate::message::RegionKind;

fn words(json: &str) -> Vec<String> {
    own_words(json.as_bytes()).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn who_wrote_when_and_to_what_is_known() {
    let json = r#"{"name":"kiln","messages":[
        {"id":1,"type":"message","date":"2026-03-12T09:00:00","date_unixtime":"1773306000","from":"Ana Silva",
         "from_id":"user1","text":"is it off?"},
        {"id":2,"type":"message","date":"2026-03-12T09:01:00","date_unixtime":"1773306060","from":"Ana Silva",
         "from_id":"user1","text":["the ",{"type":"italic","text":"big"}," one"],"file":"a.pdf"},
        {"id":3,"type":"message","date":"2026-03-12T09:02:00","date_unixtime":"1773306120","from":"Ben",
         "from_id":"user2","text":"since ten","reply_to_message_id":1},
        {"id":4,"type":"message","date":"2026-03-12T09:09:00","date_unixtime":"1773306540","from":"Ana Silva",
         "from_id":"user1","text":"good","reply_to_message_id":3}]}"#;
    let found = read_all(json.as_bytes());
    let facts: Vec<_> = found
        .iter()
        .map(|(_, message)| {
            let headers = &message.headers;
            (headers.from[0].name.as_str(), message.burst, headers.references.join(" "), message.parts.len())
        })
        .collect();
    assert_eq!(
        facts,
        [("Ana Silva", 2, String::new(), 2), ("Ben", 1, "1".into(), 1), ("Ana Silva", 1, "1 3".into(), 1)]
    );
    assert_eq!(found[0].1.attachments, Some(1));
    assert_eq!(found[0].1.headers.date.as_deref(), Some("2026-03-12T09:00:00"));
    assert_eq!(own(&found[0].1)[1].0, "the big one");
    assert_eq!((found[1].1.profile.as_deref(), found[1].1.id.as_deref()), (Some("chat"), Some("3")));
}

#[test]
fn forwarded_messages_polls_and_code_of_telegram() {
    let message = |more: &str| {
        format!(
            r#"{{"id":1,"type":"message","date":"2026-03-12T09:00:00","from":"Ana","from_id":"user1",{more}}}"#
        )
    };
    let json = format!(
        r#"{{"messages":[{},{},{}]}}"#,
        message(r#""text":"old words","forwarded_from":null"#),
        message(r#""text":"","poll":{"question":"Which glaze?","answers":[{"text":"red","voters":1}]}"#),
        message(r#""text":["run ",{"type":"pre","text":"make","language":""}," now"]"#),
    );
    assert_eq!(words(&json), ["Which glaze?", "red", "run ", " now"]);
    let found = read_all(json.as_bytes());
    assert_eq!(found[0].1.regions[0].kind, RegionKind::Forward);
}

#[test]
fn edits_polls_captions_and_names_of_matrix() {
    let event = |kind: &str, id: &str, content: &str| {
        format!(
            r#"{{"type":"{kind}","event_id":"{id}","sender":"@a:x.example","origin_server_ts":1773306000000,"state_key":"@a:x.example","content":{content}}}"#
        )
    };
    let events = [
        event("m.room.member", "$0", r#"{"displayname":"Ana","membership":"join"}"#),
        event("m.room.message", "$1", r#"{"msgtype":"m.text","body":"wrnog"}"#),
        event(
            "m.room.message",
            "$2",
            r#"{"msgtype":"m.text","body":" * right","m.new_content":{"msgtype":"m.text","body":"right"},
                "m.relates_to":{"rel_type":"m.replace","event_id":"$1"}}"#,
        ),
        event(
            "m.room.message",
            "$2a",
            r#"{"msgtype":"m.text","body":" * right","m.new_content":{"msgtype":"m.text","body":"quite right"},
                "m.relates_to":{"rel_type":"m.replace","event_id":"$1"}}"#,
        ),
        event("m.room.message", "$3", r#"{"msgtype":"m.image","body":"kiln.png","url":"mxc://x"}"#),
        event(
            "m.room.message",
            "$4",
            r#"{"msgtype":"m.image","body":"our kiln","filename":"kiln.png","url":"mxc://x"}"#,
        ),
        event(
            "m.poll.start",
            "$5",
            r#"{"m.poll":{"question":{"m.text":"When?"},"answers":[{"m.text":"noon"}]}}"#,
        ),
        event("m.room.encrypted", "$6", r#"{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"AAAA"}"#),
        event(
            "m.room.message",
            "$7",
            r#"{"msgtype":"m.emote","body":"waves","m.relates_to":{"rel_type":"m.thread","event_id":"$1"}}"#,
        ),
        event("m.room.message", "$8", "{}"),
        event("m.room.message", "$9", r#"{"msgtype":"m.text","body":"","formatted_body":"<b>by</b> noon"}"#),
    ];
    let json = format!("[{}]", events.join(","));
    assert_eq!(words(&json), ["quite right", "our kiln", "When?", "noon", "waves", "by noon"]);
    assert_eq!(super::cut(json.as_bytes()).expect("an export").sealed, 1);
    let found = read_all(json.as_bytes());
    assert!(found.iter().all(|(_, message)| message.headers.from[0].name == "Ana"));
    assert_eq!(found.iter().filter(|(_, message)| message.headers.references == ["$1"]).count(), 1);
}

#[test]
fn answers_inside_a_message_are_messages_of_their_own() {
    let json = r#"{"type":"version","version":1}
{"type":"post","post":{"user":"ana","message":"which?","create_at":1773306000000,"replies":[
{"user":"ben","message":"red","create_at":1773306060000},{"user":"ben","message":"or blue","create_at":1773306061000},
{"user":"cy","message":"has left","type":"system_leave_channel","create_at":1773306062000}]}}
{"type":"post","post":{"user":"ana","message":"hook","create_at":1773306070000,"props":{"from_webhook":"true"}}}
{"type":"direct_post","direct_post":{"channel_members":["ana","ben"],"user":"ben","message":"thanks","create_at":1773307000000}}
"#;
    assert_eq!(words(json), ["which?", "red", "or blue", "thanks"]);
    let found = read_all(json.as_bytes());
    assert_eq!((found[1].1.headers.references.len(), found[1].1.burst), (1, 2));
    let graph = r#"{"value":[{"id":"1","messageType":"message","createdDateTime":"2026-03-12T09:00:00Z","subject":"Glaze",
        "from":{"user":{"id":"a","displayName":"Ana"}},"body":{"contentType":"text","content":"which?"},
        "replies":[{"id":"2","messageType":"message","createdDateTime":"2026-03-12T09:05:00Z",
        "from":{"user":{"id":"b","displayName":"Ben"}},"body":{"contentType":"html","content":"<p>red</p>"}}]}]}"#;
    assert_eq!(words(graph), ["Glaze", "which?", "red"]);
    assert_eq!(read_all(graph.as_bytes())[1].1.headers.references, ["1"]);
}

#[test]
fn what_discord_and_mattermost_answer_themselves_is_read() {
    let discord = r#"[{"id":"1","type":0,"timestamp":"2026-03-12T09:00:00+00:00","content":"**by** noon","author":{"id":"7","username":"ana","global_name":"Ana"}}]"#;
    assert_eq!(words(discord), ["**by** noon"]);
    let posts = r#"{"order":["a"],"posts":{"a":{"id":"a","create_at":1773306000000,"delete_at":0,"user_id":"u","message":"by noon","type":""},
        "b":{"id":"b","create_at":1773306000000,"delete_at":5,"user_id":"u","message":"gone","type":""}}}"#;
    assert_eq!(words(posts), ["by noon"]);
}

#[test]
fn a_text_that_is_not_utf8_is_read_too() {
    let mut json =
        br#"{"messages":[{"id":1,"type":"message","date":"2026-03-12T09:00:00","from":"A","text":"caf"#
            .to_vec();
    json.extend(b"\xe9 by noon\"}]}");
    assert!(own_words(&json).contains("by noon"));
}

#[test]
fn what_meta_coded_twice_is_read_as_it_was_written() {
    let json = r#"{"participants":[{"name":"Zo\u00c3\u00ab"}],"messages":[
        {"sender_name":"Zo\u00c3\u00ab","timestamp_ms":1773306000000,"content":"caf\u00c3\u00a9 by noon"}],"title":"Caf\u00c3\u00a9"}"#;
    assert_eq!(words(json), ["café by noon"]);
    let found = read_all(json.as_bytes());
    assert_eq!(
        (found[0].1.headers.from[0].name.as_str(), found[0].1.channel.as_deref()),
        ("Zoë", Some("Café"))
    );
}

#[test]
fn answers_and_times_of_google_are_known() {
    let json = r#"{"messages":[
        {"creator":{"name":"Ana","email":"ana@example.com","user_type":"Human"},"created_date":"Thursday, March 12, 2026 at 9:03:10 PM UTC","text":"which?","topic_id":"t","message_id":"r/t/t"},
        {"creator":{"name":"Ben","email":"ben@example.com","user_type":"Human"},"created_date":"Thursday, March 12, 2026 at 9:04:10 PM UTC","text":"red","topic_id":"t","message_id":"r/t/u"}]}"#;
    let found = read_all(json.as_bytes());
    assert_eq!(found[0].1.headers.date.as_deref(), Some("2026-03-12T21:03:10Z"));
    assert_eq!((found[0].1.headers.references.len(), found[1].1.headers.references[0].as_str()), (0, "t"));
}
