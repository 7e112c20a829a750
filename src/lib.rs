//! Full-text search over news articles that also reads the figures in them.
//!
//! "Russia lost more than 5,300 troops, Ukraine said" holds a number (5,300) with a bound (more than), what it counts
//! (troops), whose they are (Russia's), what happened to them (killed) and who says so (Ukraine). The program `search`
//! finds articles by words and by such figures; the README and `search --help` are its manual.
//!
//! ```text
//! input -> article -> figure -> ingest -> index -> query -> output
//! ```
//!
//! - [`article`] parses bytes into [`article::Article`] values.
//! - [`figure`] finds the figures of a text: [`figure::extract`] is a pure function that cannot fail.
//! - [`ingest`] brings an index up to the files on disk; [`check`] verifies one.
//! - [`index`] and [`storage`] hold the documents and the files of an index.
//! - [`query`] parses queries and answers them.
//!
//! `ARCHITECTURE.md` describes the folders, what they pass on, and what must always hold. `CONTRIBUTING.md` has the
//! steps for common changes, and `docs/glossary.md` defines the words.

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
