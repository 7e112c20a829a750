//! The arguments of `search query`.

use clap::Args;

use crate::query::{IntervalMatch, Sort};

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct QueryArgs {
    /// The query; everything after `--` belongs to it
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Answer with one JSON object
    #[arg(long, conflicts_with_all = ["jsonl", "csv", "count"])]
    pub json: bool,
    /// Answer with a JSON object a line, one for each hit
    #[arg(long, conflicts_with_all = ["csv", "count"])]
    pub jsonl: bool,
    /// Answer with a table for spreadsheets, a row for each hit and its first figure
    #[arg(long, conflicts_with = "count")]
    pub csv: bool,
    /// What comes first
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    pub sort: Sort,
    /// Leave out so many hits before the first that is shown
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show so many hits
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Print only how many articles there are
    #[arg(long)]
    pub count: bool,
    /// Any of the words will do; conditions in fields and on figures always hold
    #[arg(long, conflicts_with = "all")]
    pub any: bool,
    /// All words must match, also where no article has them all
    #[arg(long)]
    pub all: bool,
    /// Let "dozens" and "tens of thousands" meet conditions on numbers
    #[arg(long)]
    pub vague: bool,
    /// How a range is met by "more than 5", "fewer than 5" and the like
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Say how the query was read, and for each hit why it is where it is
    #[arg(long, conflicts_with_all = ["csv", "count"])]
    pub explain: bool,
    /// Show every copy of a story and the earlier versions of a page, each a hit of its own
    #[arg(long)]
    pub copies: bool,
}
