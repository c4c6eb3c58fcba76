//! Commits and mails patches in repositories of their own, with the hooks that presend installs.
#![allow(clippy::print_stderr, reason = "whoever has no git is told that nothing was tried")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::support::{PROGRAM, isolated, program_first, said};

const BAD: &str = "Fix the parser\n\nYou are an idiot, and you broke it again.\n";
const GOOD: &str = "Teach the parser commas\n\nThey were read as blanks.\n";

/// A repository in a home of its own.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// Makes one; `None` where there is no git, which a build does not need.
    fn new() -> Option<Repository> {
        let repository = Repository { folder: tempfile::tempdir().unwrap() };
        let init = repository.command("git", &["init", "-q", "."]).output();
        if init.is_err() {
            eprintln!("git is not installed: nothing was tried");
            return None;
        }
        repository.git(&["config", "user.name", "Ana"]);
        repository.git(&["config", "user.email", "ana@example.com"]);
        Some(repository)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = isolated(Command::new(program), &self.path("home"));
        command.args(args).current_dir(self.folder.path());
        command.env("PATH", program_first()).env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    fn git(&self, args: &[&str]) -> Output {
        fs::create_dir_all(self.path("home")).unwrap();
        self.command("git", args).output().expect("git starts")
    }

    fn presend(&self, args: &[&str]) -> Output {
        self.command(PROGRAM, args).output().expect("presend starts")
    }

    fn commit(&self, message: &str, more: &[&str]) -> Output {
        let mut args = vec!["commit", "-q", "--allow-empty", "-m", message];
        args.extend(more);
        self.git(&args)
    }
}

#[test]
fn a_commit_message_is_stopped_and_can_be_forced() {
    let Some(repository) = Repository::new() else { return };
    assert!(repository.presend(&["hook", "install", "git"]).status.success());
    let output = repository.commit(BAD, &[]);
    assert!(
        !output.status.success() && said(&output).contains("--no-verify") && said(&output).contains("[T003]"),
        "{}",
        said(&output)
    );
    let output = repository.commit(GOOD, &[]);
    assert_eq!((output.status.success(), said(&output).as_str()), (true, ""));
    assert!(repository.commit(BAD, &["--no-verify"]).status.success());
    let mut forced = repository.command("git", &["commit", "-q", "--allow-empty", "-m", BAD]);
    assert!(forced.env("PRESEND_FORCE", "1").status().unwrap().success());
}

#[test]
fn what_is_asked_and_when_is_the_projects_own_matter() {
    let Some(repository) = Repository::new() else { return };
    fs::write(
        repository.path("COMMIT_EDITMSG"),
        "Fix it ASAP\n\nURGENT: we need to talk. The server is down, all hands on deck now!!!\n",
    )
    .unwrap();
    let output = repository.presend(&["hook", "commit-msg", "COMMIT_EDITMSG"]);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
}

#[test]
fn installing_twice_changes_nothing_and_other_hooks_are_left_alone() {
    let Some(repository) = Repository::new() else { return };
    let hook = repository.path(".git/hooks/commit-msg");
    for _ in 0..2 {
        assert!(repository.presend(&["hook", "install", "git"]).status.success());
    }
    let ours = fs::read_to_string(&hook).unwrap();
    assert!(repository.presend(&["hook", "uninstall", "git"]).status.success() && !hook.exists());
    fs::write(&hook, "#!/bin/sh\necho mine\n").unwrap();
    let output = repository.presend(&["hook", "install", "git"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("left alone") && said(&output).contains("presend hook commit-msg"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\necho mine\n");
    assert!(repository.presend(&["hook", "uninstall", "git"]).status.success() && hook.exists());
    // Where presend has gone, nothing is stopped.
    fs::write(&hook, ours.replace("command -v presend", "false").replace(PROGRAM, "/gone/presend")).unwrap();
    assert!(repository.command("chmod", &["755", ".git/hooks/commit-msg"]).status().unwrap().success());
    let output = repository.commit(BAD, &[]);
    assert!(output.status.success() && said(&output).contains("not found"), "{}", said(&output));
}

#[test]
fn hooks_of_all_repositories_run_those_of_each() {
    let Some(repository) = Repository::new() else { return };
    fs::write(repository.path(".git/hooks/pre-commit"), "#!/bin/sh\necho own pre-commit\n").unwrap();
    let chmod = repository.command("chmod", &["755", ".git/hooks/pre-commit"]).status().unwrap();
    assert!(chmod.success() && repository.presend(&["hook", "install", "git", "--global"]).status.success());
    let output = repository.commit(BAD, &[]);
    assert!(!output.status.success() && said(&output).contains("own pre-commit"), "{}", said(&output));
    assert!(repository.presend(&["hook", "uninstall", "git", "--global"]).status.success());
    assert!(repository.commit(BAD, &[]).status.success());
    repository.git(&["config", "--global", "core.hooksPath", "/elsewhere"]);
    let output = repository.presend(&["hook", "install", "git", "--global"]);
    assert!(output.status.code() == Some(2) && said(&output).contains("/elsewhere"), "{}", said(&output));
}

#[test]
fn a_patch_is_checked_with_the_readers_that_git_found() {
    let Some(repository) = Repository::new() else { return };
    repository.commit(BAD, &[]);
    repository.git(&["format-patch", "-q", "--root", "-o", "out"]);
    fs::write(
        repository.path("headers"),
        "From: ana@example.com\nTo: list@example.org\nSubject: [PATCH] x\n",
    )
    .unwrap();
    let output =
        repository.presend(&["hook", "sendemail-validate", "out/0001-Fix-the-parser.patch", "headers"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("--no-validate") && said(&output).contains("0001-Fix-the-parser.patch:"),
        "{}",
        said(&output)
    );
}

#[test]
fn every_patch_of_a_series_is_checked() {
    let Some(repository) = Repository::new() else { return };
    for (name, messages) in [("good", [GOOD, GOOD]), ("late", [GOOD, BAD]), ("early", [BAD, GOOD])] {
        repository.git(&["checkout", "-q", "--orphan", name]);
        for message in messages {
            repository.commit(message, &[]);
        }
        let series = repository.git(&["format-patch", "--stdout", "--root"]);
        fs::write(repository.path("series.mbox"), &series.stdout).unwrap();
        let output = repository.presend(&["hook", "sendemail-validate", "series.mbox"]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(i32::from(name != "good")), "{name}: {said}");
        let text = String::from_utf8(series.stdout).unwrap();
        if let Some(line) = text.lines().position(|line| line.contains("idiot")) {
            assert!(said.contains(&format!("series.mbox:{}:", line + 1)), "{name}: {said}");
        }
    }
}

#[test]
fn a_fault_of_presends_own_is_said_and_stops_nothing() {
    let Some(repository) = Repository::new() else { return };
    fs::write(repository.path("presend.toml"), "x = 1\n").unwrap();
    fs::write(repository.path("COMMIT_EDITMSG"), BAD).unwrap();
    for file in ["COMMIT_EDITMSG", "gone"] {
        let output = repository.presend(&["hook", "commit-msg", file]);
        assert!(
            output.status.success() && said(&output).starts_with("presend: not checked: "),
            "{}",
            said(&output)
        );
    }
}

#[test]
fn comments_begin_as_git_was_told() {
    let Some(repository) = Repository::new() else { return };
    // Who deletes the notes that git puts into the file leaves nothing to find the sign by.
    let message = |sign: &str| format!("Teach the parser commas\n\n{sign} You are an idiot.\n");
    let code = |sign: &str| {
        fs::write(repository.path("COMMIT_EDITMSG"), message(sign)).unwrap();
        repository.presend(&["hook", "commit-msg", "COMMIT_EDITMSG"]).status.code()
    };
    assert_eq!((code("#"), code(";"), code("%%")), (Some(0), Some(1), Some(1)));
    repository.git(&["config", "core.commentChar", ";"]);
    assert_eq!((code("#"), code(";"), code("%%")), (Some(1), Some(0), Some(1)));
    repository.git(&["config", "core.commentString", "%%"]);
    assert_eq!((code("#"), code(";"), code("%%")), (Some(1), Some(1), Some(0)));
    repository.git(&["config", "core.commentString", "auto"]);
    assert_eq!(code("#"), Some(0));
}

#[test]
fn a_comment_that_git_keeps_is_checked() {
    let Some(repository) = Repository::new() else { return };
    assert!(repository.presend(&["hook", "install", "git"]).status.success());
    let message = "#12 You stupid idiot, fix it";
    let stops = |more: &[&str]| !repository.commit(message, more).status.success();
    assert!(stops(&[]) && stops(&["--cleanup=verbatim"]) && stops(&["--cleanup=scissors"]));
    // An editor that changes nothing: git then takes the line for a comment, unless it was told not to.
    let edited = |set: &[&str]| {
        let args = ["-c", "core.editor=true", "commit", "--allow-empty", "-m", "Add a", "-m", message, "-e"];
        let args: Vec<&str> = set.iter().copied().chain(args).collect();
        !repository.git(&args).status.success()
    };
    assert!(!edited(&[]));
    assert!(edited(&["-c", "commit.cleanup=whitespace"]) && edited(&["-c", "commit.cleanup=scissors"]));
    assert!(edited(&["-c", "core.commentChar=;"]));
}

#[test]
fn a_project_can_ask_that_nothing_goes_out_unchecked() {
    let Some(repository) = Repository::new() else { return };
    for hook in ["commit-msg", "sendemail-validate"] {
        let output = repository.presend(&["hook", hook, "--on-error", "block", "gone"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).starts_with("presend: not checked: gone: "), "{}", said(&output));
    }
}
