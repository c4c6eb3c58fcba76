//! Shows how far a long check has come, on a terminal that nothing else is drawn on.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::style::is_dumb_terminal;

/// A check that ends sooner shows nothing.
const DELAY: Duration = Duration::from_millis(500);

/// A line on standard error, once a check takes long.
pub(crate) struct Progress {
    started: Instant,
    bar: Option<ProgressBar>,
    is_shown: bool,
    done: u64,
}

impl Progress {
    /// Makes a progress line; it is drawn only if it is wanted and standard error is a terminal.
    pub(crate) fn new(is_wanted: bool) -> Progress {
        let is_shown = is_wanted && io::stderr().is_terminal() && !is_dumb_terminal();
        Progress { started: Instant::now(), bar: None, is_shown, done: 0 }
    }

    /// Counts one message.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.is_shown && self.bar.is_none() && self.started.elapsed() >= DELAY {
            self.bar = Some(bar());
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
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

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    // A template that does not parse leaves indicatif's own.
    match ProgressStyle::with_template("{spinner} {human_pos} messages checked, {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
