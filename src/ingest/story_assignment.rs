//! Assigns articles to stories in the order in which they were read, whichever thread writes them.

use std::sync::atomic::AtomicBool;

use super::indexed_candidates::IndexedCandidates;
use super::queue::WriteJob;
use crate::dedup::{Fingerprint, TurnSequencer};

/// Finds the story of each article among those of earlier ingests and of this one.
pub struct StoryAssigner {
    /// The articles of earlier ingests, if there are any.
    pub committed: Option<IndexedCandidates>,
    /// The articles of this ingest, which take turns.
    pub turns: TurnSequencer,
}

impl StoryAssigner {
    /// Returns the story of an article whose turn is `number`, and whether an earlier article told it. Returns `None`
    /// if writing was stopped.
    pub fn assign(
        &self,
        job: &WriteJob,
        number: u32,
        fingerprint: &Fingerprint,
        stopped: &AtomicBool,
    ) -> tantivy::Result<Option<(u64, bool)>> {
        // The article's earlier version and its copy at the former path are about to be removed.
        let except: Vec<_> = job.moved_from.into_iter().chain([job.key]).collect();
        let committed = self.committed.as_ref();
        let earlier = committed.map(|committed| committed.story(fingerprint, &except));
        let earlier = earlier.transpose()?.flatten();
        // Another text at the same place in the same file is another story.
        let own = job.key.order() ^ job.hash.order();
        let turn = self.turns.run_in_turn(number, stopped, |pending| {
            pending.assign(fingerprint, earlier, own)
        });
        let story = turn.transpose()?;
        Ok(story.map(|story| (story, story != own)))
    }
}
