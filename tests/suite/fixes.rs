//! Makes the changes of every rule that offers some, and looks whether the rule is content and the words still read as English.

use std::fs;
use std::path::Path;

use crate::support::{finish, presend, said, text};

/// One draft with what is left of it.
struct Change {
    code: &'static str,
    /// `--unsafe-fixes` is needed.
    is_unsafe: bool,
    draft: &'static str,
    fixed: &'static str,
}

const fn safe(code: &'static str, draft: &'static str, fixed: &'static str) -> Change {
    Change { code, is_unsafe: false, draft, fixed }
}

const fn risky(code: &'static str, draft: &'static str, fixed: &'static str) -> Change {
    Change { code, is_unsafe: true, draft, fixed }
}

/// A writer in Lisbon, who works until half past five, and a reader in Chicago.
const TEAM: &str = "\
[me]
address = \"ana@example.com\"
time-zone = \"Europe/Lisbon\"
[hours]
work = \"09:00-17:30\"
[[people]]
match = \"bo@example.com\"
time-zone = \"America/Chicago\"
";

const MAIL: &str = "From: ana@example.com\nTo: bo@example.com\nDate: Tue, 10 Mar 2026 14:00:00 +0000\n";

const CHANGES: &[Change] = &[
    safe("E001", "WHY IS THIS STILL NOT DONE?\n", "Why is this still not done?\n"),
    safe(
        "E001",
        "Hi Bo,\n\nI TOLD YOU THIS ALREADY AND I'M TIRED OF IT. Thanks.\n",
        "Hi Bo,\n\nI told you this already and I'm tired of it. Thanks.\n",
    ),
    risky("E001", "STOP SENDING THE QZX FILE TO US AGAIN.\n", "Stop sending the QZX file to us again.\n"),
    safe("E002", "Where is the report???\n", "Where is the report?\n"),
    safe("E002", "You did what?! Do it now!!!\n", "You did what? Do it now!\n"),
    safe("E003", "Whyyyy is this still broken\n", "Why is this still broken\n"),
    safe("E003", "This is sooooo slow, pleaseeee look.\n", "This is so slow, please look.\n"),
    safe(
        "E005",
        "I rang the bloody printer people, for this fucking report is late.\n",
        "I rang the printer people, for this report is late.\n",
    ),
    safe("E005", "The damn printer is out of paper.\n", "The printer is out of paper.\n"),
    safe("T005", "As per my last email, the form is on the shelf.\n", "The form is on the shelf.\n"),
    safe("T005", "With all due respect, the plan\nwas yours.\n", "The plan\nwas yours.\n"),
    safe("T005", "The key, as I already explained, is with Lucia.\n", "The key is with Lucia.\n"),
    safe("T005", "Gentle reminder: the form is due on Friday.\n", "Reminder: the form is due on Friday.\n"),
    risky("T002", "You are always late.\n", "You are often late.\n"),
    risky("T002", "You constantly forget the keys.\n", "You often forget the keys.\n"),
    risky(
        "P001",
        "The database password is Kestrel&Moss42, use it for the demo.\n",
        "The database password is ********, use it for the demo.\n",
    ),
    risky(
        "P003",
        "His SSN is 536-22-1234, add it to the form.\n",
        "His SSN is ********, add it to the form.\n",
    ),
    risky(
        "P002",
        "My card is 4111 1111 1111 1111, please book the coach with it.\n",
        "My card is ********, please book the coach with it.\n",
    ),
];

/// The same of drafts that need a date, readers or a subject.
const OF_MAILS: &[Change] = &[
    safe("U003", "\nCan you send the drawings by 5pm?\n", "\nCan you send the drawings by 5pm UTC?\n"),
    safe(
        "U003",
        "\nShall we meet at 10:30 tomorrow and go over the plans?\n",
        "\nShall we meet at 10:30 UTC tomorrow and go over the plans?\n",
    ),
    risky(
        "U002",
        "\nPlease let me have the stock count by EOD.\n",
        "\nPlease let me have the stock count by 17:30 UTC on Tuesday 10 March.\n",
    ),
    risky(
        "U002",
        "\nI need your grades by next Friday so the report cards can go out.\n",
        "\nI need your grades by 17:30 UTC on Friday 20 March so the report cards can go out.\n",
    ),
    safe(
        "U005",
        "Subject: URGENT: rota\n\nFYI, the rota is on the wiki.\n",
        "Subject: Rota\n\nFYI, the rota is on the wiki.\n",
    ),
    safe(
        "U005",
        "Subject: [urgent] new coffee machine\n\nThe new coffee machine stands on the second floor.\n",
        "Subject: New coffee machine\n\nThe new coffee machine stands on the second floor.\n",
    ),
    safe(
        "U005",
        "Subject: Parking - top priority!!\n\nThe car park was swept this morning.\n",
        "Subject: Parking\n\nThe car park was swept this morning.\n",
    ),
    safe(
        "M002",
        "\nThe gravel comes on Monday.\n\npresend: ignore[S001] agreed with the foreman\nBye\n",
        "\nThe gravel comes on Monday.\n\nBye\n",
    ),
];

/// Returns a draft with its changes made, and the codes that are found in it then.
fn fix(folder: &Path, draft: &str, is_unsafe: bool) -> (String, String) {
    fs::write(folder.join("presend.toml"), TEAM).unwrap();
    let more: &[&str] = if is_unsafe { &["--unsafe-fixes"] } else { &[] };
    let arguments = [&["--fix", "--format", "concise", "--fail-on", "never"], more].concat();
    let ended =
        finish(presend(folder, &arguments).env("PRESEND_NOW", "2026-03-10T14:00:00Z"), draft.as_bytes());
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    (text(&ended.stdout), text(&ended.stderr))
}

#[test]
fn every_change_contents_its_rule() {
    let folder = tempfile::tempdir().unwrap();
    let mails = OF_MAILS
        .iter()
        .map(|change| (change, format!("{MAIL}{}", change.draft), format!("{MAIL}{}", change.fixed)));
    let texts = CHANGES.iter().map(|change| (change, change.draft.to_owned(), change.fixed.to_owned()));
    let mut wrong = Vec::new();
    for (change, draft, expected) in texts.chain(mails) {
        let (fixed, left) = fix(folder.path(), &draft, change.is_unsafe);
        let speaks = left.contains(&format!("[{}]", change.code));
        if fixed != expected || speaks {
            wrong.push(format!("{}: {draft:?} became {fixed:?}, and is left with:\n{left}", change.code));
        }
        let (untouched, _) = fix(folder.path(), &draft, false);
        if change.is_unsafe && untouched != draft {
            wrong.push(format!("{}: --fix alone made {untouched:?}", change.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn at_least_ten_rules_offer_changes() {
    let mut codes: Vec<&str> = CHANGES.iter().chain(OF_MAILS).map(|change| change.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.len() >= 10, "{codes:?}");
}

/// What is quoted, code, or of somebody else stays as it is, and so does what no rule is sure of.
#[test]
fn the_words_of_others_and_code_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for draft in [
        "He wrote \"Whyyyy is this broken???\" and left.\n",
        "She said “WHY IS THIS STILL NOT DONE?” to all of us.\n",
        "The sign says “Nooooo!!!” in red.\n",
        "Hi Bo,\n\nfine with me.\n\n> WHY IS THIS STILL NOT DONE???\n> As per my last email, the form is due.\n",
        "Hi Bo,\n\nrun this:\n\n```\nPASSWORD=Kestrel&Moss42\necho Whyyyy???\n```\n",
        "Hi Bo,\n\nfine with me.\n\n-- \nAna\nWHY IS THIS STILL NOT DONE???\n",
        "Fine with me.\n\n-----Original Message-----\nFrom: Bo <bo@example.com>\nSubject: x\n\nWhere is the report???\n",
    ] {
        for is_unsafe in [false, true] {
            assert_eq!(fix(folder.path(), draft, is_unsafe).0, draft);
        }
    }
}

#[test]
fn what_may_be_two_words_or_a_name_is_not_safe_to_change() {
    let folder = tempfile::tempdir().unwrap();
    for draft in [
        "That is goood to know, but late.\n",
        "WE NEED THE KEYS OF XANTHIPPE BACK NOW.\n",
        "Subject: URGENT\nTo: bo@example.com\n\nFYI, the rota is on the wiki.\n",
        "As per my last email the form is on the shelf.\n",
    ] {
        assert_eq!(fix(folder.path(), draft, false).0, draft);
    }
}

#[test]
fn files_are_changed_until_nothing_is_left_and_the_count_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("draft.txt");
    // More than are mended at once: a report keeps 256 places of a rule.
    fs::write(&file, "Where is it???\n\n".repeat(300)).unwrap();
    let ended = finish(&mut presend(folder.path(), &["--fix", "--fail-on", "never", "draft.txt"]), b"");
    assert!(text(&ended.stderr).starts_with("presend: draft.txt: 300 changes\n"), "{}", text(&ended.stderr));
    assert_eq!(fs::read_to_string(&file).unwrap(), "Where is it?\n\n".repeat(300));
    fs::write(&file, "Where is it???\n").unwrap();
    let ended =
        finish(&mut presend(folder.path(), &["--fix", "--fail-on", "never", "--quiet", "draft.txt"]), b"");
    assert_eq!(text(&ended.stdout) + &text(&ended.stderr), "");
    assert_eq!(fs::read_to_string(&file).unwrap(), "Where is it?\n");
}

#[test]
fn a_diff_shows_what_fix_would_make_and_unsafe_needs_one_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let draft = b"Where is the report??? The password is Kestrel&Moss42.\n";
    let safe = finish(&mut presend(folder.path(), &["--diff", "--fail-on", "never"]), draft);
    let shown = text(&safe.stdout);
    assert!(
        shown.contains("+Where is the report? The password is \u{2022}") && !shown.contains("Kestrel"),
        "{shown}"
    );
    let all = finish(&mut presend(folder.path(), &["--diff", "--unsafe-fixes", "--fail-on", "never"]), draft);
    assert!(text(&all.stdout).contains("+Where is the report? The password is ********."), "{}", said(&all));
    let alone = finish(&mut presend(folder.path(), &["--unsafe-fixes"]), draft);
    assert_eq!(alone.status.code(), Some(2));
    assert!(text(&alone.stderr).contains("--fix"), "{}", said(&alone));
}

/// HTML beside a plain text is read by nobody here, but by the reader: what only one of the two hides is not hidden.
#[test]
fn a_value_that_an_encoded_part_tells_too_is_not_half_masked() {
    let plain = "The password is Tulip!Horse42.\n";
    // `<p>The password is Tulip!Horse42.</p>`, and the plain text.
    let html = "PHA+VGhlIHBhc3N3b3JkIGlzIFR1bGlwIUhvcnNlNDIuPC9wPg==\n";
    let coded = "VGhlIHBhc3N3b3JkIGlzIFR1bGlwIUhvcnNlNDIuCg==\n";
    let base64 = "\nContent-Transfer-Encoding: base64";
    let mail = |coding: &str, plain: &str, html_coding: &str, html: &str| {
        format!(
            "{MAIL}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain{coding}\n\n{plain}\n--b\n\
            Content-Type: text/html; charset=utf-8{html_coding}\n\n{html}\n--b--\n"
        )
    };
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("draft.eml");
    for (draft, left) in [
        (mail("", plain, base64, html), "part 2"),
        (mail(base64, coded, base64, html), "part 1"),
        (mail("", "The PIN is 4821.\n", "", "<p>The <b>PIN</b> is 4821.</p>"), "part 2"),
    ] {
        fs::write(&path, &draft).unwrap();
        let args = ["--isolated", "--fix", "--unsafe-fixes", "--format", "concise", "draft.eml"];
        let output = finish(presend(home.path(), &args).current_dir(home.path()), b"");
        assert_eq!(fs::read_to_string(&path).unwrap(), draft);
        assert_eq!(output.status.code(), Some(1), "{draft}");
        assert!(text(&output.stdout).contains("error[P001]"), "{draft}");
        assert_eq!(
            text(&output.stderr),
            format!("presend: draft.eml: changes left out: {left} cannot be changed here\n")
        );
    }
    // What both texts show as it is, is masked in both.
    fs::write(&path, mail("", plain, "", "<p>The password is <b>Tulip</b>!Horse42.</p>")).unwrap();
    let args = ["--isolated", "--fix", "--unsafe-fixes", "--format", "concise", "draft.eml"];
    let output = finish(presend(home.path(), &args).current_dir(home.path()), b"");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), String::new()));
    assert!(!fs::read_to_string(&path).unwrap().contains("Horse42"));
}
