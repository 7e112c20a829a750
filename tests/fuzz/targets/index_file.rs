//! Reads the small files of an index, including those that users write.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::check_for("index_file")(bytes));
