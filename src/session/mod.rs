//! Lints: one draft held in memory, or message after message of files and archives.

pub(crate) mod archive_cut;
pub(crate) mod batch;
pub(crate) mod build;
pub(crate) mod chosen;
pub(crate) mod configured_linter;
pub(crate) mod draft;
pub(crate) mod draft_fields;
pub(crate) mod fault;
pub(crate) mod header_overrides;
pub(crate) mod lint_session;
mod parallel;
pub(crate) mod pieces;
mod policies;
mod sample;
