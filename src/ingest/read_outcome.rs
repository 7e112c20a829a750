//! What reading and writing leave behind for the commit.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::storage::correction_outcome::FigureOutcome;
use crate::storage::history::ArticleVersion;
use crate::storage::state::State;
use crate::storage::{ArticleKey, IngestSummary};

/// What reading and writing leave behind for the commit.
pub struct ReadOutcome {
    /// The files and articles as they are now.
    pub state: State,
    /// Whether the state is another than before.
    pub changed: bool,
    /// The versions of articles that the history lacks.
    pub versions: Vec<ArticleVersion>,
    /// What was done.
    pub summary: IngestSummary,
    /// The paths of articles with more figures than are taken.
    pub cut: Vec<String>,
    /// A file of which a rebuild reads less than was read before, and why.
    pub lost: Option<(PathBuf, String)>,
    /// The roots that are not there and whose files have all moved elsewhere.
    pub emptied: Vec<PathBuf>,
}

impl ReadOutcome {
    /// Adds what only the writing threads know: how many figures each article has, whether it is a copy, and what
    /// corrections did to its figures.
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
