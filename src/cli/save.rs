//! The arguments of `search save`.

use clap::Args;

use crate::query::IntervalMatch;

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct SaveArgs {
    /// Name of the search; may contain letters, digits, `-`, `_` and `.`
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Search query; everything after `--` is read as query text
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// Find articles with any of the words; conditions on fields and figures still apply
    #[arg(long)]
    pub any: bool,
    /// Let vague numbers such as "dozens" match ranges
    #[arg(long)]
    pub vague: bool,
    /// Let conditions match uncertain facts (less than 70% certain, marked with "?")
    #[arg(long)]
    pub uncertain: bool,
    /// How a range matches a figure such as "more than 5" or "fewer than 5"
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Replace the saved search with this name
    #[arg(long)]
    pub replace: bool,
}
