//! Runs each rule's own examples: it speaks on every `fires` text and stays silent on every `quiet` one.

use presend::message::{Format, read};
use presend::text::Source;
use presend::{Linter, RuleRequest, Settings};

/// Returns the codes that speak on a text.
fn codes(linter: &Linter, text: &str) -> Vec<String> {
    let policy = linter.policy(&RuleRequest::default()).expect("the built-in lexicon is valid");
    let message = read(Source::new("example.txt", text.as_bytes()), Format::Text);
    linter.lint(message, &policy).diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect()
}

#[test]
fn every_rule_keeps_to_its_examples() {
    let linter = Linter::new(Settings::default()).unwrap();
    let mut failures = Vec::new();
    for rule in linter.rules() {
        for text in rule.fires.iter() {
            let spoke = codes(&linter, text);
            if !spoke.iter().any(|code| *code == rule.code) {
                failures.push(format!("{} is silent on: {text} (spoke: {spoke:?})", rule.code));
            }
        }
        for text in rule.quiet.iter() {
            if codes(&linter, text).iter().any(|code| *code == rule.code) {
                failures.push(format!("{} speaks on: {text}", rule.code));
            }
        }
    }
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_says_why_and_what_to_do() {
    let linter = Linter::new(Settings::default()).unwrap();
    for rule in linter.rules() {
        for (what, text) in [("message", &rule.message), ("note", &rule.note), ("help", &rule.help)] {
            assert!(!text.is_empty(), "{} has no {what}", rule.code);
            assert!(!text.ends_with('.'), "{}: the {what} ends with a full stop", rule.code);
            let first = text.chars().next().unwrap();
            let is_word = text.split_whitespace().next().unwrap().chars().skip(1).any(char::is_uppercase);
            assert!(
                !first.is_uppercase() || is_word || first == 'I',
                "{}: the {what} begins with a capital",
                rule.code
            );
        }
    }
}

#[test]
fn the_rules_that_need_only_the_text_are_there() {
    let linter = Linter::new(Settings::default()).unwrap();
    let have: Vec<&str> = linter.rules().map(|rule| &*rule.code).collect();
    let ranges = [("S", 16), ("W", 4), ("E", 7), ("T", 14), ("L", 4)];
    let mut wanted: Vec<String> = ranges
        .iter()
        .flat_map(|(letter, last)| (1..=*last).map(move |n| format!("{letter}{n:03}")))
        .collect();
    let single = [
        "U001", "U002", "U006", "U009", "P001", "P002", "P003", "P005", "K001", "K004", "K006", "K008",
        "R006", "R007", "M001",
    ];
    wanted.extend(single.iter().map(|code| (*code).to_owned()));
    for code in wanted {
        assert!(have.contains(&code.as_str()), "{code} is missing");
    }
}
