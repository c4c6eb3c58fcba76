//! Works through messages: reads in batches, works in parallel, hands results on in input order.

use presend_core::render::ReadError;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::fault::caught;
use crate::error::CliError;
use crate::input::unit::{MessageBytes, Unit, Units};
use crate::interrupt::Interrupt;

/// A batch ends at this many messages,
const BATCH_MESSAGES: usize = 256;
/// or at this many bytes.
const BATCH_BYTES: usize = 4 << 20;
/// Below this a batch is done at once on this thread: a pool would take longer to start. No text of less than this is
/// long enough for the linter to cut it in pieces, so rayon's global pool is never started either.
const SMALL_BATCH_BYTES: usize = 256 << 10;

/// Does `work` on every message, on this many threads, and hands what became of each to `put`. Asked to end, it finishes the
/// messages that it has begun.
///
/// # Errors
/// Returns what `put` returns, or why no threads could be started.
pub(crate) fn for_each<T: Send>(
    mut units: Units<'_>,
    (threads, interrupt): (usize, &Interrupt),
    work: &(dyn Fn(&MessageBytes) -> Result<T, ReadError> + Sync),
    put: &mut dyn FnMut(Unit<T>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let mut pool = None;
    loop {
        let (batch, bytes) = next_batch(&mut units);
        if batch.is_empty() || interrupt.came() {
            return Ok(());
        }
        if pool.is_none() && threads > 1 && bytes >= SMALL_BATCH_BYTES {
            pool = Some(start(threads)?);
        }
        let done: Vec<Unit<T>> = match &pool {
            Some(pool) if bytes >= SMALL_BATCH_BYTES => {
                pool.install(|| batch.into_par_iter().map(|unit| done(unit, work)).collect())
            }
            _ => batch.into_iter().map(|unit| done(unit, work)).collect(),
        };
        done.into_iter().try_for_each(&mut *put)?;
    }
}

/// Does the work on one message; what goes wrong with it does not stop the others.
fn done<T>(
    unit: Unit<MessageBytes>,
    work: &(dyn Fn(&MessageBytes) -> Result<T, ReadError> + Sync),
) -> Unit<T> {
    let raw = match unit {
        Unit::Message(raw) => raw,
        Unit::Error(error) => return Unit::Error(error),
        Unit::Note(note) => return Unit::Note(note),
    };
    match caught(|| work(&raw)) {
        Ok(Ok(done)) => Unit::Message(done),
        Ok(Err(error)) => Unit::Error(error),
        Err(fault) => Unit::Error(raw.error(fault)),
    }
}

fn start(threads: usize) -> Result<ThreadPool, CliError> {
    ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| CliError::Failed(error.to_string()))
}

fn next_batch(units: &mut Units<'_>) -> (Vec<Unit<MessageBytes>>, usize) {
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
