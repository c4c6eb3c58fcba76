//! Starts the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(presend::run(std::env::args_os()))
}
