//! Runs programs and closures in turn, and reduces their times to medians.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A program to time: what it is called in the table, its command line, and its standard input.
pub(crate) struct Program {
    /// The first cell of its row.
    pub(crate) name: String,
    /// Program and arguments.
    pub(crate) command: Vec<String>,
    /// The file on standard input, if any.
    pub(crate) stdin: Option<PathBuf>,
    /// The locale it runs in, because `wc -w` has a different speed in each.
    pub(crate) locale: &'static str,
    /// Whether its output is read through a pipe; `grep` stops at the first line when it sees `/dev/null`.
    pub(crate) is_read: bool,
}

impl Program {
    /// Makes a program that reads the files it is given.
    pub(crate) fn new(name: &str, command: &[&str]) -> Program {
        let command = command.iter().map(|word| (*word).to_owned()).collect();
        Program { name: name.to_owned(), command, stdin: None, locale: "C", is_read: false }
    }

    /// Feeds a file on standard input.
    pub(crate) fn with_stdin(mut self, path: &Path) -> Program {
        self.stdin = Some(path.to_owned());
        self
    }

    /// Reads the output, so that the program cannot skip the work behind it.
    pub(crate) fn with_reader(mut self) -> Program {
        self.is_read = true;
        self
    }

    fn start(&self) -> io::Result<Child> {
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]).env("LC_ALL", self.locale);
        match &self.stdin {
            Some(path) => command.stdin(File::open(path)?),
            None => command.stdin(Stdio::null()),
        };
        let output = if self.is_read { Stdio::piped() } else { Stdio::null() };
        command.stdout(output).stderr(Stdio::null()).spawn()
    }

    /// Runs it once; the time runs from before the start until after the end.
    fn run(&self) -> Outcome {
        let start = Instant::now();
        match self.start().and_then(read_and_wait) {
            Ok(status) if status.success() => Outcome { time: start.elapsed(), failure: None },
            Ok(status) => Outcome { time: start.elapsed(), failure: Some(status.to_string()) },
            Err(error) => Outcome { time: Duration::ZERO, failure: Some(error.to_string()) },
        }
    }

    /// Runs it once and returns the peak of its resident memory in bytes, where the system tells it.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let mut child = self.start().ok()?;
        let reader = child
            .stdout
            .take()
            .map(|mut output| thread::spawn(move || io::copy(&mut output, &mut io::sink())));
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        let mut peak = None;
        // The kernel keeps the peak itself, so looking now and then loses only the last few milliseconds.
        while let Ok(None) = child.try_wait() {
            peak = high_water(&status).max(peak);
            thread::sleep(Duration::from_millis(2));
        }
        drop(reader.map(thread::JoinHandle::join));
        peak
    }
}

fn read_and_wait(mut child: Child) -> io::Result<ExitStatus> {
    if let Some(mut output) = child.stdout.take() {
        io::copy(&mut output, &mut io::sink())?;
    }
    child.wait()
}

fn high_water(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

struct Outcome {
    time: Duration,
    failure: Option<String>,
}

/// The times of one program.
pub(crate) struct Times {
    /// Its name.
    pub(crate) name: String,
    /// The middle time, in seconds.
    pub(crate) median: f64,
    /// The shortest time, in seconds.
    pub(crate) best: f64,
    /// What went wrong, if a run failed; a program that gives up looks fast.
    pub(crate) failure: Option<String>,
}

/// Runs all programs in turn, `rounds` times, every other round backwards, after one round to warm up.
pub(crate) fn in_turn(programs: &[Program], rounds: usize) -> Vec<Times> {
    let mut times = vec![Vec::with_capacity(rounds); programs.len()];
    let mut failures: Vec<Option<String>> = programs.iter().map(|program| program.run().failure).collect();
    for round in 0..rounds {
        for step in 0..programs.len() {
            let index = if round % 2 == 0 { step } else { programs.len() - 1 - step };
            let outcome = programs[index].run();
            times[index].push(outcome.time.as_secs_f64());
            failures[index] = failures[index].take().or(outcome.failure);
        }
    }
    let results = programs.iter().zip(times).zip(failures);
    results.map(|((program, times), failure)| reduce(&program.name, times, failure)).collect()
}

/// Something to time inside this process.
pub(crate) struct Work<'a> {
    name: String,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Work<'a> {
    /// Names a piece of work; what it returns is kept from being optimised away.
    pub(crate) fn new<T>(name: impl Into<String>, mut run: impl FnMut() -> T + 'a) -> Work<'a> {
        let run = move || {
            std::hint::black_box(run());
        };
        Work { name: name.into(), run: Box::new(run) }
    }
}

/// Does all work in turn, `rounds` times, after one round to warm up.
pub(crate) fn work_in_turn(mut work: Vec<Work<'_>>, rounds: usize) -> Vec<Times> {
    let mut times = vec![Vec::with_capacity(rounds); work.len()];
    for round in 0..=rounds {
        for (index, work) in work.iter_mut().enumerate() {
            let start = Instant::now();
            (work.run)();
            if round > 0 {
                times[index].push(start.elapsed().as_secs_f64());
            }
        }
    }
    work.iter().zip(times).map(|(work, times)| reduce(&work.name, times, None)).collect()
}

fn reduce(name: &str, mut times: Vec<f64>, failure: Option<String>) -> Times {
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or(0.0);
    let best = times.first().copied().unwrap_or(0.0);
    Times { name: name.to_owned(), median, best, failure }
}
