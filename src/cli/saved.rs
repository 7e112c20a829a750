//! The arguments of `search saved`.

use clap::Args;

#[derive(Debug, Args)]
pub struct SavedArgs {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Remove the saved search with this name
    #[arg(long, value_name = "NAME", conflicts_with = "json")]
    pub remove: Option<String>,
}
