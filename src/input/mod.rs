//! Reads messages one after another: files, folders, archives and standard input.

pub(crate) mod reader;
pub(crate) mod slack_day;
