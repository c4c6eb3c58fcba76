//! Reads messages one after another: files, folders, archives and standard input.

mod export;
pub(crate) mod inputs;
mod names;
mod packed;
pub(crate) mod read_message;
pub(crate) mod reader;
pub(crate) mod reading;
mod slack_day;
mod slack_zip;
pub(crate) mod unit;
pub(crate) mod walk;
