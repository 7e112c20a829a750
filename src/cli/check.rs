//! The arguments of `search check`.

use clap::Args;

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Answer with one JSON object
    #[arg(long)]
    pub json: bool,
}
