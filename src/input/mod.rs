//! Finds input files, watches them for changes, and unpacks them into byte streams.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod file_extension;
mod unpack;
mod walk;
mod watch;

pub use unpack::{InputPart, PartHandler, is_packed, is_packed_by_name, read_parts, read_parts_of};
pub use walk::{
    FileStat, InputFile, RealPath, WalkEntry, nanoseconds, real_path, walk, walk_ahead,
};
pub use watch::{FolderWatcher, UnfinishedFiles};
