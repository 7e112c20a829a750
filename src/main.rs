//! The `search` program.

use std::process::ExitCode;

/// mimalloc is used because an ingest allocates and frees many small strings in several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    figured::run(std::env::args_os())
}
