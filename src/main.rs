//! The `search` program.

use std::process::ExitCode;

/// Ingest makes and drops many small texts in several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    figured::run(std::env::args_os())
}
