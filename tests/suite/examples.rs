//! Says what each draft in `examples/` is there to show, and sees that the program says so too.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{finish, presend, read, root};

/// What a draft is to be judged like.
struct Expectation {
    file: &'static str,
    action: &'static str,
    channel: &'static str,
    /// Codes that must be among the diagnostics.
    codes: &'static [&'static str],
    /// Groups, by their letter, that must stay silent.
    silent: &'static str,
}

const EXPECTED: [Expectation; 12] = [
    Expectation {
        file: "birthday.txt",
        action: "write",
        channel: "celebrate-live",
        codes: &["R006"],
        silent: "SWUETPLK",
    },
    Expectation {
        file: "credential-in-chat.txt",
        action: "reword",
        channel: "message",
        codes: &["P001"],
        silent: "SWETL",
    },
    Expectation {
        file: "firing-by-mail.eml",
        action: "talk",
        channel: "in-person-or-video",
        codes: &["S001"],
        silent: "WUETPL",
    },
    Expectation {
        file: "furious-reply.eml",
        action: "hold",
        channel: "message",
        codes: &["E004", "T001", "T002"],
        silent: "SWPL",
    },
    Expectation {
        file: "fyi-update.txt",
        action: "write",
        channel: "message",
        codes: &[],
        silent: "SWUETPLKRM",
    },
    Expectation {
        file: "health-detail.txt",
        action: "talk",
        channel: "in-person-or-video",
        codes: &["S008", "P005"],
        silent: "WUETL",
    },
    Expectation {
        file: "kickoff-sprawl.md",
        action: "talk",
        channel: "kickoff",
        codes: &["K001", "K005"],
        silent: "SWETPL",
    },
    Expectation {
        file: "meeting-that-could-be-an-email.eml",
        action: "write",
        channel: "message",
        codes: &["K006"],
        silent: "SWUETPL",
    },
    Expectation {
        file: "mime-with-quote-signature-disclaimer.eml",
        action: "write",
        channel: "message",
        codes: &[],
        silent: "SWUETPL",
    },
    Expectation {
        file: "outage-notice.eml",
        action: "talk",
        channel: "call-now",
        codes: &["U009"],
        silent: "SWETPL",
    },
    Expectation {
        file: "question.eml",
        action: "write",
        channel: "message",
        codes: &[],
        silent: "SWUETPLKR",
    },
    Expectation {
        file: "team-chat.txt",
        action: "reword",
        channel: "message",
        codes: &["T002"],
        silent: "SWPL",
    },
];

fn judge(file: &str) -> Value {
    let path = format!("examples/{file}");
    let args = ["--isolated", "--fail-on", "never", "--format", "json", &path];
    let output = finish(&mut presend(root(), &args), b"");
    assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    document["files"][0]["messages"][0].clone()
}

fn codes(message: &Value) -> BTreeSet<String> {
    let diagnostics = message["diagnostics"].as_array().unwrap();
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_example_is_judged_as_it_should_be() {
    let mut wrong = Vec::new();
    for expected in &EXPECTED {
        let message = judge(expected.file);
        let (codes, verdict) = (codes(&message), &message["verdict"]);
        let judged = (verdict["action"].as_str().unwrap(), verdict["channel"].as_str().unwrap());
        if judged != (expected.action, expected.channel) {
            wrong.push(format!("{}: {judged:?}, row {}, by {codes:?}", expected.file, verdict["row"]));
        }
        let missing: Vec<_> = expected.codes.iter().filter(|code| !codes.contains(**code)).collect();
        let loud: Vec<_> =
            codes.iter().filter(|code| code.starts_with(|c| expected.silent.contains(c))).collect();
        if !missing.is_empty() || !loud.is_empty() {
            wrong.push(format!("{}: missing {missing:?}, should be silent {loud:?}", expected.file));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_example_has_an_expectation() {
    let names = fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = names.filter(|name| name != "presend.toml");
    let expected: BTreeSet<String> = EXPECTED.iter().map(|expected| expected.file.to_owned()).collect();
    assert_eq!(names.collect::<BTreeSet<_>>(), expected);
}

#[test]
fn examples_name_nobody_real() {
    for expected in &EXPECTED {
        let text = read(&format!("examples/{}", expected.file));
        for domain in
            text.split('@').skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            let end = domain
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
                .unwrap_or(domain.len());
            let domain = domain[..end].trim_end_matches('.');
            // A name with `@` in front is a mention and holds no dot.
            let is_invented =
                !domain.contains('.') || domain.ends_with("example.com") || domain.ends_with("example.org");
            assert!(is_invented, "{}: {domain}", expected.file);
        }
    }
}
