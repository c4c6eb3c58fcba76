//! Notices Ctrl+C, so that a long check ends with what it has found so far.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// Whether somebody has asked for an end.
#[derive(Debug, Default, Clone)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Notices Ctrl+C from here on; pressed once more it ends presend at once, and so it does where it cannot be noticed.
    pub(crate) fn watch() -> Interrupt {
        let interrupt = Interrupt::default();
        // In this order the first signal finds the flag still down.
        let watched = flag::register_conditional_default(SIGINT, interrupt.0.clone())
            .and_then(|_| flag::register(SIGINT, interrupt.0.clone()));
        // Without them the system does what it always does, which is to end.
        let _ = watched;
        interrupt
    }

    /// Returns true once Ctrl+C was pressed.
    pub(crate) fn came(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
