//! Shows how far a long check has come, on a terminal that nothing else is drawn on.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{BinaryBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::style::is_dumb_terminal;

/// A check that ends sooner shows nothing.
const DELAY: Duration = Duration::from_millis(500);

/// What is shown where it is known how much there is to read, and where it is not.
const OF_TOTAL: &str = "{bar:24} {percent}% of {binary_total_bytes}, {msg}";
const SO_FAR: &str = "{spinner} {binary_bytes} read, {msg}";

/// A line on standard error, once a check takes long.
pub(crate) struct Progress {
    started: Instant,
    bar: Option<ProgressBar>,
    is_shown: bool,
    /// Bytes there are to read, where that is known.
    total: Option<u64>,
    done: u64,
    /// Bytes of the messages that were checked, up to the end of the last.
    reached: u64,
}

impl Progress {
    /// Makes a progress line; it is drawn only if it is wanted and standard error is a terminal. `total` is asked only then: how many
    /// bytes there are to read.
    pub(crate) fn new(is_wanted: bool, total: impl FnOnce() -> Option<u64>) -> Progress {
        let is_shown = is_wanted && io::stderr().is_terminal() && !is_dumb_terminal();
        let total = if is_shown { total() } else { None };
        Progress { started: Instant::now(), bar: None, is_shown, total, done: 0, reached: 0 }
    }

    /// Counts one message, which ends at this byte of all there is to read.
    pub(crate) fn step(&mut self, reached: u64) {
        self.done += 1;
        self.reached = self.reached.max(reached);
        if self.is_shown && self.bar.is_none() && self.started.elapsed() >= DELAY {
            let bar = bar(self.total, self.started);
            bar.set_message(self.words());
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            // Words are made anew only now and then, for that costs more than counting.
            if self.done.is_multiple_of(64) {
                bar.set_message(self.words());
            }
            bar.set_position(self.reached);
        }
    }

    /// Says how fast it goes, how many messages there were, and how long it will take. The bar's own estimates start with what is
    /// drawn first, which is half a second's work done at once.
    fn words(&self) -> String {
        let elapsed = self.started.elapsed();
        let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
        let per_second = self.reached.saturating_mul(1000) / millis;
        let left = self.total.map(|total| total.saturating_sub(self.reached) / per_second.max(1));
        let left = left.map(|seconds| format!(", {} left", HumanDuration(Duration::from_secs(seconds))));
        let left = left.unwrap_or_else(|| format!(", {}", HumanDuration(elapsed)));
        format!("{}/s, {} messages{left}", BinaryBytes(per_second), self.done)
    }

    /// Returns how many messages were counted.
    pub(crate) fn done(&self) -> u64 {
        self.done
    }

    /// Does something that writes to the same terminal.
    pub(crate) fn aside(&self, write: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Removes the line.
    pub(crate) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>, started: Instant) -> ProgressBar {
    let bar =
        ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr()).with_elapsed(started.elapsed());
    // A template that does not parse leaves indicatif's own.
    match ProgressStyle::with_template(if total.is_some() { OF_TOTAL } else { SO_FAR }) {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}
