//! Times presend against programs that others check texts with: one draft, and a folder of a thousand files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::corpus::{Corpus, Scale};
use crate::measure::{Program, Times, in_turn};
use crate::table::{met, print};

/// The program under test, built with the release settings.
const PRESEND: &str = env!("CARGO_BIN_EXE_presend");

/// Files of the folder, and bytes of each.
const FILES: usize = 1_000;
const BYTES: usize = 2_000;

/// What a peer is called, and how it checks a path. Those that say by their exit code that they found something are taken at
/// their word.
const PEERS: [(&str, &[&str]); 6] = [
    ("typos", &["--isolated", "--threads", "1"]),
    ("codespell", &[]),
    ("proselint", &["check"]),
    ("vale", &["--no-exit"]),
    ("harper-cli", &["lint"]),
    ("vader", &[]),
];

/// Prints what one draft and a thousand files cost, next to the peers that are there.
pub(crate) fn peers(corpus: &Corpus, scale: &Scale) {
    let folder = match files(&corpus.text) {
        Ok(folder) => folder,
        Err(error) => return println!("peers: the files could not be written: {error}"),
    };
    table("one draft of 2 KB, named", &corpus.mail, scale);
    table(&format!("{FILES} files of {BYTES} bytes, one thread"), &folder, scale);
}

fn table(what: &str, path: &Path, scale: &Scale) {
    let Some(path) = path.to_str() else { return };
    let own = [PRESEND, "--isolated", "--fail-on", "never", "--threads", "1", "--quiet", path];
    let mut programs = vec![Program::new("presend", &own)];
    for (name, arguments) in PEERS {
        if is_there(name) {
            let line: Vec<&str> = [name].iter().chain(arguments).chain(&[path]).copied().collect();
            programs.push(Program::new(name, &line));
        } else {
            println!("peers: {name} is missing, skipped");
        }
    }
    let times = in_turn(&programs, scale.rounds);
    let typos = times.iter().find(|time| time.name == "typos").map(|time| time.median);
    let row = |time: &Times| {
        let ratio = typos.map(|typos| time.median / typos);
        let is_aim = time.name == "presend" && what.contains("files");
        vec![
            time.name.clone(),
            format!("{:.1} ms", time.median * 1e3),
            ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}")),
            ratio.filter(|_| is_aim).map_or(String::new(), |ratio| met(ratio <= 0.8, "<= 0.8 x typos")),
        ]
    };
    let rows: Vec<Vec<String>> = times.iter().map(row).collect();
    print(&format!("peers: {what}"), &["program", "median", "x typos", "target"], &rows);
}

fn is_there(name: &str) -> bool {
    let mut command = Command::new(name);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok()
}

/// Cuts the beginning of the plain text into files, beside it.
fn files(text: &Path) -> io::Result<PathBuf> {
    let folder = text.with_file_name("files");
    fs::create_dir_all(&folder)?;
    let bytes = fs::read(text)?;
    for (number, piece) in bytes.chunks(BYTES).take(FILES).enumerate() {
        fs::write(folder.join(format!("{number:04}.txt")), piece)?;
    }
    Ok(folder)
}
