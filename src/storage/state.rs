//! The state: the input files of a commit, and the articles in them.
//!
//! States are stored in the `postcard` format, which loads ten times as fast as JSON lines. Speed matters, because
//! loading the state is most of the work of an ingest that finds no changes. The payload of a tantivy commit is the
//! file name of the state.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use super::checksum_footer;
use super::checksum_footer::ChecksumWriter;
use super::correction_outcome;
use super::day_order_notes::DayOrderNotes;
use super::files::{self, IndexFile};
use super::read_errors::ReadErrors;
use super::{ArticleKey, ContentHash};
use crate::error::{Result, at, damaged};
use crate::input::{FileStat, RealPath};
use crate::regular_file;

/// The input files and articles of a commit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The file name of the state, or empty if the state has not been saved.
    pub name: String,
    /// All input files that could be read, keyed by absolute path. The values are boxed, so that moving a value to
    /// another map moves only a pointer.
    pub files: FxHashMap<RealPath, Box<FileState>>,
}

/// The state of a file after it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// The path of the file, starting with the root's path as the user gave it.
    pub path: PathBuf,
    /// The size and times of the file.
    pub stat: FileStat,
    /// When the file was read, in nanoseconds since 1970.
    pub read: i64,
    /// The hash of the file's bytes.
    pub hash: ContentHash,
    /// The hash of the reading rules, or 0 if the user mapped no fields.
    pub rules: u64,
    /// The hash of the corrections that may apply to the file, or `None` if there are none.
    pub corrections: Option<ContentHash>,
    /// The articles in the file.
    pub records: Vec<RecordState>,
    /// The correction outcome of each article that a correction selects.
    pub corrected: Vec<correction_outcome::CorrectionOutcome>,
    /// The number of records that are not articles.
    pub other: u64,
    /// The read errors of the file.
    pub problems: ReadErrors,
}

/// The state of an article after it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordState {
    /// The key under which the index and the history store the article.
    pub key: ArticleKey,
    /// A hash of the uncorrected article and its corrections.
    pub hash: ContentHash,
    /// The number of figures in the article.
    pub figures: u32,
    /// Whether the article is a copy of an earlier one.
    pub copy: bool,
    /// The day-order notes of the article's dates.
    pub dates: DayOrderNotes,
    /// Whether the article is in a language other than English.
    pub other_language: bool,
}

/// The totals of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The number of articles in all files.
    pub articles: u64,
    /// The number of figures in all articles.
    pub figures: u64,
    /// The number of articles that are copies of earlier ones.
    pub copies: u64,
    /// The number of articles in languages other than English.
    pub other_languages: u64,
    /// The number of corrected fields and figures.
    pub corrections: u64,
}

/// A file that changed less than this many nanoseconds before it was read may have changed again since then with the
/// same size and times.
const RACY: i64 = 2_000_000_000;

/// The minimum number of bytes that a file takes up in a saved state. Its hash alone takes up this many.
const LEAST_FILE: usize = 16;

impl FileState {
    /// Returns whether the file certainly has the same content, reading rules and corrections as when it was last read.
    /// `stat` is the file's current size and times.
    pub fn is_current(&self, stat: FileStat, rules: u64, corrections: Option<ContentHash>) -> bool {
        let read_so = self.rules == rules && self.corrections == corrections;
        self.stat == stat && read_so && stat.latest() < self.read - RACY
    }
}

impl State {
    /// Loads a state from its file.
    pub fn load(path: &Path) -> Result<Self> {
        let bytes = regular_file::read(path).map_err(damaged(path))?;
        let content =
            checksum_footer::verified_content_if_checksummed(&bytes).map_err(damaged(path))?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let (count, mut rest) = postcard::take_from_bytes::<u64>(content).map_err(damaged(path))?;
        // A state from an earlier version of the program has no checksum, so its file count cannot be trusted.
        let room = (count as usize).min(content.len() / LEAST_FILE);
        let mut files = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        for _ in 0..count {
            let ((real, file), after) = postcard::take_from_bytes(rest).map_err(damaged(path))?;
            files.insert(real, file);
            rest = after;
        }
        if !rest.is_empty() {
            return Err(damaged(path)("trailing data after the last record"));
        }
        Ok(Self { name, files })
    }

    /// Writes the state to a file and syncs the file to disk.
    pub fn save(&self, path: &Path) -> Result<()> {
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort_unstable_by_key(|(real, _)| *real);
        let mut out = ChecksumWriter::new(BufWriter::new(IndexFile::create(path)?));
        let write = || {
            out.write_all(&postcard::to_stdvec(&(files.len() as u64)).map_err(io::Error::other)?)?;
            for file in files {
                out.write_all(&postcard::to_stdvec(&file).map_err(io::Error::other)?)?;
            }
            out.write_footer()?.flush()
        };
        write().map_err(at(path))?;
        out.get_ref().get_ref().sync()?;
        files::sync_folder(files::folder_of(path))
    }

    /// Computes the totals of the state.
    pub fn count(&self) -> Totals {
        let mut totals = Totals::default();
        for record in self.files.values().flat_map(|file| &file.records) {
            totals.articles += 1;
            totals.figures += u64::from(record.figures);
            totals.copies += u64::from(record.copy);
            totals.other_languages += u64::from(record.other_language);
        }
        let corrected = self.files.values().flat_map(|file| &file.corrected);
        totals.corrections = corrected
            .map(correction_outcome::CorrectionOutcome::applied)
            .sum();
        totals
    }
}
