//! Makes the text that readers see of the markup in which Slack keeps it.

use super::directory::Directory;
use crate::text::Ends;

/// Longer brackets are text.
const BRACKET_BYTES: usize = 4096;

/// Characters that Slack escapes.
const ENTITIES: [(&str, char); 3] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];

/// Writes out mentions, links and escapes; `:emoji:` stay as they are.
pub(super) fn plain(text: &str, directory: &Directory) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        plain.push_str(rest.head(at));
        rest = rest.tail(at);
        let entity = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity));
        if let Some((entity, character)) = entity {
            plain.push(*character);
            rest = rest.tail(entity.len());
        } else if let Some(inside) = bracket(rest) {
            plain.push_str(&unescape(&written_out(inside, directory)));
            rest = rest.tail(inside.len() + 2);
        } else {
            plain.push_str(rest.head(1));
            rest = rest.tail(1);
        }
    }
    plain.push_str(rest);
    plain
}

/// Returns what stands between the angle bracket that `rest` starts with and the next closing one.
fn bracket(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('<')?;
    let bytes = inside.as_bytes().head(BRACKET_BYTES);
    let end = memchr::memchr3(b'>', b'<', b'\n', bytes)?;
    let end = (end > 0 && bytes.get(end) == Some(&b'>')).then_some(end)?;
    inside.get(..end)
}

fn unescape(text: &str) -> String {
    ENTITIES.iter().rev().fold(text.to_owned(), |text, (entity, character)| {
        if text.contains(entity) { text.replace(entity, &character.to_string()) } else { text }
    })
}

/// `@U1`, `!here`, `#C1|kiln`, `!date^…|noon`, `https://example.com|label`
fn written_out(inside: &str, directory: &Directory) -> String {
    let (target, label) = match inside.split_once('|') {
        Some((target, label)) => (target, Some(label).filter(|label| !label.is_empty())),
        None => (inside, None),
    };
    let sign = |sign: char, name: &str| format!("{sign}{}", name.trim_start_matches(sign));
    if let Some(id) = target.strip_prefix('@') {
        let known = directory.user(id);
        return sign('@', label.filter(|_| known == id).unwrap_or(known));
    }
    if let Some(id) = target.strip_prefix('#') {
        let known = directory.channel(id);
        return sign('#', label.filter(|_| known == id).unwrap_or(known));
    }
    match target.strip_prefix('!') {
        Some(special @ ("here" | "channel" | "everyone")) => sign('@', special),
        Some(special) if special.starts_with("subteam") => sign('@', label.unwrap_or("group")),
        Some(special) => label.unwrap_or(special).to_owned(),
        None => label.unwrap_or(target.trim_start_matches("mailto:")).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut directory = Directory::default();
        let users = br#"[{"id":"U1","name":"ana","profile":{"display_name":"Ana"}},{"id":"U2"},7]"#;
        directory.add_users(users).expect("JSON");
        directory.add_channels(br#"[{"id":"C1","name":"kiln"}]"#).expect("JSON");
        plain(text, &directory)
    }

    #[test]
    fn mentions_links_and_escapes_are_written_out() {
        for (text, expected) in [
            ("<@U1> and <@U2> and <@U9|cy>", "@Ana and @U2 and @cy"),
            ("<!here> <!channel|@channel> <!everyone>", "@here @channel @everyone"),
            ("<!subteam^S1|@potters> <!subteam^S2>", "@potters @group"),
            ("<#C1> <#C2|shop> <#C3>", "#kiln #shop #C3"),
            (
                "<https://example.com/a?b=1&amp;c=2|the plan>, <https://example.com?x&amp;y>",
                "the plan, https://example.com?x&y",
            ),
            ("<mailto:a@example.com|a@example.com> <mailto:b@example.com>", "a@example.com b@example.com"),
            ("<!date^1772359380^{date}|noon>", "noon"),
            ("a &lt;b&gt; &amp;lt; :tada: & so < on <>", "a <b> &lt; :tada: & so < on <>"),
            ("&gt; quoted", "> quoted"),
            ("<", "<"),
            ("<<@U1>", "<@Ana"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_markup_has_a_text(text in "([<>&|@#!\n]|&amp;|&lt;|U1|é|here|[a-z]){0,40}") {
            let _ = shown(&text);
        }
    }
}
