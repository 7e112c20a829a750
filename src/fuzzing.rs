//! What the fuzz targets of `tests/fuzz` reach beside what is public; no part of what the library promises.

use std::path::Path;

use crate::command;
use crate::index;
pub use crate::index::fuzzing::stamp;
pub use crate::source::{Each, Part, parts_of};

/// A file that is read from an index or beside it, and its reader.
pub type Kept = (&'static str, fn(&Path, &Path) -> anyhow::Result<()>);

/// The files that are read again when an index is used, by their paths below its folder.
pub const KEPT: &[Kept] = &[
    ("CURRENT", index::fuzzing::generation),
    ("generation-000001/stamp.json", index::fuzzing::generation),
    ("generation-000001/state-1", index::fuzzing::state),
    ("roots.json", index::fuzzing::roots),
    ("last-ingest.json", index::fuzzing::last_ingest),
    ("history.jsonl", index::fuzzing::history),
    ("saved.json", index::fuzzing::saved),
    ("corrections.json", index::fuzzing::remembered_corrections),
    ("corrections.toml", index::fuzzing::corrections),
    ("pending.json", index::fuzzing::pending),
    ("aliases.toml", |_, path| {
        command::aliases::read(path).map(|_| ())
    }),
];
