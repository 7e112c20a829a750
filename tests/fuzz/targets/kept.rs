//! The small files of an index, and those that users write beside it.
#![no_main]

#[path = "../holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::of("kept")(bytes));
