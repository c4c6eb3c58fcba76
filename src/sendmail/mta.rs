//! Starts the real sendmail: what its arguments ask for, and how it gets the message.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

/// Options of the sendmail family that take the next argument as their value.
const TAKE_VALUE: [&str; 16] =
    ["-f", "-r", "-F", "-C", "-a", "-A", "-B", "-h", "-L", "-N", "-O", "-p", "-R", "-V", "-X", "-D"];

/// Programs that are sendmail by another name and read no message.
const OTHER_NAMES: [&str; 4] = ["mailq", "newaliases", "hoststat", "purgestat"];

/// The program that sends, with its arguments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mta<'a> {
    program: &'a OsStr,
    args: &'a [OsString],
}

impl<'a> Mta<'a> {
    /// Takes a command line apart, of which the command line parser has seen that it is not empty.
    pub(super) fn new(line: &'a [OsString]) -> Mta<'a> {
        let (program, args) =
            line.split_first().map_or((OsStr::new(""), line), |(first, rest)| (first.as_os_str(), rest));
        Mta { program, args }
    }

    /// Returns the program's name as it was given.
    pub(super) fn name(&self) -> String {
        self.program.to_string_lossy().into_owned()
    }

    /// Returns true if and only if standard input is a message to send: not a session of SMTP (`-bs`), a look at the queue
    /// (`-bp`, `-q`) or another mode of sendmail.
    pub(super) fn submits(&self) -> bool {
        let base = Path::new(self.program).file_name().unwrap_or_default();
        if OTHER_NAMES.iter().any(|name| base == *name) {
            return false;
        }
        let mut args = self.args.iter();
        while let Some(arg) = args.next() {
            let arg = arg.to_string_lossy();
            if arg == "--" {
                break;
            }
            if TAKE_VALUE.contains(&&*arg) {
                args.next();
            } else if (arg.starts_with("-b") && arg != "-bm") || arg.starts_with("-q") || arg == "-I" {
                return false;
            }
        }
        true
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        command.args(self.args);
        command
    }

    /// Becomes the program; standard input stays what it is.
    ///
    /// # Errors
    /// Returns why it could not be started.
    pub(super) fn pass_through(&self) -> io::Result<u8> {
        become_it(self.command())
    }

    /// Hands the message over whole. Where the system has files in memory, the program reads one and presend is gone: cut
    /// short at any moment, a message is sent by one process or by none, and never in part.
    ///
    /// # Errors
    /// Returns why the program could not be started.
    pub(super) fn submit(&self, message: &[u8]) -> io::Result<u8> {
        let mut command = self.command();
        match in_memory(message) {
            Some(file) => {
                command.stdin(file);
                become_it(command)
            }
            None => feed(command, message),
        }
    }
}

/// Replaces this process; returns only if that failed.
#[cfg(unix)]
fn become_it(mut command: Command) -> io::Result<u8> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> io::Result<u8> {
    Ok(code(command.status()?))
}

/// Writes the message to a file that stands in memory alone.
#[cfg(target_os = "linux")]
fn in_memory(message: &[u8]) -> Option<std::fs::File> {
    use std::io::Seek;
    let handle = rustix::fs::memfd_create("presend", rustix::fs::MemfdFlags::CLOEXEC).ok()?;
    let mut file = std::fs::File::from(handle);
    file.write_all(message).ok()?;
    file.rewind().ok()?;
    Some(file)
}

#[cfg(not(target_os = "linux"))]
fn in_memory(_: &[u8]) -> Option<std::fs::File> {
    None
}

/// Starts the program beside this process and writes the message to it. That it may stop reading early is its own matter:
/// its code tells.
fn feed(mut command: Command, message: &[u8]) -> io::Result<u8> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        let _ = pipe.write_all(message);
    }
    Ok(code(child.wait()?))
}

/// Returns the code of an ended program, 128 and the signal's number if one ended it.
fn code(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let ended_by = std::os::unix::process::ExitStatusExt::signal(&status).map(|signal| 128 + signal);
    #[cfg(not(unix))]
    let ended_by = None;
    u8::try_from(status.code().or(ended_by).unwrap_or(1)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submits(line: &str) -> bool {
        let line: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        Mta::new(&line).submits()
    }

    #[test]
    fn every_way_in_which_mail_programs_submit_is_known() {
        for line in [
            "sendmail -i a@x b@x",
            "/usr/sbin/sendmail -- a@x",
            "msmtp -f me@x a@x",
            "sendmail -oem -t -oi",
            "sendmail -i -t -f me",
            "sendmail -bm a@x",
            "sendmail -f -bs a@x",
            "sendmail -t -- -bs",
            "msmtp -a work -t",
        ] {
            assert!(submits(line), "{line}");
        }
    }

    #[test]
    fn other_modes_are_no_message() {
        for line in [
            "sendmail -bs",
            "sendmail -bp",
            "sendmail -q",
            "sendmail -q30m",
            "sendmail -i -bd",
            "mailq",
            "newaliases",
        ] {
            assert!(!submits(line), "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_fed_through_a_pipe_arrives_and_the_code_comes_back() {
        let message = vec![b'x'; 300_000];
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        assert_eq!(feed(shell("test $(wc -c) = 300000"), &message).unwrap(), 0);
        assert_eq!(feed(shell("exec 0<&-; exit 75"), &message).unwrap(), 75);
        assert_eq!(feed(shell("kill -9 $$"), b"").unwrap(), 137);
        assert!(feed(Command::new("/no/such/program"), b"").is_err());
    }
}
