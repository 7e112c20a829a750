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
    /// How long periods are; where not given the shortest of which there are no more than 60
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<Period>,
    /// What tells the marks apart
    #[arg(long, value_enum, value_name = "BY", default_value_t = Dimension::Source)]
    pub group_by: Dimension,
    /// Show so many lines; where not given 50, and all in JSON and tables for spreadsheets
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
