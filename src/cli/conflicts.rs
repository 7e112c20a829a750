//! The arguments of `search conflicts`.

use clap::Args;

use super::figure_query::{FigureQueryArgs, FormatArgs};

#[derive(Debug, Args)]
pub struct ConflictsArgs {
    #[command(flatten)]
    pub figure_query: FigureQueryArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Take dates that lie no more than so many days apart for one time
    #[arg(long, value_name = "DAYS", default_value_t = 3, value_parser = clap::value_parser!(u16).range(0..=3660))]
    pub within: u16,
    /// Show so many conflicts; where not given 10, and all in JSON and tables for spreadsheets
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
