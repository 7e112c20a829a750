//! Reads the small files of an index, and the files that users write beside them.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::check_for("index_file")(bytes));
