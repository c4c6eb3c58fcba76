//! Compares a page on one's own messages with the same archive as jsonl.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::corpus::{Corpus, Scale};
use crate::measure::{Program, in_turn};
use crate::table::{met, print};

/// The program under test, built with the release settings.
const PRESEND: &str = env!("CARGO_BIN_EXE_presend");

/// Who is said to have written everything, so that every message is linted and told.
const ME: &str = "writer@example.com";

const MEGABYTE: f64 = 1e6;

/// Prints time and memory of `presend report` on an mbox of one's own mail, next to `--format jsonl` to a file.
pub(crate) fn report(corpus: &Corpus, scale: &Scale) {
    let own = match own_mbox(&corpus.mbox) {
        Ok(own) => own,
        Err(error) => {
            println!("report: the mbox could not be written: {error}");
            return;
        }
    };
    let (page, lines) = (own.with_file_name("report.html"), own.with_file_name("report.jsonl"));
    let [own, page, lines] =
        [&own, &page, &lines].map(|path| path.to_str().expect("a path of the bench's own"));
    let programs = [
        Program::new(
            "presend --format jsonl, to a file",
            &[PRESEND, "--isolated", "--fail-on", "never", "--format", "jsonl", "--output-file", lines, own],
        ),
        Program::new(
            "presend report, all messages one's own",
            &[PRESEND, "report", "--isolated", "--me", ME, "--output-file", page, own],
        ),
    ];
    let times = in_turn(&programs, scale.rounds);
    let rows = programs.iter().zip(&times).map(|(program, time)| {
        let ratio = time.median / times[0].median;
        let peak = program.peak_memory().map(|peak| peak as f64 / MEGABYTE);
        let target = if time.name.contains("report") {
            met(ratio <= 1.3 && peak.is_none_or(|peak| peak <= 150.0), "<= 1.3 x, <= 150 MB")
        } else {
            String::new()
        };
        vec![
            time.name.clone(),
            format!("{:.2} s", time.median),
            format!("{ratio:.2}"),
            peak.map_or("not known here".to_owned(), |peak| format!("{peak:.0} MB")),
            time.failure.as_ref().map_or(target, |failure| format!("FAILED: {failure}")),
        ]
    });
    let size = fs::metadata(own).map_or(0.0, |data| data.len() as f64 / MEGABYTE);
    let title = format!("report: an mbox of {size:.0} MB, two programs in turn");
    print(&title, &["program", "median", "x jsonl", "peak", "target"], &rows.collect::<Vec<_>>());
}

/// Writes the mbox again as if one person had written all of it.
fn own_mbox(mbox: &Path) -> io::Result<PathBuf> {
    let own = mbox.with_file_name("own.mbox");
    let bytes = fs::read(mbox)?;
    let mut written = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b"From: ") {
            written.extend_from_slice(format!("From: A Writer <{ME}>\n").as_bytes());
        } else {
            written.extend_from_slice(line);
        }
    }
    fs::write(&own, written)?;
    Ok(own)
}
