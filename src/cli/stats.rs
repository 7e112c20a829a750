//! The arguments of `search stats`.

use clap::Args;

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Answer with one JSON object, with all there is
    #[arg(long)]
    pub json: bool,
    /// Show so many of each kind; where not given 10, and all in JSON
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
