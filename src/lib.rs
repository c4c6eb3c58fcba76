//! The command line as a library, so that tests and fuzzers reach what is else behind standard input. Only the program uses it
//! and nothing about it is promised: to lint drafts in a program of your own, take `presend-core`.

// A draft, a setting or a lexicon must not be able to end a send: what cannot fail says why in an `#[expect]`.
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable
)]

mod commands;
mod config;
mod environment;
mod error;
mod exit;
mod folders;
mod habits;
mod habits_page;
#[doc(hidden)]
pub mod harness;
mod input;
mod interrupt;
mod named_file;
mod options;
mod output;
mod sendmail;
mod servers;
mod session;
mod terminal;

pub use commands::run;
