//! What no rebuild can know again: when an article was first seen, and its earlier versions.
//!
//! One JSON line for each version of each article, added at the end. A line that a crash cut short is passed over.
//!
//! All versions of one ingest bear the same stamp: milliseconds, and more than any before them, so that what came after
//! another ingest is what has a greater one, whatever the clock did.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize};

use super::change::Change;
use super::record::Key;
use crate::error::{Result, at};

pub(super) const FILE: &str = "history.jsonl";

/// A version of an article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Version {
    /// The article.
    pub key: Key,
    /// A hash of what was read.
    pub hash: Key,
    /// The stamp of its ingest, in milliseconds since 1970.
    #[serde(deserialize_with = "milliseconds")]
    pub seen: i64,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The article it was before its file was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Key>,
    /// What changed in its figures, since the version before it or to one that is later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// Stamps below this are seconds, as they were written once: as milliseconds they would be of 1973.
const SECONDS: i64 = 100_000_000_000;

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let seen = i64::deserialize(deserializer)?;
    Ok(if (-SECONDS..SECONDS).contains(&seen) {
        seen * 1000
    } else {
        seen
    })
}

/// When each article was first seen.
#[derive(Debug, Default)]
pub struct History {
    /// The greatest stamp of all.
    last: Option<i64>,
    first_seen: FxHashMap<Key, i64>,
    latest: FxHashMap<Key, Key>,
}

impl History {
    /// Reads the history of an index.
    pub fn load(index: &Path) -> Result<Self> {
        let path = index.join(FILE);
        let mut history = Self::default();
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(history),
            Err(e) => return Err(at(path)(e)),
        };
        for line in BufReader::new(file).split(b'\n') {
            if let Ok(version) = serde_json::from_slice::<Version>(&line.map_err(at(&path))?) {
                history.note(&version);
            }
        }
        Ok(history)
    }

    /// When `key` was first seen.
    pub fn first_seen(&self, key: Key) -> Option<i64> {
        self.first_seen.get(&key).copied()
    }

    /// The stamp of an ingest that begins `now`, in milliseconds since 1970: greater than all before it, also where the
    /// clock was turned back or two began at once.
    pub fn next_stamp(&self, now: i64) -> i64 {
        self.last
            .map_or(now, |last| now.max(last.saturating_add(1)))
    }

    /// Whether the last version of `key` is another than `hash`.
    pub fn is_news(&self, key: Key, hash: Key) -> bool {
        self.latest.get(&key) != Some(&hash)
    }

    fn note(&mut self, version: &Version) {
        self.last = self.last.max(Some(version.seen));
        let before = version
            .moved_from
            .and_then(|from| self.first_seen(from))
            .unwrap_or(version.seen);
        let seen = self.first_seen.entry(version.key).or_insert(before);
        *seen = (*seen).min(before);
        self.latest.insert(version.key, version.hash);
    }

    /// Whether there is a version of `key`.
    pub fn knows(&self, key: Key) -> bool {
        self.latest.contains_key(&key)
    }

    /// Adds versions, to the disk.
    pub fn append(&mut self, index: &Path, versions: &[Version]) -> Result<()> {
        if versions.is_empty() {
            return Ok(());
        }
        let path = index.join(FILE);
        let write = || {
            let mut file = OpenOptions::new()
                .read(true)
                .append(true)
                .create(true)
                .open(&path)?;
            let unfinished = ends_unfinished(&mut file)?;
            let mut file = BufWriter::new(file);
            if unfinished {
                file.write_all(b"\n")?;
            }
            for version in versions {
                serde_json::to_writer(&mut file, version)?;
                file.write_all(b"\n")?;
            }
            file.into_inner()
                .map_err(io::IntoInnerError::into_error)?
                .sync_all()
        };
        write().map_err(at(&path))?;
        for version in versions {
            self.note(version);
        }
        Ok(())
    }
}

/// What changed in the figures of an article from version to version, each with the stamp of the ingest that saw it. Where
/// it was moved, what changed before that is among it.
pub fn changes_of(index: &Path, key: Key) -> Result<Vec<(i64, Change)>> {
    let path = index.join(FILE);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(at(path)(e)),
    };
    let mut moved = FxHashMap::default();
    let mut changes = Vec::new();
    for line in BufReader::new(file).split(b'\n') {
        let Ok(version) = serde_json::from_slice::<Version>(&line.map_err(at(&path))?) else {
            continue;
        };
        moved.extend(version.moved_from.map(|from| (version.key, from)));
        changes.extend(version.changes.into_iter().map(|one| (version.seen, one)));
    }
    let mut keys = vec![key];
    while let Some(from) = keys.last().and_then(|key| moved.get(key)) {
        if keys.contains(from) {
            break;
        }
        keys.push(*from);
    }
    changes.retain(|(_, one)| keys.contains(&one.from) || keys.contains(&one.to));
    Ok(changes)
}

/// How many bytes the history of an index is.
pub fn size(index: &Path) -> u64 {
    index
        .join(FILE)
        .metadata()
        .map_or(0, |metadata| metadata.len())
}

/// Whether the file's last line was cut short.
fn ends_unfinished(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    file.seek(io::SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != [b'\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In 2025.
    const NOW: i64 = 1_750_000_000_000;

    fn version(record: &str, seen: i64, moved_from: Option<Key>) -> Version {
        let key = Key::new(b"p", record);
        Version {
            key,
            hash: Key::of_content(record.as_bytes()),
            seen,
            url: None,
            moved_from,
            changes: Vec::new(),
        }
    }

    #[test]
    fn first_seen_survives_new_versions_moves_and_a_torn_line() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let mut history = History::load(folder.path()).expect("none yet");
        let (a, b) = (
            version("a", NOW, None),
            version("b", NOW + 20, Some(Key::new(b"p", "a"))),
        );
        history
            .append(folder.path(), &[a.clone(), version("a", NOW + 10, None)])
            .expect("appends");
        let mut file = OpenOptions::new()
            .append(true)
            .open(folder.path().join(FILE))
            .expect("opens");
        file.write_all(b"{\"key\":\"12").expect("writes");
        history
            .append(folder.path(), std::slice::from_ref(&b))
            .expect("appends");
        let history = History::load(folder.path()).expect("loads");
        assert_eq!(history.first_seen(a.key), Some(NOW));
        assert_eq!(history.first_seen(b.key), Some(NOW));
        assert!(!history.is_news(a.key, a.hash) && history.is_news(a.key, b.hash));
    }

    #[test]
    fn stamps_grow_whatever_the_clock_does() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let mut history = History::load(folder.path()).expect("none yet");
        assert_eq!(history.next_stamp(NOW), NOW);
        // The same moment, a later one, and one before all others.
        for (now, expected) in [
            (NOW, NOW),
            (NOW, NOW + 1),
            (NOW + 9, NOW + 9),
            (5, NOW + 10),
        ] {
            let seen = history.next_stamp(now);
            assert_eq!(seen, expected);
            let version = version(&now.to_string(), seen, None);
            history.append(folder.path(), &[version]).expect("appends");
        }
        let history = History::load(folder.path()).expect("loads");
        assert_eq!(history.next_stamp(NOW), NOW + 11);
    }

    #[test]
    fn stamps_of_earlier_versions_in_seconds_are_read_as_milliseconds() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let (a, b) = (version("a", 0, None), version("b", 0, None));
        let line = |version: &Version, seen: i64| {
            format!(
                "{{\"key\":\"{}\",\"hash\":\"{}\",\"seen\":{seen}}}\n",
                version.key, version.hash
            )
        };
        let text = line(&a, 1_700_000_000) + &line(&b, NOW);
        std::fs::write(folder.path().join(FILE), text).expect("writes");
        let history = History::load(folder.path()).expect("loads");
        assert_eq!(history.first_seen(a.key), Some(1_700_000_000_000));
        assert_eq!(history.first_seen(b.key), Some(NOW));
        assert_eq!(history.next_stamp(0), NOW + 1);
    }

    #[test]
    fn stamps_of_any_size_are_read() {
        for seen in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX] {
            let folder = tempfile::tempdir().expect("temporary folder");
            let line = serde_json::to_string(&version("a", seen, None)).expect("serializes");
            std::fs::write(folder.path().join(FILE), line + "\n").expect("writes");
            let history = History::load(folder.path()).expect("loads");
            assert!(history.next_stamp(NOW) >= NOW, "{seen}");
        }
    }
}
