//! Cuts a day of a Slack export into messages, each answer under the message that it answers.

use std::collections::{HashMap, HashSet};

use super::directory::Directory;
use super::exported::{ExportedMessage, exported, is_message, micros};
use super::objects::{DayError, objects};
use crate::message::formats::bursts::{ArchivedMessage, Bursts, Fault, too_deep};
use crate::text::json::Json;

/// Of a long thread, a message names its first and this many last ones.
const REFERENCES: usize = 31;

/// Cuts the file of a day into messages: threads are kept together, an answer stands under what it answers. What a
/// program wrote, and that somebody came or went, is left out.
///
/// # Errors
/// Returns why the file is not a day of an export; single messages that are broken are faults in the list.
pub fn day_messages(
    bytes: &[u8],
    directory: &Directory,
) -> Result<Vec<Result<ArchivedMessage, Fault>>, DayError> {
    let objects = objects(bytes)?;
    let (mut entries, mut faults, mut is_slack) = (Vec::new(), Vec::new(), objects.is_empty());
    for (number, &(span, place)) in objects.iter().enumerate() {
        let object = span.of_bytes(bytes);
        is_slack = is_slack || is_message(object);
        let read = Json::root(object).and_then(too_deep).map_or_else(|| exported(object), Err);
        match read {
            Ok(None) => {}
            Ok(Some(entry)) if directory.is_program(&entry.user) => {}
            Ok(Some(entry)) => entries.push(ExportedMessage { span, place, number, ..entry }),
            Err(reason) => faults.push(Fault { line: place.0, reason }),
        }
    }
    if !is_slack && faults.is_empty() {
        return Err(DayError::NotSlack);
    }
    // Slack's programming interface answers with the newest first.
    let times =
        entries.first().zip(entries.last()).map(|(first, last)| (micros(&first.ts), micros(&last.ts)));
    if times.is_some_and(|(first, last)| first > last) {
        entries.reverse();
    }
    let mut messages: Vec<Result<ArchivedMessage, Fault>> = faults.into_iter().map(Err).collect();
    messages.extend(in_threads(&entries).into_iter().map(Ok));
    Ok(messages)
}

/// Puts each answer under what it answers, and joins what one person wrote in a row.
fn in_threads(entries: &[ExportedMessage]) -> Vec<ArchivedMessage> {
    let heads: HashSet<&str> =
        entries.iter().filter(|entry| entry.parent.is_empty()).map(|entry| &*entry.ts).collect();
    let mut answers: HashMap<&str, Vec<&ExportedMessage>> = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.parent.is_empty()) {
        answers.entry(&entry.parent).or_default().push(entry);
    }
    answers.values_mut().for_each(|list| list.sort_by(|a, b| a.ts.cmp(&b.ts)));
    let mut messages = Vec::new();
    let mut run = Bursts::default();
    for entry in entries {
        let is_head = entry.parent.is_empty();
        if is_head {
            run.add(entry.turn(), Vec::new(), true, &mut messages);
        }
        let thread = if is_head { entry.ts.as_str() } else { entry.parent.as_str() };
        // Answers to what stands in the file of another day come where the first of them stands.
        if !is_head && heads.contains(thread) {
            continue;
        }
        if let Some(list) = answers.remove(thread) {
            add_answers(thread, &list, &mut messages);
            run.close();
        }
    }
    messages
}

fn add_answers(thread: &str, list: &[&ExportedMessage], messages: &mut Vec<ArchivedMessage>) {
    let mut run = Bursts::default();
    for (number, answer) in list.iter().enumerate() {
        let last = list.get(number.saturating_sub(REFERENCES)..number).unwrap_or_default();
        let before = std::iter::once(thread).chain(last.iter().map(|other| other.ts.as_str()));
        run.add(answer.turn(), before.map(str::to_owned).collect(), true, messages);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::slack::{Conversation, read_message};
    use crate::text::{Column, Span};

    fn message(ts: &str, user: &str, text: &str, more: &str) -> String {
        format!(r#"{{"type":"message","ts":"{ts}","user":"{user}","text":"{text}"{more}}}"#)
    }

    fn day(messages: &[String]) -> String {
        format!("[\n{}\n]", messages.join(",\n"))
    }

    /// Reads a day; of each message the texts, the line, the number of references and the burst.
    fn read(day: &str) -> Vec<(String, usize, usize, usize)> {
        let context = |message: &ArchivedMessage| Conversation {
            references: message.references.clone(),
            burst: message.burst,
            ..Conversation::default()
        };
        let messages = day_messages(day.as_bytes(), &Directory::default())
            .expect("a day")
            .into_iter()
            .map(|message| message.expect("no fault"));
        messages
            .map(|message| {
                let bytes = &day.as_bytes()[message.span.start..message.span.end];
                let found = read_message(
                    "d",
                    bytes,
                    (message.line, message.column, message.span.start),
                    &context(&message),
                );
                let found = found.expect("JSON");
                assert_eq!((found.base_line, found.base_offset), (message.line, message.span.start));
                let texts: Vec<&str> = found.parts.iter().map(|part| part.text.as_ref()).collect();
                for part in &found.parts {
                    let span = part.source_span(bytes, Span::new(0, part.text.len()));
                    let raw = String::from_utf8_lossy(&bytes[span.start..span.end]).into_owned();
                    assert!(raw.starts_with('{') || raw == part.text, "{raw}");
                }
                assert_eq!(found.profile.as_deref(), Some("chat"));
                (texts.join("|"), message.line, found.headers.references.len(), found.burst)
            })
            .collect()
    }

    #[test]
    fn answers_stand_under_what_they_answer() {
        let found = read(&day(&[
            message("100.1", "U1", "which van?", r#","thread_ts":"100.1""#),
            message("110.1", "U2", "lunch?", ""),
            message("130.1", "U3", "second", r#","thread_ts":"100.1""#),
            message("120.1", "U2", "first", r#","thread_ts":"100.1""#),
            message("140.1", "U1", "late", r#","thread_ts":"1.1""#),
        ]));
        let found: Vec<_> =
            found.iter().map(|(text, line, depth, _)| (text.as_str(), *line, *depth)).collect();
        let expected =
            [("which van?", 2, 0), ("first", 5, 1), ("second", 4, 2), ("lunch?", 3, 0), ("late", 6, 1)];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_one_person_writes_in_a_row_is_one_message() {
        let found = read(&day(&[
            message("100.1", "U1", "hello", ""),
            message("110.1", "U1", "is the lift out?", ""),
            message("5000.1", "U1", "again", ""),
            message("5010.1", "U2", "yes", ""),
            message("5020.1", "U3", "", r#","subtype":"channel_join""#),
            message("5030.1", "U2", "both", ""),
        ]));
        let expected =
            [("hello|is the lift out?", 2, 0, 2), ("again", 4, 0, 1), ("yes", 5, 0, 1), ("both", 7, 0, 2)];
        let found: Vec<_> = found.iter().map(|(text, a, b, c)| (text.as_str(), *a, *b, *c)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn programs_and_comings_are_left_out() {
        let found = read(&day(&[
            message("1.1", "U1", "has joined", r#","subtype":"channel_join""#),
            message("2.1", "U2", "build broke", r#","bot_id":"B1""#),
            message("3.1", "U2", "build broke", r#","subtype":"bot_message""#),
            message("4.1", "U3", "waves", r#","subtype":"me_message""#),
        ]));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn slackbot_and_programs_of_the_list_of_people_are_left_out() {
        let mut directory = Directory::default();
        directory
            .add_users(br#"[{"id":"U7","name":"deploy","is_bot":true},{"id":"U1","name":"ana"}]"#)
            .expect("JSON");
        let day = day(&[
            message("1.1", "USLACKBOT", "remind", ""),
            message("2.1", "U7", "built", ""),
            message("3.1", "U1", "mine", ""),
            message("4.1", "U1", "auto", r#","subtype":"slackbot_response""#),
        ]);
        let found = day_messages(day.as_bytes(), &directory).expect("a day");
        let lines: Vec<usize> = found.into_iter().map(|message| message.expect("no fault").line).collect();
        assert_eq!(lines, [4]);
    }

    #[test]
    fn words_without_text_or_time_are_read() {
        let rich = r#"[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"by noon"}]}]}]"#;
        for (object, expected) in [
            (format!(r#"{{"type":"message","ts":"1.1","user":"U1","blocks":{rich}}}"#), "by noon"),
            (format!(r#"{{"type":"message","ts":"1.1","user":"U1","text":"","blocks":{rich}}}"#), "by noon"),
            (
                format!(r#"{{"type":"message","ts":"1.1","user":"U1","text":"by *noon*","blocks":{rich}}}"#),
                "by *noon*",
            ),
            (
                format!(r#"{{"type":"message","ts":"1.1","user":"U1","text":"see","blocks":{rich}}}"#),
                "see\n\nby noon",
            ),
            (
                r#"{"type":"message","ts":"1.1","user":"U1","text":"see","attachments":[{"text":"this"}]}"#
                    .into(),
                "see\n\nthis",
            ),
            (r#"{"type":"message","user":"U1","text":"no time"}"#.into(), "no time"),
            (r#"{"user":"U1","text":"no type"}"#.into(), "no type"),
            (r#"{"ts":1.5,"user":"U1","text":"a number"}"#.into(), "a number"),
            (
                r#"{"ts":"1.1","subtype":"message_changed","message":{"user":"U1","text":"new"}}"#.into(),
                "new",
            ),
            (r#"{"ts":"1.1","subtype":"of next year","user":"U1","text":"mine"}"#.into(), "mine"),
        ] {
            let found = read(&day(&[object]));
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].0, expected);
        }
    }

    #[test]
    fn what_is_not_a_day_says_so() {
        let error = |text: &str| day_messages(text.as_bytes(), &Directory::default()).expect_err("no day");
        for text in ["{}", "7", "", "[1]", r#"[{"id":"U1"}]"#, "[{} x]"] {
            assert_eq!(error(text), DayError::NotSlack, "{text}");
        }
        let cut = DayError::Broken(Fault { line: 2, reason: "not JSON: it is cut off".to_owned() });
        assert_eq!(error("[{},\n{\"ts\":\"1\""), cut);
        assert!(day_messages(b"[]", &Directory::default()).expect("a quiet day").is_empty());
        let broken = day(&[message("1.1", "U1", "fine", ""), "{\"ts\": nope}".to_owned()]);
        let found = day_messages(broken.as_bytes(), &Directory::default()).expect("a day");
        assert_eq!(found.iter().filter(|message| message.is_ok()).count(), 1);
        let fault = found.into_iter().find_map(Result::err).expect("a fault");
        assert!(fault.line == 3 && fault.reason.starts_with("not JSON"), "{fault:?}");
    }

    #[test]
    fn deep_and_long_days_are_read_in_one_pass() {
        let deep = format!("[{}]", "{\"a\":[".repeat(50_000));
        assert!(day_messages(deep.as_bytes(), &Directory::default()).is_err());
        let thread: Vec<String> = (0..3000)
            .map(|n| message(&format!("2{n:05}.1"), &format!("U{n}"), "so", r#","thread_ts":"1.1""#))
            .collect();
        let found = read(&day(&thread));
        assert_eq!((found.len(), found[2999].2), (3000, 1 + REFERENCES));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_a_day_or_an_error(
            text in "(\\[|\\]|\\{|\\}|,|:|\"|\\\\|\n|é|\"ts\":\"1.2\"|\"text\":\"hi <@U1>\"|\"user\":\"U1\"|\"thread_ts\":\"1.1\"|[a-z0-9]{0,4}){0,40}"
        ) {
            if let Ok(found) = day_messages(text.as_bytes(), &Directory::default()) {
                for message in found.into_iter().flatten() {
                    let bytes = &text.as_bytes()[message.span.start..message.span.end];
                    let _ = read_message("d", bytes, (1, Column::default(), 0), &Conversation::default());
                }
            }
            let _ = read_message("d", text.as_bytes(), (1, Column::default(), 0), &Conversation::default());
        }
    }
}
