//! Tests of how an mbox file is cut into messages.

use super::*;

fn read(text: &str) -> Vec<(String, usize, usize)> {
    let messages = Messages::new(text.as_bytes()).map(|message| message.expect("memory does not fail"));
    messages.map(|raw| (String::from_utf8(raw.bytes).expect("ASCII"), raw.offset, raw.line)).collect()
}

#[test]
fn messages_have_their_place() {
    let text = "From a Mon\nA: 1\n\nhi\n\nFrom b 12:30\nB: 2\n\nFrom here on\n>From there\n\nFrom now on\n";
    let found = read(text);
    assert_eq!(found[0], ("A: 1\n\nhi\n".to_owned(), 11, 2));
    assert_eq!(found[1].0, "B: 2\n\nFrom here on\n>From there\n\nFrom now on\n");
    assert_eq!((found[1].1, found[1].2), (34, 7));
    for (bytes, offset, _) in &found {
        assert_eq!(&text[*offset..offset + bytes.len()], bytes);
    }
}

#[test]
fn broken_archives_still_yield_messages() {
    assert!(read("").is_empty());
    assert!(read("\n\n").is_empty());
    assert_eq!(read("no separator\n"), [("no separator\n".to_owned(), 0, 1)]);
    assert_eq!(read("\n\nFrom a\nhi"), [("hi".to_owned(), 9, 4)]);
    assert_eq!(read("From a\n\nFrom b\nX: 1\n").len(), 2);
    assert_eq!(read("From a\r\nA: 1\r\n\r\nhi\r\n\r\nFrom b\r\nX: 1")[0].0, "A: 1\r\n\r\nhi\r\n");
}

/// A `From ` line and two fields.
const OPENING: &str = "From ana@example.com Tue Mar  3 10:00:00 2026\nFrom: ana@example.com\nSubject: x\n";

#[test]
fn a_header_below_shows_a_message_without_a_blank_line_above() {
    let found = read(&format!("{OPENING}\nA\n{OPENING}\nB\n"));
    assert_eq!(found.len(), 2);
    assert!(found[0].0.ends_with("\n\nA\n") && found[1].0.ends_with("\n\nB\n"));
    assert_eq!(found[1].2, 7);
    let escaped =
        format!("{OPENING}\nA\n{}>{OPENING}\nB\n", &OPENING[..OPENING.find('\n').expect("a line") + 1]);
    assert_eq!(read(&escaped).len(), 2);
}

#[test]
fn a_line_without_sender_and_date_separates_above_a_header() {
    let found =
        read("From \nFrom: ana@example.com\n\nA\nFrom \nFrom: bo@example.com\n\nB\n\nFrom \nhere on, C\n");
    assert_eq!(found.len(), 2);
    assert!(found[0].0.ends_with("\nA\n") && found[1].0.ends_with("\n\nFrom \nhere on, C\n"), "{found:?}");
}

#[test]
fn prose_that_looks_like_a_separator_stays_in_its_message() {
    for line in [
        "From ana@example.com Tue Mar  3 10:00:00 2026\nfaked\n",
        "From Ana\n",
        "From 10:30 on we are closed.\nCome later.\n",
        "From here\n",
    ] {
        let text = format!("{OPENING}\nHello.\n\n{line}\n{OPENING}\nB\n");
        let found = read(&text);
        assert_eq!(found.len(), 2, "{line}");
        assert!(found[0].0.ends_with(line), "{line}");
    }
}

#[test]
fn a_length_that_fits_is_followed() {
    let body = format!("See below.\n\n{OPENING}\nold words\n");
    for (length, expected) in [(body.len(), 2), (body.len() - 1, 2), (body.len() - 9, 3), (9_999, 3), (3, 3)]
    {
        let text = format!("{OPENING}Content-Length: {length}\n\n{body}\n{OPENING}\nB\n");
        let found = read(&text);
        assert_eq!(found.len(), expected, "{length}");
        for (bytes, offset, line) in &found {
            assert_eq!(&text[*offset..offset + bytes.len()], bytes);
            assert_eq!(text[..*offset].matches('\n').count() + 1, *line);
        }
        assert!(found[expected - 1].0.ends_with("B\n"));
    }
}

#[test]
fn patches_are_told_from_other_messages() {
    let patch = format!("From {} Mon Sep 17 00:00:00 2001\nSubject: a\n\nwords\n", "4c".repeat(20));
    let text = format!("{patch}{patch}\n{OPENING}\nB\n");
    let found: Vec<bool> = Messages::new(text.as_bytes())
        .map(|message| message.expect("memory does not fail").is_patch)
        .collect();
    assert_eq!(found, [true, true, false]);
}

proptest::proptest! {
    #[test]
    fn every_line_but_separators_and_blanks_is_in_a_message(
        text in "(From a@b Tue Mar  3 10:00:00 2026\n|From x\n|>From y 10:00\n|A: 1\n|Content-Length: [0-9]{1,2}\n|\n|\r\n|words\n|é){0,24}"
    ) {
        let found = read(&text);
        let kept: usize = found.iter().map(|(bytes, ..)| bytes.matches("words").count()).sum();
        assert_eq!(kept, text.matches("words").count());
        for (bytes, offset, line) in &found {
            assert_eq!(&text[*offset..offset + bytes.len()], bytes);
            assert_eq!(text[..*offset].matches('\n').count() + 1, *line);
        }
    }
}
