//! The arguments of `search stats`.

use clap::Args;

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Show at most N rows of each list [default: 10, or all for JSON]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
