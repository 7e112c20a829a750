//! The arguments of `search query`.

use clap::Args;

use crate::query::{IntervalMatch, Sort};

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct QueryArgs {
    /// Search query; everything after `--` is read as query text
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Print one JSON object
    #[arg(long, conflicts_with_all = ["jsonl", "csv", "count"])]
    pub json: bool,
    /// Print one JSON object per line, one for each hit
    #[arg(long, conflicts_with_all = ["csv", "count"])]
    pub jsonl: bool,
    /// Print CSV, one row for each hit, with its first figure
    #[arg(long, conflicts_with = "count")]
    pub csv: bool,
    /// Sort order
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    pub sort: Sort,
    /// Skip the first N hits
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show at most N hits
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Print only the number of matching articles
    #[arg(long)]
    pub count: bool,
    /// Find articles with any of the words; conditions on fields and figures still apply
    #[arg(long, conflicts_with = "all")]
    pub any: bool,
    /// Require all words, even if no article has them all
    #[arg(long)]
    pub all: bool,
    /// Let vague numbers such as "dozens" match ranges
    #[arg(long)]
    pub vague: bool,
    /// Let conditions match uncertain facts (less than 70% certain, marked with "?")
    #[arg(long)]
    pub uncertain: bool,
    /// How a range matches a figure such as "more than 5" or "fewer than 5"
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Show how the query was read and how each hit was scored
    #[arg(long, conflicts_with_all = ["csv", "count"])]
    pub explain: bool,
    /// Show copies and earlier versions of articles as separate hits
    #[arg(long)]
    pub copies: bool,
}
