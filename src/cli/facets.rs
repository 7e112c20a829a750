//! The arguments of `search facets`.

use clap::Args;

use super::figure_query::{FigureQueryArgs, FormatArgs};
use super::value_enums::{self, FacetList};

#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// Facets to count by, separated by commas: outlet, month, measure, claimant, whose, counted, value
    #[arg(value_name = "BY", value_parser = value_enums::facets)]
    pub by: Option<FacetList>,
    #[command(flatten)]
    pub figure_query: FigureQueryArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Show at most N values of each facet [default: 20, or all for JSON and CSV]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
