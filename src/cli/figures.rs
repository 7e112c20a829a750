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
    /// Group the figures, and show the lowest, highest and first figure of each group
    #[arg(long, value_enum, value_name = "BY", conflicts_with_all = ["sort", "output", "sqlite"])]
    pub group_by: Option<Dimension>,
    /// Write the JSON or CSV to FILE; if writing fails, FILE is left unchanged
    #[arg(long, value_name = "FILE", group = "file", requires = "table")]
    pub output: Option<PathBuf>,
    /// Write all matching figures and their articles to a SQLite database with a full-text index, ready for Datasette
    #[arg(long, value_name = "FILE", group = "file", conflicts_with_all = ["json", "jsonl", "csv", "output"])]
    pub sqlite: Option<PathBuf>,
    /// Overwrite the --output or --sqlite file if it exists
    #[arg(long, requires = "file")]
    pub force: bool,
    /// Sort order; a leading hyphen means descending [default: relevance, or by article for JSON, CSV and SQLite without
    /// --limit]
    #[arg(long, value_enum, value_name = "BY", allow_hyphen_values = true)]
    pub sort: Option<FigureSort>,
    /// Skip the first N figures
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show at most N figures [default: 20, or all for JSON and CSV]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}
