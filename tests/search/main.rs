//! The tests of the program as a whole, in one binary: each module one subject, all on one [`harness`].
#![allow(clippy::unwrap_used)]

mod bad_input;
mod blocks;
mod check;
mod completions;
mod copies;
mod corrections;
#[cfg(unix)]
mod crash;
mod damage;
mod day_order;
mod export;
mod extract;
mod figures;
mod formats;
mod fuzzed;
mod harness;
mod index_dump;
mod index_growth;
mod ingest;
mod language;
mod outlets;
mod pages;
mod query;
mod random;
mod randomized_model;
mod retention;
mod saved;
mod security;
mod stats;
mod third_party_formats;
mod watch;
