//! The arguments of `search facets`.

use clap::Args;

use super::figure_query::{FigureQueryArgs, FormatArgs};
use super::value_enums::{self, FacetList};

#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// What to count by, with commas between: outlet, month, measure, claimant, whose, counted, value
    #[arg(value_name = "BY", value_parser = value_enums::facets)]
    pub by: Option<FacetList>,
    #[command(flatten)]
    pub figure_query: FigureQueryArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Show so many of each; where not given 20, and all in JSON and tables
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
