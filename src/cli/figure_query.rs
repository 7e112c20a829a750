//! The arguments shared by the commands that search for figures: the query, its options, and the output format.

use std::path::PathBuf;

use clap::Args;

use crate::query::IntervalMatch;

/// The query for figures and its options.
#[derive(Debug, Args)]
pub struct FigureQueryArgs {
    /// Search query; everything after `--` is read as query text. A word for what happened (killed), a nationality
    /// (russian) or a kind of person (soldiers) selects the figures that it describes. Other words must occur in the
    /// figure's sentence or headline, but may occur anywhere in the article if the query also says what happened or sets a
    /// condition on figures
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Include only articles published on or after this date, like `after:` in a query
    #[arg(long, value_name = "DATE")]
    pub after: Option<String>,
    /// Include only articles published before this date, like `before:` in a query
    #[arg(long, value_name = "DATE")]
    pub before: Option<String>,
    /// Let vague numbers such as "dozens" match ranges
    #[arg(long)]
    pub vague: bool,
    /// Show figures that are hidden because a fact that the query uses is uncertain (less than 70% certain, marked with
    /// "?")
    #[arg(long)]
    pub uncertain: bool,
    /// How a range matches a figure such as "more than 5" or "fewer than 5"
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Include copies and earlier versions of articles
    #[arg(long)]
    pub copies: bool,
    /// Merge the source names listed in this TOML file, which has one line per source: `"Name" = ["other spelling",
    /// "another"]`
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
    /// Returns the maximum number of items to show. `asked` is the user's limit. Without one, JSON and CSV show all
    /// items, and text shows `to_a_person` items.
    pub fn limit(self, asked: Option<usize>, to_a_person: usize) -> usize {
        let all = self.json || self.jsonl || self.csv;
        asked.unwrap_or(if all { usize::MAX } else { to_a_person })
    }
}
