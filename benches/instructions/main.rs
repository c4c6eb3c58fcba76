//! Counts the instructions that presend runs, which do not depend on how busy a machine is, and names what got worse.
//!
//! `cargo bench --bench instructions` counts with valgrind, on texts made of `examples/`, for each start and for each byte, and
//! compares with `benches/instructions.tsv`; `-- --write` keeps the new figures there. A figure that grew by more than 3 % is
//! named. Other compilers and C libraries count differently, so the figures of one machine are compared with its own. Without
//! valgrind nothing is counted. Like the other benches it reports and never fails.

#![allow(clippy::print_stdout, reason = "printing tables is what this program is for")]

#[path = "../table/mod.rs"]
mod table;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program under test, built with the release settings.
const PRESEND: &str = env!("CARGO_BIN_EXE_presend");

/// Where the figures are kept.
const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.tsv");

/// What grew by more than this is named.
const WORSE: f64 = 1.03;

/// Bytes of the large texts: enough that a start is a small part of the work.
const LARGE: usize = 300_000;

/// Something to count.
struct Case {
    name: &'static str,
    file: PathBuf,
    /// Whether the file comes on standard input, as drafts do; then a start is counted, and else a byte.
    is_start: bool,
}

fn main() {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("instructions: skipped, for valgrind is missing");
        return;
    }
    let cases = match cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-instructions")) {
        Ok(cases) => cases,
        Err(error) => return println!("instructions: the texts could not be made: {error}"),
    };
    let known = fs::read_to_string(FIGURES).unwrap_or_default();
    let (mut rows, mut written, mut worse) = (Vec::new(), String::new(), Vec::new());
    for case in &cases {
        let Some(count) = instructions(case) else {
            println!("instructions: {} could not be counted", case.name);
            continue;
        };
        let figure = if case.is_start { count } else { count / size(&case.file) };
        let before = figure_of(&known, case.name);
        let ratio = before.map(|before| figure / before);
        if ratio.is_some_and(|ratio| ratio > WORSE) {
            worse.push(case.name);
        }
        rows.push(vec![
            case.name.to_owned(),
            unit(case).to_owned(),
            format!("{figure:.0}"),
            before.map_or("-".to_owned(), |before| format!("{before:.0}")),
            ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.3}")),
            ratio.map_or(String::new(), |ratio| table::met(ratio <= WORSE, "<= 1.03")),
        ]);
        let _ = writeln!(written, "{}\t{figure:.1}", case.name);
    }
    table::print("instructions", &["what", "for each", "now", "before", "ratio", "target"], &rows);
    match worse.as_slice() {
        [] => println!("nothing got worse by more than 3 %"),
        worse => println!("worse by more than 3 %: {}", worse.join(", ")),
    }
    if std::env::args().any(|argument| argument == "--write") {
        match fs::write(FIGURES, written) {
            Ok(()) => println!("the new figures are in {FIGURES}"),
            Err(error) => println!("the new figures could not be written: {error}"),
        }
    }
}

const fn unit(case: &Case) -> &'static str {
    if case.is_start { "start" } else { "byte" }
}

/// Returns the figure of a case in the kept ones.
fn figure_of(known: &str, name: &str) -> Option<f64> {
    let rows = known.lines().filter_map(|line| line.split_once('\t'));
    rows.into_iter().find(|(known, _)| *known == name)?.1.parse().ok()
}

/// Runs presend on a case under valgrind and returns how many instructions it took.
fn instructions(case: &Case) -> Option<f64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", PRESEND]);
    command.args(["--isolated", "--threads", "1", "--fail-on", "never"]);
    if case.is_start {
        command.stdin(File::open(&case.file).ok()?);
    } else {
        command.arg(&case.file).stdin(Stdio::null());
    }
    let output = command.env("LC_ALL", "C").stdout(Stdio::null()).stderr(Stdio::piped()).output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let line = told.lines().find(|line| line.contains("Collected"))?;
    line.rsplit(' ').next()?.parse().ok().filter(|_| output.status.success())
}

/// Writes the texts and returns what is counted on them.
fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    fs::create_dir_all(folder)?;
    let example = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let (texts, mails) = (examples("txt")?, examples("eml")?);
    let text = folder.join("text.txt");
    fs::write(&text, repeated(&texts.concat()))?;
    let mbox = folder.join("archive.mbox");
    let separated = |mail: &String| format!("From ana@example.com Mon Mar  9 09:00:00 2026\n{mail}\n");
    fs::write(&mbox, repeated(&mails.iter().map(separated).collect::<String>()))?;
    Ok(vec![
        Case { name: "a quiet draft", file: example("fyi-update.txt"), is_start: true },
        Case { name: "a loud mail", file: example("furious-reply.eml"), is_start: true },
        Case { name: "plain text", file: text, is_start: false },
        Case { name: "an mbox", file: mbox, is_start: false },
    ])
}

/// Returns the examples with a file name ending, in the order of their names.
fn examples(ending: &str) -> io::Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths.iter().map(fs::read_to_string).collect()
}

fn repeated(text: &str) -> String {
    text.repeat(LARGE.div_ceil(text.len().max(1)))
}

fn size(path: &Path) -> f64 {
    fs::metadata(path).map_or(0.0, |data| data.len() as f64)
}
