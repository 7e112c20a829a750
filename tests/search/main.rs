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
mod dump;
mod export;
mod extract;
mod figures;
mod formats;
mod fuzzed;
mod harness;
mod hostile;
mod ingest;
mod kept;
mod language;
mod lasting;
mod outlets;
mod pages;
mod producers;
mod query;
mod random;
mod rounds;
mod saved;
mod stats;
mod watch;
