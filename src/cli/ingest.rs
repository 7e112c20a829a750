//! The arguments of `search ingest`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use jiff::SignedDuration;

use crate::article::FieldMapping;

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct IngestArgs {
    /// Folders and files, - for standard input; those of earlier times where none is given
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What fields of the records mean whose names are not known, as `body=my_field,date=meta.pub`; remembered for the paths
    /// given
    #[arg(long, value_name = "FIELD=NAME,…")]
    pub map: Option<FieldMapping>,
    /// Show for the first articles which field was read from where, and change nothing
    #[arg(long, conflicts_with_all = ["rebuild", "prune"])]
    pub dry_run: bool,
    /// Write a new index and put it in the place of the old one at once
    #[arg(long)]
    pub rebuild: bool,
    /// A file of corrections, remembered for later times; corrections.toml in the folder of the index where none is named
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Remove articles that are gone even where a folder is missing, empty or less than half of what it was
    #[arg(long)]
    pub prune: bool,
    /// Go on to ingest what changes in the folders, until stopped; a file is read when it has been closed
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Look through the folders every second, where the system does not tell of changes, as on network drives
    #[arg(long, requires = "watch")]
    pub poll: bool,
    /// Wait so long, as 30s or 5m, for another process that ingests into the same index
    #[arg(long, value_name = "TIME", default_value = "0s", hide_default_value = true, value_parser = duration)]
    pub wait: Duration,
    /// About how much memory to use, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = clap::value_parser!(u32).range(64..=65536))]
    pub memory: u32,
    /// How many threads to write with; all cores where not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub threads: Option<u16>,
}

fn duration(text: &str) -> Result<Duration, String> {
    let span: Option<SignedDuration> = text.parse().ok();
    span.and_then(|span| Duration::try_from(span).ok())
        .ok_or_else(|| "it is not a time: write 30s or 5m".to_owned())
}
