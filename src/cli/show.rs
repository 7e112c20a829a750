//! The arguments of `search show`.

use clap::Args;

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Id of an article, or of one of its figures (`id#3`)
    #[arg(value_name = "ID")]
    pub id: String,
    /// Print one JSON object per line, one for each article with this id
    #[arg(long)]
    pub json: bool,
}
