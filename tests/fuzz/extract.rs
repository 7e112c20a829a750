//! Figures of any text.
#![no_main]

mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::figures(text));
