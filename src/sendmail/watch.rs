//! Watches for signals that ask presend to end while it holds a message.

use std::sync::{Arc, Mutex, PoisonError};

use super::keep::Keeper;

/// What a signal would find.
enum Custody {
    /// The message is not whole yet: who sends it still has it.
    Reading,
    /// presend holds the whole message.
    Holding(Arc<Vec<u8>>),
    /// The real sendmail has it.
    Released,
}

/// Keeps the message when a signal comes, as long as it is held.
pub(super) struct Watch {
    custody: Arc<Mutex<Custody>>,
}

impl Watch {
    /// Starts to watch.
    pub(super) fn start(keeper: Arc<Keeper>) -> Watch {
        let watch = Watch { custody: Arc::new(Mutex::new(Custody::Reading)) };
        listen(watch.custody.clone(), keeper);
        watch
    }

    /// Takes the whole message into care.
    pub(super) fn hold(&self, message: Arc<Vec<u8>>) {
        self.set(Custody::Holding(message));
    }

    /// Lets go of the message, for it is being sent: from here on a signal changes nothing.
    pub(super) fn release(&self) {
        self.set(Custody::Released);
    }

    fn set(&self, custody: Custody) {
        *self.custody.lock().unwrap_or_else(PoisonError::into_inner) = custody;
    }
}

#[cfg(unix)]
fn listen(custody: Arc<Mutex<Custody>>, keeper: Arc<Keeper>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // Without the watch a signal ends presend at once, and who sends the message sees that.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for _ in signals.forever() {
            // The lock is kept, so that nothing is sent any more.
            let custody = custody.lock().unwrap_or_else(PoisonError::into_inner);
            end(&custody, &keeper);
        }
    });
}

/// Ends the process unless the message is on its way.
#[cfg(unix)]
fn end(custody: &Custody, keeper: &Keeper) {
    use super::exit::NOT_NOW;
    use crate::terminal::say;
    match custody {
        Custody::Reading => {
            say("presend: asked to end before the message was read; nothing was sent");
        }
        Custody::Holding(message) => {
            say("presend: asked to end; nothing was sent");
            keeper.keep_and_say(message);
        }
        Custody::Released => return,
    }
    #[expect(clippy::exit, reason = "another thread waits for the message or for an answer on the terminal")]
    std::process::exit(i32::from(NOT_NOW));
}

#[cfg(not(unix))]
fn listen(_: Arc<Mutex<Custody>>, _: Arc<Keeper>) {}
