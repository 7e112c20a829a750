//! The arguments of `search new`.

use clap::Args;

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct NewArgs {
    /// The search; all that are saved, each under its name, where none is given
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Answer with a JSON object for each search that has something new
    #[arg(long, conflicts_with_all = ["jsonl", "csv"])]
    pub json: bool,
    /// Answer with a JSON object a line, one for each article
    #[arg(long, conflicts_with = "csv")]
    pub jsonl: bool,
    /// Answer with a table for spreadsheets, a row for each article and its first figure
    #[arg(long, requires = "name")]
    pub csv: bool,
    /// Show what is new and leave it new; needs no right to write
    #[arg(long)]
    pub peek: bool,
    /// Show so many articles of a search, with --peek; else all are shown, so that none is lost
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
