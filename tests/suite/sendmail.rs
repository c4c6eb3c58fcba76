//! Sends mail through `presend sendmail` and a stand-in for the real one: each message goes once, whole and unchanged, or not at all.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{PROGRAM, finish, isolated, said};

pub(crate) const BAD: &str = "From: a@example.com\nTo: b@example.com\nSubject: News\n\nUnfortunately we have to let you go effective Friday.\n";
pub(crate) const GOOD: &[u8] =
    b"From: a@example.com\r\nTo: b@example.com\r\nSubject: Lunch\r\n\r\nThe menu is on the wiki page.\0\xff\xfe no newline";

/// A folder with a stand-in for sendmail, which writes down what it got.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a temporary folder") };
        desk.stand_in("cat > \"$0.got.tmp\" && mv \"$0.got.tmp\" \"$0.got.$$\"; printf '%s\\n' \"$@\" > \"$0.args\"; exit ${MTA_EXIT:-0}");
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn stand_in(&self, script: &str) {
        let path = self.path("mta");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub(crate) fn command(&self, options: &[&str], mta: &[&str]) -> Command {
        let mut command = isolated(Command::new(PROGRAM), &self.path("home"));
        command.arg("sendmail").args(options).arg("--").args(mta).current_dir(self.folder.path());
        command.env("XDG_STATE_HOME", self.path("state")).env("XDG_CONFIG_HOME", self.path("config"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn send(&self, options: &[&str], message: &[u8]) -> Output {
        finish(&mut self.command(options, &["./mta", "-i", "--", "b@example.com"]), message)
    }

    /// Returns every message that the stand-in got.
    pub(crate) fn sent(&self) -> Vec<Vec<u8>> {
        files(self.folder.path(), "mta.got.").iter().map(|path| fs::read(path).unwrap()).collect()
    }

    pub(crate) fn kept(&self) -> Vec<PathBuf> {
        files(&self.path("state/presend/kept"), "presend-")
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.path("state/presend/log")).unwrap_or_default()
    }
}

fn files(folder: &Path, start: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(start)).collect()
}

/// Sends and expects that exactly these bytes arrive, in silence.
pub(crate) fn arrives(options: &[&str], message: &[u8], as_bytes: &[u8]) {
    let desk = Desk::new();
    let output = desk.send(options, message);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    assert!(
        desk.sent() == [as_bytes],
        "{:?}",
        desk.sent().iter().map(|it| String::from_utf8_lossy(it).into_owned()).collect::<Vec<_>>()
    );
    assert_eq!(fs::read_to_string(desk.path("mta.args")).unwrap(), "-i\n--\nb@example.com\n");
    assert!(desk.kept().is_empty());
}

/// Sends and expects that nothing arrives and that the message is kept, byte for byte, for its owner alone.
fn is_blocked(message: &[u8]) -> String {
    let desk = Desk::new();
    let output = desk.send(&[], message);
    assert_eq!(output.status.code(), Some(65), "{}", said(&output));
    assert!(desk.sent().is_empty() && output.stdout.is_empty());
    let kept = desk.kept();
    assert!(kept.len() == 1 && fs::read(&kept[0]).unwrap() == message);
    assert_eq!(fs::metadata(&kept[0]).unwrap().permissions().mode() & 0o777, 0o600);
    let said = said(&output);
    assert!(said.contains(&kept[0].display().to_string()) && said.contains("PRESEND_FORCE=1"), "{said}");
    said
}

#[test]
fn a_quiet_message_arrives_byte_for_byte_in_silence() {
    arrives(&[], GOOD, GOOD);
    arrives(&[], b"", b"");
    let mut large = GOOD.to_vec();
    large.extend(std::iter::repeat_n(b"QUJD\r\n", 300_000).flatten());
    arrives(&[], &large, &large);
}

#[test]
fn a_message_that_must_stop_is_blocked_and_kept() {
    let said = is_blocked(BAD.as_bytes());
    assert!(said.starts_with("error[S001]") && said.contains("presend: not sent"), "{said}");
    // Linted decoded: the body is base64 of the same words.
    is_blocked(
        b"From: a@example.com\nSubject: News\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\
          VW5mb3J0dW5hdGVseSB3ZSBoYXZlIHRvIGxldCB5b3UgZ28gZWZmZWN0aXZlIEZyaWRheS4K\n",
    );
}

#[test]
fn whoever_insists_is_obeyed() {
    let desk = Desk::new();
    let mut command = desk.command(&[], &["./mta", "x"]);
    command.env("PRESEND_FORCE", "1");
    assert_eq!(finish(&mut command, BAD.as_bytes()).status.code(), Some(0));
    assert_eq!(desk.sent(), [BAD.as_bytes()]);
    let marked = BAD.replace("Subject:", "X-Presend:\n  skip\nSubject:");
    arrives(&[], marked.as_bytes(), BAD.as_bytes());
    let ignoring = BAD.replace("Subject:", "x-presend: ignore=S001\nSubject:");
    arrives(&[], ignoring.as_bytes(), BAD.as_bytes());
    let output = Desk::new().send(&["--on-findings", "warn"], BAD.as_bytes());
    assert!(output.status.success() && said(&output).starts_with("error[S001]"));
}

#[test]
fn a_line_that_asks_to_ignore_is_taken_out_where_it_stands_alone() {
    let lines = BAD.to_owned() + "presend: ignore[S001] agreed with HR\n";
    arrives(&[], lines.as_bytes(), BAD.as_bytes());
    let head = "From: a@example.com\r\nSubject: News\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
                Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    let body = "Unfortunately we have to let you go effective Friday =E2=80=93 thank=\r\n you.\r\n";
    let quoted = format!("{head}presend: ignore[S001,T005]\r\n{body}");
    arrives(&[], quoted.as_bytes(), format!("{head}{body}").as_bytes());
}

#[test]
fn an_ignore_that_cannot_be_taken_out_is_not_heeded() {
    let base64 = b"From: a@example.com\nSubject: News\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\
        VW5mb3J0dW5hdGVseSB3ZSBoYXZlIHRvIGxldCB5b3UgZ28gZWZmZWN0aXZlIEZyaWRheS4KcHJlc2VuZDogaWdub3JlW1MwMDFdCg==\n";
    let signed = BAD
        .replace("Subject:", "Content-Type: multipart/signed; boundary=b\nSubject:")
        .replace("Unfortunately", "--b\nContent-Type: text/plain\n\nUnfortunately")
        + "presend: ignore[S001] yes\n--b--\n";
    let flowed = BAD.replace("Subject:", "Content-Type: text/plain; format=flowed\nSubject:")
        + "\npresend: ignore[S001] a long reason that \ngoes over the line\n";
    for message in [base64.to_vec(), signed.into_bytes(), flowed.into_bytes()] {
        let said = is_blocked(&message);
        assert!(said.contains("X-Presend: ignore=CODES"), "{said}");
    }
}

#[test]
fn the_code_of_the_real_sendmail_is_returned() {
    let desk = Desk::new();
    for code in ["75", "67", "1"] {
        let mut command = desk.command(&[], &["./mta", "x"]);
        command.env("MTA_EXIT", code);
        let output = finish(&mut command, GOOD);
        assert_eq!((output.status.code().unwrap().to_string().as_str(), said(&output).as_str()), (code, ""));
    }
    desk.stand_in("kill -9 $$");
    assert!(!desk.send(&[], GOOD).status.success());
}

#[test]
fn a_sendmail_that_is_not_there_leaves_the_message_kept() {
    let desk = Desk::new();
    let output = finish(&mut desk.command(&[], &["/no/such/sendmail", "x"]), GOOD);
    assert_eq!(output.status.code(), Some(69));
    assert!(said(&output).contains("/no/such/sendmail"));
    assert_eq!(fs::read(&desk.kept()[0]).unwrap(), GOOD);
}

#[test]
fn what_is_no_message_is_not_looked_at() {
    let desk = Desk::new();
    for mode in ["-bs", "-bp", "-q"] {
        let output = finish(&mut desk.command(&[], &["./mta", mode]), BAD.as_bytes());
        assert!(output.status.success() && said(&output).is_empty());
    }
    assert_eq!(desk.sent().len(), 3);
}

#[test]
fn a_fault_of_presends_own_stops_no_mail_unless_asked() {
    let desk = Desk::new();
    fs::write(desk.path("presend.toml"), "[rules]\nS999 = 3\n").unwrap();
    let output = desk.send(&[], BAD.as_bytes());
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    assert!(
        desk.sent() == [BAD.as_bytes()]
            && desk.log().contains("sent without a check: ")
            && desk.log().lines().count() == 1
    );
    let output = desk.send(&["--on-error", "block"], GOOD);
    assert_eq!(output.status.code(), Some(75));
    assert!(
        desk.sent().len() == 1 && desk.kept().len() == 1 && said(&output).contains("presend.toml:2"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_usage_error_has_the_code_that_mail_programs_know() {
    assert_eq!(
        finish(&mut Desk::new().command(&["--no-such-option"], &["./mta"]), b"").status.code(),
        Some(64)
    );
}

#[test]
fn a_call_for_help_is_never_stopped() {
    let message = "From: a@example.com\nTo: b@example.com\nSubject: please\n\nI don't want to live anymore. You bastards let me go.\n";
    arrives(&[], message.as_bytes(), message.as_bytes());
}

#[test]
fn a_folder_that_takes_nothing_loses_nothing() {
    let desk = Desk::new();
    // A file stands where the folders should be.
    for name in ["state", "home"] {
        fs::write(desk.path(name), "").unwrap();
    }
    let mut command = desk.command(&["--keep-dir", "state/kept"], &["./mta", "x"]);
    command.env("TMPDIR", desk.path("home/tmp"));
    let output = finish(&mut command, BAD.as_bytes());
    assert_eq!(output.status.code(), Some(65));
    assert!(said(&output).contains("could not be kept") && said(&output).contains(BAD), "{}", said(&output));
}

#[test]
fn what_a_cut_off_run_left_is_named_once() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("state/presend/kept")).unwrap();
    // No process has this number.
    fs::write(desk.path("state/presend/kept/presend-20260101T000000.000000Z-99999999.part"), "half").unwrap();
    for _ in 0..2 {
        assert!(desk.send(&[], GOOD).status.success());
    }
    assert_eq!(desk.log().matches("left an unfinished message").count(), 1, "{}", desk.log());
    assert!(desk.log().contains(".incomplete.eml"));
    assert_eq!(fs::read(&desk.kept()[0]).unwrap(), b"half");
}

/// Waits until something holds; a fault fails the test instead of hanging it.
pub(crate) fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(30), "{what} did not happen");
        std::thread::sleep(Duration::from_millis(2));
    }
}

pub(crate) fn terminate(child: &Child) {
    let _ = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
}

/// SIGTERM at ten moments: after each the message has gone once and whole, or has not gone and the caller was told so.
#[test]
fn a_signal_at_any_moment_sends_once_or_not_at_all() {
    for moment in 0..10u64 {
        let desk = Desk::new();
        let mut child = desk.command(&[], &["./mta", "x"]).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let half = GOOD.len() / 2;
        input.write_all(&GOOD[..half]).unwrap();
        if moment == 0 {
            // While the message is being read; the watch stands as soon as a thread of it does.
            wait_until("the watch", || {
                fs::read_dir(format!("/proc/{}/task", child.id())).map_or(true, |tasks| tasks.count() > 1)
            });
            terminate(&child);
        } else {
            input.write_all(&GOOD[half..]).unwrap();
            drop(input);
            std::thread::sleep(Duration::from_micros(moment * moment * 150));
            terminate(&child);
        }
        let output = child.wait_with_output().unwrap();
        // What the shell that stands in had started may end a little later.
        std::thread::sleep(Duration::from_millis(20));
        let (sent, kept) = (desk.sent(), desk.kept());
        // A signal after the handing over is the real sendmail's, and may find it in the middle of its work.
        assert!(sent.len() <= 1 && sent.iter().all(|message| GOOD.starts_with(message)), "moment {moment}");
        match output.status.code() {
            Some(0) => assert!(sent == [GOOD], "moment {moment}: said to be sent"),
            Some(75) => {
                let is_kept = kept.len() == 1 && fs::read(&kept[0]).unwrap() == GOOD;
                assert!(
                    sent.is_empty() && (is_kept || said(&output).contains("before the message was read")),
                    "moment {moment}: {} sent, {} kept: {}",
                    sent.len(),
                    kept.len(),
                    said(&output)
                );
            }
            _ => assert!(!output.status.success(), "moment {moment}"),
        }
    }
}

#[test]
fn an_editor_is_started_and_its_code_returned() {
    let desk = Desk::new();
    let edit = |script: &str| {
        // Without a terminal of its own nothing is asked.
        let mut command = isolated(Command::new("setsid"), &desk.path("home"));
        command.arg("-w").arg(PROGRAM).args(["edit", "--", "sh", "-c", script, "draft.eml"]);
        command.current_dir(desk.folder.path());
        finish(&mut command, b"")
    };
    let output = edit(&format!("printf '{}' > \"$0\"", BAD.replace('\n', "\\n")));
    assert!(output.status.success() && said(&output).starts_with("error[S001]"), "{}", said(&output));
    let output = edit("printf 'Subject: Lunch\\n\\nThe menu is on the wiki page.\\n' > \"$0\"");
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    assert_eq!(edit("exit 3").status.code(), Some(3));
}
