//! Makes the headers of a message of its fields.

use super::header::{self, Fields};
use crate::message::model::{HeaderPlaces, Headers};

/// Reads readers, subject, date and their like; where they stand is not noted.
pub(super) fn headers(fields: &Fields<'_>) -> Headers {
    let people = |name: &str| {
        fields.all(name).flat_map(|field| header::addresses(fields.bytes_of(field.value))).collect()
    };
    let text = |name: &str| fields.value(name).map(header::decode_words);
    let mut references: Vec<String> = fields.value("references").map(header::ids).unwrap_or_default();
    for id in fields.value("in-reply-to").map(header::ids).unwrap_or_default() {
        if references.last() != Some(&id) {
            references.push(id);
        }
    }
    Headers {
        from: people("from"),
        to: people("to"),
        cc: people("cc"),
        bcc: people("bcc"),
        reply_to: people("reply-to"),
        subject: text("subject"),
        date: text("date"),
        message_id: fields.value("message-id").and_then(|value| header::ids(value).into_iter().next()),
        references,
        is_date_given: false,
        is_bulk: is_bulk(fields),
        presend: text("x-presend"),
        places: HeaderPlaces::default(),
    }
}

/// Newsletters and what machines send. A post to a mailing list is a person's own words, so `List-Id`,
/// `Precedence: list` and the `List-Unsubscribe` that list servers add beside them do not count.
fn is_bulk(fields: &Fields<'_>) -> bool {
    let is = |name: &str, words: &[&str]| {
        fields.value(name).is_some_and(|value| {
            words.iter().any(|word| value.to_ascii_lowercase().starts_with(word.as_bytes()))
        })
    };
    let is_generated = is("auto-submitted", &["auto-generated", "auto-notified"]);
    let is_discussion = fields.find("list-post").is_some()
        || fields.find("mailing-list").is_some()
        || fields.find("in-reply-to").is_some()
        || fields.find("x-mailman-version").is_some()
        || is("precedence", &["list"]);
    let is_campaign = fields.find("list-unsubscribe-post").is_some() || fields.find("feedback-id").is_some();
    let is_mass =
        fields.find("list-unsubscribe").is_some() && (is_campaign || is("precedence", &["bulk", "junk"]));
    is_generated || is_mass && !is_discussion
}
