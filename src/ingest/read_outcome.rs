//! The data that reading and writing pass to the commit.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::read::RebuildLoss;
use crate::error::Error;
use crate::storage::correction_outcome::FigureOutcome;
use crate::storage::history::ArticleVersion;
use crate::storage::state::State;
use crate::storage::{ArticleKey, IngestSummary};

/// The result of reading the files and writing the articles, to be committed.
pub struct ReadOutcome {
    /// The files and articles to commit.
    pub state: State,
    /// Whether the state differs from that of the last commit.
    pub changed: bool,
    /// The article versions to add to the history.
    pub versions: Vec<ArticleVersion>,
    /// The counts for the summary.
    pub summary: IngestSummary,
    /// The error that stopped the reading, or `None` if everything was read.
    pub failure: Option<Error>,
    /// The paths of articles with too many figures.
    pub cut: Vec<String>,
    /// The first file from which a rebuild read fewer articles than before, or `None` if there is none.
    pub lost: Option<RebuildLoss>,
    /// The absent roots whose files have all moved elsewhere.
    pub emptied: Vec<PathBuf>,
    /// The absent roots from which only some files have moved elsewhere.
    pub partly_moved: Vec<PathBuf>,
}

impl ReadOutcome {
    /// Adds the results of the writing threads: each article's figure count, whether the article is a duplicate, and
    /// the outcome of its figure corrections.
    pub fn add_written(
        &mut self,
        articles: &FxHashMap<ArticleKey, (u32, bool)>,
        mut corrected: FxHashMap<ArticleKey, FigureOutcome>,
    ) {
        let files = self.state.files.values_mut();
        for done in files.flat_map(|file| &mut file.corrected) {
            if let Some(applied) = corrected.remove(&done.key) {
                done.figures = applied;
            }
        }
        for record in self
            .state
            .files
            .values_mut()
            .flat_map(|file| &mut file.records)
        {
            if let Some(written) = articles.get(&record.key) {
                (record.figures, record.copy) = *written;
            }
        }
    }
}
