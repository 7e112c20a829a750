//! The arguments of `search timeline`.

use clap::Args;

use super::figure_query::{FigureQueryArgs, FormatArgs};
use crate::query::{Dimension, Period};

#[derive(Debug, Args)]
pub struct TimelineArgs {
    #[command(flatten)]
    pub figure_query: FigureQueryArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Length of each period [default: the shortest that gives at most 60 periods]
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<Period>,
    /// What each letter in the plot stands for
    #[arg(long, value_enum, value_name = "BY", default_value_t = Dimension::Source)]
    pub group_by: Dimension,
    /// Show at most N rows of the table [default: 50, or all for JSON and CSV]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
