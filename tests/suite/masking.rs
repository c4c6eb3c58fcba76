//! Plants private values of many kinds in drafts, at places drawn alike on every machine, and looks for each in all that presend
//! writes: the value itself, and other ways of writing it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::secrets::{Dice, all_samples};
use crate::support::{finish, presend, said};

/// A value with the words that tell what it is.
struct Planted {
    kind: String,
    before: String,
    value: String,
    after: &'static str,
}

const FORMATS: [&str; 9] =
    ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "rdjsonl"];

/// A lexicon that has something to change in every draft.
const WORDS: &str = r#"
language = "en"
group = "mechanics"
[[rule]]
code = "M901"
name = "house-typo"
severity = "warning"
message = "this is misspelled"
terms = ["teh"]
suggestions = [{ term = "teh", title = "write the", text = "the", applicability = "safe" }]
"#;

/// What phones, word processors and mail programs put between the groups of a number.
const GAPS: [(&str, &str); 10] = [
    ("blank", " "),
    ("hyphen", "-"),
    ("nothing", ""),
    ("no-break blank", "\u{a0}"),
    ("narrow no-break blank", "\u{202f}"),
    ("thin blank", "\u{2009}"),
    ("no-break hyphen", "\u{2011}"),
    ("two blanks", "  "),
    ("line break", "\n"),
    ("line break in a quote", "\n> "),
];

fn digits(dice: &mut Dice, count: usize) -> String {
    (0..count).map(|_| char::from(b'0' + u8::try_from(dice.below(10)).unwrap())).collect()
}

/// Draws a card number.
fn card(dice: &mut Dice) -> Vec<String> {
    let body = format!("4{}", digits(dice, 14));
    let terms = body.bytes().rev().enumerate().map(|(place, digit)| {
        let digit = u32::from(digit - b'0');
        let twice = if place % 2 == 0 { digit * 2 } else { digit };
        if twice > 9 { twice - 9 } else { twice }
    });
    let check = (10 - terms.sum::<u32>() % 10) % 10;
    in_fours(&format!("{body}{check}"))
}

/// Draws a German account number.
fn iban(dice: &mut Dice) -> Vec<String> {
    let account = digits(dice, 18);
    let rest =
        format!("{account}131400").bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    in_fours(&format!("DE{:02}{account}", 98 - rest))
}

fn in_fours(text: &str) -> Vec<String> {
    text.as_bytes().chunks(4).map(|four| String::from_utf8(four.to_vec()).unwrap()).collect()
}

fn full_width(text: &str) -> String {
    let wide = |sign: char| match sign {
        '0'..='9' => char::from_u32(u32::from(sign) + 0xfee0).unwrap(),
        _ => sign,
    };
    text.chars().map(wide).collect()
}

/// Puts a gap between groups: each, or where lines break only one.
fn spaced(groups: &[String], gap: &str) -> String {
    if gap.contains('\n') {
        let (left, right) = groups.split_at(groups.len() / 2);
        return format!("{}{gap}{}", left.join(" "), right.join(" "));
    }
    groups.join(gap)
}

fn planted() -> Vec<Planted> {
    let mut dice = Dice(11);
    let mut all = Vec::new();
    let mut add = |kind: String, before: &str, value: String, after: &'static str| {
        all.push(Planted { kind, before: before.to_owned(), value, after });
    };
    for (name, gap) in GAPS {
        add(format!("card, {name}"), "My card is ", spaced(&card(&mut dice), gap), " if you need it.");
        add(format!("iban, {name}"), "Please wire it to ", spaced(&iban(&mut dice), gap), " today.");
        if !gap.is_empty() {
            let groups = ["536".to_owned(), "22".to_owned(), format!("1{}", digits(&mut dice, 3))];
            add(format!("ssn, {name}"), "His SSN is ", spaced(&groups, gap), ", add it.");
        }
    }
    add("card, full width".to_owned(), "My card is ", full_width(&spaced(&card(&mut dice), " ")), " now.");
    let groups = ["536".to_owned(), "22".to_owned(), format!("2{}", digits(&mut dice, 3))];
    add("ssn, full width".to_owned(), "His SSN is ", full_width(&groups.join("-")), ", add it.");
    for before in
        ["The password is ", "password: ", "Password：", "The password is\u{a0}", "my passphrase is "]
    {
        let value = format!("Tulip!{}x", digits(&mut dice, 8));
        add(format!("password after {before:?}"), before, value, ".\n");
    }
    for (before, value, after) in [
        ("The password is ", "otter lamp kiln herring", ", keep it.\n"),
        ("The wifi password is still ", "Velvet Canyon Pickle Drum", "\n"),
        ("Password: ", "marble ring table lobster", "\n"),
        ("my password is now ", "copper lantern walrus violet moss", " and it works.\n"),
        ("The password was “", "swan ladder cobalt prune", "”.\n"),
        ("The passphrase is ", "otter lamp\nkiln herring moon", ".\n"),
    ] {
        add(format!("words after {before:?}"), before, value.to_owned(), after);
    }
    add("passport".to_owned(), "Her passport number: ", format!("K{}", digits(&mut dice, 8)), " is new.");
    add(
        "insurance".to_owned(),
        "The cook's NI number is ",
        "AB 12 34 56 C".to_owned(),
        ", payroll wants it.",
    );
    add("health".to_owned(), "NHS number ", "943 476 5919".to_owned(), " for the patient.");
    add("aadhaar".to_owned(), "Kindly update my Aadhaar ", "9999 4105 7058".to_owned(), " there.");
    for (name, near, token) in all_samples().into_iter().step_by(4) {
        add(name, &format!("Use {near}"), token, " ok.");
    }
    all
}

/// Returns other ways in which a value may be written.
fn forms(value: &str) -> Vec<String> {
    let mut forms = vec![value.to_owned(), value.replace('&', "&amp;")];
    forms.push(value.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    }));
    let is_number = value.bytes().any(|byte| byte.is_ascii_digit()) && !value.contains('!');
    if is_number {
        forms.push(value.chars().filter(|sign| sign.is_alphanumeric()).collect());
        forms.push(value.chars().filter(|sign| sign.is_alphanumeric()).map(narrow).collect());
    }
    forms.push(value.to_lowercase());
    forms.push(quoted_printable(value).replace("=\n", "").trim_end().to_owned());
    // As a string of JSON, with its marks and with the escapes of those who write ASCII alone.
    let json = serde_json::json!(value).to_string();
    forms.push(json.trim_matches('"').to_owned());
    forms.push(value.encode_utf16().fold(String::new(), |mut out, unit| {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_graphic() => out.push(char::from(byte)),
            _ => drop(write!(out, "\\u{unit:04x}")),
        }
        out
    }));
    // At each of the three places where it may begin in encoded bytes; what the neighbours have a share in is left out.
    for before in 0..3 {
        let encoded = base64(&[&vec![0; before][..], value.as_bytes()].concat());
        let start = [0, 2, 3][before];
        let end =
            encoded.trim_end_matches('=').len() - usize::from(!(before + value.len()).is_multiple_of(3));
        forms.push(encoded[start..end].to_owned());
    }
    forms
}

/// Writes a full-width sign as keyboards have it.
fn narrow(sign: char) -> char {
    match sign {
        '０'..='９' => char::from_u32(u32::from(sign) - 0xfee0).unwrap(),
        _ => sign,
    }
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, at| number << 8 | usize::from(*three.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let sign = char::from(SIGNS[number >> (18 - 6 * at) & 63]);
            out.push(if at <= three.len() { sign } else { '=' });
        }
    }
    out
}

/// Writes a draft that holds a value in one of many places, and the bare value in others.
fn draft(planted: &Planted, turn: usize, dice: &mut Dice) -> (String, String) {
    let Planted { before, value, after, .. } = planted;
    let one_line = value.replace("\n> ", " ").replace('\n', " ");
    let told = format!("{before}{value}{after}");
    let quoted = if value.contains("\n> ") { told.clone() } else { told.replace('\n', "\n> ") };
    let place = dice.below(4);
    let (mut subject, mut own, mut quote, mut sign) =
        (String::new(), String::new(), String::new(), String::new());
    match place {
        0 if !value.contains('\n') => subject = told.replace('\n', ""),
        1 if !value.contains("\n> ") => own = told,
        2 if !value.contains('\n') => sign = told,
        _ => quote = format!("> {quoted}"),
    }
    let bare = ["subject", "own", "between"][dice.below(3)];
    if subject.is_empty() {
        subject = if bare == "subject" { format!("On {one_line}") } else { "News".to_owned() };
    }
    let again = if bare == "own" { one_line.clone() } else { String::new() };
    let body = format!(
        "Hi Bo, teh news:\n\nwe have decided to let you go, so {again} must change asap.\n{own}\n> and {one_line} again\n\
         Your last day will be Friday.\n{quote}\nThis is a total disaster and I am furious.\n\n-- \nAna\n{sign}\n"
    );
    let head = format!("From: ana@example.com\nTo: bo@example.com\nX-Key: {one_line}\nSubject: {subject}\n");
    let text = match turn % 4 {
        0 => format!("{head}\n{body}"),
        1 => {
            format!(
                "{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
                 Content-Transfer-Encoding: quoted-printable\n\n{}",
                quoted_printable(&body)
            )
        }
        2 => {
            format!(
                "{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
                 Content-Transfer-Encoding: base64\n\n{}\n",
                base64(body.as_bytes())
            )
        }
        _ => {
            let html = body.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>\n");
            format!("{head}MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>{html}</p>\n")
        }
    };
    (text, one_line)
}

/// Encodes a text, with lines broken softly in the midst of words.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        for (at, byte) in line.bytes().enumerate() {
            if at > 0 && at % 17 == 0 {
                out.push_str("=\n");
            }
            match byte {
                b' '..=b'<' | b'>'..=b'~' => out.push(char::from(byte)),
                _ => {
                    let _ = write!(out, "={byte:02X}");
                }
            }
        }
        out.push('\n');
    }
    out
}

fn write_drafts(folder: &Path, all: &[Planted]) {
    let mut dice = Dice(3);
    let mut lines = String::new();
    for (turn, planted) in all.iter().enumerate() {
        let (text, one_line) = draft(planted, turn, &mut dice);
        let tag = if turn % 5 == 0 && !one_line.contains('/') { one_line.clone() } else { String::new() };
        fs::write(folder.join(format!("{turn}{tag}.eml")), text).unwrap();
        let told = format!("{}{}{}", planted.before, planted.value, planted.after);
        let text = format!("we have to let you go.\n{told}");
        let line = serde_json::json!({ "id": one_line, "subject": one_line, "text": text });
        let _ = writeln!(lines, "{line}");
    }
    fs::write(folder.join("all.jsonl"), lines).unwrap();
}

/// Says which values some output shows.
fn shown(all: &[Planted], from: &str, output: &str, wrong: &mut Vec<String>) {
    for planted in all {
        for form in forms(&planted.value).into_iter().filter(|form| output.contains(form.as_str())) {
            let at = output.find(&form).unwrap();
            let start = output[..at].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
            let end = output[at..].char_indices().nth(60).map_or(output.len(), |(length, _)| at + length);
            wrong.push(format!("{from}: {} in {:?}", planted.kind, &output[start..end]));
        }
    }
}

#[test]
fn no_output_shows_a_private_value_wherever_it_stands() {
    let all = planted();
    assert!(all.len() >= 100, "{}", all.len());
    let folder = tempfile::tempdir().unwrap();
    let drafts = folder.path().join("drafts");
    fs::create_dir(&drafts).unwrap();
    write_drafts(&drafts, &all);
    fs::write(folder.path().join("words.toml"), WORDS).unwrap();
    let mut wrong = Vec::new();
    for format in FORMATS {
        let output = finish(&mut presend(folder.path(), &["--isolated", "--format", format, "drafts"]), b"");
        let output = said(&output);
        assert!(output.len() > 10_000, "{format}: {output}");
        shown(&all, format, &output, &mut wrong);
    }
    for arguments in
        [&["--diff", "--lexicon", "words.toml"][..], &["--plan"], &["--write-baseline", "baseline.json"]]
    {
        let arguments = [&["--isolated"], arguments, &["drafts"]].concat();
        let output = said(&finish(&mut presend(folder.path(), &arguments), b""));
        assert!(arguments[1] != "--diff" || output.matches("\n+Hi Bo, the news").count() > 20, "{output}");
        shown(&all, arguments[1], &output, &mut wrong);
    }
    let baseline = fs::read_to_string(folder.path().join("baseline.json")).unwrap();
    shown(&all, "baseline", &baseline, &mut wrong);
    assert!(wrong.is_empty(), "{} shown:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn values_that_a_draft_repeats_in_another_form_are_not_shown() {
    let all: Vec<Planted> = planted().into_iter().filter(|planted| !planted.value.contains('\n')).collect();
    let mut lines = String::new();
    let mut count = 0;
    for planted in all.iter().step_by(2) {
        let told = format!("{}{}{}", planted.before, planted.value, planted.after);
        for form in forms(&planted.value).into_iter().filter(|form| form.len() > 5) {
            count += 1;
            let text = format!("We have to let you go, so {form} must change asap.\n\n{told}\n");
            let line = serde_json::json!({ "id": count, "subject": format!("On {form}"), "text": text });
            let _ = writeln!(lines, "{line}");
        }
    }
    assert!(count > 500, "{count}");
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for format in ["full", "jsonl"] {
        let arguments = ["--isolated", "--input-format", "jsonl", "--format", format, "-"];
        let output = said(&finish(&mut presend(folder.path(), &arguments), lines.as_bytes()));
        assert!(output.len() > 10_000, "{format}: {output}");
        shown(&all, format, &output, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} shown:\n{}", wrong.len(), wrong.join("\n"));
}

/// Frames messages as editors send them.
fn framed(messages: &[serde_json::Value]) -> Vec<u8> {
    let frames = messages.iter().map(|message| {
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    });
    frames.collect::<String>().into_bytes()
}

/// What an editor asks about a draft: its diagnostics, every hover, every action, the verdict.
fn asked_by_an_editor(text: &str) -> Vec<u8> {
    use serde_json::json;
    let document = json!({ "uri": "file:///draft.eml" });
    let opened = json!({ "uri": "file:///draft.eml", "languageId": "mail", "version": 1, "text": text });
    let lines = text.lines().count();
    let whole =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": lines + 1, "character": 0 } });
    let request = |id: usize, method: &str, params: serde_json::Value| json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
    let note = |method: &str, params: serde_json::Value| json!({ "jsonrpc": "2.0", "method": method, "params": params });
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8"] } });
    let options = json!({ "presend": { "verdict": true }, "verdict": true });
    let mut messages = vec![
        request(1, "initialize", json!({ "capabilities": capabilities, "initializationOptions": options })),
        note("initialized", json!({})),
        note("textDocument/didOpen", json!({ "textDocument": opened })),
        request(2, "textDocument/diagnostic", json!({ "textDocument": document })),
        request(
            3,
            "textDocument/codeAction",
            json!({ "textDocument": document, "range": whole, "context": { "diagnostics": [] } }),
        ),
    ];
    for line in 0..lines {
        let position = json!({ "line": line, "character": 2 });
        let params = json!({ "textDocument": document, "position": position });
        messages.push(request(4 + line, "textDocument/hover", params));
    }
    messages.push(request(9999, "shutdown", json!(null)));
    messages.push(note("exit", json!(null)));
    framed(&messages)
}

#[test]
fn editors_agents_and_extensions_are_shown_no_private_value() {
    let all = planted();
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(7);
    let (mut wrong, mut asked) = (Vec::new(), Vec::new());
    for (turn, planted) in all.iter().enumerate().skip(1).step_by(7) {
        let (text, one_line) = draft(planted, turn, &mut dice);
        fs::write(folder.path().join("draft.eml"), &text).unwrap();
        let body = format!("We have to let you go.\n{}{}{}\n", planted.before, planted.value, planted.after);
        let fields = serde_json::json!({ "op": "lint", "body": body, "subject": format!("On {one_line}") });
        let call = serde_json::json!({ "hook_event_name": "PreToolUse", "tool_input": fields });
        let message = fields.to_string();
        asked.extend_from_slice(&u32::try_from(message.len()).unwrap().to_ne_bytes());
        asked.extend_from_slice(message.as_bytes());
        for (arguments, input) in [
            (&["lsp"][..], asked_by_an_editor(&text)),
            (&["edit", "--", "true", "draft.eml"], Vec::new()),
            (&["hook", "agent"], call.to_string().into_bytes()),
            (&["hook", "agent", "--ask"], call.to_string().into_bytes()),
        ] {
            let mut command = presend(folder.path(), arguments);
            let output = said(&finish(command.env("PATH", "/usr/bin:/bin"), &input));
            assert!(output.len() > 100, "{arguments:?}: {output}");
            shown(&all, arguments[0], &output, &mut wrong);
        }
    }
    let output = said(&finish(&mut presend(folder.path(), &["native-host"]), &asked));
    assert!(output.len() > 2000, "{output}");
    shown(&all, "native-host", &output, &mut wrong);
    assert!(wrong.is_empty(), "{} shown:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn servers_wrapper_and_regions_show_no_private_value() {
    let all = planted();
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(5);
    let (mut wrong, mut requests) = (Vec::new(), String::new());
    for (turn, planted) in all.iter().enumerate().take(60) {
        let (text, one_line) = draft(planted, turn, &mut dice);
        fs::write(folder.path().join("draft.eml"), &text).unwrap();
        for arguments in [&["explain", "--regions", "draft.eml"][..], &["sendmail", "--", "/bin/true"]] {
            let output = said(&finish(&mut presend(folder.path(), arguments), text.as_bytes()));
            assert!(output.len() > 100, "{arguments:?}: {output}");
            shown(&all, arguments[0], &output, &mut wrong);
        }
        // A value of several lines is none in a name.
        if !planted.value.contains('\n') {
            let name = planted.value.replace(['\\', '"'], " ");
            let told = format!("{}{}{}", planted.before, planted.value, planted.after);
            let mail = format!("From ana\nFrom: \"{name}\" <ana@example.com>\n\n{told}\n\n");
            fs::write(folder.path().join("two.mbox"), mail.repeat(2)).unwrap();
            let arguments = ["explain", "--regions", "two.mbox"];
            let output = said(&finish(&mut presend(folder.path(), &arguments), b""));
            assert!(output.starts_with("two.mbox:2, •"), "{output}");
            shown(&all, "a heading of regions", &output, &mut wrong);
        }
        let body = format!("We have to let you go.\n{}{}{}\n", planted.before, planted.value, planted.after);
        let arguments = serde_json::json!({ "body": body, "subject": format!("On {one_line}") });
        let params = serde_json::json!({ "name": "lint_draft", "arguments": arguments });
        let call = serde_json::json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params });
        let _ = writeln!(requests, "{call}");
    }
    let output = said(&finish(&mut presend(folder.path(), &["mcp"]), requests.as_bytes()));
    assert!(output.len() > 10_000, "{output}");
    shown(&all, "mcp", &output, &mut wrong);
    assert!(wrong.is_empty(), "{} shown:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_log_hooks_of_git_and_what_weighed_show_no_private_value() {
    let all = planted();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["broken", "state"] {
        fs::create_dir(at(name)).unwrap();
    }
    // The wrapper cannot check under these settings, and writes that down.
    fs::write(at("broken/presend.toml"), "x = 1\n").unwrap();
    fs::write(at("words.toml"), WORDS).unwrap();
    let mut dice = Dice(9);
    let (mut wrong, mut runs) = (Vec::new(), 0);
    for (turn, planted) in all.iter().enumerate().skip(2).step_by(5) {
        let (text, one_line) = draft(planted, turn, &mut dice);
        fs::write(at("draft.eml"), &text).unwrap();
        let told = format!("{}{}{}", planted.before, planted.value, planted.after);
        let message = format!("Fix {one_line}\n\nYou are an idiot, and you broke it again.\n{told}\n");
        fs::write(at("message"), &message).unwrap();
        let patch = format!(
            "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: Ana <ana@example.com>\n\
             Subject: [PATCH] {message}---\n a.c | 1 +\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n a\n+{one_line}\n"
        );
        fs::write(at("0001.patch"), patch).unwrap();
        let text_line = serde_json::json!({ "id": one_line, "label": one_line, "text": message });
        fs::write(at("texts.jsonl"), format!("{text_line}\n{{\"text\": {text_line}\n")).unwrap();
        for (arguments, least) in [
            (&["explain", "--why", "draft.eml"][..], 100),
            (&["hook", "commit-msg", "message"], 100),
            (&["hook", "sendemail-validate", "0001.patch"], 100),
            (&["sendmail", "--on-findings", "warn", "--", "/bin/true"], 100),
            (&["--statistics", "draft.eml"], 100),
            (&["--redact", "draft.eml"], 100),
            (&["lexicon", "coverage", "words.toml", "--texts", "texts.jsonl"], 10),
        ] {
            let mut command = presend(folder.path(), arguments);
            let output = said(&finish(command.env("XDG_STATE_HOME", at("other")), text.as_bytes()));
            assert!(output.len() > least, "{arguments:?}: {output}");
            shown(&all, &arguments[..2].join(" "), &output, &mut wrong);
        }
        let mut command = presend(&at("broken"), &["sendmail", "--", "/bin/true"]);
        let output = said(&finish(command.env("XDG_STATE_HOME", at("state")), text.as_bytes()));
        assert_eq!(output, "");
        runs += 1;
    }
    let log = fs::read_to_string(at("state/presend/log")).unwrap();
    assert_eq!(log.matches("sent without a check").count(), runs, "{log}");
    shown(&all, "the log", &log, &mut wrong);
    assert!(wrong.is_empty(), "{} shown:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_weighed_is_told_of_files_of_records_without_what_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let told = "You are an idiot. The password is hunter22xyz, use it asap.";
    let line = serde_json::json!({ "text": told, "from": "ana@example.com" }).to_string();
    let escaped = line.replace("hunter22xyz", "hunte\\u007222xyz");
    fs::write(folder.path().join("two.jsonl"), format!("{line}\n{escaped}\n")).unwrap();
    let day =
        serde_json::json!([{ "type": "message", "user": "U1", "ts": "1767225600.000100", "text": told }]);
    fs::write(folder.path().join("2026-01-01.json"), day.to_string()).unwrap();
    for (file, messages) in [("two.jsonl", 2), ("2026-01-01.json", 1)] {
        let output = finish(&mut presend(folder.path(), &["explain", "--why", file]), b"");
        let text = said(&output);
        assert!(text.matches("rule P001").count() >= messages, "{text}");
        assert!(
            text.contains("rule P001") && text.contains("asap") && !text.contains("22xyz"),
            "{file}: {text}"
        );
        assert_eq!(output.status.code(), Some(0), "{text}");
    }
}
