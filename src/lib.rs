//! Full-text search over news articles that also reads the figures in them.
//!
//! The sentence "Russia lost more than 5,300 troops, Ukraine said" contains a figure: a number (5,300) with a bound
//! (more than), what is counted (troops), the side that it belongs to (Russia), what happened (killed) and the source
//! (Ukraine). The program `search` finds articles by their words and by such figures. It is described in the README and
//! in `search --help`.
//!
//! ```text
//! input -> article -> figure -> ingest -> index -> query -> output
//! ```
//!
//! - [`article`] parses bytes into [`article::Article`] values.
//! - [`figure`] extracts figures from text; [`figure::extract`] is a pure function that cannot fail.
//! - [`ingest`] updates an index from the files on disk, and [`check`] verifies an index.
//! - [`index`] defines the documents of an index, and [`storage`] manages its files.
//! - [`query`] parses queries and answers them.
//!
//! `ARCHITECTURE.md` describes the modules, the data that they exchange, and the invariants. `CONTRIBUTING.md` lists
//! the steps for common changes, and `docs/glossary.md` defines the terms.

pub mod analysis;
pub mod article;
pub mod byte_range;
pub mod check;
mod cli;
mod command;
mod corrections;
pub mod date;
mod dedup;
pub mod error;
pub mod figure;
#[doc(hidden)]
pub mod fuzzing;
mod hints;
pub mod index;
pub mod ingest;
mod input;
mod lines;
mod outlets;
mod output;
mod panic_report;
mod plural;
mod prefix;
pub mod query;
mod regular_file;
mod run;
mod sanitize;
pub mod storage;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;
mod web_address;

pub use run::run;
