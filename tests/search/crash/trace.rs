//! Reads the trace of file changes that `src/storage/files/fault_injection.rs` writes.

use std::fs;
use std::path::{Path, PathBuf};

/// A change to the file system.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    MakeFolder(PathBuf),
    Create(PathBuf),
    Touch(PathBuf),
    Write(PathBuf, Vec<u8>),
    Sync(PathBuf),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    RemoveFolder(PathBuf),
    SyncFolder(PathBuf),
}

/// Reads a trace.
pub fn read(path: &Path) -> Vec<Change> {
    let bytes = fs::read(path).unwrap();
    let mut rest = &bytes[..];
    let mut changes = Vec::new();
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap();
        let line = std::str::from_utf8(&rest[..end]).unwrap();
        let words: Vec<_> = line.split('\t').collect();
        let length: usize = words[words.len() - 1].parse().unwrap();
        let (written, after) = rest[end + 1..].split_at(length);
        let path = PathBuf::from(words[1]);
        changes.push(match words[0] {
            "make_folder" => Change::MakeFolder(path),
            "create" => Change::Create(path),
            "touch" => Change::Touch(path),
            "write" => Change::Write(path, written.to_owned()),
            "sync" => Change::Sync(path),
            "rename" => Change::Rename(path, words[2].into()),
            "remove" => Change::Remove(path),
            "remove_folder" => Change::RemoveFolder(path),
            "sync_folder" => Change::SyncFolder(path),
            other => panic!("{other}"),
        });
        rest = after;
    }
    changes
}
