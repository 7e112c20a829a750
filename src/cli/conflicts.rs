//! The arguments of `search conflicts`.

use clap::Args;

use super::figure_query::{FigureQueryArgs, FormatArgs};

#[derive(Debug, Args)]
pub struct ConflictsArgs {
    #[command(flatten)]
    pub figure_query: FigureQueryArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Compare figures that are dated up to N days apart
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(0..=3660))]
    pub within: u16,
    /// Show at most N conflicts [default: 10, or all for JSON and CSV]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
