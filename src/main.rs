//! Starts the command line.

mod commands;
mod environment;
mod error;
mod exit;
mod input;
mod output;
mod sendmail;
mod servers;
mod session;
mod terminal;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(commands::run(std::env::args_os()))
}
