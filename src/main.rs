//! The `search` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    figured::run(std::env::args_os())
}
