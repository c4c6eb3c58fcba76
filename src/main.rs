//! Starts the command line.

mod commands;
mod config;
mod environment;
mod error;
mod exit;
mod input;
mod options;
mod output;
mod sendmail;
mod servers;
mod session;
mod terminal;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(commands::run(std::env::args_os()))
}
