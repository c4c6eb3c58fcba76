//! Holds the program to its manners: it explains itself, refuses with what is allowed, and says the same in every format.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;
use std::process::Output;

use serde_json::Value;

use crate::support::{BAD, finish, presend, read, root, said, text};
#[cfg(target_os = "linux")]
use crate::support::{PROGRAM, isolated};

fn run(arguments: &[&str], input: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    finish(&mut presend(folder.path(), arguments), input.as_bytes())
}

/// Runs presend on a terminal of util-linux's `script` with these keys; returns what the terminal shows and the exit code.
#[cfg(target_os = "linux")]
fn on_a_terminal(folder: &Path, arguments: &str, keys: &str) -> (String, Option<i32>) {
    let mut command = isolated(Command::new("script"), folder);
    let line = format!("stty -echo; {PROGRAM} {arguments}");
    command.args(["-qec", &line, "/dev/null"]).current_dir(folder).env("TERM", "xterm").env("COLUMNS", "80");
    let ended = finish(&mut command, keys.as_bytes());
    (text(&ended.stdout).replace("\r\n", "\n"), ended.status.code())
}

#[test]
#[cfg(target_os = "linux")]
fn on_a_terminal_it_explains_itself_in_ten_lines_and_says_how_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let (shown, code) = on_a_terminal(folder.path(), "", "");
    assert_eq!((shown.trim_end().lines().count() <= 10, code), (true, Some(2)), "{shown}");
    assert!(
        shown.contains("Ctrl+D") && shown.contains("presend draft.eml") && shown.contains("-h"),
        "{shown}"
    );
    for command in ["-", "explain --why -", "explain --regions -", "sendmail -- true"] {
        let (shown, code) = on_a_terminal(folder.path(), command, "fine with me\n\u{4}");
        assert!(
            shown.contains("Ctrl+D on a new line ends it") && code == Some(0),
            "{command}: {code:?} {shown}"
        );
    }
    for command in ["mcp", "lsp", "hook agent", "native-host"] {
        let (shown, _) = on_a_terminal(folder.path(), command, "\u{4}");
        assert!(shown.contains(&format!("`presend {command}` waits for ")), "{command}: {shown}");
    }
}

#[test]
fn help_is_short_or_long() {
    let lines = |option: &str| text(&run(&[option], "").stdout).lines().count();
    let (short, long) = (lines("-h"), lines("--help"));
    assert!(short <= 55 && long > 2 * short, "{short} and {long} lines");
    let long = text(&run(&["--help"], "").stdout);
    for option in ["--baseline", "--threads", "--unsafe-fixes", "PRESEND_CONFIG"] {
        assert!(long.contains(option), "{option}");
    }
}

#[test]
fn a_mistyped_word_is_named_with_the_nearest() {
    for (arguments, meant) in [
        (&["explian", "S001"][..], "did you mean `presend explain`?"),
        (&["explian", "--why", "x"], "did you mean `presend explain`?"),
        (&["ruels"], "did you mean `presend rules`?"),
        (&["explain", "employment-endng"], "did you mean `employment-ending`?"),
        (&["explain", "S01"], "did you mean `S0"),
        (&["--select", "urgncy"], "did you mean `urgency`?"),
        (&["--ignore", "S00l"], "did you mean `S0"),
        (&["--format", "jsn"], "'json'"),
        (&["config", "shwo"], "'show'"),
        (&["--colour", "always"], "'--color'"),
    ] {
        let ended = run(arguments, "fine\n");
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}: {}", said(&ended));
        assert!(text(&ended.stderr).contains(meant), "{arguments:?}: {}", said(&ended));
    }
    // A file of that name is a draft.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("explian"), "fine\n").unwrap();
    assert!(finish(&mut presend(folder.path(), &["explian"]), b"").status.success());
}

#[test]
fn a_value_that_cannot_be_is_refused_with_what_can() {
    for (arguments, allowed) in [
        (&["--date", "tomorrow"][..], "2026-03-10 17:30"),
        (&["--to", "not-an-address"], "bo@example.com"),
        (&["--cc", ""], "bo@example.com"),
        (&["--from", "bo at example.com"], "bo@example.com"),
        (&["--bcc", "bo@"], "--profile chat"),
        (&["--threads", "x"], "from 0 to 1024"),
        (&["--threads", "-1"], "from 0 to 1024"),
        (&["--attachments", "many"], "0 or 2"),
        (&["--min-confidence", "2"], "from 0 to 1"),
        (&["--min-confidence", "-1"], "from 0 to 1"),
        (&["--isolated", "explain", "--regions", "a.eml"], "presend explain --isolated"),
        (&["--fail-on", "erorr"], "error, warning, info"),
        (&["--severity", "S001=loud"], "error, warning, info, hint or off"),
        (&["overlap", "--days", "x"], "--days"),
    ] {
        let ended = run(arguments, "fine\n");
        assert_eq!(
            (ended.status.code(), ended.stdout.len()),
            (Some(2), 0),
            "{arguments:?}: {}",
            said(&ended)
        );
        assert!(text(&ended.stderr).contains(allowed), "{arguments:?}: {}", said(&ended));
    }
}

#[test]
fn nothing_of_a_file_is_new_to_the_baseline_that_was_written_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let drafts = [
        "Hi Bo,\n\nYou are an idiot and I am sick of your excuses!!! Do your job!!!\n",
        "Hi Bo,\n\nwe have to let you go effective Friday.\n",
        "The gate is mended.\n",
    ];
    for draft in drafts {
        fs::write(folder.path().join("a.txt"), draft).unwrap();
        let run =
            |arguments: &[&str]| finish(&mut presend(folder.path(), &[arguments, &["a.txt"]].concat()), b"");
        run(&["--isolated", "--write-baseline", "known.json"]);
        let again = || run(&["--isolated", "--baseline", "known.json", "--format", "concise"]);
        assert_eq!((again().status.code(), text(&again().stdout).as_str()), (Some(0), ""), "{draft}");
        fs::write(folder.path().join("a.txt"), format!("{draft}\nThe password is Kiwi!Boat9zq.\n")).unwrap();
        assert_eq!(again().status.code(), Some(1), "{draft}");
        assert!(text(&again().stdout).contains("P001"), "{draft}");
    }
}

#[test]
fn chats_have_nicks_and_channels() {
    for arguments in [
        &["--profile", "chat", "--to=bo"][..],
        &["--profile", "chat", "--to=#team", "--to=al"],
        &["--to=#team"],
        &["--to", "Bo <bo@example.com>, al@example.org"],
    ] {
        assert!(run(arguments, "fine\n").status.success(), "{arguments:?}");
    }
}

/// Drafts that pass, that stop for a diagnostic, and that stop for the verdict alone.
const DRAFTS: [&str; 4] = [
    "The lift works again.\n",
    BAD,
    "From: ana@example.com\nTo: bo@example.com\nSubject: Friday\n\nThe deck is attached.\n",
    "{\"text\": \"The lift works again.\"}\n{\"text\": \"Hi Bob, we have to let you go effective Friday.\"}\n",
];

#[test]
fn giving_the_default_of_an_option_changes_nothing() {
    for draft in DRAFTS {
        let plain = run(&[], draft);
        for given in [
            &["--fail-on", "error,0.9"][..],
            &["--min-confidence", "0"],
            &["--format", "full"],
            &["--columns", "byte"],
            &["--threads", "0"],
            &["--color", "auto"],
            &["--profile", "email"],
            &["--stdin-filename", "<stdin>"],
            &["-"],
        ] {
            let other = run(given, draft);
            assert_eq!(other, plain, "{given:?} on {draft:?}");
        }
    }
}

/// A text on which the verdict stops, while no diagnostic is serious enough.
const STOPS_BY_VERDICT: (&[&str], &str) = (
    &["--select", "mechanics"],
    "Hi Bob,\n\nI am done with you. You ruined the project again and everyone knows it, so do not bother coming back.\n",
);

fn in_format(format: &str, (arguments, draft): (&[&str], &str)) -> (Option<i32>, String) {
    let ended = run(&[&["--format", format], arguments].concat(), draft);
    (ended.status.code(), text(&ended.stdout))
}

#[test]
fn a_stop_has_a_reason_in_every_format() {
    for format in ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "rdjsonl"] {
        let (code, shown) = in_format(format, STOPS_BY_VERDICT);
        assert_eq!(code, Some(1), "{format}: {shown}");
        assert!(shown.contains("verdict") && shown.contains("reword"), "{format}: {shown}");
    }
    let (_, line) = in_format("concise", STOPS_BY_VERDICT);
    assert!(line.starts_with("<stdin>:1:1: error[verdict]: reword: "), "{line}");
    let (_, command) = in_format("github", STOPS_BY_VERDICT);
    assert!(command.starts_with("::error file="), "{command}");
    let (_, entries) = in_format("gitlab", STOPS_BY_VERDICT);
    assert_eq!(serde_json::from_str::<Value>(&entries).unwrap()[0]["severity"], "critical", "{entries}");
    let (_, log) = in_format("sarif", STOPS_BY_VERDICT);
    let log: Value = serde_json::from_str(&log).unwrap();
    let run = &log["runs"][0];
    assert_eq!(
        (&run["results"][0]["level"], &run["invocations"][0]["exitCode"]),
        (&"error".into(), &1.into())
    );
}

#[test]
fn what_passes_has_no_error_in_any_format() {
    for draft in [DRAFTS[0], DRAFTS[2]] {
        for (format, sign) in [
            ("concise", ": error["),
            ("github", "::error"),
            ("gitlab", "critical"),
            ("sarif", "\"level\":\"error\""),
            ("rdjson", "ERROR"),
        ] {
            let (code, shown) = in_format(format, (&[], draft));
            assert_eq!(code, Some(0));
            assert!(!shown.contains(sign), "{format}: {shown}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_told_where_the_format_is_looked_at() {
    for (format, sign) in [
        ("github", "::error file=gone.eml,line=1,title=not checked::No such file"),
        ("gitlab", "\"severity\":\"blocker\""),
        ("rdjson", "\"severity\":\"ERROR\""),
        ("rdjsonl", "\"severity\":\"ERROR\""),
        ("sarif", "\"exitCode\":2"),
        ("json", "\"error\":\"No such file"),
        ("jsonl", "\"error\":\"No such file"),
    ] {
        let (code, shown) = in_format(format, (&["gone.eml"], ""));
        assert_eq!(code, Some(2));
        assert!(shown.contains(sign), "{format}: {shown}");
        if !matches!(format, "github" | "jsonl" | "rdjsonl") {
            assert!(serde_json::from_str::<Value>(&shown).is_ok(), "{format}: {shown}");
        }
    }
}

#[test]
fn sarif_describes_its_rules_and_invents_no_address() {
    let (_, log) = in_format("sarif", (&[], BAD));
    let log: Value = serde_json::from_str(&log).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[key]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        let page = format!("`presend explain {}`", rule["id"].as_str().unwrap());
        assert!(rule["help"]["markdown"].as_str().unwrap().contains(&page), "{rule}");
        assert!(rule.get("helpUri").is_none(), "{rule}");
    }
}

/// Returns every name of a variable that sources of the program read.
fn variables_in_code(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            variables_in_code(&entry.path(), found);
            continue;
        }
        let code = fs::read_to_string(entry.path()).unwrap();
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
        if code.contains("env::var") || code.contains(".env(") {
            let strings = code.split('"').skip(1).step_by(2);
            let is_name = |word: &&str| {
                word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            };
            found.extend(strings.filter(is_name).map(str::to_owned));
        }
    }
}

#[test]
fn the_table_of_variables_is_what_the_code_reads() {
    let mut in_code = BTreeSet::new();
    variables_in_code(&root().join("src"), &mut in_code);
    let page = read("docs/environment.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    let in_page: BTreeSet<String> = rows
        .flat_map(|row| {
            let cell = row.split(" | ").next().unwrap();
            cell.split('`')
                .filter(|part| part.len() > 3 && !part.contains([' ', ',']))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(in_code, in_page);
    let help = text(&run(&["--help"], "").stdout);
    for name in in_page.iter().filter(|name| name.starts_with("PRESEND_")) {
        assert!(help.contains(name.as_str()), "--help does not name {name}");
    }
}

#[test]
fn colours_follow_the_environment() {
    let colored = |variables: &[(&str, &str)]| {
        let folder = tempfile::tempdir().unwrap();
        let ended = finish(
            presend(folder.path(), &["--fail-on", "never"]).envs(variables.iter().copied()),
            BAD.as_bytes(),
        );
        text(&ended.stdout).contains('\u{1b}')
    };
    assert!(!colored(&[]));
    assert!(colored(&[("CLICOLOR_FORCE", "1")]) && !colored(&[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(colored(&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]));
}

#[test]
#[cfg(target_os = "linux")]
fn a_dumb_terminal_gets_no_colour_and_another_does() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.txt"), BAD).unwrap();
    let (shown, _) = on_a_terminal(folder.path(), "bad.txt", "");
    assert!(shown.contains("\u{1b}["), "{shown}");
    let line = format!("{PROGRAM} bad.txt");
    let mut dumb = isolated(Command::new("script"), folder.path());
    dumb.args(["-qec", &line, "/dev/null"]).current_dir(folder.path()).env("TERM", "dumb");
    let shown = text(&finish(&mut dumb, b"").stdout);
    assert!(shown.contains("error[S001]") && !shown.contains('\u{1b}'), "{shown}");
}

/// No line is wider than the terminal from 40 columns on, whatever is in it.
#[test]
fn lines_fit_terminals_from_40_to_200_columns() {
    use unicode_width::UnicodeWidthStr;
    let draft = "Hi Bob, 日本語のメール 👍🏽 ❤\u{fe0f} we have to let you go effective Friday, 日本語 and your last day will be the 13th. \
                 Reply asap!!! Please reply asap, WHY IS THIS STILL NOT DONE??? As per my last email, call me asap.\n";
    for columns in [40, 60, 80, 120, 200] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = presend(folder.path(), &["--fail-on", "never"]);
        let shown = text(&finish(command.env("COLUMNS", columns.to_string()), draft.as_bytes()).stdout);
        // What is told in one line is for `grep`, and is not broken.
        let is_one_line = |line: &&str| line.contains("] <stdin>:");
        let wide: Vec<&str> =
            shown.lines().filter(|line| !is_one_line(line) && line.width() > columns).collect();
        assert!(wide.is_empty(), "{columns}: {wide:#?}");
        assert!(!shown.contains("- also\n"), "{shown}");
    }
}
