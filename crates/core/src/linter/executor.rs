//! Lets the caller decide on which threads the pieces of a very large message are linted.

use std::fmt::Debug;
use std::sync::OnceLock;

/// Runs pieces of work, in any order and on any threads.
///
/// The library has no threads of its own: without an executor the pieces are done one after another.
///
/// ```
/// /// Starts a thread for each piece.
/// #[derive(Debug)]
/// struct Threads;
///
/// impl presend_core::Executor for Threads {
///     fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
///         std::thread::scope(|scope| {
///             for piece in 0..count {
///                 scope.spawn(move || work(piece));
///             }
///         });
///     }
/// }
///
/// let linter = presend_core::Linter::builder().executor(Threads).build()?;
/// assert!(linter.lint_text("See you at ten.").diagnostics.is_empty());
/// # Ok::<(), presend_core::Error>(())
/// ```
pub trait Executor: Debug + Send + Sync {
    /// Calls `work` with each number in `0..count` and returns when all calls have returned.
    fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync));
}

/// Does one piece after another.
#[derive(Debug)]
pub(super) struct InOrder;

impl Executor for InOrder {
    fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(work);
    }
}

/// Maps items by way of an executor; the results stand in the order of the items.
pub(super) fn map<I: Sync, T: Send + Sync>(
    executor: &dyn Executor,
    items: &[I],
    work: &(dyn Fn(&I) -> T + Sync),
) -> Vec<T> {
    if items.len() < 2 {
        return items.iter().map(work).collect();
    }
    let done: Vec<OnceLock<T>> = items.iter().map(|_| OnceLock::new()).collect();
    executor.run(items.len(), &|at| {
        if let (Some(item), Some(done)) = (items.get(at), done.get(at)) {
            done.get_or_init(|| work(item));
        }
    });
    // What an executor has left out is done here.
    items.iter().zip(done).map(|(item, done)| done.into_inner().unwrap_or_else(|| work(item))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the last pieces first, some twice, one never, and one that does not exist.
    #[derive(Debug)]
    struct Careless;

    impl Executor for Careless {
        fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
            std::thread::scope(|scope| {
                for at in (1..=count).rev().chain(1..3) {
                    scope.spawn(move || work(at));
                }
            });
        }
    }

    #[test]
    fn results_stand_in_order_whatever_the_executor_does() {
        let items = [1, 2, 3, 4, 5];
        for executor in [&Careless as &dyn Executor, &InOrder] {
            assert_eq!(map(executor, &items, &|item| item * 10), [10, 20, 30, 40, 50]);
        }
    }
}
