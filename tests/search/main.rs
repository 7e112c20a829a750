//! Tests of the whole program, in one binary. Each module covers one subject and uses [`harness`].
#![allow(clippy::unwrap_used)]

mod bad_input;
mod blocks;
mod check;
mod column_reads;
#[cfg(unix)]
mod commands;
mod completions;
mod copies;
mod corrections;
#[cfg(unix)]
mod crash;
mod damage;
mod day_order;
mod derived;
#[cfg(unix)]
mod documents;
mod export;
mod extract;
mod figures;
mod formats;
mod fuzzed;
mod harness;
#[cfg(unix)]
mod help;
mod index_dump;
mod index_growth;
mod ingest;
mod language;
#[cfg(unix)]
mod messages;
mod outlets;
mod pages;
mod query;
mod random;
mod randomized_model;
mod redaction;
mod reextract;
mod retention;
mod saved;
mod security;
mod stats;
#[cfg(target_os = "linux")]
mod terminal;
mod third_party_formats;
#[cfg(unix)]
mod transcript;
mod watch;
