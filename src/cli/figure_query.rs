//! The arguments that the commands over figures share: the query, its options, and the format of the answer.

use std::path::PathBuf;

use clap::Args;

use crate::query::IntervalMatch;

/// What figures are asked for.
#[derive(Debug, Args)]
pub struct FigureQueryArgs {
    /// The query; everything after `--` belongs to it. A word for a measure, a nation or people asks for that fact of the
    /// figure; others may stand in its sentence or headline or, beside a measure or a condition, anywhere in its article
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only figures of articles published on this day or later, as after: in the query
    #[arg(long, value_name = "DATE")]
    pub after: Option<String>,
    /// Only figures of articles published before this day, as before: in the query
    #[arg(long, value_name = "DATE")]
    pub before: Option<String>,
    /// Let "dozens" and "tens of thousands" meet conditions on numbers
    #[arg(long)]
    pub vague: bool,
    /// How a range is met by "more than 5", "fewer than 5" and the like
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Take in what copies of a story repeat and what earlier versions of a page said
    #[arg(long)]
    pub copies: bool,
    /// Take claimants for one as a TOML file says, a line each: `"Name" = ["other spelling", "another"]`
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,
}

/// The format of an answer that has all that matches.
#[derive(Clone, Copy, Debug, Args)]
pub struct FormatArgs {
    /// Answer with one JSON object, with all there is
    #[arg(long, group = "table", conflicts_with_all = ["jsonl", "csv"])]
    pub json: bool,
    /// Answer with a JSON object a line, with all there is
    #[arg(long, group = "table", conflicts_with = "csv")]
    pub jsonl: bool,
    /// Answer with a table for spreadsheets, with all there is
    #[arg(long, group = "table")]
    pub csv: bool,
}

impl FormatArgs {
    /// Returns the number of items to show: `asked` if it is set, all for formats for programs, else `to_a_person`.
    pub fn limit(self, asked: Option<usize>, to_a_person: usize) -> usize {
        let all = self.json || self.jsonl || self.csv;
        asked.unwrap_or(if all { usize::MAX } else { to_a_person })
    }
}
