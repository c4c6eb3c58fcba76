//! Writes out the words of blocks and attachments in the markup that the text of a message has.

use serde_json::Value;

/// Deeper nesting is no message's.
const MOST_DEEP: usize = 24;

/// Keys under which a block of any kind keeps words, or more blocks.
const KEYS: [&str; 9] = ["title", "label", "text", "fields", "elements", "rows", "blocks", "caption", "hint"];

/// Keys of an attachment that a program made of a link or of another message.
const UNFURLED: [&str; 7] =
    ["from_url", "original_url", "is_msg_unfurl", "is_share", "bot_id", "service_name", "author_subname"];

/// Returns the words of a list of blocks.
pub(super) fn of_blocks(blocks: &Value) -> String {
    let mut text = String::new();
    write(blocks, &mut text, 0);
    text.trim().to_owned()
}

/// Returns the words of attachments, without those that show what stands elsewhere.
pub(super) fn of_attachments(attachments: &Value) -> String {
    let mut text = String::new();
    let own = attachments
        .as_array()
        .into_iter()
        .flatten()
        .filter(|attachment| !UNFURLED.iter().any(|key| attachment.get(key).is_some_and(is_set)));
    for attachment in own {
        let before = text.len();
        for key in ["pretext", "title", "text", "fields", "blocks"] {
            match attachment.get(key) {
                Some(Value::String(words)) => push_line(words, &mut text),
                Some(Value::Array(fields)) if key == "fields" => {
                    let words = fields.iter().flat_map(|field| ["title", "value"].map(|key| field.get(key)));
                    words.flatten().filter_map(Value::as_str).for_each(|words| push_line(words, &mut text));
                }
                Some(blocks) => write(blocks, &mut text, 0),
                None => {}
            }
        }
        if text.len() == before
            && let Some(words) = attachment.get("fallback").and_then(Value::as_str)
        {
            push_line(words, &mut text);
        }
    }
    text.trim().to_owned()
}

fn is_set(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}

fn push_line(words: &str, text: &mut String) {
    if !words.is_empty() {
        end_line(text);
        text.push_str(words);
        text.push('\n');
    }
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Writes out blocks; what is not known is searched for words.
fn write(block: &Value, text: &mut String, depth: usize) {
    if depth > MOST_DEEP {
        return;
    }
    let Value::Object(object) = block else {
        block.as_array().into_iter().flatten().for_each(|block| write(block, text, depth + 1));
        return;
    };
    let of = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    match of("type") {
        "rich_text_section" => {
            end_line(text);
            inline(block, text);
            end_line(text);
        }
        "rich_text_list" => {
            for item in block["elements"].as_array().into_iter().flatten() {
                end_line(text);
                text.push_str("- ");
                inline(item, text);
            }
            end_line(text);
        }
        "rich_text_quote" => {
            let mut quoted = String::new();
            inline(block, &mut quoted);
            quoted.lines().for_each(|line| push_line(&format!("&gt; {line}"), text));
        }
        "rich_text_preformatted" => {
            let mut code = String::new();
            inline(block, &mut code);
            push_line(&format!("```\n{code}\n```"), text);
        }
        "plain_text" => push_line(&escape(of("text")), text),
        "mrkdwn" | "markdown" => push_line(of("text"), text),
        "image" | "actions" => write(&block["title"], text, depth + 1),
        "text" | "link" | "user" | "channel" | "emoji" | "broadcast" | "usergroup" => element(block, text),
        _ => {
            for key in KEYS {
                match object.get(key) {
                    Some(Value::String(words)) => push_line(words, text),
                    Some(inner) => write(inner, text, depth + 1),
                    None => {}
                }
            }
        }
    }
}

/// Writes out the elements of one paragraph.
fn inline(block: &Value, text: &mut String) {
    block["elements"].as_array().into_iter().flatten().for_each(|inner| element(inner, text));
}

fn element(element: &Value, text: &mut String) {
    let of = |key: &str| element[key].as_str().unwrap_or_default();
    let is_code = element.pointer("/style/code") == Some(&Value::Bool(true));
    let words = match of("type") {
        "link" if of("text").is_empty() => format!("<{}>", of("url")),
        "link" => format!("<{}|{}>", of("url"), escape(of("text"))),
        "user" => format!("<@{}>", of("user_id")),
        "channel" => format!("<#{}>", of("channel_id")),
        "usergroup" => format!("<!subteam^{}>", of("usergroup_id")),
        "broadcast" => format!("<!{}>", of("range")),
        "emoji" => format!(":{}:", of("name")),
        "date" => escape(of("fallback")),
        "text" if is_code => format!("`{}`", escape(of("text"))),
        _ => escape(of("text")),
    };
    text.push_str(&words);
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_of_every_kind_of_block_are_found() {
        let text = |words: &str| json!({"type": "text", "text": words});
        let section = |words: &str| json!({"type": "rich_text_section", "elements": [text(words)]});
        for (block, expected) in [
            (json!({"type": "rich_text", "elements": [section("a < b")]}), "a &lt; b"),
            (
                json!({"type": "rich_text_section", "elements": [text("see "), {"type": "user", "user_id": "U1"}]}),
                "see <@U1>",
            ),
            (json!({"type": "rich_text_list", "elements": [section("one"), section("two")]}), "- one\n- two"),
            (json!({"type": "rich_text_quote", "elements": [text("old\nwords")]}), "&gt; old\n&gt; words"),
            (json!({"type": "rich_text_preformatted", "elements": [text("x")]}), "```\nx\n```"),
            (json!({"type": "section", "text": {"type": "mrkdwn", "text": "*a* <@U1>"}}), "*a* <@U1>"),
            (json!({"type": "section", "fields": [{"type": "plain_text", "text": "a & b"}]}), "a &amp; b"),
            (json!({"type": "header", "text": {"type": "plain_text", "text": "Plan"}}), "Plan"),
            (json!({"type": "context", "elements": [{"type": "mrkdwn", "text": "by noon"}]}), "by noon"),
            (json!({"type": "markdown", "text": "**a**"}), "**a**"),
            (json!({"type": "of next year", "rows": [[{"elements": [section("cell")]}]]}), "cell"),
        ] {
            assert_eq!(of_blocks(&json!([block])), expected, "{block}");
        }
    }

    #[test]
    fn attachments_of_links_are_not_own() {
        assert_eq!(
            of_attachments(&json!([{"pretext": "so", "text": "it is", "fallback": "x"}])),
            "so\nit is"
        );
        assert_eq!(of_attachments(&json!([{"fallback": "short"}])), "short");
        for key in UNFURLED {
            assert_eq!(of_attachments(&json!([{"text": "old", key: "x"}])), "", "{key}");
        }
    }
}
