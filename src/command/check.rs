//! `search check`: verifies the index.

use std::io::{self, BufWriter, Write};

use super::Status;
use crate::cli::{CheckArgs, Global};
use crate::output::{Style, check_json, check_text};
use crate::storage::IndexFolder;

/// Checks the index and prints the damage that it finds.
pub fn check(global: &Global, args: &CheckArgs, style: Style) -> anyhow::Result<Status> {
    let folder = IndexFolder::new(&global.index);
    let check = crate::check::run(&folder)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        check_json(&mut out, &check, folder.path())?;
    } else {
        check_text(&mut out, &check, folder.path(), style)?;
    }
    out.flush()?;
    Ok(if check.damages.is_empty() {
        Status::Done
    } else {
        Status::Damaged
    })
}
