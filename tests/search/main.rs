//! The tests of the program as a whole, in one binary: each module one subject, all on one [`harness`].
#![allow(clippy::unwrap_used)]

mod bad_input;
mod blocks;
mod check;
#[cfg(unix)]
mod commands;
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
#[cfg(unix)]
mod help;
mod hostile;
mod ingest;
mod kept;
mod language;
mod lasting;
#[cfg(unix)]
mod messages;
mod outlets;
mod pages;
mod producers;
mod query;
mod random;
#[cfg(unix)]
mod readme;
mod redaction;
mod rounds;
mod saved;
mod stats;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(unix)]
mod transcript;
mod watch;
