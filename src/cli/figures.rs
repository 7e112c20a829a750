//! The arguments of `search figures`.

use std::path::PathBuf;

use clap::Args;

use super::figure_query::{FigureQueryArgs, FormatArgs};
use crate::query::{Dimension, FigureSort};

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct FiguresArgs {
    #[command(flatten)]
    pub figure_query: FigureQueryArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Fold figures that have this in common into one line, with the lowest, the highest and the first
    #[arg(long, value_enum, value_name = "BY", conflicts_with_all = ["sort", "output", "sqlite"])]
    pub group_by: Option<Dimension>,
    /// Write the JSON or the table into a file, which is there whole or not at all
    #[arg(long, value_name = "FILE", group = "file", requires = "table")]
    pub output: Option<PathBuf>,
    /// Write all figures that match, their articles and a full-text table into an SQLite file, as Datasette opens it
    #[arg(long, value_name = "FILE", group = "file", conflicts_with_all = ["json", "jsonl", "csv", "output"])]
    pub sqlite: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long, requires = "file")]
    pub force: bool,
    /// What comes first; with a hyphen before it the highest, latest or last. Where not given relevance, but all figures
    /// in JSON, tables and SQLite come article by article, and are not ranked
    #[arg(long, value_enum, value_name = "BY", allow_hyphen_values = true)]
    pub sort: Option<FigureSort>,
    /// Leave out so many figures before the first that is shown
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show so many figures; where not given 20, and all of them in JSON and tables
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
