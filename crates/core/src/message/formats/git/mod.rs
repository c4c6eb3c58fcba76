//! Reads what goes to git: a commit message in its editor file, and a patch.

mod cleanup;
mod commit;
mod diff;
mod paint;
mod patch;
#[cfg(test)]
mod tests;
mod trailers;

pub use cleanup::{Cleanup, CommentRule};
pub(crate) use commit::read_commit;
pub use commit::read_commit_with;
pub(crate) use patch::{is_patch, read_patch};
