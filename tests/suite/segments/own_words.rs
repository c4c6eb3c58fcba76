//! Sees that no letter of a writer's own words is lost in chats, exports, calendars and text that flows.

use std::io::Cursor;

use presend_core::message::{Format, chat, read, slack};
use presend_core::{Message, RegionKind, Source};
use serde_json::json;

use super::chance::Chance;

/// Lines of own words, many of which look like something else.
const LINES: [&str; 35] = [
    "Half past nine suits me.",
    "No.",
    "Did you lock the door?",
    "Thanks",
    "Best",
    "Hello Bo,",
    "Mira Holt",
    "Joost van Dam, +34 600 000 000",
    "ana@example.com",
    "On Monday Bo wrote that it rains.",
    "On 3 March 2026 I wrote:",
    "Bo wrote:",
    "From: the cellar, as always.",
    "To: whom it may concern",
    "Subject: you know which one",
    "Date: when I find the time",
    "Sent from my desk, where I sit alone.",
    "Get the boxes ready",
    "--",
    "---",
    "***",
    "| Bo | late |",
    "| who | what |",
    "- paint the door",
    "1. sand the floor",
    "*Original message* was better",
    "Forwarded messages are a pain.",
    "this message is confidential",
    "to unsubscribe from me, say so",
    "état, naïve, привет, 你好",
    "You never listen to me.",
    "I counted 36 (thirty-six).",
    "see https://example.com/plan",
    "what's 5 > 4 and 3 < 4 & so on?",
    "Wiadomość: jutro o dziewiątej",
];
/// The last line, so that nothing above it stands at an end.
const LAST: &str = "That is all I know about it.";
const TEXTS: u64 = 400;

/// Makes a text: lines, some with a blank one below.
fn lines(chance: &mut Chance) -> Vec<&'static str> {
    let mut lines = Vec::new();
    for _ in 0..=chance.below(7) {
        lines.push(LINES[chance.below(LINES.len())]);
        if chance.below(3) == 0 {
            lines.push("");
        }
    }
    lines.push(LAST);
    lines
}

fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// Returns the letters and digits of the writer's own words.
fn own(message: &Message<'_>) -> String {
    let own = message.regions.iter().filter(|region| {
        matches!(region.kind, RegionKind::Subject | RegionKind::Greeting | RegionKind::Body)
    });
    own.map(|region| letters(region.span.of(&message.parts[region.part].text))).collect()
}

/// Holds each text, in one of its dresses, to its letters.
fn hold(dress: impl Fn(&mut Chance, &[&str]) -> (String, Vec<String>)) {
    let mut lost = Vec::new();
    for number in 0..TEXTS {
        let mut chance = Chance(number);
        let lines = lines(&mut chance);
        let want = letters(&lines.concat());
        let (shown, found) = dress(&mut chance, &lines);
        if !found.concat().contains(&want) {
            lost.push(format!("{shown}\nwanted {want}\nfound  {found:?}"));
        }
    }
    let some = lost.iter().take(3).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(lost.is_empty(), "{} of {TEXTS}, such as\n{some}", lost.len());
}

#[test]
fn drafts_lose_no_own_word() {
    hold(|chance, lines| {
        let is_markdown = chance.below(2) == 0;
        // In Markdown a row of dashes may open front matter or make a heading.
        let kept: Vec<&str> =
            lines.iter().filter(|line| !is_markdown || !line.starts_with("--")).copied().collect();
        let (name, format) = if is_markdown { ("a.md", Format::Markdown) } else { ("a.txt", Format::Text) };
        let text = kept.join("\n");
        let found = own(&read(Source::new(name, text.as_bytes()), format));
        (text, vec![found])
    });
}

fn chat_messages(text: &str) -> Vec<String> {
    let style = chat::LogStyle::of(text.as_bytes());
    let messages = chat::Messages::new(Cursor::new(text.as_bytes()), style);
    messages.map(|raw| own(&read(Source::new("a.txt", raw.unwrap().bytes), Format::Chat))).collect()
}

#[test]
fn chats_lose_no_own_word() {
    // The first line of a message stands behind the name, the others below it.
    hold(|chance, lines| {
        let heads = [
            "[03/03/2026, 10:00:00] Bo Larsen: ",
            "3/3/26, 10:01 - Bo Larsen: ",
            "[2026-03-03 10:01:12] <bo> ",
            "Bo Larsen, [03.03.2026 10:01]\n",
        ];
        let head = heads[chance.below(heads.len())];
        let words: Vec<&str> = lines.iter().filter(|line| !line.is_empty()).copied().collect();
        // Of some programs every line is a message.
        let text = match head.contains('<') {
            true => words.iter().map(|line| format!("{head}{line}\n")).collect(),
            false => format!("{head}first\n{head}{}\n{head}last\n", words.join("\n")),
        };
        let found = chat_messages(&text);
        (text, found)
    });
}

#[test]
fn slack_exports_lose_no_own_word() {
    hold(|_, lines| {
        let text = lines.join("\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let entry =
            json!({ "type": "message", "user": "U1", "ts": "1773306120.1", "text": text }).to_string();
        let message = slack::read_message(
            "a.json",
            entry.as_bytes(),
            (1, presend_core::Column::default(), 0),
            &slack::Conversation::default(),
        );
        let found = own(&message.unwrap());
        (entry, vec![found])
    });
}

#[test]
fn calendars_lose_no_own_word() {
    hold(|chance, lines| {
        let escaped = lines.join("\n").replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        let property = format!("DESCRIPTION:{}", escaped.replace('\n', "\\n"));
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260303T100000Z\r\nDTEND:20260303T110000Z\r\n\
             ORGANIZER:mailto:ana@example.com\r\nATTENDEE:mailto:bo@example.com\r\nSUMMARY:Plan\r\n{}\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n",
            folded(&property, 20 + chance.below(60))
        );
        let found = own(&read(Source::new("a.ics", text.as_bytes()), Format::Ics));
        (text, vec![found])
    });
}

/// Folds a property: a line break and a blank at every so many bytes.
fn folded(property: &str, width: usize) -> String {
    let mut folded = String::new();
    let mut column = 0;
    for char in property.chars() {
        if column + char.len_utf8() > width {
            folded.push_str("\r\n ");
            column = 1;
        }
        folded.push(char);
        column += char.len_utf8();
    }
    folded
}

#[test]
fn text_that_flows_loses_no_own_word_and_no_mark_of_a_quotation() {
    hold(|chance, lines| {
        let keeps = chance.below(2) == 0;
        let flowed: String = lines.iter().map(|line| flowed(line, 12 + chance.below(60), keeps)).collect();
        let text = format!(
            "From: ana@example.com\r\nTo: bo@example.com\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8; format=flowed; delsp={}\r\n\r\n> never mine \r\n> either\r\n\r\n{flowed}",
            if keeps { "no" } else { "yes" }
        );
        let found = own(&read(Source::new("a.eml", text.as_bytes()), Format::Email));
        assert!(!found.contains("nevermine") && !found.contains("either"), "{text}");
        (text, vec![found])
    });
}

/// Breaks a line softly between its words, and stuffs what needs it.
fn flowed(line: &str, width: usize, keeps: bool) -> String {
    let mut flowed = String::new();
    let mut row = String::new();
    for word in line.split_inclusive(' ') {
        if row.len() + word.len() > width && !row.is_empty() {
            // The blank before the break is the text's own, or one more.
            flowed.push_str(&stuffed(&row));
            flowed.push_str(if keeps { "\r\n" } else { " \r\n" });
            row.clear();
        }
        row.push_str(word);
    }
    format!("{flowed}{}\r\n", stuffed(&row))
}

fn stuffed(row: &str) -> String {
    let needs_it = row.starts_with([' ', '>']) || row.starts_with("From ");
    format!("{}{row}", if needs_it { " " } else { "" })
}
