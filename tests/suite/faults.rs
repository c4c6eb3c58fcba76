//! Faults of the system and of files that others wrote: no message is lost or held without a word, no file or signal of anybody
//! else is touched, and nothing that was read commands a terminal.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::sendmail::{BAD, Desk, GOOD, arrives, terminate, wait_until};
use crate::support::{finish, isolated, presend, said, text};

/// A lexicon; `%` stands for its term.
const LEXICON: &str = "language = \"en\"\ngroup = \"mechanics\"\n\n[[rule]]\ncode = \"M901\"\nname = \"own-key\"\nseverity = \"hint\"\n\
    message = \"this names a key\"\nterms = [\"%\"]\n";

/// Starts the sendmail in a shell that has done something first.
fn after(desk: &Desk, first: &str) -> Command {
    let plain = desk.command(&[], &["./mta", "x"]);
    let mut shell = isolated(Command::new("bash"), &desk.path("home"));
    shell
        .args(["-c", &format!("{first}; exec \"$0\" \"$@\"")])
        .arg(plain.get_program())
        .args(plain.get_args());
    shell.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(desk.path("."));
    shell
}

#[test]
fn force_is_a_yes_and_nothing_else() {
    for (value, code) in [("1", 0), ("true", 0), ("YES", 0), ("0", 65), ("false", 65), ("no", 65), ("", 65)] {
        let desk = Desk::new();
        let output = finish(desk.command(&[], &["./mta", "x"]).env("PRESEND_FORCE", value), BAD.as_bytes());
        assert_eq!(output.status.code(), Some(code), "{value}");
        assert!(!said(&output).contains("PRESEND_FORCE: "), "{value}");
    }
    for value in ["off", "y", "2"] {
        let desk = Desk::new();
        let mut command = desk.command(&[], &["./mta", "x"]);
        let output = finish(command.env("PRESEND_FORCE", value), BAD.as_bytes());
        assert_eq!(output.status.code(), Some(65), "{value}");
        assert!(said(&output).contains(&format!("PRESEND_FORCE: `{value}` is neither")), "{}", said(&output));
        // A message that may go, goes in silence.
        let output = finish(&mut command, GOOD);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""), "{value}");
    }
}

#[test]
fn only_files_of_its_own_are_named_anew() {
    let desk = Desk::new();
    fs::create_dir(desk.path("kept")).unwrap();
    let others = [
        "movie.mkv.part",
        "presend-notes.part",
        "presend-20260101T000000.000000Z-.part",
        "presend-20260101T000000.000000Z-+9.part",
        "presend-yesterday-99999999.part",
    ];
    others.iter().for_each(|name| fs::write(desk.path("kept").join(name), "half").unwrap());
    fs::write(desk.path("kept/presend-20260101T000000.000000Z-99999999.part"), "half").unwrap();
    assert!(desk.send(&["--keep-dir", "kept"], GOOD).status.success());
    others.iter().for_each(|name| assert!(desk.path("kept").join(name).exists(), "{name}"));
    assert!(desk.path("kept/presend-20260101T000000.000000Z-99999999.incomplete.eml").exists());
}

#[test]
fn settings_that_cannot_be_read_lead_to_what_was_promised() {
    let globs = [250, 80_000].map(|depth| {
        format!("[[paths]]\nmatch = \"{}a{}\"\nignore = [\"tone\"]\n", "{a,".repeat(depth), "}".repeat(depth))
    });
    for settings in globs {
        let desk = Desk::new();
        fs::write(desk.path("presend.toml"), settings).unwrap();
        let output = desk.send(&[], BAD.as_bytes());
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
        assert!(
            desk.sent() == [BAD.as_bytes()] && desk.log().contains("sent without a check: "),
            "{}",
            desk.log()
        );
        let output = desk.send(&["--on-error", "block"], GOOD);
        assert_eq!((output.status.code(), desk.kept().len()), (Some(75), 1));
    }
}

#[test]
fn a_term_of_apostrophes_is_a_term_or_a_fault_that_is_said() {
    for (term, code) in [("press the '-' key", 0), ("'-'", 2)] {
        let desk = Desk::new();
        fs::write(desk.path("own.toml"), LEXICON.replace('%', term)).unwrap();
        fs::write(desk.path("presend.toml"), "[lexicons]\nextra = [\"own.toml\"]\n").unwrap();
        let tried = finish(&mut presend(&desk.path("."), &["lexicon", "test", "own.toml"]), b"");
        assert_eq!(tried.status.code(), Some(code), "{}", said(&tried));
        let output = desk.send(&[], GOOD);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""), "{term}");
        assert_eq!(desk.log().contains("sent without a check"), code != 0, "{}", desk.log());
    }
}

#[test]
fn a_system_without_threads_sends_and_holds_as_ever() {
    for (message, code) in [(GOOD, 0), (BAD.as_bytes(), 65)] {
        let desk = Desk::new();
        // No machine has a stack of that size for a thread.
        let mut command = desk.command(&[], &["./mta", "x"]);
        let output = finish(command.env("RUST_MIN_STACK", "200000000000000"), message);
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
        assert_eq!((desk.sent().len(), desk.kept().len()), if code == 0 { (1, 0) } else { (0, 1) });
        assert!(desk.log().contains("signals are not watched"), "{}", desk.log());
    }
}

#[test]
fn a_limit_on_files_does_not_stop_the_mail() {
    let desk = Desk::new();
    desk.stand_in("wc -c > \"$0.size\"");
    let mut large = GOOD.to_vec();
    large.extend(std::iter::repeat_n(b"QUJD\r\n", 30_000).flatten());
    let output = finish(&mut after(&desk, "ulimit -f 8"), &large);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    assert_eq!(fs::read_to_string(desk.path("mta.size")).unwrap().trim(), large.len().to_string());
}

/// Returns which of hangup, interrupt and termination a process ignores, by its status.
#[cfg(target_os = "linux")]
fn ignored_in(status: &str) -> u64 {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() & 0x4003
}

#[cfg(target_os = "linux")]
#[test]
fn signals_that_are_ignored_stay_ignored() {
    let ignored = |first: &str| {
        let desk = Desk::new();
        desk.stand_in("cat > \"$0.got.1\"; grep SigIgn /proc/self/status > \"$0.set\"");
        let mut child = after(&desk, first)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(GOOD).unwrap();
        if !first.is_empty() && first != ":" {
            // It waits for the rest of the message.
            std::thread::sleep(std::time::Duration::from_millis(300));
            terminate(&child);
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        drop(input);
        assert_eq!(child.wait().unwrap().code(), Some(0), "{first}");
        assert_eq!(desk.sent(), [GOOD]);
        ignored_in(&fs::read_to_string(desk.path("mta.set")).unwrap())
    };
    assert_eq!(ignored("trap '' HUP INT TERM"), 0x4003);
    // The tests themselves may run in the background, or under nohup.
    assert_eq!(ignored(":"), ignored_in(&fs::read_to_string("/proc/self/status").unwrap()));
}

#[test]
fn words_that_nobody_reads_block_no_end() {
    let desk = Desk::new();
    for name in ["state", "home"] {
        fs::write(desk.path(name), "").unwrap();
    }
    let large = BAD.to_owned() + "\n" + &"> and so on, line after line\n".repeat(20_000);
    let mut command = desk.command(&["--keep-dir", "state/kept"], &["./mta", "x"]);
    let mut child = command.env("TMPDIR", desk.path("home/tmp")).spawn().unwrap();
    child.stdin.take().unwrap().write_all(large.as_bytes()).unwrap();
    // Its words fill the pipe, which is open and is not read.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(child.try_wait().unwrap().is_none());
    let start = Instant::now();
    terminate(&child);
    wait_until("the end", || child.try_wait().unwrap().is_some());
    assert!(start.elapsed().as_secs() < 10 && child.wait().unwrap().code() == Some(75));
}

#[test]
fn a_signal_after_the_message_was_kept_does_not_keep_it_again() {
    const PAGE: usize = 4096;
    let desk = Desk::new();
    let said = text(&desk.send(&[], BAD.as_bytes()).stderr);
    let before = said.find("presend: kept:").unwrap();
    assert_eq!(desk.kept().len(), 1);
    // A pipe of 16 pages with room for all that is said before the place where it is kept, so that presend waits there.
    let (_unread, mut words) = std::io::pipe().unwrap();
    words.write_all(&vec![b' '; 16 * PAGE - before - 5]).unwrap();
    let mut child = desk.command(&[], &["./mta", "-i", "--", "b@example.com"]).stderr(words).spawn().unwrap();
    child.stdin.take().unwrap().write_all(BAD.as_bytes()).unwrap();
    wait_until("the keeping", || {
        desk.kept().iter().filter(|path| path.extension().unwrap() == "eml").count() == 2
    });
    terminate(&child);
    assert_eq!(child.wait().unwrap().code(), Some(75));
    assert_eq!((desk.kept().len(), desk.sent().len()), (2, 0));
}

#[test]
fn what_is_heeded_in_the_head_is_taken_out() {
    for field in ["X-Presend : ignore=S001", "X-Presend\t: ignore=S001", "X-PRESEND:\n ignore=S001"] {
        let marked = BAD.replace("Subject:", &format!("{field}\nSubject:"));
        arrives(&[], marked.as_bytes(), BAD.as_bytes());
        let first = format!("{field}\n{BAD}");
        arrives(&[], first.as_bytes(), BAD.as_bytes());
    }
    let marked = format!("\u{feff}X-Presend: ignore=S001\n{BAD}");
    arrives(&[], marked.as_bytes(), format!("\u{feff}{BAD}").as_bytes());
    // What cannot be taken out is not heeded.
    let wide: Vec<u8> =
        format!("\u{feff}X-Presend: ignore=S001\n{BAD}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(Desk::new().send(&[], &wide).status.code(), Some(65));
}

#[test]
fn a_report_is_not_written_over_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let draft = "Hi Bob,\n\nwe have to let you go effective Friday.\n";
    fs::create_dir(path("drafts")).unwrap();
    fs::write(path("drafts/a.txt"), draft).unwrap();
    fs::hard_link(path("drafts/a.txt"), path("same.txt")).unwrap();
    fs::write(path("heads"), "To: b@example.com\n").unwrap();
    let run = |args: &[&str]| finish(&mut presend(folder.path(), args), b"");
    for option in ["--output-file", "--write-baseline"] {
        for args in [
            [option, "drafts/a.txt", "drafts/a.txt"].as_slice(),
            &[option, "same.txt", "drafts/a.txt"],
            &[option, "./drafts/a.txt", "drafts"],
            &[option, "heads", "--headers", "heads", "drafts/a.txt"],
        ] {
            let output = run(args);
            assert!(said(&output).contains("it is read in this run"), "{args:?}: {}", said(&output));
            assert_eq!(output.status.code(), Some(2), "{args:?}");
        }
    }
    assert_eq!(fs::read_to_string(path("drafts/a.txt")).unwrap(), draft);
    assert_eq!(fs::read_to_string(path("heads")).unwrap(), "To: b@example.com\n");
    // A report of an earlier run is replaced whole; a baseline may be renewed.
    fs::write(path("report"), "old").unwrap();
    assert_eq!(run(&["--output-file", "report", "drafts/a.txt"]).status.code(), Some(1));
    assert!(fs::read_to_string(path("report")).unwrap().contains("S001"));
    assert!(run(&["--write-baseline", "known", "drafts/a.txt"]).status.code() == Some(1));
    assert_eq!(run(&["--baseline", "known", "--write-baseline", "known", "drafts"]).status.code(), Some(0));
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.len() == 5, "{names:?}");
}

/// Who accepts one secret has accepted no other, be it in another message, behind the first one or in its place.
#[test]
fn a_baseline_accepts_no_secret_but_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let first = "Hi Bo,\n\nthe password of the shed is Lamp#4711.\n";
    write("known.txt", first);
    write("again.txt", &first.replace("\n\n", "\n\n\n"));
    write("more.txt", &format!("{first}And the password of the boat is Oar!2290x.\n"));
    write("other.txt", "Hi Bo,\n\nthe password of the boat is Oar!2290x.\n");
    let run = |args: &[&str]| finish(&mut presend(folder.path(), args), b"");
    assert_eq!(run(&["--write-baseline", "known.json", "known.txt"]).status.code(), Some(1));
    for (name, code) in [("known.txt", 0), ("again.txt", 0), ("more.txt", 1), ("other.txt", 1)] {
        let output = run(&["--baseline", "known.json", name]);
        assert_eq!(output.status.code(), Some(code), "{name}: {}", text(&output.stdout));
    }
}

#[test]
fn no_file_commands_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "\\u001b]52;c;x\\u0007\\u009b1m\\u202e";
    let lexicon = LEXICON.replace("this names a key", &format!("this {evil} names")).replace('%', "some key");
    fs::write(folder.path().join("own.toml"), lexicon + &format!("fires = [\"no such word {evil}\"]\n"))
        .unwrap();
    fs::write(folder.path().join("presend.toml"), format!("[rules]\n\"tone{evil}\" = \"off\"\n")).unwrap();
    let is_shown = |c: char| !c.is_control() && c != '\u{202e}' || c == '\n' || c == '\t';
    for args in
        [["lexicon", "list", "own.toml"].as_slice(), &["lexicon", "test", "own.toml"], &["config", "show"]]
    {
        let output = finish(&mut presend(folder.path(), args), b"");
        let shown = said(&output);
        assert!(shown.contains("52;c;x"), "{args:?}: {shown}");
        assert!(shown.chars().all(is_shown), "{args:?}: {shown:?}");
    }
    let name = "a\u{1b}[1m\u{9b}1m\u{7f}\u{202e}\u{200b}.txt";
    fs::write(folder.path().join(name), "Hi Bob,\n\nwe have to let you go effective Friday.\u{9b}\n")
        .unwrap();
    for format in ["json", "jsonl", "sarif", "gitlab", "rdjson", "rdjsonl"] {
        let args = ["--isolated", "--format", format, "--lexicon", "own.toml", name];
        let shown = text(&finish(&mut presend(folder.path(), &args), b"").stdout);
        assert!(shown.contains("S001"), "{format}: {shown}");
        assert!(shown.chars().all(|c| is_shown(c) && c != '\u{200b}'), "{format}: {shown:?}");
    }
}

#[test]
fn a_file_that_is_shown_with_the_text_decides_nothing() {
    let mail = |disposition: &str| {
        format!(
            "From: a@example.com\nSubject: News\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
             Content-Type: text/plain\n\nUnfortunately we have to let you go effective Friday.\n--b\n\
             Content-Type: text/plain\nContent-Disposition: inline{disposition}\n\npresend: ignore[S001] as agreed\n--b--\n"
        )
    };
    let desk = Desk::new();
    let output = desk.send(&[], mail("; filename=notes.txt").as_bytes());
    assert_eq!((output.status.code(), desk.sent().len()), (Some(65), 0));
    assert!(said(&output).contains("S001"), "{}", said(&output));
    // Text of the writer's own is heeded in any part.
    assert!(desk.send(&[], mail("").as_bytes()).status.success());
}
