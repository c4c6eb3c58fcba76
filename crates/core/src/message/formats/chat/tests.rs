//! Tests of chat logs.

mod heads;
mod others;
mod programs;
mod transcripts;

use presend_lexicon::names::RegionKind;
use proptest::prelude::*;

use super::{LogStyle, Messages, read};
use crate::text::{Source, Span};

fn list(log: &str) -> Vec<(String, String, usize, usize)> {
    Messages::new(log.as_bytes(), LogStyle::of(log.as_bytes()))
        .map(|raw| {
            let raw = raw.expect("memory does not fail");
            assert_eq!(&log.as_bytes()[raw.offset..raw.offset + raw.bytes.len()], raw.bytes);
            let newlines = log[..raw.offset].bytes().filter(|byte| *byte == b'\n').count();
            assert_eq!(raw.line, newlines + 1);
            let message = read(Source::new("log", raw.bytes));
            let name = message.headers.from.first().map(|from| from.name.clone()).unwrap_or_default();
            let own = message
                .regions
                .iter()
                .filter(|region| !matches!(region.kind, RegionKind::Code | RegionKind::Signature));
            let own: Vec<&str> =
                own.map(|region| region.span.of(&message.parts[region.part].text).trim()).collect();
            assert_eq!(message.profile.as_deref(), Some("chat"));
            (name, own.join("|"), message.burst, raw.line)
        })
        .collect()
}

fn said(name: &str, text: &str, burst: usize, line: usize) -> (String, String, usize, usize) {
    (name.to_owned(), text.to_owned(), burst, line)
}

#[test]
fn lines_of_one_writer_in_a_row_are_one_message() {
    let log = "[12:03] ana: the kiln is off\n[12:04] ana: since ten\nby hand\n\n[12:05] ben: good\n[12:20] ben: anyone?\n";
    assert_eq!(
        list(log),
        [
            said("ana", "the kiln is off|since ten\nby hand", 2, 1),
            said("ben", "good", 1, 5),
            said("ben", "anyone?", 1, 6)
        ]
    );
}

#[test]
fn comings_and_goings_are_not_messages() {
    let log = "--- Log opened Thu Mar 12 2026\n12:01 -!- ben [b@host] has joined #kiln\n12:02 < ana> off?\n\
        12:02 -!- cy has quit\n12:03 <@ben> yes\n12:04 * ben nods\n12:05 * cy has joined #kiln\n";
    assert_eq!(list(log), [said("ana", "off?", 1, 3), said("ben", "yes|nods", 2, 5)]);
}

#[test]
fn exports_of_telephones_are_read() {
    let log = "12/03/2026, 21:03 - Messages are encrypted.\n12/03/2026, 21:04 - Ana Silva: bread?\n\
        12/03/2026, 21:05 - Ben joined\n12/03/2026, 21:09 - Ben: Note: no rye\nNote: and no salt\n";
    assert_eq!(
        list(log),
        [said("Ana Silva", "bread?", 1, 2), said("Ben", "Note: no rye\nNote: and no salt", 1, 4)]
    );
    let message = read(Source::new("log", &b"2026-03-12 12:03:10 <ana> hi"[..]));
    assert_eq!(message.headers.date.as_deref(), Some("2026-03-12T12:03:10"));
    let message = read(Source::new("log", &b"[12:03] ana: hi"[..]));
    assert_eq!(message.headers.date.as_deref(), Some("12:03"));
}

#[test]
fn text_without_the_form_is_one_message() {
    assert_eq!(list("just a note\nof two lines\n"), [said("", "just a note\nof two lines", 1, 1)]);
    assert_eq!(list("\n\n"), []);
    assert_eq!(list(""), []);
    assert_eq!(
        list("title\nana: a\nben: b\nana: c"),
        [said("", "title", 1, 1), said("ana", "a", 1, 2), said("ben", "b", 1, 3), said("ana", "c", 1, 4)]
    );
}

#[test]
fn quotes_and_code_are_not_own_words() {
    let message =
        read(Source::new("log", &b"ana: > you are late\nno\nben: `@here` and ```x = 1``` done\n"[..]));
    let kinds: Vec<(RegionKind, &str)> = message
        .regions
        .iter()
        .map(|region| (region.kind, region.span.of(&message.parts[region.part].text).trim()))
        .collect();
    assert!(kinds.contains(&(RegionKind::Quote, "> you are late")), "{kinds:?}");
    assert!(kinds.contains(&(RegionKind::Code, "`@here`")), "{kinds:?}");
    assert!(kinds.contains(&(RegionKind::Code, "```x = 1```")), "{kinds:?}");
    assert!(!message.mentions_all);
}

#[test]
fn bytes_that_are_not_utf8_are_a_named_part() {
    let message = read(Source::new("log", &b"[12:03] ana: caf\xe9\n[12:03] ana: ok\n"[..]));
    assert_eq!((message.parts[0].text.trim(), message.parts[0].label.as_deref()), ("café", Some("text")));
    assert_eq!(message.parts[1].source_span(&message.source, Span::new(0, 2)), Span::new(31, 33));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_log_is_read_and_no_byte_twice(
        log in "(\\[12:0[0-9]\\] |1[0-9]:[0-9]{2} |2026-03-01 12:00:00 |<ana> |ben: |\\* cy |-!- |has joined|\n|é|`{1,3}|[a-z:<>@]{0,6}){0,40}"
    ) {
        let mut end = 0;
        for raw in Messages::new(log.as_bytes(), LogStyle::of(log.as_bytes())) {
            let raw = raw.expect("memory does not fail");
            prop_assert!(raw.offset >= end);
            end = raw.offset + raw.bytes.len();
            prop_assert_eq!(&log.as_bytes()[raw.offset..end], &raw.bytes[..]);
            let message = read(Source::new("log", &raw.bytes[..]));
            for region in &message.regions {
                let text = &message.parts[region.part].text;
                prop_assert!(text.get(region.span.start..region.span.end).is_some());
                let span = message.parts[region.part].source_span(&message.source, region.span);
                prop_assert!(span.end <= raw.bytes.len());
            }
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for raw in Messages::new(&bytes[..], LogStyle::of(&bytes)) {
            let raw = raw.expect("memory does not fail");
            let _ = read(Source::new("log", raw.bytes));
        }
    }
}

#[test]
fn a_text_without_the_form_of_a_chat_is_whole() {
    let text = "On 12. 3. 2026 we met at nine.\nIt went well.\n";
    assert!(!LogStyle::of(text.as_bytes()).is_known());
    assert_eq!(list(text), [said("", text.trim(), 1, 1)]);
}

#[test]
fn a_word_above_a_bare_time_is_no_name() {
    let log = "Ana Reis\n  9:03 AM\nis the kiln off?\nno\n9:05\nYes\n9:06\nfine\nBo\n  9:07 AM\nsince ten\nsorry\n9:08\nlater\n";
    assert_eq!(
        list(log),
        [said("Ana Reis", "is the kiln off?\nno|Yes|fine", 1, 1), said("Bo", "since ten\nsorry|later", 1, 9),]
    );
    // Without blanks before the times the half of the day tells, and the case of the names.
    let log =
        "Ana\n9:03 AM\noff?\nNo\n9:05\nhm\nBo\n9:07 AM\nsince ten\nsorry\n9:08 AM\nlater\nAna\n9:09 AM\nok\n";
    let words: Vec<(String, String)> = list(log).into_iter().map(|(name, text, ..)| (name, text)).collect();
    let expected = [("Ana", "off?\nNo|hm"), ("Bo", "since ten\nsorry|later"), ("Ana", "ok")];
    assert_eq!(words, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

fn words_of(log: &str) -> Vec<(String, String)> {
    list(log).into_iter().map(|(name, text, ..)| (name, text)).collect()
}

/// With and without halves of the day, blank lines between messages, and full names; the time below the name and above it.
#[test]
fn a_capitalised_word_above_a_time_is_a_name_if_the_log_says_so() {
    for (log, what) in [
        (
            "Ana\n9:03 AM\noff?\nYes\n9:05 AM\nfine\nBo\n9:07 AM\nok\nThanks\n9:08 AM\nlater\nAna\n9:09 AM\ngood\n",
            "halves of the day",
        ),
        (
            "Ana\n21:03\noff?\nYes\n21:05\nfine\nBo\n21:07\nok\nThanks\n21:08\nlater\nAna\n21:09\ngood\n",
            "whole clocks",
        ),
        (
            "Ana\n21:03\noff?\nYes\n21:05\nfine\n\nBo\n21:07\nok\nThanks\n21:08\nlater\n\nAna\n21:09\ngood\n",
            "blank lines",
        ),
        (
            "Ana\n3/12/2026 21:03\noff?\nYes\n3/12/2026 21:05\nfine\nBo\n3/12/2026 21:07\nok\nThanks!\n3/12/2026 21:08\nlater\n\
             Ana\n3/12/2026 21:09\ngood\n",
            "dates",
        ),
    ] {
        let thanks = if what == "dates" { "ok\nThanks!|later" } else { "ok\nThanks|later" };
        let expected = [("Ana", "off?\nYes|fine"), ("Bo", thanks), ("Ana", "good")];
        assert_eq!(words_of(log), expected.map(|(name, text)| (name.to_owned(), text.to_owned())), "{what}");
    }
    // A word that rules know, and a name that is one too.
    let log = "Ana Reis\n21:03\noff?\nDeadline\n21:05\ntoday\nWill\n21:07\nok\nAna Reis\n21:09\ngood\nWill\n21:10\nbye\n";
    let expected =
        [("Ana Reis", "off?\nDeadline|today"), ("Will", "ok"), ("Ana Reis", "good"), ("Will", "bye")];
    assert_eq!(words_of(log), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let log = "Ana\n21:03\noff?\nGrace\n21:05\ntoday\nAna\n21:07\nok\nBen\n21:09\ngood\n";
    let expected = [("Ana", "off?"), ("Grace", "today"), ("Ana", "ok"), ("Ben", "good")];
    assert_eq!(words_of(log), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let log = "21:03\nAna\noff?\n21:05\nYes\nfine\n21:07\nBo\nok\n21:08\nAna\ngood\n21:09\nBo\nbye\n";
    let expected = [("Ana", "off?|Yes\nfine"), ("Bo", "ok"), ("Ana", "good"), ("Bo", "bye")];
    assert_eq!(words_of(log), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

/// Behind what is looked at to tell the log, too.
#[test]
fn a_word_above_a_time_is_no_name_far_down_either() {
    let mut log = String::new();
    for minute in 0..900 {
        let name = if minute % 2 == 0 { "Ana" } else { "Bo" };
        log += &format!("{name}\n{}:{:02}\nthe kiln is off\n", 6 + minute / 60, minute % 60);
    }
    log += "Yes\n21:30\nbye\nCarla\n21:40\nhello\n";
    let words = words_of(&log);
    let last: Vec<(&str, &str)> =
        words.iter().rev().take(2).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(last, [("Carla", "hello"), ("Bo", "the kiln is off\nYes|bye")]);
}
