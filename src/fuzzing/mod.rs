//! Entry points for the fuzz targets in `tests/fuzz`, which cannot call private functions. These entry points are not
//! part of the library's stable API.

use std::path::Path;

mod index_files;

use crate::command;
pub use crate::figure::parse::{
    Parse, ParsedToken, PosTag, Relation, SentenceParser, parse as parse_sentence,
};
pub use crate::input::{InputPart, PartHandler, read_parts_of};
pub use index_files::stamp;

/// The path of a file in the index folder, and the function that reads it.
pub type Kept = (&'static str, fn(&Path, &Path) -> anyhow::Result<()>);

/// The files to fuzz, with the functions that read them.
pub const KEPT: &[Kept] = &[
    ("CURRENT", index_files::generation),
    ("generation-000001/stamp.json", index_files::generation),
    ("generation-000001/state-1", index_files::state),
    ("roots.json", index_files::roots),
    ("last-ingest.json", index_files::last_ingest),
    ("history.jsonl", index_files::history),
    ("saved.json", index_files::saved),
    ("corrections.json", index_files::remembered_corrections),
    ("corrections.toml", index_files::corrections),
    ("pending.json", index_files::pending),
    ("aliases.toml", |_, path| {
        command::aliases::read(path).map(|_| ())
    }),
];
