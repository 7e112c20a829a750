//! The history: when each article was first seen, and its earlier versions. A rebuild cannot restore the history from
//! the articles, so it is stored outside the generations.
//!
//! The file has one JSON line for each version of an article, and each line has a checksum. New lines are appended.
//! Readers skip lines that are damaged or were cut short by a crash. The next ingest removes a line that was cut short.
//! A rebuild removes all broken lines.
//!
//! All versions added by one ingest have the same stamp, in milliseconds since 1970. Each ingest has a greater stamp
//! than all earlier ones, even if the clock was set back.

use crate::plural::count_of;
use crate::storage::layout;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize};

use super::checksum_footer;
use super::files::{self, IndexFile};
use super::version_diff::VersionDiff;
use super::{ArticleKey, ContentHash};
use crate::error::ChecksumError;
use crate::error::{Result, at};
use crate::regular_file;

/// A version of an article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArticleVersion {
    /// The key of the article.
    pub key: ArticleKey,
    /// A hash of the uncorrected article and its corrections.
    pub hash: ContentHash,
    /// The stamp of the ingest that first saw this version, in milliseconds since 1970.
    #[serde(deserialize_with = "milliseconds")]
    pub seen: i64,
    /// The article's URL. Only articles with a URL can be versions of the same web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The article's former key, or `None` if its file was not moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<ArticleKey>,
    /// The changes in figures from the previous version to this one and, if a later version is already indexed, from
    /// this version to the later one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<VersionDiff>,
}

impl ArticleVersion {
    /// Parses a line, or returns `None` if the line is invalid. Accepts lines without a checksum, because earlier
    /// versions of the program wrote none.
    fn read(line: &[u8]) -> Option<Self> {
        match checksum_footer::verify_line(line) {
            Err(ChecksumError::Mismatch) => None,
            Ok(()) | Err(ChecksumError::MissingFooter) => serde_json::from_slice(line).ok(),
        }
    }

    /// Returns why a line is invalid, or `None` if it is valid.
    pub(crate) fn why_invalid(line: &[u8]) -> Option<&'static str> {
        match checksum_footer::verify_line(line) {
            Err(ChecksumError::MissingFooter) => Some("has no checksum"),
            Err(ChecksumError::Mismatch) => Some("does not match its checksum"),
            Ok(()) if Self::read(line).is_none() => Some("cannot be parsed"),
            Ok(()) => None,
        }
    }

    fn line(&self) -> io::Result<String> {
        Ok(checksum_footer::with_line_checksum(serde_json::to_string(self)?) + "\n")
    }
}

/// Earlier versions of the program wrote stamps in seconds. A stamp below this value is one of those, because in
/// milliseconds it would be before March 1973.
const SECONDS: i64 = 100_000_000_000;

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let seen = i64::deserialize(deserializer)?;
    Ok(if (-SECONDS..SECONDS).contains(&seen) {
        seen * 1000
    } else {
        seen
    })
}

/// When each article was first seen, and the hash of its latest version.
#[derive(Debug, Default)]
pub struct History {
    /// The greatest stamp of all versions.
    last: Option<i64>,
    first_seen: FxHashMap<ArticleKey, i64>,
    latest: FxHashMap<ArticleKey, ContentHash>,
}

impl History {
    /// Loads the history of an index.
    pub fn load(index: &Path) -> Result<Self> {
        let path = index.join(layout::HISTORY);
        let mut history = Self::default();
        let file = match regular_file::open(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(history),
            Err(e) => return Err(at(path)(e)),
        };
        for line in BufReader::new(file).split(b'\n') {
            if let Some(version) = ArticleVersion::read(&line.map_err(at(&path))?) {
                history.record(&version);
            }
        }
        Ok(history)
    }

    /// Returns the stamp of the ingest that first saw the article `key`, or `None` if the article is not in the
    /// history.
    pub fn first_seen(&self, key: ArticleKey) -> Option<i64> {
        self.first_seen.get(&key).copied()
    }

    /// Returns the stamp for an ingest that starts at `now`, in milliseconds since 1970. The stamp is greater than all
    /// earlier ones, even if the clock was set back or two ingests started in the same millisecond.
    pub fn next_stamp(&self, now: i64) -> i64 {
        self.last
            .map_or(now, |last| now.max(last.saturating_add(1)))
    }

    /// Returns whether the history lacks the article `key`, or has a different hash for its latest version.
    pub fn is_new_version(&self, key: ArticleKey, hash: ContentHash) -> bool {
        self.latest.get(&key) != Some(&hash)
    }

    fn record(&mut self, version: &ArticleVersion) {
        self.last = self.last.max(Some(version.seen));
        let before = version
            .moved_from
            .and_then(|from| self.first_seen(from))
            .unwrap_or(version.seen);
        let seen = self.first_seen.entry(version.key).or_insert(before);
        *seen = (*seen).min(before);
        self.latest.insert(version.key, version.hash);
    }

    /// Returns whether the history contains a version of the article `key`.
    pub fn contains(&self, key: ArticleKey) -> bool {
        self.latest.contains_key(&key)
    }

    /// Appends versions to the history file and syncs it to disk.
    pub fn append(&mut self, index: &Path, versions: &[ArticleVersion]) -> Result<()> {
        if versions.is_empty() {
            return Ok(());
        }
        let path = index.join(layout::HISTORY);
        let mut file = BufWriter::new(IndexFile::append(&path)?);
        let mut write = || {
            for version in versions {
                file.write_all(version.line()?.as_bytes())?;
            }
            file.flush()
        };
        write().map_err(at(&path))?;
        file.get_ref().sync()?;
        files::sync_folder(index)?;
        for version in versions {
            self.record(version);
        }
        Ok(())
    }
}

/// Returns the differences between the versions of an article, each with the stamp of the ingest that recorded it.
/// Includes differences from before the article's file was moved.
pub fn changes_of(index: &Path, key: ArticleKey) -> Result<Vec<(i64, VersionDiff)>> {
    let path = index.join(layout::HISTORY);
    let file = match regular_file::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(at(path)(e)),
    };
    let mut moved = FxHashMap::default();
    let mut changes = Vec::new();
    for line in BufReader::new(file).split(b'\n') {
        let Some(version) = ArticleVersion::read(&line.map_err(at(&path))?) else {
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

/// Returns the size of the history in bytes.
pub fn size(index: &Path) -> u64 {
    index
        .join(layout::HISTORY)
        .metadata()
        .map_or(0, |metadata| metadata.len())
}

/// Syncs the history to disk. An interrupted ingest may have left lines that are only in the operating system's cache.
pub fn sync(index: &Path) -> Result<()> {
    let path = index.join(layout::HISTORY);
    if path.exists() {
        IndexFile::append(&path)?.sync()?;
        files::sync_folder(index)?;
    }
    Ok(())
}

/// Removes lines that are damaged or were cut short. Lines within the first `whole` bytes are assumed to be intact and
/// are not checked. Adds checksums to lines that earlier versions of the program wrote without them.
pub fn remove_broken_lines(index: &Path, whole: u64) -> Result<()> {
    let path = index.join(layout::HISTORY);
    let bytes = match regular_file::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(at(path)(e)),
    };
    let (before, _) = bytes.split_at(bytes.len().min(whole as usize));
    let start = before.iter().rposition(|&byte| byte == b'\n');
    let (before, behind) = bytes.split_at(start.map_or(0, |newline| newline + 1));
    let mut tidied = before.to_vec();
    let mut lost = 0;
    for line in behind.split_inclusive(|&byte| byte == b'\n') {
        let whole = line.strip_suffix(b"\n");
        match whole.map(checksum_footer::verify_line) {
            Some(Ok(())) => tidied.extend_from_slice(line),
            _ => match whole.and_then(ArticleVersion::read) {
                Some(earlier) => tidied.extend(earlier.line().map_err(at(&path))?.bytes()),
                None => lost += 1,
            },
        }
    }
    if lost > 0 {
        let path = path.display();
        tracing::warn!("{path}: {} ignored", count_of(lost, "damaged line"));
    }
    if tidied == bytes {
        return Ok(());
    }
    let beside = path.with_extension(files::UNFINISHED);
    let mut file = IndexFile::create(&beside)?;
    file.write_all(&tidied).map_err(at(&beside))?;
    file.sync()?;
    files::put_in_place(&beside, &path)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;

    /// A time in 2025.
    const NOW: i64 = 1_750_000_000_000;

    fn version(record: &str, seen: i64, moved_from: Option<ArticleKey>) -> ArticleVersion {
        let key = ArticleKey::new(b"p", record);
        ArticleVersion {
            key,
            hash: ContentHash::from_bytes(record.as_bytes()),
            seen,
            url: None,
            moved_from,
            changes: Vec::new(),
        }
    }

    #[test]
    fn first_seen_time_survives_incomplete_lines() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let mut history = History::load(folder.path()).expect("none yet");
        let (a, b) = (
            version("a", NOW, None),
            version("b", NOW + 20, Some(ArticleKey::new(b"p", "a"))),
        );
        history
            .append(folder.path(), &[a.clone(), version("a", NOW + 10, None)])
            .expect("appends");
        let mut file = File::options()
            .append(true)
            .open(folder.path().join(layout::HISTORY))
            .expect("opens");
        file.write_all(b"{\"key\":\"12").expect("writes");
        remove_broken_lines(folder.path(), size(folder.path())).expect("tidies");
        history
            .append(folder.path(), std::slice::from_ref(&b))
            .expect("appends");
        let history = History::load(folder.path()).expect("loads");
        assert_eq!(history.first_seen(a.key), Some(NOW));
        assert_eq!(history.first_seen(b.key), Some(NOW));
        assert!(!history.is_new_version(a.key, a.hash) && history.is_new_version(a.key, b.hash));
    }

    #[test]
    fn damaged_lines_are_skipped_and_removed() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join(layout::HISTORY);
        let all: Vec<_> = ["a", "b", "c"].map(|name| version(name, NOW, None)).into();
        let mut history = History::default();
        history.append(folder.path(), &all).expect("appends");
        let whole = fs::read_to_string(&path).expect("reads");
        remove_broken_lines(folder.path(), 0).expect("tidies");
        assert_eq!(fs::read_to_string(&path).expect("reads"), whole);
        let lines: Vec<_> = whole.split_inclusive('\n').collect();
        let other = lines[1].replace("\"seen\":1", "\"seen\":2");
        let earlier = serde_json::to_string(&all[2]).expect("serializes") + "\n";
        fs::write(&path, [lines[0], &other, &earlier, "{\"key"].concat()).expect("writes");
        let history = History::load(folder.path()).expect("loads");
        let known = [0, 1, 2].map(|nth: usize| history.contains(all[nth].key));
        assert_eq!(known, [true, false, true]);
        // A broken line within the first `whole` bytes remains until a rebuild removes it.
        remove_broken_lines(folder.path(), (lines[0].len() + other.len()) as u64).expect("tidies");
        let tidied = fs::read_to_string(&path).expect("reads");
        assert_eq!(tidied, [lines[0], &other, lines[2]].concat());
        remove_broken_lines(folder.path(), 0).expect("tidies");
        let tidied = fs::read_to_string(&path).expect("reads");
        assert_eq!(tidied, [lines[0], lines[2]].concat());
    }

    #[test]
    fn timestamps_increase_despite_clock_changes() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let mut history = History::load(folder.path()).expect("none yet");
        assert_eq!(history.next_stamp(NOW), NOW);
        // The same time twice, a later time, and a time before all others.
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
    fn old_timestamps_in_seconds_are_converted() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let (a, b) = (version("a", 0, None), version("b", 0, None));
        let line = |version: &ArticleVersion, seen: i64| {
            format!(
                "{{\"key\":\"{}\",\"hash\":\"{}\",\"seen\":{seen}}}\n",
                version.key, version.hash
            )
        };
        let text = line(&a, 1_700_000_000) + &line(&b, NOW);
        fs::write(folder.path().join(layout::HISTORY), text).expect("writes");
        let history = History::load(folder.path()).expect("loads");
        assert_eq!(history.first_seen(a.key), Some(1_700_000_000_000));
        assert_eq!(history.first_seen(b.key), Some(NOW));
        assert_eq!(history.next_stamp(0), NOW + 1);
    }

    #[test]
    fn timestamps_of_any_size_are_accepted() {
        for seen in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX] {
            let folder = tempfile::tempdir().expect("temporary folder");
            let line = serde_json::to_string(&version("a", seen, None)).expect("serializes");
            fs::write(folder.path().join(layout::HISTORY), line + "\n").expect("writes");
            let history = History::load(folder.path()).expect("loads");
            assert!(history.next_stamp(NOW) >= NOW, "{seen}");
        }
    }
}
