//! Watches for signals that ask presend to end while it holds a message.

use std::sync::{Arc, Mutex, PoisonError};

#[cfg(unix)]
use super::keep::KeepOutcome;
use super::keep::Keeper;
#[cfg(unix)]
use super::signals::Ignored;
#[cfg(unix)]
use crate::error::reason;

/// How long an end waits for somebody to read the last words.
#[cfg(unix)]
const LONGEST_WORDS: std::time::Duration = std::time::Duration::from_secs(3);

/// What a signal would find.
enum Custody {
    /// The message is not whole yet: who sends it still has it.
    Reading,
    /// presend holds the whole message.
    #[cfg_attr(not(unix), expect(dead_code, reason = "no signal comes there that would keep it"))]
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
        // Without the watch a signal ends presend at once, and who sends the message sees that.
        if let Err(why) = listen(watch.custody.clone(), keeper.clone()) {
            keeper.log(&format!("signals are not watched: {why}"));
        }
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

/// Outlives the limit of file sizes, starts the thread that waits for signals, and returns once it listens.
#[cfg(unix)]
fn listen(custody: Arc<Mutex<Custody>>, keeper: Arc<Keeper>) -> Result<(), String> {
    let ignored = Ignored::read();
    ignored.outlive_file_limit();
    let (ready, is_ready) = std::sync::mpsc::channel();
    let wait = move || {
        // Only here, for a signal that is caught and that no thread waits for would change nothing.
        let mut signals = match signal_hook::iterator::Signals::new(ignored.heeded()) {
            Ok(signals) => signals,
            Err(error) => return drop(ready.send(Err(reason(&error)))),
        };
        let _ = ready.send(Ok(()));
        for _ in signals.forever() {
            // The lock is kept, so that nothing is sent any more.
            let custody = custody.lock().unwrap_or_else(PoisonError::into_inner);
            end(&custody, &keeper);
        }
    };
    std::thread::Builder::new().spawn(wait).map_err(|error| reason(&error))?;
    is_ready.recv().unwrap_or_else(|_| Err("the thread that waits for them has ended".to_owned()))
}

/// Ends the process unless the message is on its way.
#[cfg(unix)]
fn end(custody: &Custody, keeper: &Keeper) {
    use super::exit::NOT_NOW;
    let outcome = match custody {
        Custody::Reading => {
            KeepOutcome::said("presend: asked to stop before the message was read; nothing was sent")
        }
        Custody::Holding(message) => {
            let mut outcome = keeper.keep(message);
            outcome.lines.insert(0, "presend: asked to stop; nothing was sent".to_owned());
            outcome
        }
        Custody::Released => return,
    };
    let message = if let Custody::Holding(message) = custody { message.clone() } else { Arc::default() };
    in_time(move || outcome.say(&message));
    #[expect(clippy::exit, reason = "another thread waits for the message or for an answer on the terminal")]
    std::process::exit(i32::from(NOT_NOW));
}

/// Does what may wait for others for ever, such as writing to a pipe that nobody reads, and goes on when its time is over.
#[cfg(unix)]
fn in_time(work: impl FnOnce() + Send + 'static) {
    let (done, is_done) = std::sync::mpsc::channel();
    let work = move || {
        work();
        let _ = done.send(());
    };
    if std::thread::Builder::new().spawn(work).is_ok() {
        let _ = is_done.recv_timeout(LONGEST_WORDS);
    }
}

#[cfg(not(unix))]
fn listen(_: Arc<Mutex<Custody>>, _: Arc<Keeper>) -> Result<(), String> {
    Ok(())
}
