//! The commands, one module each. A command interprets its arguments, runs a search or an ingest, and passes the result
//! to `output`.

pub mod aliases;
mod check;
mod completions;
mod conflicts;
mod export;
mod export_file;
mod extract;
mod facets;
mod figure_query;
mod figures;
mod groups;
mod ingest;
mod new;
mod query;
mod repeats;
mod save;
mod saved;
mod show;
mod stats;
mod timeline;

use std::process::ExitCode;

pub use check::check;
pub use completions::completions;
pub use conflicts::conflicts;
pub use extract::extract;
pub use facets::facets;
pub use figures::figures;
pub use ingest::ingest;
pub use new::new;
pub use query::query;
pub use repeats::repeats;
pub use save::save;
pub use saved::saved;
pub use show::show;
pub use stats::stats;
pub use timeline::timeline;

use crate::date::Today;
use crate::hints::HintedError;

/// The outcome of a command, which becomes the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Success: something was found, or all work was done.
    Done,
    /// Nothing was found.
    Nothing,
    /// An error occurred, or the query could not be parsed.
    Failed,
    /// The work was done, but some input could not be read or some corrections could not be applied.
    Incomplete,
    /// The index is damaged.
    Damaged,
}

impl Status {
    /// Returns the status of an answer with `total` results.
    fn found(total: usize) -> Self {
        if total == 0 {
            Self::Nothing
        } else {
            Self::Done
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Nothing => 1,
            Status::Failed => 2,
            Status::Incomplete => 3,
            Status::Damaged => 4,
        })
    }
}

/// Returns the current date. Tests override it with the environment variable `SEARCH_TODAY`.
fn today() -> anyhow::Result<Today> {
    match std::env::var("SEARCH_TODAY") {
        Ok(text) => text.parse().map_err(|_| {
            HintedError::error(
                format!("SEARCH_TODAY: {text:?} is not a date"),
                "use a date such as 2022-03-01",
            )
        }),
        Err(_) => Ok(Today::Current),
    }
}
