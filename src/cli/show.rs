//! The arguments of `search show`.

use clap::Args;

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The id of an article, or of one of its figures (`id#3`)
    #[arg(value_name = "ID")]
    pub id: String,
    /// Answer with JSON, a line for each article of that id
    #[arg(long)]
    pub json: bool,
}
