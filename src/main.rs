//! The `search` program.

use std::process::ExitCode;

/// mimalloc, because an ingest allocates and frees many small texts in several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    figured::run(std::env::args_os())
}
