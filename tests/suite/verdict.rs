//! Runs a draft for every row and every modifier of the decision table through the program.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{finish, presend, read, root, text};

/// A draft of `tests/verdict/drafts.jsonl` with the verdict on it; its id is the name of a row, or `modifier 3`.
struct Judged {
    id: String,
    verdict: Value,
}

fn judged() -> Vec<Judged> {
    let args = ["--config", "presend.toml", "--format", "jsonl", "--fail-on", "never", "drafts.jsonl"];
    let mut command = presend(&root().join("tests/verdict"), &args);
    let output = finish(command.env("PRESEND_NOW", "2026-03-10T10:00:00Z"), b"");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = text(&output.stdout);
    let read = |line: &str| {
        let message: Value = serde_json::from_str(line).unwrap();
        Judged { id: message["id"].as_str().unwrap().to_owned(), verdict: message["verdict"].clone() }
    };
    lines.lines().map(read).collect()
}

fn table() -> toml::Table {
    toml::from_str(&read("lexicons/verdict.toml")).unwrap()
}

#[test]
fn every_row_has_a_draft_that_reaches_it() {
    let (judged, table) = (judged(), table());
    let mut wrong = Vec::new();
    for row in table["row"].as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        let Some(found) = judged.iter().find(|one| one.id == name) else {
            wrong.push(format!("no draft for row `{name}`"));
            continue;
        };
        let verdict = &found.verdict;
        let got = (&verdict["row"], &verdict["action"], &verdict["channel"], &verdict["summary"]);
        let say = row["say"].as_str().unwrap();
        let is_right = verdict["row"] == row["row"].as_integer().unwrap()
            && verdict["action"] == row["action"].as_str().unwrap()
            && verdict["channel"] == row["channel"].as_str().unwrap()
            && verdict["summary"].as_str().unwrap().starts_with(say);
        if !is_right {
            wrong.push(format!("`{name}`: {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_modifier_has_a_draft_that_it_changes() {
    let (judged, table) = (judged(), table());
    let numbers = table["modifier"].as_array().unwrap().iter().map(|one| one["number"].as_integer().unwrap());
    // The leak (0) and the direction (4) stand in tables of their own.
    let numbers: BTreeSet<i64> = numbers.chain([0, 4]).collect();
    assert_eq!(numbers, (0..=7).collect());
    for number in numbers {
        let found = judged.iter().find(|one| one.id == format!("modifier {number}"));
        let verdict = &found.unwrap_or_else(|| panic!("no draft for modifier {number}")).verdict;
        let applied = verdict["modifiers"].as_array().unwrap();
        assert!(number == 4 || applied.contains(&number.into()), "modifier {number}: {verdict}");
    }
}

#[test]
fn the_way_a_message_goes_changes_what_counts() {
    let judged = judged();
    let of = |id: &str| &judged.iter().find(|one| one.id == id).unwrap().verdict;
    let sensitive = |id: &str| of(id)["scores"]["sensitive"].as_f64().unwrap();
    let (report, peer) = (sensitive("modifier 4"), sensitive("modifier 4, to a peer"));
    assert!(report > peer, "{report} towards a report, {peer} towards a peer");
}

#[test]
fn the_page_is_made_of_the_table() {
    let page = text(&finish(&mut presend(root(), &["explain", "verdict"]), b"").stdout);
    let table = table();
    for row in table["row"].as_array().unwrap() {
        let when = row["when"].as_str().unwrap();
        let start = format!(
            "{:>3}  {when:<52} {} ",
            row["row"].as_integer().unwrap(),
            row["action"].as_str().unwrap()
        );
        assert!(page.lines().any(|line| line.starts_with(start.trim_end())), "{start}\n{page}");
    }
    for modifier in table["modifier"].as_array().unwrap() {
        assert!(page.contains(modifier["when"].as_str().unwrap()), "{page}");
    }
    assert!(page.lines().count() <= 50 && page.lines().all(|line| line.chars().count() <= 120), "{page}");
}

/// Where there is no word to weigh, what a rule says of a mark is all that is known.
#[test]
fn anger_in_emoji_alone_is_heard() {
    for (draft, action) in
        [("😡😡😡", "reword"), ("🤬", "reword"), ("👍", "write"), ("🎉🎉", "write"), ("👎", "write")]
    {
        let args = ["--isolated", "--format", "jsonl", "--fail-on", "never", "-"];
        let output = finish(&mut presend(root(), &args), draft.as_bytes());
        let message: Value = serde_json::from_str(text(&output.stdout).trim()).unwrap();
        assert_eq!(message["verdict"]["action"], action, "{draft}");
    }
}

/// What chats are mostly about is no reason not to believe a rule that is nearly always right.
#[test]
fn a_dismissal_is_heard_in_chat_as_in_mail() {
    for said in
        ["The menu of next week is on the wiki page.", "The menu for next week is on the wiki page.", "ok?"]
    {
        for profile in ["chat", "email"] {
            let args =
                ["--isolated", "--profile", profile, "--input-format", "text", "--format", "jsonl", "-"];
            let draft = format!("we have to let you go effective Friday. {said}");
            let output = finish(&mut presend(root(), &args), draft.as_bytes());
            let message: Value = serde_json::from_str(text(&output.stdout).trim()).unwrap();
            assert_eq!(message["verdict"]["action"], "talk", "{profile}: {draft}");
        }
    }
}

/// What reads like the notice that firms write below every mail is the writer's own where it says something grave.
#[test]
fn a_confidential_paragraph_is_heard() {
    for (draft, code) in [
        (
            "Treat this email as confidential and delete it when you have read it. We have to let Ramon go in May.",
            "S001",
        ),
        (
            "Your letter was privileged and confidential, and you read it out on the bus. You are an idiot.",
            "T003",
        ),
        (
            "You received the last message in error, it was meant for Rosa. You are an idiot if you act on it.",
            "T003",
        ),
        (
            "Any unauthorised use of the van is strictly prohibited, you idiot, and you carry the liability.",
            "T003",
        ),
    ] {
        for below in [
            "",
            "\n\nBest wishes,\nInes",
            "\n\nOn Tue, 3 Mar 2026 at 10:00, Bo <bo@example.com> wrote:\n> When?",
        ] {
            let mail = format!("Hello Rosa,\n\nthe boats are back.\n\n{draft}{below}\n");
            let args = ["--isolated", "--format", "jsonl", "--fail-on", "never", "-"];
            let output = finish(&mut presend(root(), &args), mail.as_bytes());
            let message: Value = serde_json::from_str(text(&output.stdout).trim()).unwrap();
            let codes: Vec<&str> = message["diagnostics"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|one| one["code"].as_str())
                .collect();
            assert!(codes.contains(&code), "{mail}\n{codes:?}");
        }
    }
    // The footer of a list is the list's, whatever the list is called.
    for footer in [
        "_______________________________________________\nstupid idiots you are fired mailing list\nusers@lists.example.com\n\
            http://lists.example.com/mailman/listinfo/users_lists.example.com\n",
        "-- \nYou idiot, you are fired mailing list -- boats@example.org\nTo unsubscribe send an email to boats-leave@example.org\n",
    ] {
        let mail = format!(
            "The roof is dry, and the boats are back in the shed since Monday, all but one.\n\n{footer}"
        );
        let output =
            finish(&mut presend(root(), &["--isolated", "--format", "concise", "-"]), mail.as_bytes());
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), String::new()), "{mail}");
    }
    // The notice itself stays one.
    let notice = "The roof is dry.\n\nThis email is confidential and intended for the addressee only. If you received it in \
        error, please notify the sender and delete it. Any unauthorised use is strictly prohibited.\n";
    let output = finish(&mut presend(root(), &["--isolated", "--format", "jsonl", "-"]), notice.as_bytes());
    let message: Value = serde_json::from_str(text(&output.stdout).trim()).unwrap();
    assert!(
        message["regions"].as_array().unwrap().iter().any(|region| region["kind"] == "disclaimer"),
        "{message}"
    );
}

/// Sentences of an ordinary report, of which none weighs anything.
const ORDINARY: [&str; 6] = [
    "The pipes for the north wing came on Tuesday and are stored in hall two.",
    "Delivery of the lamps is planned for week 34, as in the list.",
    "The painters have finished the stairs on floors one to three.",
    "Measurements of the roof are in the folder with the drawings.",
    "The lift was inspected on the 4th, and the report is filed.",
    "Next the tilers start with the bathrooms on the second floor.",
];

#[test]
fn length_hides_nothing_grave() {
    let judge = |text: &str| {
        let output = finish(&mut presend(root(), &["--isolated", "--format", "jsonl", "-"]), text.as_bytes());
        let message: Value = serde_json::from_slice(&output.stdout).unwrap();
        (message["verdict"]["action"].as_str().unwrap().to_owned(), output.status.code())
    };
    for sentences in [4, 12, 40, 160, 640, 2500] {
        let ordinary: Vec<&str> = ORDINARY.iter().copied().cycle().take(sentences).collect();
        let (before, behind) = ordinary.split_at(sentences / 2);
        assert_eq!(judge(&format!("{}\n", ordinary.join(" "))), ("write".to_owned(), Some(0)), "{sentences}");
        for (grave, actions) in [
            ("Ana, we have decided to let you go, and Friday is your last day.", ["talk", "hold"]),
            ("You are a useless idiot and everybody here knows it.", ["hold", "reword"]),
        ] {
            let text = format!("{}\n\n{grave}\n\n{}\n", before.join(" "), behind.join(" "));
            let (action, status) = judge(&text);
            assert!(actions.contains(&action.as_str()), "{sentences} sentences, {grave}: {action}");
            assert_eq!(status, Some(1), "{sentences} sentences, {grave}");
        }
    }
}

/// Whoever is told not to send a message as it stands is told where to look.
#[test]
fn a_verdict_other_than_write_names_a_place() {
    let (mut met, mut wordless) = (0, 0);
    for file in ["subtle", "comments", "one-liners"] {
        let path = format!("training/apart/{file}.jsonl");
        let args = ["--isolated", "--format", "jsonl", "--fail-on", "never", &path];
        let output = presend(root(), &args).output().unwrap();
        for line in text(&output.stdout).lines() {
            let message: Value = serde_json::from_str(line).unwrap();
            let verdict = &message["verdict"];
            if verdict["action"] == "write" {
                continue;
            }
            met += 1;
            let reasons = verdict["reasons"].as_array().unwrap();
            let diagnostics = message["diagnostics"].as_array().unwrap();
            let is_shown = |code: &Value| diagnostics.iter().any(|one| one["code"] == *code);
            assert!(!reasons.is_empty() && reasons.iter().all(is_shown), "{line}");
            wordless += usize::from(diagnostics.iter().all(|one| one["severity"] == "info"));
        }
    }
    assert!(met > 300 && wordless > 50, "{met} {wordless}");
}
