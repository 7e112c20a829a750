//! The arguments of `search extract`.

use std::path::PathBuf;

use clap::Args;

use crate::article::language_code;

#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// A text file; standard input where none is given, or -
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Read JSON lines that have a "text", and write for each its figures as a JSON line
    #[arg(long)]
    pub jsonl: bool,
    /// Say for each figure which rules and words decided, and for each other number what it is
    #[arg(long, conflicts_with = "jsonl")]
    pub explain: bool,
    /// The language of the texts, as de or uk: of others than English, plain numbers with units are read [default: en]
    #[arg(long, value_name = "CODE", value_parser = language, conflicts_with = "explain")]
    pub lang: Option<String>,
}

fn language(name: &str) -> Result<String, String> {
    language_code(name)
        .ok_or_else(|| "it is not the code of a language: write en, de, fr".to_owned())
}
