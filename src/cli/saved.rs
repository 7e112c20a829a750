//! What can be typed for searches that are saved.

use clap::Args;

use crate::query::IntervalMatch;

#[derive(Debug, Args)]
pub struct SaveArgs {
    /// What it is called: letters, digits, - _ and .
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The query; everything after `--` belongs to it
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// Any of the words will do; conditions in fields and on figures always hold
    #[arg(long)]
    pub any: bool,
    /// Let "dozens" and "tens of thousands" meet conditions on numbers
    #[arg(long)]
    pub vague: bool,
    /// How a range is met by "more than 5", "fewer than 5" and the like
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Put it in the place of the search of that name
    #[arg(long)]
    pub replace: bool,
}

#[derive(Debug, Args)]
pub struct SavedArgs {
    /// Answer with one JSON object
    #[arg(long)]
    pub json: bool,
    /// Remove a search
    #[arg(long, value_name = "NAME", conflicts_with = "json")]
    pub remove: Option<String>,
}

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
