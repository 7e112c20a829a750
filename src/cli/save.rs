//! The arguments of `search save`.

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
