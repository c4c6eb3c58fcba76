//! Keeps messages that were not sent, and a log of what nobody was told.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::error::reason;
use crate::folders::UserFolders;
use crate::terminal::say;

/// Ending of a file that is not whole yet.
const UNFINISHED: &str = "part";

/// How the time stands in the name of a file.
const TIME: &str = "%Y%m%dT%H%M%S.%6fZ";

/// Where the one message of a run is kept.
#[derive(Debug)]
pub(super) struct Keeper {
    chosen: Option<PathBuf>,
    /// What became of it. A signal may want it kept while, or after, the normal end of a run keeps it: who comes second waits
    /// here, and is told what the first did.
    kept: Mutex<Option<KeepOutcome>>,
}

impl Keeper {
    /// Keeps in this folder, else in the user's state folder.
    pub(super) fn new(chosen: Option<PathBuf>) -> Keeper {
        Keeper { chosen, kept: Mutex::new(None) }
    }

    /// Keeps the message of this run and says where.
    pub(super) fn keep_and_say(&self, message: &[u8]) {
        self.keep(message).say(message);
    }

    /// Keeps the message of this run, unless that has been done, and returns what became of it.
    pub(super) fn keep(&self, message: &[u8]) -> KeepOutcome {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get_or_insert_with(|| self.keep_anew(message)).clone()
    }

    /// Keeps a message in the first folder that takes it.
    fn keep_anew(&self, message: &[u8]) -> KeepOutcome {
        let mut outcome = KeepOutcome::default();
        for folder in self.folders() {
            match write(&folder, message) {
                Ok(path) => {
                    outcome.lines.push(format!("presend: kept: {}", path.display()));
                    return outcome;
                }
                Err(error) => outcome.lines.push(format!(
                    "presend: it could not be kept in {}: {}",
                    folder.display(),
                    reason(&error)
                )),
            }
        }
        outcome.is_lost = true;
        outcome
    }

    /// Names files that a run which was cut off left unfinished: in the log, for a send must be silent, and by a name of
    /// their own, so that each is named once. Files of anybody else are left as they are.
    pub(super) fn name_leftovers(&self) {
        let Some(folder) = self.folders().into_iter().next() else { return };
        let Ok(entries) = fs::read_dir(&folder) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            if writer_of(&path).is_some_and(|process| !is_alive(process)) {
                let named = path.with_extension("incomplete.eml");
                if fs::rename(&path, &named).is_ok() {
                    self.log(&format!("an interrupted run left an unfinished message: {}", named.display()));
                }
            }
        }
    }

    /// Adds a line to the log in the user's state folder. That nobody is told of a failure here is what the log is for.
    pub(super) fn log(&self, line: &str) {
        let Some(folder) = state_folder() else { return };
        let line = line.replace(['\n', '\r'], "; ");
        let add = || -> io::Result<()> {
            make_folder(&folder)?;
            let mut file = private().append(true).create(true).open(folder.join("log"))?;
            file.write_all(format!("{} sendmail: {line}\n", Timestamp::now()).as_bytes())
        };
        let _ = add();
    }

    /// Lists the folders to try, the best first.
    fn folders(&self) -> Vec<PathBuf> {
        let state = state_folder().map(|folder| folder.join("kept"));
        let home = UserFolders::find().map(|folders| folders.home);
        self.chosen.clone().into_iter().chain(state).chain(home).chain([std::env::temp_dir()]).collect()
    }
}

/// What is to be said of a message that was not sent.
#[derive(Debug, Clone, Default)]
pub(super) struct KeepOutcome {
    pub(super) lines: Vec<String>,
    /// No folder took it.
    is_lost: bool,
}

impl KeepOutcome {
    /// Says a line where there is no message to keep.
    #[cfg(unix)]
    pub(super) fn said(line: &str) -> KeepOutcome {
        KeepOutcome { lines: vec![line.to_owned()], is_lost: false }
    }

    /// Says it. A message that no folder took goes to standard error whole: it may be the only copy.
    pub(super) fn say(&self, message: &[u8]) {
        self.lines.iter().for_each(|line| say(line));
        if self.is_lost {
            say_whole(message);
        }
    }
}

/// Writes a message to standard error.
pub(super) fn say_whole(message: &[u8]) {
    say("presend: the message follows, because it could not be kept in any folder");
    let mut out = io::stderr();
    let _ = out.write_all(message).and_then(|()| out.flush());
}

fn state_folder() -> Option<PathBuf> {
    Some(UserFolders::find()?.state.join("presend"))
}

/// Returns the process that began a file, if its name is one that [`write()`] gives: `presend-TIME-PROCESS.part`.
fn writer_of(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    let (time, process) =
        name.strip_suffix(UNFINISHED)?.strip_suffix('.')?.strip_prefix("presend-")?.split_once('-')?;
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    DateTime::strptime(TIME, time).ok().filter(|_| is_number)?;
    process.parse().ok()
}

/// Returns true if a process is alive, as far as the system tells.
fn is_alive(process: u32) -> bool {
    Path::new("/proc").join(process.to_string()).exists()
}

/// Writes a message to a new file that is whole or not there, and that only its owner can read.
fn write(folder: &Path, message: &[u8]) -> io::Result<PathBuf> {
    make_folder(folder)?;
    let now = Timestamp::now().strftime(TIME);
    let stem = format!("presend-{now}-{}", std::process::id());
    let (part, path) = (folder.join(format!("{stem}.{UNFINISHED}")), folder.join(format!("{stem}.eml")));
    let fill = || -> io::Result<()> {
        let mut file: File = private().write(true).create_new(true).open(&part)?;
        file.write_all(message)?;
        file.sync_all()?;
        fs::rename(&part, &path)
    };
    match fill() {
        Ok(()) => Ok(path),
        Err(error) => {
            let _ = fs::remove_file(&part);
            Err(error)
        }
    }
}

/// Makes a folder that only its owner can look into, if there is none.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens files that only their owner can read.
#[cfg(unix)]
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Opens files with the rights of their folder, which lies among those of its owner.
#[cfg(not(unix))]
fn private() -> OpenOptions {
    OpenOptions::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_kept_once_however_many_want_it() {
        let folder = tempfile::tempdir().unwrap();
        let keeper = Keeper::new(Some(folder.path().to_owned()));
        let message = vec![b'x'; 1 << 20];
        let said: Vec<_> = std::thread::scope(|scope| {
            let keeping: Vec<_> = (0..4).map(|_| scope.spawn(|| keeper.keep(&message).lines)).collect();
            keeping.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let files: Vec<_> =
            fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.path()).collect();
        assert_eq!(files.len(), 1);
        assert!(fs::read(&files[0]).unwrap() == message);
        assert!(
            said.iter().all(|lines| *lines == [format!("presend: kept: {}", files[0].display())]),
            "{said:?}"
        );
    }
}
