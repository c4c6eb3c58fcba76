//! Runs work on several threads that end with it, so that none is missing in a process that was forked in between.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use presend_core::Executor;

/// How many threads may work at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Threads(pub(crate) usize);

impl Threads {
    /// As many as the process may use cores.
    pub(crate) fn available() -> Threads {
        Threads(std::thread::available_parallelism().map_or(1, NonZero::get))
    }

    /// Maps items; the results stand in the order of the items.
    pub(crate) fn map<I: Sync, T: Send + Sync>(self, items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
        let done: Vec<OnceLock<T>> = items.iter().map(|_| OnceLock::new()).collect();
        self.run(items.len(), &|at| {
            if let (Some(item), Some(done)) = (items.get(at), done.get(at)) {
                done.get_or_init(|| work(item));
            }
        });
        done.into_iter().filter_map(OnceLock::into_inner).collect()
    }
}

impl Executor for Threads {
    fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let take = || {
            std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed))
                .take_while(|at| *at < count)
                .for_each(work);
        };
        std::thread::scope(|scope| {
            for _ in 1..self.0.min(count) {
                scope.spawn(take);
            }
            take();
        });
    }
}
