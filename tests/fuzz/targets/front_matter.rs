//! Articles of Markdown, with front matter.
#![no_main]

#[path = "../holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::of("front_matter")(bytes));
