//! The arguments of `search repeats`.

use clap::Args;

use super::figure_query::FormatArgs;

#[derive(Debug, Args)]
pub struct RepeatsArgs {
    /// A number ("9,861", "$2.3bn"), the id of an article, or the id of a figure (`id#3`)
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Show at most N figures [default: 10, or all for JSON and CSV]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
