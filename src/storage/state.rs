//! The state of an ingest: the files that it read, and the articles in them.
//!
//! The file is in the format of `postcard`, which reads ten times as fast as JSON lines. That matters because an ingest
//! that finds nothing to do does little else. The payload of a commit names the state that belongs to it.

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

/// The files of an ingest, by their absolute paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The name of its file; empty if the state has no file.
    pub name: String,
    /// Every file that could be read. Files move from one map to another, which is faster if only a pointer moves.
    pub files: FxHashMap<RealPath, Box<FileState>>,
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// Its path as the walk found it.
    pub path: PathBuf,
    /// Its size and times.
    pub stat: FileStat,
    /// When it was read, in nanoseconds since 1970.
    pub read: i64,
    /// A hash of its bytes.
    pub hash: ContentHash,
    /// A hash of the rules that, besides its bytes, decide how it is read.
    pub rules: u64,
    /// A hash of the corrections that may apply to it.
    pub corrections: Option<ContentHash>,
    /// The articles in it.
    pub records: Vec<RecordState>,
    /// The outcome of corrections, for each article that they select.
    pub corrected: Vec<correction_outcome::CorrectionOutcome>,
    /// The number of entries in it whose type is not that of an article.
    pub other: u64,
    /// The errors of reading it.
    pub problems: ReadErrors,
}

/// An article as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordState {
    /// Its key.
    pub key: ArticleKey,
    /// A hash of the article as it was read.
    pub hash: ContentHash,
    /// The number of its figures.
    pub figures: u32,
    /// Whether it is a copy of an earlier article.
    pub copy: bool,
    /// The evidence of its dates for the order of day and month.
    pub dates: DayOrderNotes,
    /// Whether it is in another language than English.
    pub other_language: bool,
}

/// The totals of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Figures in them.
    pub figures: u64,
    /// Articles that are copies of others.
    pub copies: u64,
    /// Articles in other languages than English.
    pub other_languages: u64,
    /// Values and figures that are corrected.
    pub corrections: u64,
}

/// The time in nanoseconds within which a change may have left the size and times of a file as they were read.
const RACY: i64 = 2_000_000_000;

/// The least number of bytes that a file takes in a state. Its hash alone needs that many.
const LEAST_FILE: usize = 16;

impl FileState {
    /// Whether a file with `stat` certainly still has the content that was read, under the same rules and corrections.
    pub fn is_current(&self, stat: FileStat, rules: u64, corrections: Option<ContentHash>) -> bool {
        let read_so = self.rules == rules && self.corrections == corrections;
        self.stat == stat && read_so && stat.latest() < self.read - RACY
    }
}

impl State {
    /// Reads a state.
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
        // A state of an earlier version has no checksum, so its count cannot be trusted.
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

    /// Writes a state, and syncs it to the disk.
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

    /// Counts the articles and figures of the state.
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
