//! What was read when: the files of the last ingest and the records in them.
//!
//! A JSON line for each file. A commit's payload names the state that belongs to it.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::corrections;
use super::folder::sync_folder;
use super::record::Key;
use crate::error::{Result, at, damaged};
use crate::source::Stat;

/// The files of an ingest, by their absolute paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Each file that could be read.
    pub files: FxHashMap<PathBuf, FileState>,
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// Its path, as it was walked.
    pub path: PathBuf,
    /// Its size and times.
    pub stat: Stat,
    /// When it was read, in nanoseconds since 1970.
    pub read: i64,
    /// A hash of its bytes.
    pub hash: Key,
    /// The articles in it.
    pub records: Vec<RecordState>,
    /// A hash of the corrections that may bear on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Key>,
    /// What they did, for each article that they chose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<corrections::Done>,
    /// What could not be read in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
}

/// An article as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordState {
    /// Its key.
    pub key: Key,
    /// A hash of what was read.
    pub hash: Key,
    /// How many figures it has.
    pub figures: u32,
    /// Whether it is in another language than English.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_language: bool,
}

/// The sums of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Figures in them.
    pub figures: u64,
    /// Articles in other languages than English.
    pub other_languages: u64,
    /// Values and figures that are corrected.
    pub corrections: u64,
}

/// Changes within this time of being read may have left size and times as they were.
const RACY: i64 = 2_000_000_000;

impl FileState {
    /// Whether a file with `stat` is surely as it was read.
    pub fn is_current(&self, stat: Stat) -> bool {
        self.stat == stat && stat.latest() < self.read - RACY
    }
}

#[derive(Serialize, Deserialize)]
struct Line<F> {
    real: PathBuf,
    #[serde(flatten)]
    file: F,
}

impl State {
    /// Reads a state.
    pub fn load(path: &Path) -> Result<Self> {
        let mut state = Self::default();
        for line in BufReader::new(File::open(path).map_err(damaged(path))?).split(b'\n') {
            let line = line.map_err(at(path))?;
            let line: Line<FileState> = serde_json::from_slice(&line).map_err(damaged(path))?;
            state.files.insert(line.real, line.file);
        }
        Ok(state)
    }

    /// Writes a state, to the disk.
    pub fn save(&self, path: &Path) -> Result<()> {
        let write = || {
            let mut out = BufWriter::new(File::create(path)?);
            let mut files: Vec<_> = self.files.iter().collect();
            files.sort_unstable_by_key(|(real, _)| *real);
            for (real, file) in files {
                serde_json::to_writer(
                    &mut out,
                    &Line {
                        real: real.clone(),
                        file,
                    },
                )?;
                out.write_all(b"\n")?;
            }
            out.into_inner()
                .map_err(std::io::IntoInnerError::into_error)?
                .sync_all()
        };
        write().map_err(at(path))?;
        sync_folder(path.parent().unwrap_or(Path::new(".")))
    }

    /// How much there is.
    pub fn count(&self) -> Totals {
        let mut totals = Totals::default();
        for record in self.files.values().flat_map(|file| &file.records) {
            totals.articles += 1;
            totals.figures += u64::from(record.figures);
            totals.other_languages += u64::from(record.other_language);
        }
        let corrected = self.files.values().flat_map(|file| &file.corrected);
        totals.corrections = corrected.map(|done| done.applied).sum();
        totals
    }
}
