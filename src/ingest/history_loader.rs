//! Loads the history of an index on demand, and completes it if an earlier ingest was interrupted.

use super::pending_history::PendingHistory;
use super::recover_history;
use crate::error::Result;
use crate::storage::IndexFolder;
use crate::storage::history::{self, History};
use crate::storage::ingest_report;
use crate::storage::state::State;

/// Loads the history of an index on demand.
pub struct HistoryLoader<'a> {
    folder: &'a IndexFolder,
    history: Option<History>,
    /// The number of bytes at the start of the history that are known to be intact, or `None` if the whole history is.
    whole: Option<u64>,
    /// Whether there is a readable commit.
    committed: bool,
    /// Whether versions from the last commit may be missing from the history.
    unsure: bool,
    rebuild: bool,
}

impl<'a> HistoryLoader<'a> {
    /// Creates a loader, and checks whether the history may be incomplete. `state` is the name of the last commit's
    /// state, or `None` if there is no readable commit.
    pub fn new(folder: &'a IndexFolder, state: Option<&str>, rebuild: bool) -> Self {
        let last = ingest_report::load(folder.path()).ok().flatten();
        let noted = last.and_then(|last| last.state);
        let now = state.map(|name| (name.to_owned(), history::size(folder.path())));
        let whole = noted.as_ref().map_or(0, |(_, size)| *size);
        Self {
            folder,
            history: None,
            whole: if rebuild {
                Some(0)
            } else {
                (now.is_none() || now != noted).then_some(whole)
            },
            committed: state.is_some(),
            unsure: now.is_some() && now != noted,
            rebuild,
        }
    }

    /// Removes broken lines from the history, and adds missing versions from the last commit.
    pub fn complete(&mut self, state: Option<&State>) -> Result<()> {
        if let Some(whole) = self.whole {
            history::remove_broken_lines(self.folder.path(), whole)?;
        }
        let left = match state {
            Some(state) if self.committed => PendingHistory::load(self.folder, &state.name)?,
            _ => None,
        };
        if self.unsure || left.is_some() {
            // The history must be on disk before the pending history is removed.
            history::sync(self.folder.path())?;
        }
        if let Some(pending) = left {
            match pending.apply(self.folder, self.history_mut()?) {
                // A rebuild must succeed even if the old index is unreadable.
                Err(e) if self.rebuild => {
                    tracing::warn!("changes since the last ingest are unknown: {e}");
                }
                settled => settled?,
            }
        }
        if let (true, Some(state)) = (self.unsure, state) {
            let (folder, rebuild) = (self.folder, self.rebuild);
            recover_history::recover(folder, state, self.history_mut()?, rebuild)?;
        }
        Ok(())
    }

    /// Returns the history for appending, loading it if necessary.
    pub fn history_mut(&mut self) -> Result<&mut History> {
        if self.history.is_none() {
            self.history = Some(History::load(self.folder.path())?);
        }
        Ok(self.history.get_or_insert_default())
    }

    /// Returns the history for reading, loading it if necessary.
    pub fn history(&mut self) -> Result<&History> {
        self.history_mut().map(|history| &*history)
    }
}
