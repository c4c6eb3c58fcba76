//! Reads the drafts that links open: `mailto:bo@example.com?subject=…&body=…`, and what pages for writing take in the same way.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::loose_text::quoted;

const MAILTO: &str = "mailto:";

/// What a page of mail calls the subject.
const SHORT_SUBJECT: &str = "su";

/// Returns the fields of each link in a text that has some, as a tool call would have them: the keys behind the `?`, and the
/// readers of `mailto:`.
pub(super) fn fields_of_links(text: &str) -> Vec<Map<String, Value>> {
    // Most texts have none.
    if !text.contains('=') || !text.contains(':') {
        return Vec::new();
    }
    // One with blanks in it ends where the text does, or the quote in which a command has it.
    let mut wholes = quoted(text);
    wholes.push(text.to_owned());
    wholes.retain(|whole| has_blanks(whole));
    let ends = |sign: char| sign.is_whitespace() || matches!(sign, '"' | '<' | '>' | '`');
    let is_start = |run: &&str| wholes.iter().any(|whole| whole.trim_start().starts_with(*run));
    let runs = text.split(ends).map(bare).filter(|run| !is_start(run));
    let links = wholes.iter().map(|whole| whole.trim()).chain(runs);
    links.filter_map(fields).filter(|link| !link.is_empty()).collect()
}

/// Returns true if and only if a text is a link to a new mail with blanks that nobody encoded.
fn has_blanks(text: &str) -> bool {
    let text = text.trim();
    is_mailto(text) && text.contains(char::is_whitespace)
}

fn is_mailto(link: &str) -> bool {
    link.get(..MAILTO.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(MAILTO))
}

/// Takes the quotes of a shell and the brackets of Markdown from a link; an apostrophe inside is its own.
fn bare(run: &str) -> &str {
    if let Some((_, inner)) = run.split_once('\'').filter(|(before, _)| !before.contains(':')) {
        return inner.split('\'').next().unwrap_or(inner);
    }
    match run.rsplit_once("](") {
        Some((_, link)) => link.strip_suffix(')').unwrap_or(link),
        None => run,
    }
}

/// Reads a link with fields; `None` where it is none.
fn fields(link: &str) -> Option<Map<String, Value>> {
    // `sms:` links of some telephones have no question mark.
    let at = link.find(['?', '&'])?;
    let (head, query) = (link.get(..at)?, link.get(at + 1..)?);
    let (scheme, target) = head.split_once(':')?;
    let scheme =
        scheme.rsplit(|sign: char| !sign.is_ascii_alphanumeric()).next().filter(|name| !name.is_empty())?;
    let mut found = Map::new();
    if scheme.eq_ignore_ascii_case(MAILTO.trim_end_matches(':')) && !target.is_empty() {
        join(&mut found, "to", &decoded(target));
    }
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        // A link out of HTML has `&amp;` for `&`.
        let key = decoded(key.strip_prefix("amp;").unwrap_or(key));
        let key = if key.eq_ignore_ascii_case(SHORT_SUBJECT) { "subject".to_owned() } else { key };
        join(&mut found, &key, &decoded(value));
    }
    Some(found)
}

/// Adds a value; one that comes twice is read whole.
fn join(found: &mut Map<String, Value>, key: &str, value: &str) {
    let joined = match found.get(key).and_then(Value::as_str) {
        Some(before) => format!("{before}\n{value}"),
        None => value.to_owned(),
    };
    found.insert(key.to_owned(), joined.into());
}

/// Decodes a value, twice where it was encoded twice. A plus is a blank where there is no other, as forms have it.
fn decoded(value: &str) -> String {
    let has_blanks = value.contains(' ') || value.contains("%20");
    let spaced = if has_blanks { value.to_owned() } else { value.replace('+', " ") };
    let text = percent_decode_str(&spaced).decode_utf8_lossy().into_owned();
    if text.contains(char::is_whitespace) {
        return text;
    }
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn links_say_what_they_open() {
        let wanted = json!({"to": "bo@x.y", "subject": "s t", "body": "we go\nnow"});
        for link in [
            "mailto:bo@x.y?subject=s%20t&body=we%20go%0Anow",
            "MAILTO:bo@x.y?subject=s t&body=we go%0anow ",
            "xdg-open 'mailto:bo@x.y?subject=s%20t&body=we%20go%0Anow'; ls",
            "open \"mailto:bo@x.y?subject=s t&body=we go%0anow\" &",
            "[write](mailto:bo%40x.y?subject=s+t&body=we%2520go%250Anow)",
            "<a href=\"mailto:?to=bo@x.y&amp;subject=s%20t&amp;body=we%20go%0Anow\">",
            "see https://mail.x.y/?to=bo@x.y&su=s+t&body=we+go%0Anow today",
        ] {
            assert_eq!(
                fields_of_links(link).first().map(|found| json!(found)),
                Some(wanted.clone()),
                "{link}"
            );
        }
        let twice = fields_of_links("mailto:a@x.y?to=b@x.y&body=one%20two&body=three%20four");
        assert_eq!(json!(twice), json!([{"to": "a@x.y\nb@x.y", "body": "one two\nthree four"}]));
        assert_eq!(json!(fields_of_links("sms:+123&body=don't%20go")), json!([{"body": "don't go"}]));
        assert_eq!(
            json!(fields_of_links("mailto:a@x.y?body=%FF%")),
            json!([{"to": "a@x.y", "body": "\u{fffd}%"}])
        );
    }

    #[test]
    fn what_is_no_link_has_no_fields() {
        for text in ["", "mailto:bo@x.y", "a=b?c=d", "is it 5: a=b?", "?:=", "x:?&=&", "mailto:", "a:b&c"] {
            let found = fields_of_links(text);
            let is_empty = found.iter().all(|found| found.values().all(|value| value == ""));
            assert!(is_empty, "{text}: {found:?}");
        }
    }
}
