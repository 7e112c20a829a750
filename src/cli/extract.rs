//! The arguments of `search extract`.

use std::path::PathBuf;

use clap::Args;

use crate::article::language_code;

#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Text file to read, or - for standard input [default: -]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Read JSON Lines with a "text" field and print the figures of each as one JSON line
    #[arg(long)]
    pub jsonl: bool,
    /// Show the rules and words behind each figure, and why other numbers are not figures
    #[arg(long, conflicts_with = "jsonl")]
    pub explain: bool,
    /// Language of the text, such as de or uk; only English is read in full, other languages for plain numbers and units
    /// [default: en]
    #[arg(long, value_name = "CODE", value_parser = language, conflicts_with = "explain")]
    pub lang: Option<String>,
}

fn language(name: &str) -> Result<String, String> {
    language_code(name)
        .ok_or_else(|| "it is not the code of a language: write en, de, fr".to_owned())
}
