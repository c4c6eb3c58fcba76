//! Reads what goes to git and its like: a commit message in its editor file, and a patch.

mod changeset;
mod cleanup;
mod commit;
mod diff;
mod paint;
mod patch;
#[cfg(test)]
mod tests;
mod trailers;

pub use changeset::{changesets, is_changeset};
pub use cleanup::{Cleanup, CommentRule};
pub use commit::read_commit_with;
pub(crate) use commit::{is_commit, read_commit};
pub(crate) use patch::{is_patch, read_patch};
