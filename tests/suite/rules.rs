//! Runs each rule's own examples: it speaks on every `fires` text and stays silent on every `quiet` one.

use presend_core::{Linter, RuleRequest};

use crate::lexicons::sources;

#[test]
fn every_rule_keeps_to_its_examples() {
    let mut failures = Vec::new();
    for source in sources() {
        let builder = Linter::builder_for_examples(&source).expect("the examples have good guidelines");
        let linter = builder.build().expect("no lexicon is added");
        let policy = linter.policy(&RuleRequest::default()).expect("the built-in lexicon is valid");
        for rule in &source.toml.rule {
            let code = rule.code.get_ref();
            for text in &rule.fires {
                let spoke = linter.codes_on(text, &policy);
                if !spoke.contains(code) {
                    failures.push(format!("{code} is silent on: {text} (spoke: {spoke:?})"));
                }
            }
            for text in &rule.quiet {
                if linter.codes_on(text, &policy).contains(code) {
                    failures.push(format!("{code} speaks on: {text}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_says_why_and_what_to_do() {
    let linter = Linter::builder().build().unwrap();
    for rule in linter.rules() {
        for (what, text) in [("message", rule.message()), ("note", rule.note()), ("help", rule.help())] {
            assert!(!text.is_empty(), "{} has no {what}", rule.code());
            assert!(!text.ends_with('.'), "{}: the {what} ends with a full stop", rule.code());
            let first = text.chars().next().unwrap();
            let is_word = text.split_whitespace().next().unwrap().chars().skip(1).any(char::is_uppercase);
            assert!(
                !first.is_uppercase() || is_word || first == 'I',
                "{}: the {what} begins with a capital",
                rule.code()
            );
        }
    }
}

/// Codes are in the settings of people: none may vanish. A new rule needs no entry here.
#[test]
fn the_catalogue_is_complete() {
    let linter = Linter::builder().build().expect("no lexicon is added");
    let groups = [
        ("S", 16),
        ("W", 4),
        ("U", 14),
        ("E", 7),
        ("T", 14),
        ("P", 5),
        ("L", 4),
        ("K", 8),
        ("R", 7),
        ("M", 1),
    ];
    let numbered =
        |(letter, last): &(&str, u32)| (1..=*last).map(|n| format!("{letter}{n:03}")).collect::<Vec<_>>();
    let mut wanted: Vec<String> = groups.iter().flat_map(numbered).collect();
    assert_eq!(wanted.len(), 80);
    // Beyond it: unused ignores, and the rules by which an axis speaks whose cues add up.
    wanted.extend(["M002", "S017", "U015", "K009"].map(str::to_owned));
    wanted.retain(|code| linter.rules().all(|rule| rule.code() != code.as_str()));
    assert!(wanted.is_empty(), "rules are missing: {wanted:?}");
}
