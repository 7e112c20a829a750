//! `search stats`: describes the contents of the index.

use std::io::{self, BufWriter, Write};

use super::Status;
use crate::cli::{Global, StatsArgs};
use crate::index::{IndexReader, Overview};
use crate::output::{Style, stats_json, stats_text};
use crate::storage::IndexFolder;

/// The default number of entries for each list in text output.
const SHOWN: usize = 10;

/// Prints statistics about the index.
pub fn stats(global: &Global, args: &StatsArgs, style: Style) -> anyhow::Result<Status> {
    let reader = IndexReader::open(&IndexFolder::new(&global.index))?;
    let overview = Overview::load(&reader)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        stats_json(&mut out, &overview, args.limit.unwrap_or(usize::MAX))?;
    } else {
        let limit = args.limit.unwrap_or(SHOWN);
        stats_text(&mut out, &overview, reader.path(), limit, style)?;
    }
    out.flush()?;
    Ok(Status::Done)
}
