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
    /// Folders and files to read, or - for standard input [default: all paths from earlier ingests]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Fields of your files that hold the parts of an article, for example `body=my_field,date=meta.pub`; remembered for
    /// the given paths
    #[arg(long, value_name = "FIELD=NAME,…")]
    pub map: Option<FieldMapping>,
    /// Show how the first articles would be read, field by field, and change nothing
    #[arg(long, conflicts_with_all = ["rebuild", "prune"])]
    pub dry_run: bool,
    /// Build a new index and replace the old one when it is complete
    #[arg(long)]
    pub rebuild: bool,
    /// Extract the figures again from the stored articles, without reading any files; use this after an update that changes
    /// how figures are read
    #[arg(long, conflicts_with_all = ["paths", "map", "dry_run", "rebuild", "corrections", "prune", "watch"])]
    pub reextract: bool,
    /// Corrections file, remembered for later ingests [default: corrections.toml in the index folder]
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Remove articles whose files are missing, even if a whole folder is missing or empty, or has lost more than half of its
    /// files
    #[arg(long)]
    pub prune: bool,
    /// Keep running and ingest files as they change; a file is read only after the program writing to it has closed it
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Look for changes every second; needed on file systems that do not report changes, such as network drives
    #[arg(long, requires = "watch")]
    pub poll: bool,
    /// If another ingest is writing to the index, wait up to this long for it to finish, for example 30s or 5m
    #[arg(long, value_name = "TIME", default_value = "0s", hide_default_value = true, value_parser = duration)]
    pub wait: Duration,
    /// Approximate memory limit, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = clap::value_parser!(u32).range(64..=65536))]
    pub memory: u32,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub threads: Option<u16>,
}

fn duration(text: &str) -> Result<Duration, String> {
    let span: Option<SignedDuration> = text.parse().ok();
    span.and_then(|span| Duration::try_from(span).ok())
        .ok_or_else(|| "not a duration; use one such as 30s or 5m".to_owned())
}
