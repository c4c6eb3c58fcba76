//! Holds every reader of exports to one promise: what a person wrote is heard once, and nothing else is.

mod each;
mod forms;
mod said;
mod samples;

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;

use super::{Conversation, Program, cut, is_export, is_export_of_lines, read_message};
use crate::message::{Message, Origin, RegionKind};
use crate::text::{Column, Span};
use said::{Kind, Said};
use samples::export;

/// Reads all messages of an export, each with where it starts.
fn read_all(bytes: &[u8]) -> Vec<(usize, Message<'_>)> {
    let found = cut(bytes).expect("an export");
    found
        .messages
        .into_iter()
        .map(|message| {
            let message = message.expect("no fault");
            let context = Conversation {
                program: found.program,
                known: found.known.clone(),
                references: message.references,
                burst: message.burst,
                channel: message.channel,
            };
            let own = &bytes[message.span.start..message.span.end];
            let place = (message.line, message.column, message.span.start);
            (message.span.start, read_message("x", own, place, &context))
        })
        .collect()
}

/// Returns own words of a message, text by text, each with the bytes of the file that it was made from.
fn own<'m>(message: &'m Message<'_>) -> Vec<(&'m str, Span)> {
    let regions = message.regions.iter().filter(|region| {
        matches!(region.kind, RegionKind::Body | RegionKind::Greeting | RegionKind::Subject)
    });
    regions
        .map(|region| {
            let part = &message.parts[region.part];
            (region.span.of(&part.text), part.source_span(&message.source, region.span))
        })
        .collect()
}

/// Returns all own words of an export.
fn own_words(bytes: &[u8]) -> String {
    let mut words = String::new();
    for (_, message) in read_all(bytes) {
        own(&message).iter().for_each(|(text, _)| writeln!(words, "{text}").expect("memory"));
    }
    words
}

/// Escapes all but ASCII.
fn ascii(json: &str) -> String {
    let mut escaped = String::new();
    for character in json.chars() {
        match character.is_ascii() {
            true => escaped.push(character),
            false => character
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| write!(escaped, "\\u{unit:04x}").expect("memory")),
        }
    }
    escaped
}

/// Writes an export as programs do: wide or narrow, with or without escapes.
fn written(value: &Value, style: u8) -> String {
    let json = match value {
        Value::Array(lines) if style & 4 != 0 => {
            lines.iter().fold(String::new(), |all, line| format!("{all}{line}\n"))
        }
        _ if style & 1 == 0 => value.to_string(),
        _ => serde_json::to_string_pretty(value).expect("JSON"),
    };
    if style & 2 == 0 { json } else { ascii(&json) }
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        6 => Just(Kind::Own),
        1 => Just(Kind::Program),
        1 => Just(Kind::Event),
        2 => Just(Kind::Quoting),
        1 => Just(Kind::Answer),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_person_wrote_is_heard_once_and_nothing_else_is(
        said in prop::collection::vec(
            (0_usize..3, kinds(), "([a-z]{2,6} |é|😀 |so \"no\" |back\\\\slash |a/b |, ){0,8}", 0_i64..900), 1..14),
        style in 0_u8..4,
        program in 0_usize..samples::FORMS,
    ) {
        let said: Vec<Said> = said
            .into_iter()
            .enumerate()
            .map(|(number, (user, kind, text, pause))| Said { number, user, kind, text, pause })
            .collect();
        let (value, are_lines) = export(program, &said);
        let json = written(&value, if are_lines { style | 4 } else { style });
        let words = own_words(json.as_bytes());
        for said in &said {
            let count = words.matches(&said.own_probe()).count();
            let expected = usize::from(said.is_heard());
            prop_assert_eq!(count, expected, "{:?} in\n{}\nof\n{}", said, words, json);
            prop_assert_eq!(words.matches(&said.other_probe()).count(), 0, "{:?} in {}", said, json);
        }
        // Each place points at the very letters.
        for (start, message) in read_all(json.as_bytes()) {
            let before = &json[..message.base_offset];
            prop_assert_eq!(start, message.base_offset);
            prop_assert_eq!(message.base_line, before.matches('\n').count() + 1);
            let line = before.rsplit('\n').next().unwrap_or_default();
            let column =
                Column { byte: line.len(), char: line.chars().count(), utf16: line.encode_utf16().count() };
            prop_assert_eq!(message.base_column, column);
            for part in &message.parts {
                let is_traced =
                    matches!(part.origin, Origin::Decoded { coding: crate::message::Coding::Json, .. });
                for (at, probe) in part.text.match_indices("ownword").filter(|_| is_traced) {
                    let span = part.source_span(&message.source, Span::new(at, at + probe.len()));
                    prop_assert_eq!(&message.source[span.start..span.end], probe.as_bytes());
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_an_export_or_none(
        text in "(\\[|\\]|\\{|\\}|,|:|\"|\\\\|\n|é|\"type\":\"message\"|\"text\":\\[\"hi\"\\]|\"date\":\"1\"|\"from\":\"A\"\
            |\"sender\":\"a\"|\"content\":\\{\"body\":\"x\"\\}|\"event_id\":\"1\"|\"messages\":\\[|\"chatItem\":\\{){0,40}"
    ) {
        let _ = is_export(text.as_bytes());
        if let Some(found) = cut(text.as_bytes()) {
            for message in found.messages.into_iter().flatten() {
                let own = &text.as_bytes()[message.span.start..message.span.end];
                let context = Conversation {
                    program: found.program,
                    known: found.known.clone(),
                    references: message.references,
                    burst: message.burst,
                    channel: message.channel,
                };
                let _ = read_message("x", own, (1, Column::default(), 0), &context);
            }
        }
    }

    #[test]
    fn an_export_that_is_cut_off_loses_only_what_is_cut(program in 0_usize..samples::FORMS, at in 0.5_f64..1.0) {
        let said: Vec<Said> = (0..8)
            .map(|number| Said { number, user: number % 2, kind: Kind::Own, text: "so".into(), pause: 900 })
            .collect();
        let (value, are_lines) = export(program, &said);
        let json = written(&value, if are_lines { 4 } else { 0 });
        let at = (0..=(json.len() as f64 * at) as usize).rev().find(|at| json.is_char_boundary(*at)).unwrap_or(0);
        let Some(found) = cut(&json.as_bytes()[..at]) else { return Ok(()) };
        let messages = found.messages.iter().flatten().count();
        let whole = said.iter().filter(|said| json[..at].contains(&format!("{}\"", said.last_sign()))).count();
        prop_assert!(messages + 1 >= whole, "{} of {} in {}", messages, whole, &json[..at]);
        prop_assert!(at == json.len() || are_lines || found.messages.iter().any(Result::is_err));
    }
}

#[test]
fn other_json_is_none() {
    for text in [
        "{}",
        "[]",
        "",
        "7",
        "\"hello\"",
        r#"{"name":"x","version":"1","messages":[]}"#,
        r#"{"messages":[{"id":1,"text":"hi"}]}"#,
        r#"[{"id":"U1","name":"ana"}]"#,
        r#"{"id":1,"text":"Hi","subject":"Lunch","from":"ana@example.com","date":"Mon"}"#,
        r#"{"type":"module","message":"x"}"#,
        r#"{"messages":[{"role":"user","content":"hi"}]}"#,
        r#"{"value":[{"body":"x"}]}"#,
    ] {
        assert!(!is_export(text.as_bytes()) && cut(text.as_bytes()).is_none(), "{text}");
    }
}

#[test]
fn lines_of_ones_own_are_no_export() {
    let own = br#"{"id":1,"type":"message","text":"Hi","from":"ana@example.com","date":"2026-03-12"}"#;
    assert!(is_export(own) && !is_export_of_lines(own));
    assert!(is_export_of_lines(b"{\"type\":\"version\",\"version\":1}\n"));
}

#[test]
fn deep_messages_are_refused_by_line_and_others_are_read() {
    let deep = "[".repeat(200_000) + &"]".repeat(200_000);
    let message = |more: &str| {
        format!(
            r#"{{"id":1,"type":"message","date":"2026-03-12T09:00:00","from":"Ana","text":"fine"{more}}}"#
        )
    };
    let json = format!("{{\"messages\":[\n{},\n{}\n]}}", message(&format!(",\"x\":{deep}")), message(""));
    let found = cut(json.as_bytes()).expect("an export");
    assert_eq!((found.program, found.messages.len()), (Program::Telegram, 2));
    let fault = found.messages.into_iter().find_map(Result::err).expect("a fault");
    assert_eq!((fault.line, fault.reason.contains("nested more than 128 deep")), (2, true));
}
