//! The commands: what was typed to what is done, and that to output.

mod ask;
mod completions;
mod export;
mod extract;
mod figures;
mod ingest;
mod query;

use std::process::ExitCode;

pub use completions::completions;
pub use extract::extract;
pub use figures::figures;
pub use ingest::ingest;
pub use query::query;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Something was found, or all was done.
    Done,
    /// Nothing was found.
    Nothing,
    /// An error, or a query that cannot be read.
    Failed,
    /// Done, but something could not be read.
    Incomplete,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Nothing => 1,
            Status::Failed => 2,
            Status::Incomplete => 3,
        })
    }
}

/// The day of today, which `SEARCH_TODAY` sets for tests.
fn today() -> anyhow::Result<jiff::civil::Date> {
    match std::env::var("SEARCH_TODAY") {
        Ok(text) => Ok(text
            .parse()
            .map_err(|e| anyhow::anyhow!("SEARCH_TODAY is {text:?}: {e}"))?),
        Err(_) => Ok(jiff::Zoned::now().date()),
    }
}
