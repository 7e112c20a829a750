//! Queries of any text.
#![no_main]

mod queries;

libfuzzer_sys::fuzz_target!(|text: &str| queries::settles(text));
