//! The arguments of `search save`.

use clap::Args;

use crate::query::IntervalMatch;

#[derive(Debug, Args)]
pub struct SaveArgs {
    /// Name of the search; may contain letters, digits, `-`, `_` and `.`
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Search query; everything after `--` is read as query text
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// Match any of the words; conditions on fields and figures still apply
    #[arg(long)]
    pub any: bool,
    /// Let vague numbers such as "dozens" match number filters
    #[arg(long)]
    pub vague: bool,
    /// How ranges match bounds such as "more than 5" and "fewer than 5"
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Replace the saved search of this name
    #[arg(long)]
    pub replace: bool,
}
