//! Writes the files that git runs as hooks, and removes them again; never one that somebody else wrote.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::exit::FOUND;
use crate::folders::UserFolders;
use crate::terminal::say;

/// The hooks that presend answers.
const OURS: [&str; 2] = ["commit-msg", "sendemail-validate"];

/// Every other hook of git: where `core.hooksPath` is set for all repositories, their own ones must still be run.
const OTHERS: [&str; 22] = [
    "applypatch-msg",
    "p4-changelist",
    "p4-post-changelist",
    "p4-pre-submit",
    "p4-prepare-changelist",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-receive",
    "post-rewrite",
    "post-update",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "pre-receive",
    "prepare-commit-msg",
    "update",
];

/// By this line a file of ours is known.
const MARK: &str = "# written by `presend hook install git`; `presend hook uninstall git` takes it away";

/// Writes the hooks of this repository, or those of all.
///
/// # Errors
/// Returns why a file could not be written, or what git said.
pub(super) fn install(global: bool) -> Result<u8, CliError> {
    let folder =
        if global { global_folder()? } else { PathBuf::from(git(&["rev-parse", "--git-path", "hooks"])?) };
    fs::create_dir_all(&folder).map_err(|error| CliError::of_file(&folder, &error))?;
    let others: &[&str] = if global { &OTHERS } else { &[] };
    let mut code = CLEAN;
    for name in OURS.iter().chain(others) {
        let path = folder.join(name);
        match fs::read(&path) {
            Ok(text) if !is_ours(&text) => {
                let line = format!("presend hook {name} \"$@\" || exit");
                say(&format!(
                    "presend: {}: left alone, because presend did not write it; add this line to it: {line}",
                    path.display()
                ));
                code = FOUND;
            }
            _ => {
                write(&path, &script(name, global))?;
                if OURS.contains(name) {
                    say(&format!("presend: {}: written", path.display()));
                }
            }
        }
    }
    if global {
        git(&["config", "--global", "core.hooksPath", &folder.to_string_lossy()])?;
        say("presend: core.hooksPath is set for all repositories; their own hooks are run from there");
    }
    Ok(code)
}

/// Removes the hooks that `install` wrote.
///
/// # Errors
/// Returns why a file could not be removed, or what git said.
pub(super) fn uninstall(global: bool) -> Result<u8, CliError> {
    let folder =
        if global { own_folder()? } else { PathBuf::from(git(&["rev-parse", "--git-path", "hooks"])?) };
    let mut removed = 0;
    for name in OURS.iter().chain(&OTHERS) {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|text| is_ours(&text)) {
            fs::remove_file(&path).map_err(|error| CliError::of_file(&path, &error))?;
            removed += 1;
        }
    }
    if global && hooks_path().is_some_and(|path| path == folder) {
        git(&["config", "--global", "--unset", "core.hooksPath"])?;
    }
    say(&format!("presend: {}: {removed} hooks removed", folder.display()));
    Ok(CLEAN)
}

/// The folder of hooks for all repositories: that which is set, else one of presend's own.
fn global_folder() -> Result<PathBuf, CliError> {
    let own = own_folder()?;
    match hooks_path().filter(|path| *path != own) {
        Some(path) => Err(CliError::Failed(format!(
            "core.hooksPath is already {}: nothing was changed; run `presend hook install git` in a repository, or add to its hooks:\n\
             commit-msg: presend hook commit-msg \"$@\" || exit\nsendemail-validate: presend hook sendemail-validate \"$@\" || exit",
            path.display()
        ))),
        None => Ok(own),
    }
}

fn own_folder() -> Result<PathBuf, CliError> {
    let folders = UserFolders::needed()?;
    Ok(folders.config.join("presend").join("git-hooks"))
}

fn hooks_path() -> Option<PathBuf> {
    git(&["config", "--global", "--type=path", "core.hooksPath"]).ok().map(PathBuf::from)
}

/// Runs git and returns what it printed.
fn git(args: &[&str]) -> Result<String, CliError> {
    let output = Command::new("git").args(args).output();
    let output =
        output.map_err(|error| CliError::Failed(format!("git: {}", crate::error::reason(&error))))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(CliError::Failed(format!("git {}: {}", args.join(" "), why.trim())))
}

fn is_ours(text: &[u8]) -> bool {
    memchr::memmem::find(text, MARK.as_bytes()).is_some()
}

/// Makes the text of a hook. It finds presend anew each time, and where presend has gone it stops nothing.
fn script(name: &str, global: bool) -> String {
    let mut script = format!("#!/bin/sh\n{MARK}\n");
    if OURS.contains(&name) {
        let here = std::env::current_exe().unwrap_or_default();
        let here = here.to_string_lossy().replace('\'', "'\\''");
        script += &format!(
            "presend=$(command -v presend || echo '{here}')\n\
             if [ -x \"$presend\" ]; then\n    \"$presend\" hook {name} \"$@\" || exit\n\
             else\n    echo 'presend: not found: nothing was checked' >&2\nfi\n"
        );
    }
    if global {
        script += &format!(
            "own=$(git rev-parse --git-common-dir)/hooks/{name}\n\
             if [ -x \"$own\" ]; then\n    exec \"$own\" \"$@\"\nfi\nexit 0\n"
        );
    }
    script
}

fn write(path: &Path, script: &str) -> Result<(), CliError> {
    fs::write(path, script).map_err(|error| CliError::of_file(path, &error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))
            .map_err(|error| CliError::of_file(path, &error))?;
    }
    Ok(())
}
