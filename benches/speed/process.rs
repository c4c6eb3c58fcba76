//! Times the whole program against everyday tools: start-up, throughput, memory.

use std::path::Path;

use crate::corpus::{Corpus, Scale};
use crate::measure::{Program, Times, in_turn};
use crate::table::{met, print};
use crate::terms::plain_terms;

/// The program under test, built with the release settings.
const PRESEND: &str = env!("CARGO_BIN_EXE_presend");

/// A copy of it, as installing makes one. The file that a linker has just written lies in memory in single pages, and the very same
/// bytes take half as long again to map; `cat` was not linked a moment ago either.
fn installed(corpus: &Corpus) -> String {
    let copy = corpus.quiet_mail.with_file_name("presend");
    match std::fs::copy(PRESEND, &copy) {
        Ok(_) => copy.display().to_string(),
        Err(_) => PRESEND.to_owned(),
    }
}

const MEGABYTE: f64 = 1e6;

/// Prints what one short draft costs from start to end, next to `cat`.
pub(crate) fn startup(corpus: &Corpus, scale: &Scale) {
    let program = installed(corpus);
    let presend = [program.as_str(), "--isolated", "--fail-on", "never"];
    let explain = [program.as_str(), "explain", "S001"];
    let programs = [
        Program::new("cat", &["cat"]).with_stdin(&corpus.mail),
        Program::new("presend, a mail of the corpus", &presend).with_stdin(&corpus.mail),
        Program::new("presend, a quiet mail", &presend).with_stdin(&corpus.quiet_mail),
        Program::new("presend, a loud mail", &presend).with_stdin(&corpus.loud_mail),
        Program::new("presend explain", &explain),
    ];
    let times = in_turn(&programs, scale.pairs);
    let rows = times.iter().map(|time| {
        let ratio = time.median / times[0].median;
        let target = match time.name.as_str() {
            "presend, a quiet mail" => met(ratio <= 1.9, "<= 1.9 x cat"),
            "presend, a loud mail" => met(ratio <= 2.5, "<= 2.5 x cat"),
            "presend, a mail of the corpus" => met(ratio <= 3.0, "<= 3 x cat"),
            _ => String::new(),
        };
        vec![
            time.name.clone(),
            format!("{:.2} ms", time.median * 1e3),
            format!("{:.2} ms", time.best * 1e3),
            format!("{ratio:.2}"),
            or_failure(time, target),
        ]
    });
    let title = format!("start-up: a mail of 2 KB on standard input, {} rounds in turn", scale.pairs);
    print(&title, &["whole process", "median", "best", "x cat", "target"], &rows.collect::<Vec<_>>());
}

/// Prints what `presend sendmail` adds to a sendmail that does nothing but read.
pub(crate) fn wrapper(corpus: &Corpus, scale: &Scale) {
    let program = installed(corpus);
    let wrapped = [program.as_str(), "sendmail", "--isolated", "--", "cat"];
    let programs = [
        Program::new("the stand-in for a sendmail alone (cat)", &["cat"]).with_stdin(&corpus.long_mail),
        Program::new("presend sendmail before it", &wrapped).with_stdin(&corpus.long_mail),
    ];
    let times = in_turn(&programs, scale.pairs);
    let added = (times[1].median - times[0].median) * 1e3;
    let rows = times.iter().map(|time| {
        let is_ours = time.name.starts_with("presend");
        let target = if is_ours { met(added <= 3.0, "<= 3 ms more") } else { String::new() };
        vec![
            time.name.clone(),
            format!("{:.2} ms", time.median * 1e3),
            format!("{:.2}", time.median / times[0].median),
            if is_ours { format!("{added:.2} ms") } else { String::new() },
            or_failure(time, target),
        ]
    });
    let title =
        format!("wrapper: a mail of {:.0} KB, {} rounds in turn", size(&corpus.long_mail) / 1e3, scale.pairs);
    print(&title, &["whole process", "median", "x alone", "added", "target"], &rows.collect::<Vec<_>>());
}

/// Prints how fast a large text and a large mbox are read, with one thread and with two.
pub(crate) fn throughput(corpus: &Corpus, scale: &Scale) {
    text_throughput(&corpus.text, scale);
    mbox_throughput(&corpus.mbox, scale);
}

fn text_throughput(path: &Path, scale: &Scale) {
    let mut programs = vec![
        Program::new("wc -w", &["wc", "-w", text_of(path)]).with_reader(),
        Program::new("wc -w, UTF-8", &["wc", "-w", text_of(path)]).with_reader(),
    ];
    programs[1].locale = "C.UTF-8";
    match plain_terms(path.with_file_name("").as_path()) {
        Ok((terms, count)) => {
            let name = format!("grep -c -F -i -f ({count} plain terms)");
            let command = ["grep", "-c", "-F", "-i", "-f", text_of(&terms), text_of(path)];
            programs.push(Program::new(&name, &command).with_reader());
        }
        Err(error) => println!("grep: the terms could not be gathered: {error}"),
    }
    programs.extend(presend_rows(path));
    let times = in_turn(&programs, scale.rounds);
    let title = format!("throughput: one plain text of {:.0} MB", size(path) / MEGABYTE);
    // Which locale is the faster one differs between versions of wc; the target is against that one.
    let reference = times[0].median.min(times[1].median);
    let rows = throughput_rows(&times, size(path), reference, |time, ratio| {
        let is_target = time.name.ends_with("1 thread");
        if is_target { met(ratio >= 0.5, ">= 0.5 x wc -w") } else { of_two_threads(time, &times) }
    });
    print(&title, &["program", "median", "MB/s", "x speed of wc -w", "target"], &rows);
}

fn mbox_throughput(path: &Path, scale: &Scale) {
    let mut programs = vec![
        Program::new("cat", &["cat", text_of(path)]).with_reader(),
        Program::new("wc -w", &["wc", "-w", text_of(path)]).with_reader(),
    ];
    programs.extend(presend_rows(path));
    let times = in_turn(&programs, scale.rounds);
    let title = format!("throughput: one mbox of {:.0} MB", size(path) / MEGABYTE);
    let rows = throughput_rows(&times, size(path), times[0].median, |time, _| {
        let speed = size(path) / MEGABYTE / time.median;
        let is_target = time.name.ends_with("1 thread");
        if is_target { met(speed >= 90.0, ">= 90 MB/s") } else { of_two_threads(time, &times) }
    });
    print(&title, &["program", "median", "MB/s", "x speed of cat", "target"], &rows);
}

/// Says of the row of two threads how many times as fast they are as one.
fn of_two_threads(time: &Times, times: &[Times]) -> String {
    let one = times.iter().find(|one| one.name == "presend --quiet, 1 thread");
    match one.filter(|_| time.name.ends_with("2 threads")) {
        Some(one) => met(one.median / time.median >= 1.85, ">= 1.85 x one thread"),
        None => String::new(),
    }
}

fn throughput_rows(
    times: &[Times],
    bytes: f64,
    reference: f64,
    target: impl Fn(&Times, f64) -> String,
) -> Vec<Vec<String>> {
    let row = |time: &Times| {
        let ratio = reference / time.median;
        vec![
            time.name.clone(),
            format!("{:.0} ms", time.median * 1e3),
            format!("{:.0}", bytes / MEGABYTE / time.median),
            format!("{ratio:.2}"),
            or_failure(time, target(time, ratio)),
        ]
    };
    times.iter().map(row).collect()
}

/// Prints the peak of the memory on the large mbox and the large text.
pub(crate) fn memory(corpus: &Corpus) {
    let mut rows = Vec::new();
    for path in [&corpus.mbox, &corpus.text] {
        let bytes = size(path);
        for program in presend_rows(path) {
            let peak = program.peak_memory().map(|peak| peak as f64 / MEGABYTE);
            let is_target = *path == corpus.mbox;
            rows.push(vec![
                format!("{}, {:.0} MB {}", program.name, bytes / MEGABYTE, kind(path)),
                peak.map_or("not known here".to_owned(), |peak| format!("{peak:.0} MB")),
                if is_target {
                    peak.map_or(String::new(), |peak| met(peak <= 40.0, "<= 40 MB"))
                } else {
                    String::new()
                },
            ]);
        }
    }
    print("memory: highest resident size of the process", &["program", "peak", "target"], &rows);
}

fn presend_rows(path: &Path) -> Vec<Program> {
    let base = [PRESEND, "--isolated", "--fail-on", "never", "--threads"];
    let with = |more: &[&'static str]| -> Vec<String> {
        base.iter().chain(more).map(|word| (*word).to_owned()).chain([text_of(path).to_owned()]).collect()
    };
    let row = |name: &str, more: &[&'static str]| Program {
        name: name.to_owned(),
        command: with(more),
        stdin: None,
        locale: "C",
        is_read: true,
    };
    vec![
        row("presend --quiet, 1 thread", &["1", "--quiet"]),
        row("presend --format jsonl, 1 thread", &["1", "--format", "jsonl"]),
        row("presend --quiet, 2 threads", &["2", "--quiet"]),
    ]
}

fn or_failure(time: &Times, target: String) -> String {
    time.failure.as_ref().map_or(target, |failure| format!("FAILED: {failure}"))
}

fn size(path: &Path) -> f64 {
    std::fs::metadata(path).map_or(0.0, |data| data.len() as f64)
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("the bench's own folder is named in UTF-8")
}

fn kind(path: &Path) -> &str {
    path.extension().and_then(|end| end.to_str()).unwrap_or("file")
}
