//! What many of these tests need: the program with a home of its own, its input and output, the files of the repository.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The program that was built for these tests.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_presend");

/// A draft that must not go out: it tells someone that their job is ending (S001).
pub(crate) const BAD: &str = "Hi Bob,\n\nwe have to let you go effective Friday.\n";

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a file of the repository.
pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Takes from a command what whoever runs the tests has set, but for where programs are found, and gives it a home of its own: no
/// presend.toml of theirs is read, and no variable heard.
pub(crate) fn isolated(mut command: Command, home: &Path) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("LC_ALL", "C.UTF-8").env("PATH", path).env("HOME", home);
    command
}

/// Prepares presend as a person would start it in a folder, away from any configuration of the machine's.
pub(crate) fn presend(folder: &Path, args: &[&str]) -> Command {
    let mut command = isolated(Command::new(PROGRAM), folder);
    command.args(args).current_dir(folder);
    command
}

/// Puts the folder of the program that was built here before those where the machine looks for programs.
pub(crate) fn program_first() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let built = Path::new(PROGRAM).parent().unwrap().to_owned();
    std::env::join_paths([built].into_iter().chain(std::env::split_paths(&path))).unwrap()
}

/// Runs a command to its end with `input` on its standard input.
pub(crate) fn finish(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A run that reads no standard input closes it.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

/// Returns output that must be UTF-8.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Returns what a run said, errors first.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// Writes a zip archive with these entries: name and bytes.
pub(crate) fn zip(path: &Path, entries: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}
