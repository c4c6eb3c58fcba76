//! Lints the pieces of a very large message side by side, on rayon's current pool.

use presend_core::Executor;
use rayon::prelude::*;

/// Runs pieces on as many threads as the current pool has; outside of a pool, one after another.
#[derive(Debug)]
pub(crate) struct Parallel;

impl Executor for Parallel {
    fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        match rayon::current_thread_index() {
            Some(_) => (0..count).into_par_iter().for_each(work),
            None => (0..count).for_each(work),
        }
    }
}
