//! The state of one file while it is being read.

use std::io;

use rustc_hash::FxHashMap;

use super::record_origin::RecordOrigin;
use crate::article::Article;
use crate::input::{InputFile, RealPath};
use crate::storage::correction_outcome::CorrectionOutcome;
use crate::storage::read_errors::ReadErrors;
use crate::storage::state::{FileState, RecordState};
use crate::storage::{ArticleKey, ContentHash};

/// The results of reading a file so far.
#[derive(Default)]
pub struct FileReading {
    /// When reading started, in nanoseconds since 1970.
    pub begun: i64,
    /// The hash of the file's bytes.
    pub hash: ContentHash,
    /// The hash of the reading rules, or 0 if the user mapped no fields.
    pub rules: u64,
    /// The hash of the corrections that may apply to the file, or `None` if there are none.
    pub corrections: Option<ContentHash>,
    /// The articles read from the file or kept from the last ingest.
    pub records: Vec<RecordState>,
    /// The read errors of the file so far.
    pub problems: ReadErrors,
    /// The outcomes of corrections in this ingest.
    pub corrected: Vec<CorrectionOutcome>,
    /// The outcomes of corrections in the last ingest.
    pub corrected_before: Vec<CorrectionOutcome>,
    /// The number of records that are not articles.
    pub other: u64,
    /// How often each id has occurred, to distinguish records with the same id.
    pub ids: FxHashMap<String, u32>,
    /// The records of the last ingest that have not been found again yet.
    pub known: FxHashMap<ArticleKey, RecordState>,
    /// The file's former path, or `None` if the file was not moved.
    pub moved_from: Option<RealPath>,
    /// Whether the file is reread only for its ambiguous dates.
    pub again: bool,
    /// The first error caused by a damaged archive member or a truncated record.
    pub damaged: Option<io::Error>,
}

impl FileReading {
    /// Returns the article's unique name within the file. The name contains the article's id and how often that id has
    /// occurred so far. If the article has no id, the name contains the article's position instead.
    pub fn record_name(&mut self, origin: &RecordOrigin<'_>, article: &Article) -> String {
        let member = origin
            .member
            .map(|member| format!("{member}\0"))
            .unwrap_or_default();
        let Some(id) = &article.id else {
            return format!("{member}#{}", self.records.len() - origin.first);
        };
        let id = format!("{member}{id}");
        let times = self.ids.entry(id.clone()).or_insert(0);
        *times += 1;
        format!("{times}={id}")
    }

    /// Keeps an unchanged record and its correction outcomes.
    pub fn keep_unchanged(&mut self, record: RecordState) {
        self.records.push(record);
        let before = self.corrected_before.iter();
        let before = before.filter(|done| done.key == record.key).cloned();
        self.corrected.extend(before);
    }

    /// Keeps the records of the last ingest that were not found again. Returns how many there are.
    pub fn keep_unread(&mut self) -> usize {
        let kept = self.known.len();
        let before = std::mem::take(&mut self.corrected_before).into_iter();
        let of_kept = before.filter(|done| self.known.contains_key(&done.key));
        self.corrected.extend(of_kept);
        let rest = self.known.drain().map(|(_, record)| record);
        self.records.extend(rest);
        kept
    }

    /// Returns the state of the file after reading.
    pub fn into_state(self, found: InputFile) -> FileState {
        FileState {
            path: found.path,
            stat: found.stat,
            read: self.begun,
            hash: self.hash,
            rules: self.rules,
            corrections: self.corrections,
            records: self.records,
            corrected: self.corrected,
            other: self.other,
            problems: self.problems,
        }
    }
}
