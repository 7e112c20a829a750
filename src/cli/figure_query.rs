//! The arguments shared by the commands that search for figures: the query, its options, and the output format.

use std::path::PathBuf;

use clap::Args;

use crate::query::IntervalMatch;

/// The query for figures and its options.
#[derive(Debug, Args)]
pub struct FigureQueryArgs {
    /// Search query; everything after `--` is read as query text. Words for a measure (killed), a nationality (russian) or
    /// a kind of person (soldiers) select figures with that property. Other words must be in the sentence or headline; if
    /// the query has a measure or condition, they can be anywhere in the article
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Include only articles published on this day or later, like `after:` in the query
    #[arg(long, value_name = "DATE")]
    pub after: Option<String>,
    /// Include only articles published before this day, like `before:` in the query
    #[arg(long, value_name = "DATE")]
    pub before: Option<String>,
    /// Let vague numbers such as "dozens" match number filters
    #[arg(long)]
    pub vague: bool,
    /// How ranges match bounds such as "more than 5" and "fewer than 5"
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Include copies of a story and earlier versions of a page
    #[arg(long)]
    pub copies: bool,
    /// Merge source names as listed in a TOML file, one line for each source: `"Name" = ["other spelling", "another"]`
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,
}

/// The output format.
#[derive(Clone, Copy, Debug, Args)]
pub struct FormatArgs {
    /// Print one JSON object
    #[arg(long, group = "table", conflicts_with_all = ["jsonl", "csv"])]
    pub json: bool,
    /// Print one JSON object per line
    #[arg(long, group = "table", conflicts_with = "csv")]
    pub jsonl: bool,
    /// Print CSV
    #[arg(long, group = "table")]
    pub csv: bool,
}

impl FormatArgs {
    /// Returns the maximum number of items to show. If the user set no limit (`asked`), JSON and CSV show all items,
    /// and text shows `to_a_person` items.
    pub fn limit(self, asked: Option<usize>, to_a_person: usize) -> usize {
        let all = self.json || self.jsonl || self.csv;
        asked.unwrap_or(if all { usize::MAX } else { to_a_person })
    }
}
