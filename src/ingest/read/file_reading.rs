//! What one file gives while it is read.

use std::io;

use rustc_hash::FxHashMap;

use super::record_origin::RecordOrigin;
use crate::article::Article;
use crate::input::{InputFile, RealPath};
use crate::storage::correction_outcome::CorrectionOutcome;
use crate::storage::read_errors::ReadErrors;
use crate::storage::state::{FileState, RecordState};
use crate::storage::{ArticleKey, ContentHash};

/// What one file gave so far.
#[derive(Default)]
pub struct FileReading {
    /// When it was begun, in nanoseconds since 1970.
    pub begun: i64,
    /// A hash of its bytes.
    pub hash: ContentHash,
    /// A hash of the rules by which it is read; 0 where the user gave no field a meaning.
    pub rules: u64,
    /// A hash of the corrections that may bear on it.
    pub corrections: Option<ContentHash>,
    /// The articles that it has.
    pub records: Vec<RecordState>,
    /// What could not be read in it.
    pub problems: ReadErrors,
    /// What corrections did.
    pub corrected: Vec<CorrectionOutcome>,
    /// What they did before.
    pub corrected_before: Vec<CorrectionOutcome>,
    /// How many things in it are no articles by their type.
    pub other: u64,
    /// How often each own id was met, to tell records with the same id apart.
    pub ids: FxHashMap<String, u32>,
    /// The records that were known, without those met again.
    pub known: FxHashMap<ArticleKey, RecordState>,
    /// The place the file was at before.
    pub moved_from: Option<RealPath>,
    /// Whether it was read before and only its dates are to be read otherwise.
    pub again: bool,
    /// What is wrong with the first member of it that is damaged, or with its end.
    pub damaged: Option<io::Error>,
}

impl FileReading {
    /// What tells a record from the others of its file: its own id, else its place.
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

    /// Keeps a record that is as it was, with what corrections did to it.
    pub fn keep_unchanged(&mut self, record: RecordState) {
        self.records.push(record);
        let before = self.corrected_before.iter();
        let before = before.filter(|done| done.key == record.key).cloned();
        self.corrected.extend(before);
    }

    /// Keeps the records that were read of the file before and not now, and returns how many they are.
    pub fn keep_unread(&mut self) -> usize {
        let kept = self.known.len();
        let before = std::mem::take(&mut self.corrected_before).into_iter();
        let of_kept = before.filter(|done| self.known.contains_key(&done.key));
        self.corrected.extend(of_kept);
        let rest = self.known.drain().map(|(_, record)| record);
        self.records.extend(rest);
        kept
    }

    /// The state of the file, now that it has been read.
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
