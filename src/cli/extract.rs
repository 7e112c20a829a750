//! The arguments of `search extract`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::article::language_code;

#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Text file to read, or - for standard input [default: -]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Read JSON lines that have a "text" field, and print the figures in each as one JSON line
    #[arg(long)]
    pub jsonl: bool,
    /// Show the rule and the words behind each part of a figure, the candidates for each fact with their scores and most
    /// important features, and why other numbers are not figures. With `=syntax`, show the parse of each sentence that
    /// contains a number
    #[arg(
        long,
        conflicts_with = "jsonl",
        value_enum,
        value_name = "WHAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "facts"
    )]
    pub explain: Option<Explained>,
    /// Language of the text, such as de or uk; in languages other than English, only numbers and their units are read
    /// [default: en]
    #[arg(long, value_name = "CODE", value_parser = language, conflicts_with = "explain")]
    pub lang: Option<String>,
}

/// What `--explain` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Explained {
    /// The rules and candidates behind each figure
    Facts,
    /// The parse of each sentence that contains a number
    Syntax,
}

fn language(name: &str) -> Result<String, String> {
    language_code(name)
        .ok_or_else(|| "not a language code; use one such as en, de or fr".to_owned())
}
