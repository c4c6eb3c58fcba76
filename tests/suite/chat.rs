//! Holds chats to what archives promise: bounded memory, faults that name their place, the same for any number of threads.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;

use crate::support::{finish, presend, zip};

fn run(folder: &Path, args: &[&str]) -> Output {
    finish(&mut presend(folder, args), b"")
}

const DAY: &str = r#"[{"type":"message","ts":"1773306120.1","user":"U1","text":"you are such an idiot, you never listen"}]"#;

#[test]
fn an_entry_that_unpacks_to_too_much_is_an_error_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let bomb = vec![b' '; (64 << 20) + 1];
    let path = folder.path().join("export.zip");
    zip(&path, &[("a/2026-03-12.json", &bomb), ("b/2026-03-12.json", DAY.as_bytes())]);
    assert!(path.metadata().unwrap().len() < 1 << 20);
    let output = run(folder.path(), &["export.zip", "--format", "concise", "--isolated"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("export.zip/a/2026-03-12.json: more than 64 MiB"), "{errors}");
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(found.contains("export.zip/b/2026-03-12.json:1:"), "{found}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn any_bytes_for_a_zip_are_an_error_and_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.zip");
    zip(&path, &[("a/2026-03-12.json", DAY.as_bytes()), ("users.json", b"[]")]);
    let whole = std::fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(7) {
        let mut broken = whole.clone();
        broken[at] ^= 0x55;
        std::fs::write(&path, &broken).unwrap();
        let output = run(folder.path(), &["export.zip", "--isolated", "--fail-on", "never"]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 2)), "{at}: {errors}");
        assert!(
            !errors.contains("internal error in presend") && !errors.contains("panicked"),
            "{at}: {errors}"
        );
    }
}

#[test]
fn a_folder_and_its_zip_say_the_same_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let mut day = "[\n".to_owned();
    for number in 0..4000 {
        let (seconds, user) = (1_773_306_120 + number * 400, number % 7);
        let text =
            if number % 50 == 0 { "you are such an idiot, you never listen" } else { "the glaze is dry" };
        let thread = if number % 3 == 0 { r#","thread_ts":"1773306120.1""# } else { "" };
        let comma = if number == 0 { "" } else { ",\n" };
        write!(
            day,
            r#"{comma}{{"type":"message","ts":"{seconds}.1","user":"U{user}","text":"{text}"{thread}}}"#
        )
        .unwrap();
    }
    day.push_str("\n]\n");
    let channel = folder.path().join("export/kiln");
    std::fs::create_dir_all(&channel).unwrap();
    std::fs::write(channel.join("2026-03-12.json"), &day).unwrap();
    zip(&folder.path().join("export.zip"), &[("kiln/2026-03-12.json", day.as_bytes())]);
    let of = |path: &str, threads: &str| {
        let args = [path, "--format", "jsonl", "--fail-on", "never", "--isolated", "--threads", threads];
        let output = run(folder.path(), &args);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let one = of("export", "1");
    assert_eq!(one.lines().count(), 4000);
    assert_eq!(of("export", "4"), one);
    assert_eq!(of("export.zip", "2").replace("export.zip/", "export/"), one);
}

#[test]
fn long_logs_are_read_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = String::new();
    for number in 0..20_000 {
        let name = ["ana", "ben", "cy"][number % 3];
        writeln!(log, "[{:02}:{:02}] <{name}> the glaze is dry", number / 60 % 24, number % 60).unwrap();
    }
    std::fs::write(folder.path().join("kiln.log"), &log).unwrap();
    let of = |threads: &str| {
        let args = ["kiln.log", "--format", "jsonl", "--isolated", "--threads", threads];
        run(folder.path(), &args).stdout
    };
    let one = of("1");
    assert_eq!(one.iter().filter(|&&byte| byte == b'\n').count(), 20_000);
    assert_eq!(of("3"), one);
    // One writer, one line, no end: still one message, and no time that grows faster.
    std::fs::write(folder.path().join("one.log"), "ana: so\n".repeat(200_000)).unwrap();
    let output = run(folder.path(), &["one.log", "--input-format", "chat", "--isolated", "--quiet"]);
    assert_eq!(output.status.code(), Some(0));
}

/// Writes an export of Telegram in one line, with people before its chats.
fn telegram(messages: usize) -> String {
    let mut json = r#"{"about":"Here is the data","contacts":{"list":["#.to_owned();
    for number in 0..300 {
        write!(json, r#"{{"first_name":"Ana {number}","last_name":"","phone_number":"+351"}},"#).unwrap();
    }
    json.push_str(r#"{}]},"chats":{"list":[{"name":"Kiln","type":"personal_chat","id":1,"messages":["#);
    for number in 0..messages {
        let (comma, seconds) = (if number == 0 { "" } else { "," }, 1_773_306_120 + number * 400);
        let text = if number % 50 == 0 {
            "you are such an idiot"
        } else {
            "the glaze is dry \\u00e9 \\ud83d\\ude00"
        };
        write!(
            json,
            r#"{comma}{{"id":{number},"type":"message","date":"2026-03-12T09:00:00","date_unixtime":"{seconds}","from":"Ben","from_id":"user{}","text":["{text}"," so",{{"type":"bold","text":" far"}}],"text_entities":[]}}"#,
            number % 7
        )
        .unwrap();
    }
    json.push_str("]}]}}");
    json
}

#[test]
fn an_export_says_the_same_with_any_number_of_threads_and_by_whichever_way_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let json = telegram(4000);
    std::fs::write(folder.path().join("result.json"), &json).unwrap();
    let of = |threads: &str| {
        let args =
            ["result.json", "--format", "jsonl", "--fail-on", "never", "--isolated", "--threads", threads];
        run(folder.path(), &args).stdout
    };
    let one = of("1");
    assert_eq!(one.iter().filter(|&&byte| byte == b'\n').count(), 4000);
    assert_eq!(of("3"), one);
    let piped = finish(
        &mut presend(folder.path(), &["--format", "jsonl", "--fail-on", "never", "--isolated"]),
        json.as_bytes(),
    );
    assert_eq!(String::from_utf8(piped.stdout).unwrap().replace("<stdin>", "result.json").as_bytes(), one);
    assert_eq!(String::from_utf8(piped.stderr).unwrap(), "");
    // The column is the file's, however long its one line is.
    let found =
        run(folder.path(), &["result.json", "--format", "concise", "--fail-on", "never", "--isolated"]);
    let found = String::from_utf8(found.stdout).unwrap();
    let column = json.rfind("you are such an idiot").unwrap() + 1;
    assert!(found.contains(&format!("result.json:1:{column}: error[T003]")), "{found}");
}

#[test]
fn what_is_cut_off_or_nested_too_deep_is_an_error_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let message = |more: &str| {
        format!(
            "{{\"id\":1,\"type\":\"message\",\"date\":\"2026-03-12T09:00:00\",\"from\":\"Ben\",\"text\":\"you are such an idiot\"{more}}}"
        )
    };
    let deep = format!(",\"x\":{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let json = format!("{{\"messages\":[\n{},\n{},\n{}", message(""), message(&deep), &message("")[..60]);
    std::fs::write(folder.path().join("result.json"), json).unwrap();
    let output = run(folder.path(), &["result.json", "--format", "concise", "--isolated"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("result.json:3: nested more than 128 deep"), "{errors}");
    assert!(errors.contains("result.json:4: not JSON: it is cut off"), "{errors}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("result.json:2:"));
    assert_eq!(output.status.code(), Some(2));
    let day = format!("[{{\"ts\":\"1.1\",\"user\":\"U1\",\"text\":\"so\"{deep}}}]");
    std::fs::write(folder.path().join("2026-03-12.json"), day).unwrap();
    let output = run(folder.path(), &["2026-03-12.json", "--isolated"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("nested more than 128 deep") && output.status.code() == Some(2), "{errors}");
}
