//! Works through messages: reads in batches, works in parallel, hands results on in input order while the next are worked on. What is private in one
//! message of a file stays hidden in those behind it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use presend_core::render::{FileSecrets, ReadError};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::fault::caught;
use super::lint_session::LintOutcome;
use crate::error::CliError;
use crate::input::unit::{MessageBytes, Unit, Units};
use crate::interrupt::Interrupt;
use crate::options::Threads;

/// A batch ends at this many messages,
const BATCH_MESSAGES: usize = 1024;
/// or at this many bytes.
const BATCH_BYTES: usize = 2 << 20;
/// Below this a batch is done at once on this thread: a pool would take longer to start. No text of less than this is
/// long enough for the linter to cut it in pieces, so rayon's global pool is never started either.
const SMALL_BATCH_BYTES: usize = 256 << 10;

/// What became of a message when it was looked at.
pub(crate) enum Looked<'m, 's, T> {
    /// It was linted.
    Linted(Box<LintOutcome<'m, 's>>),
    /// Nothing else is to be done with it.
    Done(T),
}

/// Messages with their bytes together.
type Batch = (Vec<Unit<MessageBytes>>, usize);
/// What the messages of each file so far keep private.
type SecretsByFile = HashMap<Option<Arc<Path>>, FileSecrets>;
/// Looks at a message.
type Look<'w, 's, T> = &'w (dyn for<'m> Fn(&'m MessageBytes) -> Result<Looked<'m, 's, T>, ReadError> + Sync);
/// Makes something of a message that was linted.
type Work<'w, T> = &'w (dyn Fn(&MessageBytes, &LintOutcome<'_, '_>) -> T + Sync);
/// A message that was looked at, or what else came in.
type Seen<'m, 's, T> = Unit<(&'m MessageBytes, Looked<'m, 's, T>)>;

/// Looks at every message, on this many threads, does `work` on those that were linted, and hands what became of each to `put`. Asked to
/// end, it finishes the messages that it has begun.
///
/// # Errors
/// Returns what `put` returns, or why no threads could be started.
pub(crate) fn for_each<T: Send>(
    mut units: Units<'_>,
    (threads, interrupt): (Threads, &Interrupt),
    (look, work): (Look<'_, '_, T>, Work<'_, T>),
    put: &mut dyn FnMut(Unit<T>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let (mut pool, mut secrets) = (None, HashMap::new());
    let (mut next, mut waiting) = (next_batch(&mut units), Vec::new());
    loop {
        let (batch, bytes) = next;
        if batch.is_empty() || interrupt.came() {
            return waiting.into_iter().try_for_each(put);
        }
        if pool.is_none() && bytes >= SMALL_BATCH_BYTES {
            pool = start(threads)?;
        }
        let before = std::mem::take(&mut waiting);
        match &pool {
            // While the threads work, this one hands on what they made of the batch before, and reads the next.
            Some(pool) if bytes >= SMALL_BATCH_BYTES => {
                let mut handed_on = Ok(());
                next = pool.in_place_scope(|scope| {
                    scope.spawn(|_| waiting = in_parallel(&batch, &mut secrets, (look, work)));
                    handed_on = before.into_iter().try_for_each(&mut *put);
                    if handed_on.is_ok() { next_batch(&mut units) } else { Batch::default() }
                });
                handed_on?;
            }
            _ => {
                before.into_iter().try_for_each(&mut *put)?;
                let mut all: Vec<Seen<'_, '_, T>> = batch.iter().map(|unit| seen(unit, look)).collect();
                hide(&mut all, &mut secrets);
                let done: Vec<Unit<T>> = all.into_iter().map(|unit| done(unit, work)).collect();
                done.into_iter().try_for_each(&mut *put)?;
                next = next_batch(&mut units);
            }
        }
    }
}

/// Looks at the messages of a batch and does the work on them, on the threads of the pool that calls it.
fn in_parallel<'s, T: Send>(
    batch: &[Unit<MessageBytes>],
    secrets: &mut SecretsByFile,
    (look, work): (Look<'_, 's, T>, Work<'_, T>),
) -> Vec<Unit<T>> {
    let mut all: Vec<Seen<'_, 's, T>> = batch.par_iter().map(|unit| seen(unit, look)).collect();
    hide(&mut all, secrets);
    all.into_par_iter().map(|unit| done(unit, work)).collect()
}

/// Looks at one message; what goes wrong with it does not stop the others.
fn seen<'m, 's, T>(unit: &'m Unit<MessageBytes>, look: Look<'_, 's, T>) -> Seen<'m, 's, T> {
    let raw = match unit {
        Unit::Message(raw) => raw,
        Unit::Error(error) => return Unit::Error(error.clone()),
        Unit::Note(note) => return Unit::Note(note.clone()),
    };
    match caught(|| look(raw)) {
        Ok(Ok(looked)) => Unit::Message((raw, looked)),
        Ok(Err(error)) => Unit::Error(error),
        Err(fault) => Unit::Error(raw.error(fault)),
    }
}

/// Hides in each message what those of its file keep private that came before it, or with it. Of files that ended before this
/// batch nothing is kept.
fn hide<T>(batch: &mut [Seen<'_, '_, T>], secrets: &mut SecretsByFile) {
    let mut open = HashMap::new();
    for (raw, outcome) in linted(batch) {
        let known = || secrets.remove(&raw.file).unwrap_or_default();
        let of_file: &mut FileSecrets = open.entry(raw.file.clone()).or_insert_with(known);
        of_file.add(&outcome.report);
    }
    for (raw, outcome) in linted(batch) {
        if let Some(of_file) = open.get_mut(&raw.file) {
            of_file.hide(&mut outcome.report);
        }
    }
    *secrets = open;
}

fn linted<'b, 'm, 's, T>(
    batch: &'b mut [Seen<'m, 's, T>],
) -> impl Iterator<Item = (&'m MessageBytes, &'b mut LintOutcome<'m, 's>)> {
    batch.iter_mut().filter_map(|unit| match unit {
        Unit::Message((raw, Looked::Linted(outcome))) => Some((*raw, &mut **outcome)),
        _ => None,
    })
}

/// Does the work on one message; what goes wrong with it does not stop the others.
fn done<T>(unit: Seen<'_, '_, T>, work: Work<'_, T>) -> Unit<T> {
    match unit {
        Unit::Message((_, Looked::Done(done))) => Unit::Message(done),
        Unit::Message((raw, Looked::Linted(outcome))) => match caught(|| work(raw, &outcome)) {
            Ok(done) => Unit::Message(done),
            Err(fault) => Unit::Error(raw.error(fault)),
        },
        Unit::Error(error) => Unit::Error(error),
        Unit::Note(note) => Unit::Note(note),
    }
}

/// Starts threads, if there are to be several.
fn start(threads: Threads) -> Result<Option<ThreadPool>, CliError> {
    if !threads.may_be_many() || threads.count() == 1 {
        return Ok(None);
    }
    let pool = ThreadPoolBuilder::new().num_threads(threads.count()).build();
    pool.map(Some).map_err(|error| CliError::Failed(error.to_string()))
}

fn next_batch(units: &mut Units<'_>) -> Batch {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH_MESSAGES && bytes < BATCH_BYTES {
        let Some(unit) = units.next() else { break };
        if let Unit::Message(raw) = &unit {
            bytes += raw.bytes.len();
        }
        batch.push(unit);
    }
    (batch, bytes)
}
