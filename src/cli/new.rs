//! The arguments of `search new`.

use clap::Args;

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct NewArgs {
    /// Name of a saved search [default: all saved searches]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Print one JSON object for each search with new articles
    #[arg(long, conflicts_with_all = ["jsonl", "csv"])]
    pub json: bool,
    /// Print one JSON object per line, one for each article
    #[arg(long, conflicts_with = "csv")]
    pub jsonl: bool,
    /// Print CSV, one row for each article, with its first figure
    #[arg(long, requires = "name")]
    pub csv: bool,
    /// Show new articles without marking them as seen; needs no write access to the index
    #[arg(long)]
    pub peek: bool,
    /// Show at most N articles for each search; requires --peek, so that no article is marked as seen without
    /// being shown
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
