//! Says to someone who started presend on a terminal what it is, what it waits for, and which command was meant.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal};
use std::path::Path;

use crate::terminal::say;
use presend_core::nearest;

/// What ends the input on a terminal.
const END: &str = if cfg!(windows) { "Ctrl+Z and Enter" } else { "Ctrl+D" };

/// Says in ten lines what presend does and how to begin.
pub(super) fn introduce() {
    say(&format!(
        "presend reads a draft and says what to do with it: write, reword, hold or talk.

  presend draft.eml          check a file, a folder or an archive
  presend -                  check what is typed here; {END} on a new line ends it
  presend --fix draft.eml    make the changes that keep the meaning
  presend explain S001       say why a rule exists, and how to silence it
  presend config init        write a presend.toml: who reads, and when

presend -h lists the common options, presend --help all of them."
    ));
}

/// Tells someone who sits in front of a terminal that presend waits for a draft, and how to end it.
pub(super) fn ask_for_draft() {
    if io::stdin().is_terminal() {
        say(&format!("presend: type or paste the draft; {END} on a new line ends it"));
    }
}

/// Tells someone who started on a terminal what only another program should start.
pub(super) fn say_what_waits(command: &str, client: &str) {
    if io::stdin().is_terminal() {
        say(&format!(
            "presend: `presend {command}` waits for {client} on standard input; {END} ends it, and \
             `presend {command} --help` says more"
        ));
    }
}

/// Returns what to say where a word was probably meant to be one of these commands: it is no file, and near the name of one.
pub(super) fn mistyped(word: &OsStr, commands: &[&str]) -> Option<String> {
    let word = word.to_str().filter(|word| is_bare(word) && !commands.contains(word))?;
    let meant = nearest(word, commands.iter().copied())?;
    Some(format!("`{word}` is neither a file nor a command; did you mean `presend {meant}`?"))
}

/// Returns what to say where options stand before a command, which was therefore taken for a file.
pub(super) fn late(words: &[OsString], is_command: impl Fn(&str) -> bool) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let has_option = first.to_str()?.starts_with('-');
    let mut bare = rest.iter().filter_map(|word| word.to_str()).filter(|word| is_bare(word));
    let command = bare.find(|word| has_option && is_command(word))?;
    Some(format!("a command stands before its options: `presend {command} {}`", first.to_str()?))
}

/// Returns true if and only if a word looks like a command and is not the name of a file.
fn is_bare(word: &str) -> bool {
    let is_letter = |character: char| character.is_ascii_alphabetic() || character == '-';
    !word.starts_with('-') && word.chars().all(is_letter) && !Path::new(word).exists()
}
