//! Says which signals are presend's to heed: those that whoever started it ignores stay ignored, also for the real sendmail.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};

/// The signals that whoever started presend ignores, as a set of bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ignored(u64);

impl Ignored {
    /// Asks the system; where it does not tell, none is.
    pub(super) fn read() -> Ignored {
        Ignored(parse(&std::fs::read_to_string("/proc/self/status").unwrap_or_default()))
    }

    /// Returns the signals that ask a process to end and that are not ignored.
    pub(super) fn heeded(self) -> Vec<i32> {
        [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_in(self.0, *signal)).collect()
    }

    /// Makes a write beyond the limit of file sizes fail, so that there is another way to go; by default it ends the process.
    pub(super) fn outlive_file_limit(self) {
        if !is_in(self.0, SIGXFSZ) {
            // Without it the limit ends presend, and who sends the message sees that.
            let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
        }
    }
}

/// Reads the set from the status of a process: bit 0 is signal 1.
fn parse(status: &str) -> u64 {
    let set = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    set.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).unwrap_or(0)
}

fn is_in(set: u64, signal: i32) -> bool {
    u32::try_from(signal - 1).ok().and_then(|bit| set.checked_shr(bit)).is_some_and(|rest| rest & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_of_ignored_signals_is_read() {
        let set = parse("Name:\tpresend\nSigIgn:\t0000000000004003\nSigCgt:\t0\n");
        assert!(is_in(set, SIGHUP) && is_in(set, SIGINT) && is_in(set, SIGTERM) && !is_in(set, SIGXFSZ));
        assert_eq!(parse("Name: presend\n"), 0);
    }
}
